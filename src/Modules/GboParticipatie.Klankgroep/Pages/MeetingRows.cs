using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Pages;

/// <summary>A meeting in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">Title.</param>
/// <param name="StartsAt">Start (UTC).</param>
/// <param name="EndsAt">End (UTC).</param>
/// <param name="Place">Where, or empty.</param>
/// <param name="State">How far it is.</param>
/// <param name="TakesPoints">True when people can bring a point to it.</param>
/// <param name="Kind">What kind of meeting it is.</param>
public sealed record MeetingRow(Guid Id, string Title, DateTime StartsAt, DateTime EndsAt, string Place, SessionState State, bool TakesPoints, SessionKind Kind)
{
    /// <summary>"dinsdag 8 december 2026, 14 tot 16 uur · Huis van het Kind, Tongeren".</summary>
    public string WhenAndWhere => Place.Length > 0 ? $"{BrusselsTime.LongRange(StartsAt, EndsAt)} · {Place}" : BrusselsTime.LongRange(StartsAt, EndsAt);
}

/// <summary>Reads meetings for a list, in one query.</summary>
internal static class MeetingRows
{
    private static readonly SessionState[] Coming = [SessionState.Announced, SessionState.AgendaSent, SessionState.InProgress];

    /// <summary>Meetings that the viewer may know of and that are not over, the first one first.</summary>
    public static IQueryable<Session> ComingUp(this GboDbContext db, Viewer viewer, DateTime now)
        => db.ComingUp(now).Where(SessionAccess.ReadableBy(viewer));

    /// <summary>Meetings that are announced and not over, the first one first: for who was invited.</summary>
    public static IQueryable<Session> ComingUp(this GboDbContext db, DateTime now)
        => db.Set<Session>().AsNoTracking().Where(s => s.EndsAt > now && Coming.Contains(s.State)).OrderBy(s => s.StartsAt).ThenBy(s => s.Id);

    /// <summary>As <see cref="ComingUp(GboDbContext, Viewer, DateTime)"/>, with those that were announced and do not take place: who meant to come looks there.</summary>
    public static IQueryable<Session> ForCalendar(this GboDbContext db, Viewer viewer, DateTime now) => db.Set<Session>().AsNoTracking().Where(SessionAccess.ReadableBy(viewer))
        .Where(s => s.EndsAt > now && (Coming.Contains(s.State) || (s.State == SessionState.Cancelled && s.AnnouncedAt != null))).OrderBy(s => s.StartsAt).ThenBy(s => s.Id);

    public static async Task<IReadOnlyList<MeetingRow>> ReadAsync(GboDbContext db, IQueryable<Session> sessions, CancellationToken cancel)
        => await sessions.Select(s => new MeetingRow(
            s.Id, s.Title, s.StartsAt, s.EndsAt, s.Place, s.State,
            Coming.Contains(s.State) && s.Kind != SessionKind.GuestAt && db.Set<Group>().Any(g => g.Id == s.GroupId && g.AcceptsItems), s.Kind)).ToListAsync(cancel);
}
