using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskLines;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Attendance;

/// <summary>Someone at a meeting says that they are there, by the QR code on the table. Opening it counts nobody.</summary>
[Public("Wie de code op de tafel scant, zegt dat die er is, zonder account.")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(SessionService sessions, AttendanceService attendance, AttendanceLinks links, PublicLimits limits, Viewers viewers, GboDbContext db, IStringLocalizer<Startup> S) : PageModel
{
    private const string Myself = "zelf";

    /// <summary>The link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>How many were counted just now.</summary>
    [BindProperty(SupportsGet = true, Name = "geteld")]
    public int? Counted { get; set; }

    /// <summary>Makes the form count once.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    /// <summary>With how many they are.</summary>
    [BindProperty]
    public int? People { get; set; } = 1;

    /// <summary>Key of their organisation, or for themselves.</summary>
    [BindProperty]
    public string? From { get; set; }

    /// <summary>A name, of who wants that.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The meeting; null when the link does not work.</summary>
    public Session? Meeting { get; private set; }

    /// <summary>True when the reader may open the meeting's page.</summary>
    public bool MayRead { get; private set; }

    /// <summary>Name of the organisation that the link is for, or null.</summary>
    public string? Organisation { get; private set; }

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <summary>True on the day of the meeting.</summary>
    public bool IsOpen => attendance.CanCheckIn(Meeting!);

    /// <summary>What the page says when it is not that day.</summary>
    public string Closed => Meeting!.State == SessionState.Cancelled ? S["Deze bijeenkomst gaat niet door"]
        : attendance.CanCount(Meeting) ? S["Deze bijeenkomst is voorbij"] : S["Dit kan op de dag zelf"];

    /// <summary>Asks with how many they are.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (await LoadAsync(cancel) is null) return Broken();
        Key = NewId.Random();
        return Page();
    }

    /// <summary>Counts them.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is not { } opened) return Broken();
        // A whole room shares one address.
        if (!limits.Allows("aanwezig", HttpContext, 200)) ModelState.AddModelError("", S["Er zijn nu veel mensen tegelijk. Wacht even en probeer opnieuw."]);
        if (opened.Organisation is null && !Organisations.Any(o => o.Value == From)) ModelState.AddModelError(nameof(From), S["Kies je organisatie, of kies dat je voor jezelf komt."]);
        if (!ModelState.IsValid) return Page();
        try
        {
            await attendance.CheckInAsync(new CheckInPeople
            {
                Key = Key == Guid.Empty ? NewId.Random() : Key,
                SessionId = opened.Session,
                OrganisationId = opened.Organisation ?? (Guid.TryParse(From, out var organisation) ? organisation : null),
                People = People ?? 0,
                Name = Name,
            }, cancel);
            return LocalRedirect($"/aanwezig/{Token}?geteld={People}");
        }
        catch (RuleException rule)
        {
            ModelState.Add(rule);
            return Page();
        }
    }

    private async Task<(Guid Session, Guid? Organisation)?> LoadAsync(CancellationToken cancel)
    {
        if (links.Read(Token) is not { } opened || await sessions.FindAsync(opened.Session, cancel) is not { IsOfGroup: true } meeting) return null;
        // Of one that was not announced nobody knows before its day, nor after it.
        if (!meeting.IsPublic && !attendance.CanCheckIn(meeting)) return null;
        Meeting = meeting;
        MayRead = await viewers.MayReadAsync(meeting, cancel);
        if (opened.Organisation is { } id)
        {
            Organisation = await db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync(cancel);
            return Organisation is null ? null : opened;
        }

        // Only those of the group: strangers learn of no others.
        var near = await MeetingOrganisations.NearAsync(db, meeting, cancel);
        var all = await MeetingOrganisations.ChoicesAsync(db, meeting, S, cancel);
        Organisations = [.. all.Where(o => near.Contains(Guid.Parse(o.Value))).Select(o => o with { Group = null }), new Choice(Myself, S["Ik kom voor mezelf, of voor een andere organisatie"])];
        return opened;
    }

    private PageResult Broken()
    {
        Meeting = null;
        Response.StatusCode = 404;
        return Page();
    }
}
