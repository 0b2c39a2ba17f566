using GboParticipatie.Caching;
using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Meetings;

/// <summary>A point on the agenda, as the reader may know it.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="Who">Who brought it, as others read it.</param>
/// <param name="Minutes">Minutes planned, or null.</param>
/// <param name="IsCarriedOver">True when an earlier meeting did not come to it.</param>
/// <param name="Outcome">What became of it here.</param>
/// <param name="Report">What the report says about it; null when the reader may not know.</param>
/// <param name="TogetherWith">How many points about the same stand together with it.</param>
/// <param name="IsNeutralText">True when the title is a text that stands in the place of a point that only the coach may read.</param>
/// <param name="Files">How many photos and files go with it.</param>
/// <param name="IsAnswered">True when it waits for this meeting and got its answer already.</param>
public sealed record AgendaRow(
    string Reference, string Title, string Who, int? Minutes, bool IsCarriedOver, EntryOutcome Outcome, ReportPoint? Report, int TogetherWith, bool IsNeutralText, int Files, bool IsAnswered);

/// <summary>A meeting: when, where, what is on the agenda and, afterwards, what was said.</summary>
[SameForVisitors]
[Public("Wanneer en waar een bijeenkomst is, mag iedereen weten, tenzij van een besloten groep; punten leest alleen wie dat mag.")]
public sealed class DetailModel(GboDbContext db, SessionService sessions, GroupService groups, Viewers viewers, AttendanceService attendance, ReportService reports, ReportExtras extras, PointLinks links, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private static readonly EntryOutcome[] Shown = [EntryOutcome.None, EntryOutcome.Discussed, EntryOutcome.CarriedOver];

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Whose meeting.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>True when points can still be brought to it.</summary>
    public bool TakesPoints { get; private set; }

    /// <summary>True when the reader belongs to the group: then the video link and what was said are shown.</summary>
    public bool IsMember { get; private set; }

    /// <summary>True when it is over.</summary>
    public bool IsOver => Meeting.State is SessionState.Held or SessionState.Reported;

    /// <summary>True when the reader may read what was said.</summary>
    public bool TellsReport { get; private set; }

    /// <summary>How many people came, once the report is there; null when nobody counted, or so few that one could tell who.</summary>
    public AttendanceFigures? Attendance { get; private set; }

    /// <summary>What the group is asked and has not answered yet, for who can answer for it.</summary>
    public IReadOnlyList<AskedQuestion> Questions { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today => BrusselsTime.Today(time);

    /// <summary>The agenda.</summary>
    public IReadOnlyList<AgendaRow> Agenda { get; private set; } = [];

    /// <summary>Shows the meeting.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        if (await sessions.FindAsync(id, cancel) is not { } meeting || await groups.FindAsync(meeting.GroupId, cancel) is not { } group) return NotFound();
        IsMember = viewer.ReadsAll || viewer.GroupIds.Contains(group.Id);
        if (!SessionAccess.MayRead(viewer, meeting, group)) return NotFound();
        (Meeting, Group) = (meeting, group);
        TakesPoints = group.AcceptsItems && meeting is { IsOpen: true, IsOfGroup: true } && meeting.EndsAt > time.GetUtcNow().UtcDateTime;
        if (meeting.State == SessionState.Reported && await attendance.FiguresAsync(meeting, cancel) is { People: >= 5 } figures) Attendance = figures;
        Agenda = await AgendaAsync(viewer, cancel);
        if (meeting.IsOpen && viewer.MandateGroupIds.Contains(group.Id)) Questions = await AskedQuestions.OfGroupAsync(db, links, viewer, group.Id, S, cancel);
        return Page();
    }

    private async Task<IReadOnlyList<AgendaRow>> AgendaAsync(Viewer viewer, CancellationToken cancel)
    {
        var readable = AgendaItemAccess.OnAgendas(db, viewer);
        var rows = await (
            from entry in db.Set<AgendaEntry>().AsNoTracking()
            where entry.SessionId == Meeting.Id && Shown.Contains(entry.Outcome)
            join item in readable on entry.ItemId equals item.Id
            orderby entry.Order, entry.AddedAt, item.Reference
            select new
            {
                item.Id,
                item.Reference,
                item.Title,
                item.Visibility,
                item.AuthorOrganisationName,
                item.IsConfirmed,
                item.HeardFrom,
                item.TogetherWith,
                item.Status,
                Organisation = db.Set<Organisation>().Where(o => o.Id == item.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
                entry.Minutes,
                entry.CarriedFromSessionId,
                entry.Outcome,
                entry.WhatWasSaid,
                entry.Conclusion,
                Files = item.Visibility == Visibility.CoachOnly ? 0 : db.Set<StoredFile>().Count(f => f.OwnerId == item.Id && f.Place != null),
                Neutral = item.Visibility != Visibility.CoachOnly ? null : db.Set<NeutralText>().Where(n => n.ItemId == item.Id && n.AgreedAt != null).Select(n => n.Text).FirstOrDefault(),
            }).Take(200).ToListAsync(cancel);
        TellsReport = IsMember && IsOver && SessionAccess.IsReportToldTo(viewer, Meeting);
        var points = TellsReport ? await ReportPoints.ReadAsync(reports, extras, Meeting, [.. rows.Select(r => r.Id)], cancel) : null;
        return [.. rows.Select(r => new AgendaRow(
            r.Reference, r.Neutral ?? r.Title,
            r.Neutral is null ? Looks.Who(AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, r.IsConfirmed, S), r.HeardFrom, S) : S["Zonder naam"],
            r.Minutes, r.CarriedFromSessionId is not null, r.Outcome, points?.Of(r.Id, new SaidText(r.WhatWasSaid, r.Conclusion)), r.TogetherWith, r.Neutral is not null, r.Files,
            r.Outcome == EntryOutcome.None && r.Status is (AgendaItemStatus.Answered or AgendaItemStatus.Closed)))];
    }
}
