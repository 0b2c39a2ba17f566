using GboParticipatie.BackgroundTasks;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Data.Outbox;

/// <summary>Forgets events a month after they were handled. The streams' positions stay, so that nothing can come twice.</summary>
[BackgroundTask(Schedule = "40 3 * * *", Description = "Oude gebeurtenissen opruimen")]
public sealed class OutboxRetention : IBackgroundTask
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var db = serviceProvider.GetRequiredService<GboDbContext>();
        var before = serviceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - Keep;
        var old = db.Set<OutboxMessage>().Where(m => m.OccurredAt < before
            && db.Set<OutboxStream>().Any(s => s.Id == m.StreamId && m.Position < s.HandledPosition));
        await db.WriteAsync(async c =>
        {
            await db.Set<OutboxHandled>().Where(h => old.Any(m => m.Id == h.MessageId)).ExecuteDeleteAsync(c);
            await old.ExecuteDeleteAsync(c);
        }, cancellationToken);
    }
}
