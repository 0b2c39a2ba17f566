using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>A meeting as a row on the desk.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">Title.</param>
/// <param name="Group">Name of the group.</param>
/// <param name="StartsAt">Start (UTC).</param>
/// <param name="EndsAt">End (UTC).</param>
/// <param name="Place">Where, or empty.</param>
/// <param name="State">How far it is.</param>
/// <param name="Points">Points on its agenda, or that were talked about; null where people bring none.</param>
/// <param name="IsReportMissing">True when it is over and there is no report.</param>
public sealed record DeskMeetingRow(
    Guid Id, string Title, string Group, DateTime StartsAt, DateTime EndsAt, string Place, SessionState State, int? Points, bool IsReportMissing);

/// <summary>Meetings for the desk.</summary>
internal static class MeetingList
{
    /// <summary>Meetings that are over without report: also those that nobody marked as over. Of a visit elsewhere the notes are enough.</summary>
    public static IQueryable<Session> ReportMissing(GboDbContext db, DateTime now)
        => db.Set<Session>().AsNoTracking().Where(s => s.Kind != SessionKind.GuestAt && (s.State == SessionState.Held || (Session.OpenStates.Contains(s.State) && s.EndsAt < now)));

    /// <summary>These meetings as rows, in one query.</summary>
    public static async Task<IReadOnlyList<DeskMeetingRow>> ReadAsync(IQueryable<Session> sessions, DateTime now, CancellationToken cancel)
        => await sessions.Select(s => new DeskMeetingRow(
            s.Id, s.Title, s.Group!.Name, s.StartsAt, s.EndsAt, s.Place, s.State,
            s.Group!.AcceptsItems && s.Kind != SessionKind.GuestAt ? s.Entries.Count(e => e.Outcome == EntryOutcome.None || e.Outcome == EntryOutcome.Discussed) : null,
            s.Kind != SessionKind.GuestAt && (s.State == SessionState.Held || (Session.OpenStates.Contains(s.State) && s.EndsAt < now)))).ToListAsync(cancel);
}
