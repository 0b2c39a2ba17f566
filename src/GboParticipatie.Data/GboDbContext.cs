using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Conventions;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Data.Users;
using GboParticipatie.Events;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace GboParticipatie.Data;

/// <summary>
/// The one unit of work of the region's database: a change, its events and its audit trail are saved together or not at all.
/// </summary>
public sealed class GboDbContext(DbContextOptions<GboDbContext> options, ModelAssemblies assemblies, WriteGate gate, OutboxSignal signal, TimeProvider time)
    : IdentityDbContext<GboUser, IdentityRole, string>(options)
{
    private readonly List<(IDomainEvent Event, bool OnlyDay)> _events = [];
    private Func<CancellationToken, Task>? _beforeSave;
    private Func<CancellationToken, Task>? _afterCommit;
    private bool _published;
    private bool? _isSqlite;

    /// <inheritdoc />
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <summary>True on SQLite, false on PostgreSQL.</summary>
    public bool IsSqlite => _isSqlite ??= Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    /// <summary>True inside a transaction of <see cref="WriteAsync{T}"/>.</summary>
    public bool IsWriting { get; private set; }

    /// <summary>Publishes an event with the changes of the next save: it is handled if, and only if, they are committed.</summary>
    /// <param name="event">What happened.</param>
    /// <param name="onlyDay">True for an anonymous person: only the day is stored, not the time.</param>
    public void Publish(IDomainEvent @event, bool onlyDay = false) => _events.Add((@event, onlyDay));

    /// <summary>Adds a line to the audit trail, with the changes of the next save.</summary>
    /// <param name="action">What was done, such as <c>AgendaItem.Declined</c>.</param>
    /// <param name="subject">The record it was done to.</param>
    /// <param name="userId">Who did it: an opaque user id, or null.</param>
    /// <param name="details">Details that are stored as JSON and can be erased.</param>
    public void Audit(string action, Guid subject, string? userId, object? details = null)
        => Add(AuditCommitment.Create(action, subject, userId, details, time.GetUtcNow().UtcDateTime));

    /// <summary>
    /// Runs work as one transaction: immediate on SQLite and in turn, one writer at a time. No I/O but the database inside.
    /// Inside another one, it takes part in that. The work saves; the commit follows. When it fails, nothing of it stays behind in
    /// the context either. Work that another was just ahead of (see <see cref="LostRace"/>) runs once more, from the start: keep
    /// what it changes inside it.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel = default)
    {
        if (IsWriting) return await work(cancel);
        using var turn = await gate.EnterAsync(cancel);
        // What the caller had put in the context is forgotten with the first try, so a second one would leave it out unseen.
        var canBeginAgain = !HasAnything();
        T result;
        try
        {
            result = await TryAsync(work, cancel);
        }
        catch (Exception problem) when (canBeginAgain && LostRace.Is(problem))
        {
            result = await TryAsync(work, cancel);
        }

        await CommittedAsync();
        return result;
    }

    /// <summary>A row of one number, to ask several counts beside each other in one question: <c>One().Select(_ =&gt; new { A = a.Count(), B = b.Count() })</c>.</summary>
    public IQueryable<int> One() => Database.SqlQuery<int>($"SELECT 1 AS \"Value\"");

    /// <summary>Runs work as one transaction; see the overload with a result.</summary>
    public Task WriteAsync(Func<CancellationToken, Task> work, CancellationToken cancel = default)
        => WriteAsync<bool>(async c =>
        {
            await work(c);
            return true;
        }, cancel);

    /// <summary>
    /// Runs inside the transaction of the next save, before its changes are written: for what one statement decides, such as
    /// "insert unless it is there", and for what it then publishes.
    /// </summary>
    public void BeforeSave(Func<CancellationToken, Task> action) => _beforeSave += action;

    /// <summary>Runs after the commit of the current or next transaction, such as waking a dispatcher. Lost when the process dies: never for effects.</summary>
    public void AfterCommit(Func<CancellationToken, Task> action) => _afterCommit += action;

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (IsWriting) return await SaveInsideAsync(cancellationToken);
        if (!ChangeTracker.HasChanges() && _events.Count == 0 && _beforeSave is null) return 0;
        return await WriteAsync(SaveInsideAsync, cancellationToken);
    }

    /// <summary>Not for use: saving is asynchronous here.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync.");

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var assembly in assemblies.All) builder.ApplyConfigurationsFromAssembly(assembly);
        foreach (var type in builder.Model.GetEntityTypes())
            if (typeof(IVersioned).IsAssignableFrom(type.ClrType))
                builder.Entity(type.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
    }

    private async Task<int> SaveInsideAsync(CancellationToken cancel)
    {
        await RunBeforeSaveAsync(cancel);
        _published |= _events.Count > 0;
        await OutboxWriter.AppendAsync(this, _events, time.GetUtcNow().UtcDateTime, cancel);
        _events.Clear();
        // Looking for changes goes through every record that is tracked: once is enough.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State == EntityState.Modified)) entry.Property(v => v.Version).CurrentValue++;
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess: true, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ChangedMeanwhileException("Iemand anders veranderde dit net. Kijk na en bewaar opnieuw.");
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        IsWriting = true;
        try
        {
            var result = await work(cancel);
            await SaveInsideAsync(cancel);
            await transaction.CommitAsync(cancel);
            return result;
        }
        catch
        {
            Forget();
            throw;
        }
        finally
        {
            IsWriting = false;
        }
    }

    private bool HasAnything() => _events.Count > 0 || _beforeSave is not null || _afterCommit is not null || ChangeTracker.Entries().Any();

    // What could not be saved is not saved with what comes next.
    private void Forget()
    {
        ChangeTracker.Clear();
        _events.Clear();
        (_beforeSave, _afterCommit, _published) = (null, null, false);
    }

    private async Task RunBeforeSaveAsync(CancellationToken cancel)
    {
        var actions = _beforeSave;
        _beforeSave = null;
        if (actions is null) return;
        foreach (var action in actions.GetInvocationList().Cast<Func<CancellationToken, Task>>()) await action(cancel);
    }

    private async Task CommittedAsync()
    {
        if (_published) signal.Set();
        _published = false;
        var actions = _afterCommit;
        _afterCommit = null;
        if (actions is not null) await actions(CancellationToken.None);
    }
}
