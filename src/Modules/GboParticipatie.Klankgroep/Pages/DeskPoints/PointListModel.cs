using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskFiles;
using GboParticipatie.Klankgroep.Pages.DeskToday;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>A list of points with filters that live in the address.</summary>
public abstract class PointListModel(GboDbContext db, ISiteService site, ICurrentUser user, TimeProvider time, IStringLocalizer<Startup> S) : PagedModel
{
    private const string New = "nieuw";
    private const string NotConfirmed = "onbevestigd";
    private const string CameBack = WorkFilter.CameBack;
    private const string Everything = "alles";
    private const string Late = "telaat";
    private const string ThisWeek = "week";

    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "zoek")]
    public string? Search { get; set; }

    /// <summary>A status, or one of "nieuw", "onbevestigd", "terug", "alles"; empty: what is open.</summary>
    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    /// <summary>Name of a group in addresses.</summary>
    [BindProperty(SupportsGet = true, Name = "groep")]
    public string? GroupSlug { get; set; }

    /// <summary>One of the seven B's.</summary>
    [BindProperty(SupportsGet = true, Name = "thema")]
    public string? Theme { get; set; }

    /// <summary>"telaat" or "week".</summary>
    [BindProperty(SupportsGet = true, Name = "termijn")]
    public string? Due { get; set; }

    /// <summary>Address of the list without filters.</summary>
    public abstract string Address { get; }

    /// <summary>True when anything narrows the list.</summary>
    public bool IsFiltered => new[] { Search, Status, GroupSlug, Theme, Due }.Any(f => !string.IsNullOrWhiteSpace(f));

    /// <summary>The points of this page.</summary>
    public IReadOnlyList<DeskPointRow> Points { get; private set; } = [];

    /// <summary>Groups to choose from.</summary>
    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    /// <summary>True where the coach adds one of the seven B's.</summary>
    public bool UsesSevenBs { get; private set; }

    /// <summary>Statuses to choose from.</summary>
    public static IReadOnlyList<Choice> Statuses(IStringLocalizer S) =>
    [
        new(New, S["Nieuw: nog niets gehoord"]), new(NotConfirmed, S["Niet bevestigd"]), new(CameBack, DeskWords.CameBack(S)),
        .. Enum.GetValues<AgendaItemStatus>().Select(s => new Choice(s.ToString(), S[s.Dutch()])), new(Everything, S["Alles"]),
    ];

    /// <summary>The seven B's to choose from.</summary>
    public static IReadOnlyList<Choice> Themes(IStringLocalizer S) => [.. Enum.GetValues<BarrierKind>().Select(b => new Choice(b.ToString(), S[b.Dutch()]))];

    /// <summary>Due days to choose from.</summary>
    public static IReadOnlyList<Choice> Dues(IStringLocalizer S) => [new(Late, S["Te laat"]), new(ThisWeek, S["Binnen 7 dagen"])];

    /// <summary>Today in Brussels.</summary>
    protected DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>The points that the list is about, before anything narrows it.</summary>
    protected abstract IQueryable<AgendaItem> All();

    /// <summary>The list as it is narrowed, as a file.</summary>
    protected async Task<IActionResult> FileAsync(bool isExcel, CancellationToken cancel)
    {
        ModelState.Clear();
        var (settings, coach) = (await site.GetAsync<KlankgroepSettings>(cancel), (await site.GetAsync<SiteSettings>(cancel)).CoachTitle);
        return new ListFile("punten", Today, PointCsv.Columns(S), PointCsv.RowsAsync(db, InOrder(Narrow(All().AsNoTracking())), settings, coach, S, cancel), isExcel);
    }

    /// <summary>Address of the file with what the list shows.</summary>
    public string FileAddress(string handler) => $"~{Address}?handler={handler}" + string.Concat(
        new[] { ("zoek", Search), ("status", Status), ("groep", GroupSlug), ("thema", Theme), ("termijn", Due) }
            .Where(f => !string.IsNullOrWhiteSpace(f.Item2)).Select(f => $"&{f.Item1}={Uri.EscapeDataString(f.Item2!)}"));

    /// <summary>The list as it is narrowed, as the one list of the desk says it.</summary>
    public WorkFilter Filter => new() { Kind = WorkKind.Point.InAddress(), Whose = WorkFilter.Anyone, Search = Search, Status = Status, Group = GroupSlug, Theme = Theme, Due = Due };

    /// <summary>Place in the list of the first row of the page, from 0.</summary>
    public int FirstPlace => (PageNumber - 1) * PageSize;

    /// <summary>Address of this page of the list.</summary>
    public string Here => Address + (Filter with { Kind = null, Whose = null }).Query(("pagina", PageNumber > 1 ? $"{PageNumber}" : null));

    /// <summary>Address of a point, which leads to its neighbours and back.</summary>
    public string AddressOf(Guid point, int place) => ListPlace.Add($"/beheer/punten/{point}", Filter, place);

    /// <summary>Reads the page of the list.</summary>
    protected async Task ReadAsync(CancellationToken cancel)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        UsesSevenBs = settings.UsesSevenBs;
        Groups = await db.Set<Group>().AsNoTracking().Where(g => g.AcceptsItems).OrderBy(g => g.Position).ThenBy(g => g.Name)
            .Select(g => new Choice(g.Slug, g.Name, null, null, null)).ToListAsync(cancel);
        var points = Narrow(All().AsNoTracking());
        Total = await points.CountAsync(cancel);
        var page = OnThisPage(InOrder(points));
        Points = await DeskPointRows.ReadAsync(db, page, user.Id, coach, Today, S, cancel);
    }

    private IQueryable<AgendaItem> Narrow(IQueryable<AgendaItem> points)
    {
        if (ChoiceNames.TryRead<BarrierKind>(Theme, out var barrier)) points = points.Where(i => i.Barrier == barrier);
        if (!string.IsNullOrWhiteSpace(GroupSlug)) points = points.Where(i => i.Group!.Slug == GroupSlug);
        if (Due == Late) points = points.Where(i => i.DueOn < Today);
        if (Due == ThisWeek) points = points.Where(i => i.DueOn >= Today && i.DueOn <= Today.AddDays(7));
        return Find(WithStatus(points));
    }

    private IQueryable<AgendaItem> WithStatus(IQueryable<AgendaItem> points) => Status switch
    {
        New => points.Where(PointsThat.NobodyHeardOf),
        NotConfirmed => points.Where(PointsThat.AreNotConfirmed),
        CameBack => points.Where(PointsThat.CameBack),
        Everything => points,
        _ when ChoiceNames.TryRead<AgendaItemStatus>(Status, out var status) => points.Where(i => i.Status == status),
        // A search looks everywhere: who knows the number should not have to know the status.
        _ when !string.IsNullOrWhiteSpace(Search) => points,
        _ => points.Where(PointsThat.AreOpen),
    };

    private IQueryable<AgendaItem> Find(IQueryable<AgendaItem> points) => string.IsNullOrWhiteSpace(Search) ? points : DeskSearch.Find(db, points, Search, Today);

    // In the order of the list, however it is narrowed: that of an index (Repeatable/Desk.sql), for which the last day stands there as it is.
    private IOrderedQueryable<AgendaItem> InOrder(IQueryable<AgendaItem> points) => ShowsOnlyOpen
        ? points.OrderBy(i => i.DueOn).ThenBy(i => i.Reference)
        : points.OrderBy(i => i.DueOn ?? EF.Constant(DateOnly.MaxValue)).ThenBy(i => i.Reference);

    private bool ShowsOnlyOpen => Status is New or NotConfirmed or CameBack || (string.IsNullOrEmpty(Status) && string.IsNullOrWhiteSpace(Search));
}
