using System.Diagnostics;
using GboParticipatie.Diagnostics;
using GboParticipatie.Events;
using GboParticipatie.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Data.Outbox;

/// <summary>Handles the events of one leased stream, each handler in a transaction of its own.</summary>
public sealed class OutboxStreamRunner(
    IServiceScopeFactory scopes, EventCatalog catalog, OutboxLease leases, TimeProvider time, ILogger<OutboxStreamRunner> log)
{
    private const int MessagesPerLease = 50;

    /// <summary>Waits between tries; after the last one the stream is parked.</summary>
    public static IReadOnlyList<TimeSpan> Delays { get; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    /// <summary>Handles what waits in the stream, at most fifty events, so that a long stream does not hold up others.</summary>
    public async Task RunAsync(Guid stream, Guid lease, CancellationToken cancel)
    {
        try
        {
            foreach (var message in await ReadAsync(stream, cancel)) await HandleAsync(message, lease, cancel);
            await ReleaseAsync(stream, lease, time.GetUtcNow().UtcDateTime, cancel);
        }
        catch (LeaseLostException)
        {
            log.LogWarning("Stream {Stream} was taken over by another instance", stream);
        }
        catch (RetryLaterException later)
        {
            log.LogInformation("Stream {Stream} waits {Delay}: {Reason}", stream, later.Delay, later.Message);
            await ReleaseAsync(stream, lease, time.GetUtcNow().UtcDateTime + later.Delay, cancel);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            log.LogError(problem, "An event of stream {Stream} could not be handled", stream);
            await FailAsync(stream, lease, problem, cancel);
        }
    }

    private async Task<List<OutboxMessage>> ReadAsync(Guid stream, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        return await (from s in db.Set<OutboxStream>()
                      join m in db.Set<OutboxMessage>() on s.Id equals m.StreamId
                      where s.Id == stream && m.Position >= s.HandledPosition
                      orderby m.Position
                      select m).Take(MessagesPerLease).AsNoTracking().ToListAsync(cancel);
    }

    private async Task HandleAsync(OutboxMessage message, Guid lease, CancellationToken cancel)
    {
        using var activity = GboDiagnostics.Activities.StartActivity(message.Type);
        var envelope = new EventEnvelope(message.Id, message.OccurredAt, catalog.Read(message));
        if (envelope.IsOnlyDay) activity?.LeaveNoTrace();
        var count = 0;
        int total;
        do
        {
            // A scope per handler: what one left in its unit of work must not be saved by the next.
            await using var scope = scopes.CreateAsyncScope();
            var calls = EventHandlers.Find(scope.ServiceProvider, envelope.Event);
            total = calls.Count;
            var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
            var call = count < total ? calls[count] : null;
            if (call is { IsDelivery: true })
            {
                // What waited for its turn may be another's by now, and a delivery cannot be taken back.
                await db.WriteAsync(c => KeepAsync(db, message, lease, envelope, isDone: false, c), cancel);
                if (!await IsHandledAsync(db, message.Id, call, cancel)) await call.RunAsync(envelope, cancel);
            }

            // What was delivered is noted, also when the site stops meanwhile: else another delivers it again.
            var noting = call is { IsDelivery: true } ? CancellationToken.None : cancel;
            await db.WriteAsync(c => NoteAsync(db, message, lease, call, envelope, isLast: count >= total - 1, c), noting);
            count++;
        }
        while (count < total);
        GboDiagnostics.EventsHandled.Add(1, new KeyValuePair<string, object?>("gbo.event", message.Type));
    }

    private async Task NoteAsync(
        GboDbContext db, OutboxMessage message, Guid lease, HandlerCall? call, EventEnvelope envelope, bool isLast, CancellationToken cancel)
    {
        await KeepAsync(db, message, lease, envelope, isLast, cancel);
        if (call is null || await IsHandledAsync(db, message.Id, call, cancel)) return;
        var now = time.GetUtcNow().UtcDateTime;
        db.Add(new OutboxHandled { MessageId = message.Id, Handler = call.Name, HandledAt = envelope.IsOnlyDay ? BrusselsTime.OnlyDay(now) : now });
        if (!call.IsDelivery) await call.RunAsync(envelope, cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Renews the lease; the message may be done with that.</summary>
    /// <exception cref="LeaseLostException">Another instance has the stream.</exception>
    private async Task KeepAsync(GboDbContext db, OutboxMessage message, Guid lease, EventEnvelope envelope, bool isDone, CancellationToken cancel)
    {
        var (next, leasedUntil) = (message.Position + 1, leases.Until(time.GetUtcNow().UtcDateTime, envelope.IsOnlyDay, db.IsSqlite));
        var mine = db.Set<OutboxStream>().Where(s => s.Id == message.StreamId && s.LeaseId == lease);
        var rows = isDone
            ? await mine.ExecuteUpdateAsync(s => s.SetProperty(x => x.LeasedUntil, leasedUntil).SetProperty(x => x.HandledPosition, next)
                .SetProperty(x => x.Attempts, 0).SetProperty(x => x.LastError, (string?)null), cancel)
            : await mine.ExecuteUpdateAsync(s => s.SetProperty(x => x.LeasedUntil, leasedUntil), cancel);
        if (rows == 0) throw new LeaseLostException();
    }

    private static Task<bool> IsHandledAsync(GboDbContext db, Guid message, HandlerCall call, CancellationToken cancel)
        => db.Set<OutboxHandled>().AnyAsync(h => h.MessageId == message && h.Handler == call.Name, cancel);

    private Task ReleaseAsync(Guid stream, Guid lease, DateTime dueAt, CancellationToken cancel) => WriteAsync(db => db.Set<OutboxStream>()
        .Where(s => s.Id == stream && s.LeaseId == lease)
        .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeasedUntil, (DateTime?)null).SetProperty(x => x.LeaseId, (Guid?)null)
            .SetProperty(x => x.DueAt, x => x.HandledPosition < x.NextPosition ? dueAt : (DateTime?)null), cancel), cancel);

    private async Task FailAsync(Guid stream, Guid lease, Exception problem, CancellationToken cancel)
    {
        GboDiagnostics.EventsFailed.Add(1);
        var now = time.GetUtcNow().UtcDateTime;
        var where = new StackTrace(problem).GetFrame(0)?.GetMethod();
        var error = $"{problem.GetType().Name} in {where?.DeclaringType?.Name}.{where?.Name}";
        await WriteAsync(async db =>
        {
            var row = await db.Set<OutboxStream>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == stream && s.LeaseId == lease, cancel);
            if (row is null) return 0;
            var park = row.Attempts >= Delays.Count;
            DateTime? due = park ? null : now + Delays[row.Attempts];
            DateTime? parked = park ? now : null;
            return await db.Set<OutboxStream>().Where(s => s.Id == stream && s.LeaseId == lease).ExecuteUpdateAsync(
                s => s.SetProperty(x => x.LeasedUntil, (DateTime?)null).SetProperty(x => x.LeaseId, (Guid?)null).SetProperty(x => x.Attempts, x => x.Attempts + 1)
                    .SetProperty(x => x.LastError, error).SetProperty(x => x.DueAt, due).SetProperty(x => x.ParkedAt, parked), cancel);
        }, cancel);
    }

    private async Task WriteAsync(Func<GboDbContext, Task<int>> work, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        await db.WriteAsync(_ => work(db), cancel);
    }

    private sealed class LeaseLostException : Exception;
}
