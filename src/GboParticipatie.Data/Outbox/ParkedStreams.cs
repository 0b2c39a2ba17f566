namespace GboParticipatie.Data.Outbox;

/// <summary>Streams whose events could not be handled, for a person to retry or skip.</summary>
public sealed class ParkedStreams(GboDbContext db, OutboxSignal signal, TimeProvider time)
{
    /// <summary>A stream that waits for a person.</summary>
    /// <param name="Id">The stream: id of the aggregate.</param>
    /// <param name="EventType">Event that failed.</param>
    /// <param name="Error">Type of the error and where.</param>
    /// <param name="ParkedAt">Since when (UTC).</param>
    public sealed record Parked(Guid Id, string EventType, string? Error, DateTime ParkedAt);

    /// <summary>Parked streams, longest first.</summary>
    public Task<List<Parked>> ListAsync(int skip, int take, CancellationToken cancel) =>
        (from s in db.Set<OutboxStream>()
         join m in db.Set<OutboxMessage>() on new { s.Id, Position = s.HandledPosition } equals new { Id = m.StreamId, m.Position }
         where s.ParkedAt != null
         orderby s.ParkedAt
         select new Parked(s.Id, m.Type, s.LastError, s.ParkedAt!.Value)).Skip(skip).Take(take).ToListAsync(cancel);

    /// <summary>Tries the failed event again, now.</summary>
    public Task RetryAsync(Guid stream, CancellationToken cancel) => ResumeAsync(stream, skip: 0, cancel);

    /// <summary>Leaves the failed event out and goes on with the next.</summary>
    public Task SkipAsync(Guid stream, CancellationToken cancel) => ResumeAsync(stream, skip: 1, cancel);

    private async Task ResumeAsync(Guid stream, int skip, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await db.WriteAsync(c => db.Set<OutboxStream>().Where(s => s.Id == stream && s.ParkedAt != null).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.ParkedAt, (DateTime?)null).SetProperty(x => x.Attempts, 0).SetProperty(x => x.HandledPosition, x => x.HandledPosition + skip)
                .SetProperty(x => x.DueAt, now), c), cancel);
        signal.Set();
    }
}
