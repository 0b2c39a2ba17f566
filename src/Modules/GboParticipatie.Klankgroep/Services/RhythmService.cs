using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Calendar;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>How often a group meets, as it is filled in.</summary>
/// <param name="EveryMonths">Every how many months.</param>
/// <param name="Week">Which of that weekday in the month; <see cref="Rhythm.LastWeek"/>: the last.</param>
/// <param name="Day">Day of the week.</param>
/// <param name="StartsAt">When it begins, in Brussels.</param>
/// <param name="Minutes">How long it takes.</param>
public sealed record RhythmDetails(int EveryMonths, int Week, DayOfWeek Day, TimeOnly StartsAt, int Minutes);

/// <summary>A group's rhythm, and the next meetings that follow from it.</summary>
public sealed class RhythmService(GboDbContext db, SessionService sessions, WorkingCalendar calendar, TimeProvider time, ICurrentUser user)
{
    /// <summary>How many meetings are proposed.</summary>
    public const int Proposals = 3;

    /// <summary>Stands for the version of a rhythm that is not there yet.</summary>
    public const int None = -1;

    /// <summary>The rhythm of a group, or null.</summary>
    public Task<Rhythm?> FindAsync(Guid groupId, CancellationToken cancel = default)
        => db.Set<Rhythm>().AsNoTracking().SingleOrDefaultAsync(r => r.GroupId == groupId, cancel);

    /// <summary>Sets how often a group meets. What people read about it says the same from then on.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="details">How often.</param>
    /// <param name="seen">The version that the coach saw, <see cref="None"/> when there was none; null: whatever it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">Something of it cannot be; the field says what.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task SetAsync(Guid groupId, RhythmDetails details, int? seen = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var group = await db.Set<Group>().AsTracking().SingleAsync(g => g.Id == groupId, c);
        var rhythm = await db.Set<Rhythm>().AsTracking().SingleOrDefaultAsync(r => r.GroupId == groupId, c);
        // A button that was pressed twice counts once.
        if (rhythm is not null && details == new RhythmDetails(rhythm.EveryMonths, rhythm.Week, rhythm.Day, rhythm.StartsAt, rhythm.Minutes)) return;
        if (seen is { } version && version != (rhythm?.Version ?? None)) throw new ChangedMeanwhileException("Iemand anders veranderde het ritme net.");
        if (rhythm is null) db.Add(rhythm = new Rhythm { GroupId = groupId });
        rhythm.Set(details.EveryMonths, details.Week, details.Day, details.StartsAt, details.Minutes);
        group.Cadence = rhythm.InWords;
        db.Audit("Group.RhythmSet", groupId, user.Id);
        await db.SaveChangesAsync(c);
    }, cancel);

    /// <summary>The days of the next meetings: not on a day off, and not in the weeks around New Year and in the summer, when hardly anyone comes.</summary>
    public async Task<IReadOnlyList<DateOnly>> ProposeAsync(Rhythm rhythm, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        // A visit elsewhere is no meeting of the group.
        var last = await db.Set<Session>().Where(s => s.GroupId == rhythm.GroupId && s.State != SessionState.Cancelled && s.Kind != SessionKind.GuestAt).MaxAsync(s => (DateTime?)s.StartsAt, cancel);
        var group = await db.Set<Group>().AsNoTracking().SingleAsync(g => g.Id == rhythm.GroupId, cancel);
        var days = await calendar.GetAsync(cancel);
        var after = last is { } start ? BrusselsTime.DayOf(start) : today;
        return rhythm.Next(after, last is not null, today, Proposals, d => days.NameOfDayOff(d) is null && !IsQuiet(d) && group.ExistsOn(d));
    }

    /// <summary>Makes meetings on these days, in the making. A day on which the group has one already is left alone: a second tap makes nothing.</summary>
    /// <returns>How many were made.</returns>
    /// <exception cref="RuleException">A day is past, or the group has ended by then.</exception>
    public Task<int> MakeAsync(Guid groupId, IReadOnlyCollection<DateOnly> days, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var group = await Locked.GroupForSessionAsync(db, groupId, c);
        var rhythm = await FindAsync(groupId, c) ?? throw new RuleException("Kies eerst hoe vaak de groep samenkomt.");
        if (days.Any(d => d <= BrusselsTime.Today(time))) throw new RuleException("Kies een dag die nog komt.");
        var earlier = await db.Set<Session>().AsNoTracking().Where(s => s.GroupId == groupId && s.State != SessionState.Cancelled && s.Kind != SessionKind.GuestAt).OrderByDescending(s => s.StartsAt)
            .Select(s => new { s.StartsAt, s.Title, s.Kind, s.Maximum }).ToListAsync(c);
        var taken = earlier.Select(s => BrusselsTime.DayOf(s.StartsAt)).ToHashSet();
        var last = earlier.Find(s => s.Kind == SessionKind.Regular);
        var made = 0;
        foreach (var day in days.Order().Where(taken.Add))
        {
            var start = BrusselsTime.ToUtc(day.ToDateTime(rhythm.StartsAt));
            await sessions.CreateAsync(new CreateSession(groupId, new SessionDetails
            {
                Title = last?.Title ?? group.Name,
                StartsAt = start,
                EndsAt = start.AddMinutes(rhythm.Minutes),
                Place = group.DefaultPlace,
                Maximum = last?.Maximum,
            }), c);
            made++;
        }

        return made;
    }, cancel);

    // From Christmas until after New Year, and from 10 July until 20 August.
    private static bool IsQuiet(DateOnly day) => (day.Month, day.Day) is (12, >= 23) or (1, <= 4) or (7, >= 10) or (8, <= 20);
}
