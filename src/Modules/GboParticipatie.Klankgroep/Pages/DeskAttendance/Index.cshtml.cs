using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskLines;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskAttendance;

/// <summary>Who is at a meeting: the coach taps, per organisation. As a guest elsewhere: a head count and quick notes.</summary>
[RequiresPermission("ManageSessions")]
public sealed class IndexModel(SessionService sessions, AttendanceService attendance, AttendanceLinks links, ISiteService site, SiteAddress address, GboDbContext db, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Makes a tap count once.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>How many came.</summary>
    [BindProperty]
    public int? People { get; set; } = 1;

    /// <summary>Of which organisation.</summary>
    [BindProperty]
    public Guid? OrganisationId { get; set; }

    /// <summary>A name, of who wants that.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>How many people were there, as a guest.</summary>
    [BindProperty]
    public int? HeadCount { get; set; }

    /// <summary>Quick notes, as a guest.</summary>
    [BindProperty]
    public string? Notes { get; set; }

    /// <summary>The version of the notes that the coach saw.</summary>
    [BindProperty]
    public int? Seen { get; set; }

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Who came.</summary>
    public IReadOnlyList<AttendanceRow> Rows { get; private set; } = [];

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <summary>Added up; null when nobody counted.</summary>
    public AttendanceFigures? Figures { get; private set; }

    /// <summary>True from the day of the meeting on.</summary>
    public bool CanCount => attendance.CanCount(Meeting);

    /// <summary>True on the day itself: then people can count themselves.</summary>
    public bool CanCheckIn => attendance.CanCheckIn(Meeting);

    /// <summary>True when the coach is a guest.</summary>
    public bool IsGuest => Meeting.Kind == SessionKind.GuestAt;

    /// <summary>Where people count themselves, as a whole address.</summary>
    public string CheckInLink { get; private set; } = "";

    /// <summary>Address of this page.</summary>
    public string Address => $"/beheer/bijeenkomsten/{Id}/aanwezig";

    /// <summary>Shows who came.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotFound();
        Key = NewId.Random();
        Seen = AttendanceService.NoVisit;
        if (IsGuest && await attendance.FindVisitAsync(Id, cancel) is { } visit) (HeadCount, Notes, Seen) = (visit.HeadCount, visit.Notes, visit.Version);
        return Page();
    }

    /// <summary>Counts people of an organisation, with a name or without.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ActAsync(() => CountAsync(OrganisationId, People ?? 0, Name, cancel), OrganisationId, cancel);

    /// <summary>One more.</summary>
    public Task<IActionResult> OnPostMoreAsync(Guid? organisation, CancellationToken cancel) => ActAsync(() => CountAsync(organisation, 1, null, cancel), organisation, cancel);

    /// <summary>One fewer.</summary>
    public Task<IActionResult> OnPostFewerAsync(Guid? organisation, CancellationToken cancel) => ActAsync(() => attendance.TakeOneAsync(Id, organisation, cancel), organisation, cancel);

    /// <summary>Takes a name away.</summary>
    public Task<IActionResult> OnPostForgetAsync(Guid name, Guid? organisation, CancellationToken cancel) => ActAsync(() => attendance.ForgetNameAsync(Id, name, cancel), organisation, cancel);

    /// <summary>Keeps head count and notes, as a guest.</summary>
    public async Task<IActionResult> OnPostVisitAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        if (!ModelState.IsValid) return Page();
        try
        {
            await attendance.NoteVisitAsync(Id, HeadCount, Notes, Seen, cancel);
            TempData["Melding"] = S["Bewaard."].Value;
            return LocalRedirect(Address);
        }
        catch (ChangedMeanwhileException)
        {
            var now = (await attendance.FindVisitAsync(Id, cancel))!;
            ModelState.Remove(nameof(Seen));
            Seen = now.Version;
            ModelState.AddModelError("", S["Iemand anders veranderde dit net: {0}, “{1}”. Wat jij typte, staat er nog. Kijk na en bewaar opnieuw.", now.HeadCount is { } heads ? S.Plural(heads, "1 mens", "{0} mensen") : S["geen aantal"], now.Notes ?? ""]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    private Task CountAsync(Guid? organisation, int people, string? name, CancellationToken cancel) => attendance.CheckInAsync(
        new CheckInPeople { Key = Key == Guid.Empty ? NewId.Random() : Key, SessionId = Id, OrganisationId = organisation, People = people, Name = name, ByCoach = true }, cancel);

    private async Task<IActionResult> ActAsync(Func<Task> act, Guid? organisation, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotFound();
        try
        {
            await act();
            return LocalRedirect($"{Address}#o-{organisation ?? Guid.Empty}");
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting) return false;
        Meeting = meeting;
        Figures = await attendance.FiguresAsync(meeting, cancel);
        if (IsGuest) return true;
        Rows = await attendance.ReadAsync(meeting, await MeetingOrganisations.NearAsync(db, meeting, cancel), cancel);
        Organisations = await MeetingOrganisations.ChoicesAsync(db, meeting, S, cancel);
        CheckInLink = address.Of(await site.GetAsync<SiteSettings>(cancel)) + links.ToCheckIn(Id);
        return true;
    }
}
