using GboParticipatie.Attention;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskFiles;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>Mijn taken: the coach's desk, with one list of everything. Who has no points to see to finds only the menu here.</summary>
[RequiresPermission("AccessAdmin")]
public sealed class IndexModel(GboDbContext db, WorkList list, MyDesk desk, ISiteService site, ICurrentUser user, IEnumerable<IAttentionProvider> attention, TimeProvider time, IStringLocalizer<Startup> S) : PagedModel
{
    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "zoek")]
    public string? Search { get; set; }

    /// <summary>What kind of thing.</summary>
    [BindProperty(SupportsGet = true, Name = "soort")]
    public string? Kind { get; set; }

    /// <summary>How far it is.</summary>
    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    /// <summary>Whose work it is.</summary>
    [BindProperty(SupportsGet = true, Name = "wie")]
    public string? Whose { get; set; }

    /// <summary>By when.</summary>
    [BindProperty(SupportsGet = true, Name = "termijn")]
    public string? Due { get; set; }

    /// <summary>Key of a life domain.</summary>
    [BindProperty(SupportsGet = true, Name = "domein")]
    public string? LifeDomain { get; set; }

    /// <summary>Name of a group in addresses.</summary>
    [BindProperty(SupportsGet = true, Name = "groep")]
    public string? GroupSlug { get; set; }

    /// <summary>One of the seven B's.</summary>
    [BindProperty(SupportsGet = true, Name = "thema")]
    public string? Theme { get; set; }

    /// <summary>Part of the name of an organisation.</summary>
    [BindProperty(SupportsGet = true, Name = "organisatie")]
    public string? Organisation { get; set; }

    /// <summary>Order.</summary>
    [BindProperty(SupportsGet = true, Name = "sorteer")]
    public string? Sort { get; set; }

    /// <summary>"Goeiemorgen An".</summary>
    public string Greeting { get; private set; } = "";

    /// <summary>"Zondag 22 november 2026 · nog 16 dagen tot de overkoepelende klankgroep".</summary>
    public string DayLine { get; private set; } = "";

    /// <summary>True for who sees to points.</summary>
    public bool SeesToPoints { get; private set; }

    /// <summary>What asks attention today, of all modules.</summary>
    public IReadOnlyList<AttentionItem> Attention { get; private set; } = [];

    /// <summary>Colleagues who are away and whose work stands here.</summary>
    public IReadOnlyList<AwayPerson> Replaced { get; private set; } = [];

    /// <summary>Open points that someone else sees to.</summary>
    public int OfOthers { get; private set; }

    /// <summary>The rows of this page.</summary>
    public IReadOnlyList<DeskWorkRow> Rows { get; private set; } = [];

    /// <summary>Life domains to choose from.</summary>
    public IReadOnlyList<Choice> Domains { get; private set; } = [];

    /// <summary>True where the coach adds one of the seven B's.</summary>
    public bool UsesSevenBs { get; private set; }

    /// <summary>The filter as it stands in the address.</summary>
    public WorkFilter Filter => new()
    {
        Search = Search,
        Kind = Kind,
        Status = Status,
        Whose = Whose,
        Due = Due,
        LifeDomain = LifeDomain,
        Group = GroupSlug,
        Theme = Theme,
        Organisation = Organisation,
        Sort = Sort,
    };

    /// <summary>Address of the list as it is narrowed, on this page of it.</summary>
    public string Here => "/beheer" + Filter.Query(("pagina", PageNumber > 1 ? $"{PageNumber}" : null));

    /// <summary>True when one of the filters that most people do not need is used.</summary>
    public bool UsesMoreFilters => new[] { LifeDomain, GroupSlug, Theme, Organisation, Sort }.Any(f => !string.IsNullOrWhiteSpace(f));

    /// <summary>Kinds to choose from.</summary>
    public static IReadOnlyList<Choice> Kinds(IStringLocalizer S) =>
    [
        new("punt", S["Punten"]), new("verhaal", S["Verhalen"]), new("antwoord", S["Antwoorden"]), new("actie", S["Acties"]), new("vertellen", S["Te vertellen"]), new("verslag", S["Verslagen die ontbreken"]),
    ];

    /// <summary>Statuses to choose from.</summary>
    public IReadOnlyList<Choice> Statuses => PointListModel.Statuses(S);

    /// <summary>Whose work, to choose from.</summary>
    public static IReadOnlyList<Choice> Owners(IStringLocalizer S) => [new(WorkFilter.Colleague, S["Een collega"]), new(WorkFilter.Anyone, S["Iedereen"])];

    /// <summary>Due days to choose from.</summary>
    public static IReadOnlyList<Choice> Dues(IStringLocalizer S) => [new(WorkFilter.Late, S["Te laat"]), new(WorkFilter.ThisWeek, S["Binnen 7 dagen"]), new(WorkFilter.Later, S["Later"])];

    /// <summary>Orders to choose from.</summary>
    public static IReadOnlyList<Choice> Sorts(IStringLocalizer S) => [new(WorkFilter.Newest, S["Het nieuwste eerst"]), new(WorkFilter.ByNumber, S["Op nummer"])];

    /// <summary>The place of a row in the whole list, from 0.</summary>
    public int PlaceOf(int row) => ((PageNumber - 1) * PageSize) + row;

    /// <summary>Address of a row's page, which leads to its neighbours and back.</summary>
    public string AddressOf(DeskWorkRow row, int place) => ListPlace.Add(row.Address, Filter, place);

    /// <summary>Shows the desk.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var now = time.GetUtcNow().UtcDateTime;
        Greeting = $"{Hello(BrusselsTime.ToLocal(now).Hour, S)} {user.Name?.Split(' ')[0]}".Trim();
        DayLine = DeskWords.Capital(BrusselsTime.LongDate(list.Today)) + await NextMeetingAsync(now, cancel);
        SeesToPoints = await user.HasAsync(Permissions.ManageAgendaItems);
        Attention = await AttentionAsync(cancel);
        if (!SeesToPoints) return;
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        (Domains, UsesSevenBs) = (settings.Choices(), settings.UsesSevenBs);
        Replaced = await desk.ReplacedAsync(cancel);
        var mine = await desk.OwnersAsync(cancel);
        OfOthers = await db.Set<AgendaItem>().Where(i => i.OwnerUserId != null && !mine.Contains(i.OwnerUserId)).Where(PointsThat.AreOpen).CountAsync(cancel);
        Total = await list.CountAsync(Filter, cancel);
        Rows = await list.ReadAsync(Filter, PlaceOf(0), PageSize, cancel);
    }

    /// <summary>The list as a file, for who sees to points.</summary>
    public Task<IActionResult> OnGetCsvAsync(CancellationToken cancel) => FileAsync(isExcel: false, cancel);

    /// <summary>As a workbook.</summary>
    public Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel) => FileAsync(isExcel: true, cancel);

    private async Task<IActionResult> FileAsync(bool isExcel, CancellationToken cancel)
    {
        if (!await user.HasAsync(Permissions.ManageAgendaItems)) return Forbid();
        ModelState.Clear();
        return new ListFile("mijn-taken", list.Today, WorkList.Columns(S), list.CellsAsync(Filter, cancel), isExcel);
    }

    private async Task<IReadOnlyList<AttentionItem>> AttentionAsync(CancellationToken cancel)
    {
        var all = new List<AttentionItem>();
        foreach (var provider in attention) all.AddRange(await provider.ReadAsync(cancel));
        return [.. all.Where(a => a.Count > 0 || !a.OnlyWhenAny).OrderBy(a => a.Position)];
    }

    private async Task<string> NextMeetingAsync(DateTime now, CancellationToken cancel)
    {
        var next = await db.Set<Session>().AsNoTracking().Where(s => s.Kind != SessionKind.GuestAt && Session.OpenStates.Contains(s.State) && s.EndsAt > now).OrderBy(s => s.StartsAt)
            .Select(s => new { s.StartsAt, Group = s.Group!.NameInText != "" ? s.Group.NameInText : s.Group.Name }).FirstOrDefaultAsync(cancel);
        if (next is null) return "";
        string when = (BrusselsTime.DayOf(next.StartsAt).DayNumber - list.Today.DayNumber) switch
        {
            <= 0 => S["vandaag: {0}", next.Group],
            1 => S["morgen: {0}", next.Group],
            var days => S["nog {0} dagen tot {1}", days, next.Group],
        };
        return $" · {when}";
    }

    private static string Hello(int hour, IStringLocalizer S) => hour switch
    {
        >= 5 and < 12 => S["Goeiemorgen"],
        >= 12 and < 18 => S["Goeiemiddag"],
        >= 18 => S["Goeieavond"],
        _ => S["Dag"],
    };
}
