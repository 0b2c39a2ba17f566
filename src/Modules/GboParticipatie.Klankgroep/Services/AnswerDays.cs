using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Settings;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>The day that is proposed to the coach.</summary>
/// <param name="On">By when the body is asked to answer, a working day.</param>
/// <param name="MeetsOn">The day of the body's own next meeting, or null when it has none.</param>
public sealed record AnswerDay(DateOnly On, DateOnly? MeetsOn);

/// <summary>Proposes by when a body answers.</summary>
public sealed class AnswerDays(GboDbContext db, WorkingCalendar calendar, ISiteService site, TimeProvider time)
{
    // Who talked about it still has to write it down.
    private const int AfterMeeting = 2;

    /// <summary>
    /// The region's number of working days from today; two working days after the body's next meeting when that comes later.
    /// A meeting that comes after the day promised to the author is not waited for.
    /// </summary>
    /// <param name="group">The body, when it is a group.</param>
    /// <param name="promised">Last day on which the author has the final answer.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<AnswerDay> ProposeAsync(Guid? group, DateOnly promised, CancellationToken cancel = default)
    {
        var days = await calendar.GetAsync(cancel);
        var usual = days.AddWorkingDays(BrusselsTime.Today(time), (await site.GetAsync<KlankgroepSettings>(cancel)).ForwardAnswerWorkingDays);
        if (await MeetsOnAsync(group, cancel) is not { } meets) return new AnswerDay(usual, null);
        var after = days.AddWorkingDays(meets, AfterMeeting);
        return new AnswerDay(after > usual && after <= promised ? after : usual, meets);
    }

    private async Task<DateOnly?> MeetsOnAsync(Guid? group, CancellationToken cancel)
    {
        if (group is null) return null;
        var now = time.GetUtcNow().UtcDateTime;
        var next = await db.Set<Session>()
            .Where(s => s.GroupId == group && s.StartsAt > now && s.Kind != SessionKind.GuestAt && (s.State == SessionState.Draft || s.State == SessionState.Announced || s.State == SessionState.AgendaSent))
            .MinAsync(s => (DateTime?)s.StartsAt, cancel);
        return next is { } start ? BrusselsTime.DayOf(start) : null;
    }
}
