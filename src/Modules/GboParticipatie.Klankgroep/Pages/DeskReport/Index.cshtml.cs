using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskLines;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskReport;

/// <summary>
/// The report of a meeting: per point whether it was talked about and what was said. Kept half written; in the end the meeting
/// is over, and what was not talked about goes on to the next one.
/// </summary>
[RequiresPermission("ManageAgendaItems")]
public sealed partial class IndexModel(SessionService sessions, AgendaService agendas, GroupService groups, Viewers viewers, AttendanceService attendance, ReportService reports, ReportExtras extras, FeedbackService feedback, ICurrentUser user, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
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

    // Without a name of its own, a dictionary that is not in the form takes every other field for one of its keys.

    /// <summary>What was said, by point.</summary>
    [BindProperty(Name = nameof(WhatWasSaid))]
    public Dictionary<Guid, string?> WhatWasSaid { get; set; } = [];

    /// <summary>What was concluded, by point.</summary>
    [BindProperty(Name = nameof(Conclusion))]
    public Dictionary<Guid, string?> Conclusion { get; set; } = [];

    /// <summary>Marks of the notes that the coach began from, by point.</summary>
    [BindProperty(Name = nameof(Was))]
    public Dictionary<Guid, string?> Was { get; set; } = [];

    /// <summary>The same of the conclusions.</summary>
    [BindProperty(Name = nameof(WasConclusion))]
    public Dictionary<Guid, string?> WasConclusion { get; set; } = [];

    /// <summary>What someone tells, by point.</summary>
    [BindProperty(Name = nameof(Told))]
    public Dictionary<Guid, string?> Told { get; set; } = [];

    /// <summary>The organisation that tells it, by point.</summary>
    [BindProperty(Name = nameof(ToldBy))]
    public Dictionary<Guid, Guid?> ToldBy { get; set; } = [];

    /// <summary>What kind of story it is, by point.</summary>
    [BindProperty(Name = nameof(ToldKind))]
    public Dictionary<Guid, string?> ToldKind { get; set; } = [];

    /// <summary>Makes what is told count once, by point.</summary>
    [BindProperty(Name = nameof(ToldKey))]
    public Dictionary<Guid, Guid?> ToldKey { get; set; } = [];

    /// <summary>Whether it was talked about, by point.</summary>
    [BindProperty(Name = nameof(Discussed))]
    public Dictionary<Guid, bool> Discussed { get; set; } = [];

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Whose meeting.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>The agenda.</summary>
    public IReadOnlyList<AgendaLine> Agenda { get; private set; } = [];

    /// <summary>Organisations that can tell something.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <summary>What the group is asked and has not answered yet, while it meets.</summary>
    public IReadOnlyList<AskedQuestion> Questions { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today => BrusselsTime.Today(time);

    private ReportPoints Points { get; set; } = ReportPoints.None;

    /// <summary>How many people came; null when nobody counted.</summary>
    public AttendanceFigures? Attendance { get; private set; }

    /// <summary>Where points go that were not talked about: "dinsdag 8 juni 2027"; null when there is no next meeting yet.</summary>
    public string? NextDay { get; private set; }

    /// <summary>True once it can be marked as over.</summary>
    public bool CanHold => Meeting.State == SessionState.InProgress || Meeting.StartsAt <= time.GetUtcNow().UtcDateTime;

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/bijeenkomsten/{Id}/verslag";

    /// <summary>What the report says about a point.</summary>
    public ReportPoint ReportOf(AgendaLine line) => Points.Of(line.ItemId, new SaidText(line.WhatWasSaid, line.Conclusion)) with { Feedback = [] };

    /// <summary>The fields for what someone tells about a point, with what was told so far.</summary>
    public FeedbackFields FeedbackOf(AgendaLine line, string action) => new()
    {
        ItemId = line.ItemId,
        Title = line.Title,
        Action = action,
        Key = ToldKey.GetValueOrDefault(line.ItemId) ?? NewId.Random(),
        Typed = Told.GetValueOrDefault(line.ItemId) ?? "",
        Organisation = ToldBy.GetValueOrDefault(line.ItemId)?.ToString() ?? "",
        Kind = ToldKind.GetValueOrDefault(line.ItemId) ?? nameof(FeedbackKind.Barrier),
        Told = [.. Points.Feedback[line.ItemId]],
        Organisations = Organisations,
    };

    /// <summary>Shows the report, as far as it is written.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        if (Meeting.State == SessionState.Cancelled) return LocalRedirect($"/beheer/bijeenkomsten/{Id}");
        Discussed = Agenda.ToDictionary(l => l.ItemId, l => l.WhatWasSaid is { Length: > 0 } || l.Conclusion is { Length: > 0 } || Ticked.Contains(l.ItemId));
        return Page();
    }

    /// <summary>Keeps what is written.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        await KeepAsync(cancel);
        TempData["Melding"] = S["Bewaard. Je kan later verder schrijven. Nog niemand leest dit."].Value;
        return AddressWithTicks;
    }, cancel);

    /// <summary>Keeps what someone tells about a point, and what is written.</summary>
    public Task<IActionResult> OnPostFeedbackAsync(Guid item, CancellationToken cancel) => ActAsync(async () =>
    {
        if (LineOf(item) is not { } line) throw new RuleException("Dit punt staat niet op de agenda van deze bijeenkomst.");
        if (ToldBy.GetValueOrDefault(item) is { } by && !Organisations.Any(o => o.Value == by.ToString())) throw new RuleException("Kies een organisatie uit de lijst.", $"ToldBy[{item}]");
        if (!ChoiceNames.TryRead<FeedbackKind>(ToldKind.GetValueOrDefault(item) ?? nameof(FeedbackKind.Barrier), out var told)) throw new RuleException("Kies wat het is uit de lijst.", $"ToldKind[{item}]");
        try
        {
            await feedback.GiveAsync(ToldAbout(line, told), cancel);
        }
        catch (RuleException rule) when (rule.Field == nameof(GiveFeedback.Description))
        {
            throw new RuleException(S.Of(rule), $"Told[{item}]");
        }

        if (Meeting.IsOpen) await KeepAsync(cancel);
        TempData["Melding"] = S["Bewaard: het staat bij het punt in het verslag."].Value;
        return $"{(Meeting.IsOpen ? AddressWithTicks : Address)}#punt-{item}";
    }, cancel);

    /// <summary>A point was talked about after all.</summary>
    public Task<IActionResult> OnPostDiscussedAsync(Guid item, CancellationToken cancel) => ActAsync(async () =>
    {
        await reports.AddDiscussedAsync(Id, item, cancel);
        TempData["Melding"] = S["Het punt is besproken. Het staat niet meer op de volgende agenda."].Value;
        return $"{Address}#punt-{item}";
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
        return new JsonResult(MarksOfKept());
    }

    /// <summary>The meeting is over.</summary>
    public Task<IActionResult> OnPostHoldAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        var talkedAbout = WhatWasSaid.Keys.Union(Conclusion.Keys).Union(Discussed.Keys).Where(IsTalkedAbout).Select(Note).ToList();
        await sessions.HoldAsync(new HoldSession { SessionId = Id, Version = Seen, Discussed = talkedAbout }, cancel);
        TempData["Melding"] = (NextDay is { } day
            ? S["De bijeenkomst is voorbij. Wat niet besproken is, staat bovenaan op {0}.", day]
            : S["De bijeenkomst is voorbij. Wat niet besproken is, wacht op de volgende bijeenkomst."]).Value;
        return Address;
    }, cancel);

    /// <summary>The report is there for the members.</summary>
    public Task<IActionResult> OnPostPublishAsync(CancellationToken cancel) => ActAsync(async () =>
    {
        await sessions.ReportAsync(Id, Seen, cancel);
        TempData["Melding"] = S["Het verslag is klaar. De leden kunnen het lezen. Wie mail leest, krijgt een mail. De anderen vind je bij “Te vertellen”."].Value;
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
                ? S["Iemand anders veranderde deze bijeenkomst of haar agenda net. Hieronder staan de punten zoals ze nu zijn, met wat jij typte. Kijk na en klik opnieuw."]
                : S["Iemand anders was je net voor: deze bijeenkomst staat nu op “{0}”. Wat jij typte, staat hieronder apart: kopieer wat je wil houden.", S[Meeting.State.Dutch()]]);
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

    private Task KeepAsync(CancellationToken cancel) => sessions.KeepNotesAsync(Id, [.. WhatWasSaid.Keys.Union(Conclusion.Keys).Select(Note)], cancel);

    private AgendaLine? LineOf(Guid item) => Agenda.FirstOrDefault(l => l.ItemId == item);

    private GiveFeedback ToldAbout(AgendaLine line, FeedbackKind kind) => new()
    {
        SubmissionKey = ToldKey.GetValueOrDefault(line.ItemId) ?? NewId.Random(),
        Author = ToldBy.GetValueOrDefault(line.ItemId) is { } organisation
            ? new FeedbackAuthor { OrganisationId = organisation, Channel = Channel.Meeting } : FeedbackAuthor.Anonymous(Channel.Meeting),
        Kind = kind,
        Description = Told.GetValueOrDefault(line.ItemId),
        Readers = FeedbackReaders.WhoCanHelp,
        AboutReference = line.Reference,
        SessionId = Id,
    };

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting || await groups.FindAsync(meeting.GroupId, cancel) is not { } group) return false;
        (Meeting, Group) = (meeting, group);
        var lines = await agendas.ReadAsync(Id, await viewers.CurrentAsync(cancel), cancel);
        Agenda = meeting.IsOpen ? [.. lines.Where(l => l.Outcome == EntryOutcome.None)] : lines;
        Attendance = await attendance.FiguresAsync(meeting, cancel);
        Questions = meeting.IsOpen && await user.HasAsync(Permissions.ManageAgendaItems) ? await AskedQuestions.OfGroupAsync(db, group.Id, S, cancel) : [];
        Points = await ReportPoints.ReadAsync(reports, extras, meeting, [.. Agenda.Select(l => l.ItemId)], cancel);
        Organisations = await MeetingOrganisations.ChoicesAsync(db, meeting, S, cancel);
        var now = time.GetUtcNow().UtcDateTime;
        var next = await db.Set<Session>().AsNoTracking()
            .Where(s => s.GroupId == meeting.GroupId && s.Id != Id && s.Kind != SessionKind.GuestAt && Session.OpenStates.Contains(s.State) && s.EndsAt > now)
            .OrderBy(s => s.StartsAt).Select(s => (DateTime?)s.StartsAt).FirstOrDefaultAsync(cancel);
        NextDay = next is { } start ? BrusselsTime.LongDate(start) : null;
        return true;
    }
}
