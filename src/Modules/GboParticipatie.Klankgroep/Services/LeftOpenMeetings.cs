using GboParticipatie.BackgroundTasks;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// Meetings that ended a day ago or longer, and that nobody marked as held: their members wait for a report that nobody writes, and
/// their points for the next meeting.
/// </summary>
public sealed class LeftOpenMeetings(GboDbContext db, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Says so, once per meeting and day that it was planned on.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> TellAsync(CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var ended = now - Patience;
        var open = await db.Set<Session>().AsTracking()
            .Where(s => s.EndsAt <= ended && s.LeftOpenToldAt == null
                && (s.State == SessionState.Announced || s.State == SessionState.AgendaSent || s.State == SessionState.InProgress))
            .OrderBy(s => s.EndsAt).Take(100).ToListAsync(c);
        foreach (var session in open)
        {
            session.TellLeftOpen(now);
            db.Touch(session);
            db.Publish(new SessionLeftOpen(session.Id, session.GroupId));
        }

        await db.SaveChangesAsync(c);
        return open.Count;
    }, cancel);
}

/// <summary>Looks for them, in the morning.</summary>
[BackgroundTask(Schedule = "15 7 * * *", Description = "Kijkt welke bijeenkomsten voorbij zijn zonder dat iemand het zei.")]
public sealed class LeftOpenMeetingsTask : IBackgroundTask
{
    /// <inheritdoc />
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
        => serviceProvider.GetRequiredService<LeftOpenMeetings>().TellAsync(cancellationToken);
}
