using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskFiles;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Search;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskFeedback;

/// <summary>Feedback as a row on the desk.</summary>
/// <param name="Id">Key.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Gist">Its first sentence.</param>
/// <param name="Kind">What it is.</param>
/// <param name="From">Who told it.</param>
/// <param name="IsForCoach">True when only the coach may read it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Point">Number of the point that it belongs to, or null.</param>
/// <param name="DueOn">By when, or null.</param>
public sealed record FeedbackRow(
    Guid Id, string Reference, string Gist, FeedbackKind Kind, string From, bool IsForCoach, FeedbackStatus Status, string? Point, DateOnly? DueOn);

/// <summary>What people told, with filters that live in the address.</summary>
[RequiresPermission("ManageFeedback")]
public sealed class IndexModel(GboDbContext db, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S) : PagedModel
{
    private const string Everything = "alles";
    private const string LateOnly = "telaat";

    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "zoek")]
    public string? Search { get; set; }

    /// <summary>A status, or "alles"; empty: what is open.</summary>
    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    /// <summary>A kind of feedback.</summary>
    [BindProperty(SupportsGet = true, Name = "soort")]
    public string? Kind { get; set; }

    /// <summary>"telaat" or empty.</summary>
    [BindProperty(SupportsGet = true, Name = "termijn")]
    public string? Due { get; set; }

    /// <summary>True when anything narrows the list.</summary>
    public bool IsFiltered => new[] { Search, Status, Kind, Due }.Any(f => !string.IsNullOrWhiteSpace(f));

    /// <summary>Address of this page of the list.</summary>
    public string Here => "/beheer/feedback" + QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["zoek"] = Search,
        ["status"] = Status,
        ["soort"] = Kind,
        ["termijn"] = Due,
        ["pagina"] = PageNumber > 1 ? $"{PageNumber}" : null,
    }.Where(f => !string.IsNullOrEmpty(f.Value)));

    /// <summary>The rows of this page.</summary>
    public IReadOnlyList<FeedbackRow> Rows { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>Statuses to choose from.</summary>
    public static IReadOnlyList<Choice> Statuses(IStringLocalizer S) => [.. Enum.GetValues<FeedbackStatus>().Select(s => new Choice(s.ToString(), S[s.Dutch()])), new(Everything, S["Alles"])];

    /// <summary>Kinds to choose from.</summary>
    public static IReadOnlyList<Choice> Kinds(IStringLocalizer S) => [.. Enum.GetValues<FeedbackKind>().Select(k => new Choice(k.ToString(), S[k.Dutch()]))];

    /// <summary>Due days to choose from.</summary>
    public static IReadOnlyList<Choice> Dues(IStringLocalizer S) => [new(LateOnly, S["Te laat"])];

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var found = Narrow(db.Set<Feedback>().AsNoTracking());
        Total = await found.CountAsync(cancel);
        var rows = await OnThisPage(InOrder(found))
            .Select(f => new
            {
                f.Id,
                f.Reference,
                Beginning = f.Description.Substring(0, 400),
                f.Kind,
                f.IsAnonymous,
                Organisation = db.Set<Organisation>().Where(o => o.Id == f.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault() ?? f.AuthorOrganisationName,
                Name = db.Set<Person>().Where(p => p.Id == f.AuthorPersonId).Select(p => p.Name).FirstOrDefault() ?? f.AuthorName ?? f.AuthorEmail,
                f.Readers,
                f.Status,
                Point = f.Item!.Reference,
                f.DueOn,
            }).ToListAsync(cancel);
        Rows = [.. rows.Select(r => new FeedbackRow(
            r.Id, r.Reference, TypedText.TitleFrom(r.Beginning), r.Kind, r.IsAnonymous ? S["Zonder naam"] : r.Organisation ?? r.Name ?? "", r.Readers == FeedbackReaders.CoachOnly, r.Status, r.Point, r.DueOn))];
    }

    /// <summary>The list as a file.</summary>
    public Task<IActionResult> OnGetCsvAsync(CancellationToken cancel) => FileAsync(isExcel: false, cancel);

    /// <summary>As a workbook.</summary>
    public Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel) => FileAsync(isExcel: true, cancel);

    private async Task<IActionResult> FileAsync(bool isExcel, CancellationToken cancel)
    {
        ModelState.Clear();
        var (settings, coach) = (await site.GetAsync<KlankgroepSettings>(cancel), (await site.GetAsync<SiteSettings>(cancel)).CoachTitle);
        return new ListFile("verhalen", Today, FeedbackCells.Columns(S), FeedbackCells.RowsAsync(db, InOrder(Narrow(db.Set<Feedback>().AsNoTracking())), settings, coach, S, cancel), isExcel);
    }

    private static IOrderedQueryable<Feedback> InOrder(IQueryable<Feedback> told) => told.OrderBy(f => f.DueOn == null).ThenBy(f => f.DueOn).ThenByDescending(f => f.ReceivedOn).ThenBy(f => f.Reference);

    private IQueryable<Feedback> Narrow(IQueryable<Feedback> all)
    {
        if (ChoiceNames.TryRead<FeedbackKind>(Kind, out var kind)) all = all.Where(f => f.Kind == kind);
        if (Due == LateOnly) all = all.Where(f => f.DueOn < Today);
        if (!string.IsNullOrWhiteSpace(Search))
        {
            var number = Search.Trim().ToUpperInvariant();
            var hits = SearchQuery.Parse(Search) is { } query ? SearchIndex.Feedback(db, query) : null;
            all = hits is null ? all.Where(f => f.Reference.Contains(number)) : all.Where(f => f.Reference.Contains(number) || hits.Contains(f.Id));
        }

        return Status switch
        {
            Everything => all,
            _ when ChoiceNames.TryRead<FeedbackStatus>(Status, out var status) => all.Where(f => f.Status == status),
            // A search looks everywhere: who knows the number should not have to know the status.
            _ when !string.IsNullOrWhiteSpace(Search) => all,
            _ => all.Where(f => f.DueOn != null),
        };
    }
}
