using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// A meeting comes near: who said nothing yet is asked, who comes is told. A workflow says when. Nothing happens for a meeting that
/// began, is over or does not take place, nor just after its invitation; done again, nobody hears it twice.
/// </summary>
public sealed class MeetingReminders(GboDbContext db, TimeProvider time)
{
    // Who was invited, asked again or reminded yesterday or today, just read it.
    private const int RestDays = 2;

    private DateOnly Rested => BrusselsTime.Today(time).AddDays(-RestDays);

    // The first moment that is too short ago.
    private DateTime JustNow => BrusselsTime.StartOfDay(Rested.AddDays(1));

    /// <summary>Reminds whoever has not answered for the meeting as it is now, as the coach does by hand; not who was reminded just before.</summary>
    /// <returns>How many.</returns>
    public Task<int> RemindSilentAsync(Guid sessionId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        if (await ComingAsync(sessionId, c) is not { } session) return 0;
        var (rested, justNow, today) = (Rested, JustNow, BrusselsTime.Today(time));
        var silent = await db.Set<Invitation>().AsTracking().Where(i => i.SessionId == sessionId).Where(InvitedParties.IsSilent)
            .Where(i => i.InvitedAt < justNow && (i.RemindedOn == null || i.RemindedOn <= rested) && (i.AskedAgainAt == null || i.AskedAgainAt < justNow)).ToListAsync(c);
        var reminded = silent.Count(i => i.Remind(today));
        if (reminded > 0) db.Publish(new InvitationReminderSent(session.Id, session.GroupId, today));
        await db.SaveChangesAsync(c);
        return reminded;
    }, cancel);

    /// <summary>Tells whoever comes, perhaps or for sure, when and where it is.</summary>
    /// <returns>How many.</returns>
    public Task<int> TellSoonAsync(Guid sessionId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        if (await ComingAsync(sessionId, c) is not { } session) return 0;
        var coming = await db.Set<Invitation>().Where(i => i.SessionId == sessionId).Where(InvitedParties.IsComing).CountAsync(c);
        if (coming > 0) db.Publish(new SessionIsSoon(session.Id, session.GroupId, BrusselsTime.DayOf(session.StartsAt)));
        await db.SaveChangesAsync(c);
        return coming;
    }, cancel);

    private async Task<Session?> ComingAsync(Guid id, CancellationToken cancel)
    {
        var session = await Locked.SessionAsync(db, id, cancel);
        return session.State is SessionState.Announced or SessionState.AgendaSent && session.StartsAt > time.GetUtcNow().UtcDateTime && !(session.AnnouncedAt >= JustNow) ? session : null;
    }
}
