using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskLines;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPrint;

/// <summary>A card with which someone follows a point.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Link">Address that opens it.</param>
public sealed record PointCard(string Reference, string Code, string Title, string Link);

/// <summary>What the coach takes along on paper: agenda, attendance sheet, cards to write a point on, and a card for each point.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class IndexModel(
    SessionService sessions, GroupService groups, AgendaService agendas, AttendanceLinks attendance, GroupLinks groupLinks, PointLinks pointLinks,
    Viewers viewers, SinceLastTimeService since, ISiteService site, SiteAddress address, GboDbContext db, IStringLocalizer<Startup> S) : PageModel
{
    // More is read on the page, or on the poster.
    private const int MostSince = 4;

    /// <summary>What can be printed, as in the address.</summary>
    public static IReadOnlyList<(string Key, string Title, string What)> Sheets(IStringLocalizer S) =>
    [
        ("agenda", S["Agenda"], S["De punten op volgorde, met plaats om te schrijven."]),
        ("lijst", S["Aanwezigheidslijst"], S["Per organisatie met hoeveel mensen. Een naam alleen wie wil."]),
        ("kaartjes", S["Kaartjes om op te schrijven"], S["Voor wie geen e-mail heeft: vier op een blad."]),
        ("punten", S["Kaartje per punt"], S["Nummer, code en QR-code, om aan wie het bracht mee te geven."]),
    ];

    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Which sheet; null: the list of them.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sheet { get; set; }

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Whose meeting.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>The site.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>The agenda.</summary>
    public IReadOnlyList<AgendaLine> Agenda { get; private set; } = [];

    /// <summary>What was done since last time: the first point; null when the agenda is not shown.</summary>
    public Services.SinceLastTime? Since { get; private set; }

    /// <summary>That in a few lines; none when there is nothing to tell.</summary>
    public IReadOnlyList<string> SinceLines => Since is not { } told ? [] :
        [.. Told(S["Gedaan"], told.Done), .. Told(S["Niet gedaan"], told.NotDone), .. Told(S["Wacht nog"], told.Waiting)];

    /// <summary>What the group is asked and has not answered yet.</summary>
    public IReadOnlyList<AskedQuestion> Questions { get; private set; } = [];

    /// <summary>Organisations that are expected, by name.</summary>
    public IReadOnlyList<string> Organisations { get; private set; } = [];

    /// <summary>A card for each point.</summary>
    public IReadOnlyList<PointCard> Cards { get; private set; } = [];

    /// <summary>True when people can count themselves on the day.</summary>
    public bool HasCode => Meeting.IsOfGroup && Meeting.State != SessionState.Cancelled;

    /// <summary>Where people count themselves.</summary>
    public string CheckInLink => Root + attendance.ToCheckIn(Id);

    /// <summary>Where people bring a point without an account, or null.</summary>
    public string? GroupLink => groupLinks.AddressOf(Group) is { } local ? Root + local : null;

    /// <summary>Where people follow a point, as they type it.</summary>
    public string FollowAddress => TypedAddress.Of(Root, "/volg");

    /// <summary>Address of the list of sheets.</summary>
    public string Address => $"/beheer/bijeenkomsten/{Id}/drukwerk";

    private string Root => address.Of(Site);

    /// <summary>Shows a sheet, or the list of them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Sheet is not null && !Sheets(S).Any(s => s.Key == Sheet)) return NotFound();
        if (await sessions.FindAsync(Id, cancel) is not { } meeting || await groups.FindAsync(meeting.GroupId, cancel) is not { } group) return NotFound();
        (Meeting, Group, Site) = (meeting, group, await site.GetAsync<SiteSettings>(cancel));
        if (Sheet is "agenda" or "punten") Agenda = await agendas.ReadAsync(Id, await viewers.CurrentAsync(cancel), cancel);
        if (Sheet == "agenda" && meeting.IsOpen) Since = await since.ReadAsync(group, await viewers.CurrentAsync(cancel), cancel);
        if (Sheet == "agenda" && meeting.IsOpen) Questions = await AskedQuestions.OfGroupAsync(db, group.Id, S, cancel);
        if (Sheet == "lijst") Organisations = await NamesAsync(cancel);
        if (Sheet == "punten") Cards = await CardsAsync(cancel);
        return Page();
    }

    private IEnumerable<string> Told(string what, IReadOnlyList<SinceLine> lines)
    {
        foreach (var line in lines.Take(MostSince)) yield return $"{what}: {line.Title}";
        if (lines.Count > MostSince) yield return S["{0}: nog {1}", what, lines.Count - MostSince];
    }

    private async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancel)
    {
        var near = await MeetingOrganisations.NearAsync(db, Meeting, cancel);
        return await db.Set<Organisation>().Where(o => near.Contains(o.Id)).OrderBy(o => o.SearchName).Select(o => o.Name).ToListAsync(cancel);
    }

    private async Task<IReadOnlyList<PointCard>> CardsAsync(CancellationToken cancel)
    {
        // What stands there as a text without names has no card that anyone could find on a table.
        var ids = Agenda.Where(l => !l.IsNeutralText).Select(l => l.ItemId).ToList();
        // Of points that stand together, whoever brought one gets a card of their own.
        var codes = (await db.Set<AgendaItem>().AsNoTracking().Where(i => ids.Contains(i.Id) || (i.MergedIntoId != null && ids.Contains(i.MergedIntoId.Value))).OrderBy(i => i.Reference)
            .Select(i => new { i.Id, i.Reference, i.Title, i.ShortCode, i.LinkVersion, Line = i.MergedIntoId ?? i.Id }).ToListAsync(cancel)).ToLookup(i => i.Line);
        return [.. Agenda.SelectMany(l => codes[l.ItemId]).Select(i => new PointCard(i.Reference, i.ShortCode, i.Title, Root + pointLinks.ToFollow(i.Id, i.Reference, i.LinkVersion)))];
    }
}
