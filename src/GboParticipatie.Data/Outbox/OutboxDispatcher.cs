using System.Linq.Expressions;
using GboParticipatie.Events;
using GboParticipatie.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Data.Outbox;

/// <summary>
/// Takes up streams with waiting events and has them handled, in order per stream, several streams at a time. Any number of
/// instances share the work: each leases streams for a while, and what a killed one left is taken over when its lease ends. One that
/// stops gives back what it did not come to.
/// </summary>
public sealed class OutboxDispatcher(
    IServiceScopeFactory scopes, OutboxSignal signal, OutboxStreamRunner runner, OutboxLease leases, TimeProvider time, ILogger<OutboxDispatcher> log)
{
    private const int StreamsAtOnce = 4;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(3);

    /// <summary>Works until cancelled. A database that is away for a while only delays.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var mayHaveLeft = true;
        while (!cancel.IsCancellationRequested)
        {
            var pause = TimeSpan.Zero;
            try
            {
                if (mayHaveLeft) await TakeBackAsync(cancel);
                mayHaveLeft = false;
                if (!await WorkOnceAsync(cancel)) pause = LookInterval;
            }
            catch (Exception problem) when (!cancel.IsCancellationRequested)
            {
                log.LogError(problem, "The outbox could not be read; trying again");
                (pause, mayHaveLeft) = (AfterFailure, true);
            }
            catch (Exception)
            {
                // The site stops meanwhile; what was not done is taken up by the next start.
                return;
            }

            if (pause > TimeSpan.Zero) await signal.WaitAsync(pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes up the streams that are due now, and handles them.</summary>
    /// <returns>False when there was nothing to do.</returns>
    public async Task<bool> WorkOnceAsync(CancellationToken cancel)
    {
        var leased = await LeaseAsync(cancel);
        try
        {
            await Parallel.ForEachAsync(leased.Streams, new ParallelOptions { MaxDegreeOfParallelism = StreamsAtOnce, CancellationToken = cancel },
                async (stream, c) => await runner.RunAsync(stream, leased.Lease, c));
        }
        catch (OperationCanceledException)
        {
            await GiveBackAsync(s => leased.Streams.Contains(s.Id) && s.LeaseId == leased.Lease);
            throw;
        }

        return leased.Streams.Count > 0;
    }

    /// <summary>Works until nothing is due any more. For the command line and tests.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while (await WorkOnceAsync(cancel))
        {
        }
    }

    private async Task<(Guid Lease, IReadOnlyList<Guid> Streams)> LeaseAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        var now = time.GetUtcNow().UtcDateTime;
        var lease = NewId.Random();
        var isWork = await db.Set<OutboxStream>().AnyAsync(s => s.DueAt <= now && (s.LeasedUntil == null || s.LeasedUntil < now), cancel);
        if (!isWork) return (lease, []);
        var skipLocked = db.IsSqlite ? "" : "FOR UPDATE SKIP LOCKED";
        var sql = $$"""
            UPDATE "OutboxStreams" SET "LeasedUntil" = CASE WHEN "DueAt" IN ({3}, {4}) THEN {5} ELSE {0} END, "LeaseId" = {1} WHERE "Id" IN (
                SELECT "Id" FROM "OutboxStreams" WHERE "DueAt" <= {2} AND ("LeasedUntil" IS NULL OR "LeasedUntil" < {2})
                ORDER BY "DueAt" LIMIT {{StreamsAtOnce * 4}} {{skipLocked}})
            RETURNING "Id" AS "Value"
            """;
        // Due since the beginning of a day: of someone of whom only the day is kept.
        var day = BrusselsTime.OnlyDay(now);
        var (ordinary, onlyDay) = (leases.Until(now, onlyDay: false, db.IsSqlite), leases.Until(now, onlyDay: true, db.IsSqlite));
        var streams = await db.WriteAsync(
            c => db.Database.SqlQueryRaw<Guid>(sql, ordinary, lease, now, day, day.AddDays(-1), onlyDay).ToListAsync(c), cancel);
        return (lease, streams);
    }

    // SQLite has one process: what is leased before it begins, was left by one that was killed, or when the database was away.
    private async Task TakeBackAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        if (db.IsSqlite && await db.Set<OutboxStream>().AnyAsync(s => s.LeasedUntil != null, cancel)) await GiveBackAsync(s => s.LeasedUntil != null);
    }

    private async Task GiveBackAsync(Expression<Func<OutboxStream, bool>> which)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        await db.WriteAsync(c => db.Set<OutboxStream>().Where(which)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.LeasedUntil, (DateTime?)null).SetProperty(x => x.LeaseId, (Guid?)null), c));
    }
}
