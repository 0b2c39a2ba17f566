using System.Data.Common;
using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Events;

namespace GboParticipatie.Data.Prepared;

/// <summary>
/// A transaction without change tracking: rows that are read and added go straight to prepared statements. Its events and audit
/// trail are part of it, as everywhere.
/// </summary>
public sealed class PreparedTransaction
{
    private readonly IStatements _statements;
    private readonly RowMaps _maps;
    private readonly GboDbContext _db;
    private readonly DateTime _now;
    private readonly List<object> _records = [];
    private readonly List<(IDomainEvent Event, bool OnlyDay)> _events = [];

    internal PreparedTransaction(IStatements statements, RowMaps maps, GboDbContext db, DateTime now)
        => (_statements, _maps, _db, _now) = (statements, maps, db, now);

    /// <summary>The first row that a query gives, or null.</summary>
    /// <param name="sql">Parameters are named @p0, @p1 and so on.</param>
    /// <param name="values">Their values.</param>
    /// <param name="read">Reads the row.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<T?> FirstAsync<T>(string sql, object[] values, Func<DbDataReader, T> read, CancellationToken cancel)
        => _statements.FirstAsync(sql, values, read, cancel);

    /// <summary>The first rows of two queries, each as the database is when it is asked; the second sees what the first had to wait for.</summary>
    public Task<(TFirst? First, TSecond? Second)> FirstOfBothAsync<TFirst, TSecond>(Query<TFirst> first, Query<TSecond> second, CancellationToken cancel)
        => _statements.FirstOfBothAsync(first, second, cancel);

    /// <summary>Changes or removes rows.</summary>
    public Task ExecuteAsync(string sql, object[] values, CancellationToken cancel) => _statements.ExecuteAsync(sql, values, cancel);

    /// <summary>Adds a record, at the end, in the order of the calls. What it points to is added first, or there already.</summary>
    public void Add(object record) => _records.Add(record);

    /// <summary>Publishes the first event of a record that this transaction adds: nobody else can write to its stream yet.</summary>
    public void PublishFirst(IDomainEvent @event, bool onlyDay = false)
    {
        Add(OutboxWriter.NewStream(@event.StreamId, _now));
        Add(OutboxWriter.Message(@event, onlyDay, position: 0, _now));
    }

    /// <summary>Publishes an event: see <see cref="GboDbContext.Publish"/>.</summary>
    public void Publish(IDomainEvent @event, bool onlyDay = false) => _events.Add((@event, onlyDay));

    /// <summary>Adds a line to the audit trail: see <see cref="GboDbContext.Audit"/>.</summary>
    public void Audit(string action, Guid subject, string? userId, object? details = null)
        => Add(AuditCommitment.Create(action, subject, userId, details, _now));

    internal async Task WriteAsync(CancellationToken cancel)
    {
        foreach (var message in await OutboxWriter.MessagesAsync(this, _events, _now, cancel)) Add(message);
        await _statements.InsertAsync([.. _records.Select(r => (_maps.Of(r.GetType(), _db), r))], cancel);
    }
}
