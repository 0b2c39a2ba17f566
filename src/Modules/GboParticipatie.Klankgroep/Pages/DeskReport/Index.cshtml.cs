using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.DeskReport;

/// <summary>
/// The report of a meeting: per point whether it was talked about and what was said. Kept half written; in the end the meeting
/// is over, and what was not talked about goes on to the next one.
/// </summary>
[RequiresPermission("ManageSessions")]
public sealed class IndexModel(SessionService sessions, AgendaService agendas, GroupService groups, Viewers viewers, AttendanceService attendance, ReportService reports, GboDbContext db, TimeProvider time) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Points that were ticked when the report was last kept: only their text is stored, so the tick travels in the address.</summary>
    [BindProperty(SupportsGet = true, Name = "besproken")]
    public List<Guid> Ticked { get; set; } = [];

    /// <summary>The version that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>What was said, by point.</summary>
    [BindProperty]
    public Dictionary<Guid, string?> WhatWasSaid { get; set; } = [];

    /// <summary>Marks of the notes that the coach began from, by point.</summary>
    [BindProperty]
    public Dictionary<Guid, string?> Was { get; set; } = [];

    /// <summary>Whether it was talked about, by point.</summary>
    [BindProperty]
    public Dictionary<Guid, bool> Discussed { get; set; } = [];

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Whose meeting.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>The agenda.</summary>
    public IReadOnlyList<AgendaLine> Agenda { get; private set; } = [];

    /// <summary>What was corrected, by point.</summary>
    public ILookup<Guid, ReportCorrection> Corrections { get; private set; } = Enumerable.Empty<ReportCorrection>().ToLookup(c => c.ItemId);

    /// <summary>How many people came; null when nobody counted.</summary>
    public AttendanceFigures? Attendance { get; private set; }

    /// <summary>Where points go that were not talked about: "dinsdag 8 juni 2027"; null when there is no next meeting yet.</summary>
    public string? NextDay { get; private set; }

    /// <summary>True once it can be marked as over.</summary>
    public bool CanHold => Meeting.State == SessionState.InProgress || Meeting.StartsAt <= time.GetUtcNow().UtcDateTime;

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/bijeenkomsten/{Id}/verslag";

    /// <summary>What was said about this point: as typed just now, else as stored.</summary>
    public string? Typed(Guid item) => Meeting.IsOpen && WhatWasSaid.TryGetValue(item, out var typed) ? typed : Agenda.FirstOrDefault(l => l.ItemId == item)?.WhatWasSaid;

    /// <summary>What was typed and could not be kept, because the meeting is over: title of the point and text.</summary>
    public IReadOnlyList<(string Title, string Text)> NotKept => Meeting.IsOpen ? [] :
    [
        .. Agenda.Where(l => WhatWasSaid.TryGetValue(l.ItemId, out var typed) && !string.IsNullOrWhiteSpace(typed) && TypedText.Clean(typed) != l.WhatWasSaid)
            .Select(l => (l.Title, WhatWasSaid[l.ItemId]!)),
    ];

    /// <summary>Mark of the note that the coach began from.</summary>
    public string MarkOf(Guid item) => Was.TryGetValue(item, out var mark) ? mark ?? "" : TypedText.Mark(Agenda.FirstOrDefault(l => l.ItemId == item)?.WhatWasSaid);

    /// <summary>True when this point is ticked.</summary>
    public bool IsTicked(Guid item) => Discussed.GetValueOrDefault(item);

    /// <summary>Shows the report, as far as it is written.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        if (Meeting.State == SessionState.Cancelled) return LocalRedirect($"/beheer/bijeenkomsten/{Id}");
        WhatWasSaid = Agenda.ToDictionary(l => l.ItemId, l => l.WhatWasSaid);
        Discussed = Agenda.ToDictionary(l => l.ItemId, l => l.WhatWasSaid is { Length: > 0 } || Ticked.Contains(l.ItemId));
        return Page();
    }

    /// <summary>Keeps what is written.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        await sessions.KeepNotesAsync(Id, [.. WhatWasSaid.Select(s => Note(s.Key))], cancel);
        TempData["Melding"] = "Bewaard. Je kan later verder schrijven. Nog niemand leest dit.";
        var ticks = Discussed.Where(d => d.Value && string.IsNullOrWhiteSpace(WhatWasSaid.GetValueOrDefault(d.Key))).Select(d => $"besproken={d.Key}").ToList();
        return ticks.Count == 0 ? Address : $"{Address}?{string.Join('&', ticks)}";
    }, cancel);

    /// <summary>
    /// Keeps what is written when the page goes out of sight. Gives back the marks of what is kept now, so that what is written after it
    /// is not taken for the note of a colleague; not of a note that a colleague wrote as well, which is not the one on this page.
    /// </summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            await sessions.KeepNotesAsync(Id, [.. WhatWasSaid.Select(s => Note(s.Key))], cancel);
        }
        catch (RuleException)
        {
            // Nobody looks at the page now: the button says what is wrong.
            return new NoContentResult();
        }

        await LoadAsync(cancel);
        return new JsonResult(Agenda.Where(l => WhatWasSaid.TryGetValue(l.ItemId, out var typed) && (l.WhatWasSaid ?? "") == TypedText.Clean(typed ?? ""))
            .ToDictionary(l => $"Was[{l.ItemId}]", l => TypedText.Mark(l.WhatWasSaid)));
    }

    /// <summary>The meeting is over.</summary>
    public Task<IActionResult> OnPostHoldAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        var talkedAbout = WhatWasSaid.Keys.Union(Discussed.Keys).Where(IsTalkedAbout).Select(Note).ToList();
        await sessions.HoldAsync(new HoldSession { SessionId = Id, Version = Seen, Discussed = talkedAbout }, cancel);
        TempData["Melding"] = NextDay is { } day
            ? $"De bijeenkomst is voorbij. Wat niet besproken is, staat bovenaan op {day}."
            : "De bijeenkomst is voorbij. Wat niet besproken is, wacht op de volgende bijeenkomst.";
        return Address;
    }, cancel);

    /// <summary>The report is there for the members.</summary>
    public Task<IActionResult> OnPostPublishAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        await sessions.ReportAsync(Id, Seen, cancel);
        TempData["Melding"] = "Het verslag is klaar. De leden kunnen het lezen en krijgen een mail.";
        return Address;
    }, cancel);

    private async Task<IActionResult> ActAsync(Func<Task<string>> act, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            return LocalRedirect(await act());
        }
        catch (ChangedMeanwhileException)
        {
            await LoadAsync(cancel);
            if (IsHeldAsSent()) return LocalRedirect(Address);
            ModelState.AddModelError("", Meeting.IsOpen
                ? "Iemand anders veranderde deze bijeenkomst of haar agenda net. Hieronder staan de punten zoals ze nu zijn, met wat jij typte. Kijk na en klik opnieuw."
                : $"Iemand anders was je net voor: deze bijeenkomst staat nu op “{Meeting.State.Dutch()}”. Wat jij typte, staat hieronder apart: kopieer wat je wil houden.");
            return Page();
        }
        catch (RuleException rule)
        {
            // The meeting may have ended in another window meanwhile.
            await LoadAsync(cancel);
            ModelState.Add(rule);
            return Page();
        }
    }

    private DiscussedPoint Note(Guid item) => new(item, WhatWasSaid.GetValueOrDefault(item), Was.TryGetValue(item, out var mark) ? mark ?? "" : null);

    // Who writes what was said, discussed it: nothing typed is lost because a box was not ticked.
    private bool IsTalkedAbout(Guid item) => IsTicked(item) || !string.IsNullOrWhiteSpace(WhatWasSaid.GetValueOrDefault(item));

    // A button that was pressed twice finds the meeting over, with the report that was sent.
    private bool IsHeldAsSent() => Meeting.State == SessionState.Held && WhatWasSaid.Count > 0
        && Agenda.Where(l => WhatWasSaid.ContainsKey(l.ItemId)).All(l => (l.Outcome == EntryOutcome.Discussed) == IsTalkedAbout(l.ItemId)
            && (!IsTalkedAbout(l.ItemId) || (l.WhatWasSaid ?? "") == TypedText.Clean(WhatWasSaid[l.ItemId] ?? "")));

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting || await groups.FindAsync(meeting.GroupId, cancel) is not { } group) return false;
        (Meeting, Group) = (meeting, group);
        var lines = await agendas.ReadAsync(Id, await viewers.CurrentAsync(cancel), cancel);
        Agenda = meeting.IsOpen ? [.. lines.Where(l => l.Outcome == EntryOutcome.None)] : lines;
        Attendance = await attendance.FiguresAsync(meeting, cancel);
        if (!meeting.IsOpen) Corrections = await reports.CorrectionsAsync(Id, cancel);
        var now = time.GetUtcNow().UtcDateTime;
        var next = await db.Set<Session>().AsNoTracking()
            .Where(s => s.GroupId == meeting.GroupId && s.Id != Id && Session.OpenStates.Contains(s.State) && s.EndsAt > now)
            .OrderBy(s => s.StartsAt).Select(s => (DateTime?)s.StartsAt).FirstOrDefaultAsync(cancel);
        NextDay = next is { } start ? BrusselsTime.LongDate(start) : null;
        return true;
    }
}
