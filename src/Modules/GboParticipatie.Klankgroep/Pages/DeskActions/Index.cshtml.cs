using GboParticipatie.Json;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskFiles;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskActions;

/// <summary>What bodies promised to do, with filters that live in the address.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class IndexModel(GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PagedModel
{
    private const string Everything = "alles";
    private const string LateOnly = "telaat";
    private const string ThisMonth = "maand";
    private const string NothingChanged = "nietveranderd";

    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "zoek")]
    public string? Search { get; set; }

    /// <summary>A state, "nietveranderd" or "alles"; empty: what is open.</summary>
    [BindProperty(SupportsGet = true, Name = "status")]
    public string? Status { get; set; }

    /// <summary>Key of the group or organisation that does it.</summary>
    [BindProperty(SupportsGet = true, Name = "wie")]
    public Guid? Owner { get; set; }

    /// <summary>"telaat" or "maand".</summary>
    [BindProperty(SupportsGet = true, Name = "termijn")]
    public string? Due { get; set; }

    /// <summary>True when anything narrows the list.</summary>
    public bool IsFiltered => Owner is not null || new[] { Search, Status, Due }.Any(f => !string.IsNullOrWhiteSpace(f));

    /// <summary>The rows of this page.</summary>
    public IReadOnlyList<ActionRow> Rows { get; private set; } = [];

    /// <summary>Who does anything.</summary>
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>States to choose from.</summary>
    public static IReadOnlyList<Choice> Statuses(IStringLocalizer S) => [.. ActionLooks.States(S), new(NothingChanged, S["Niets veranderd, zegt wie het bracht"]), new(Everything, S["Alles"])];

    /// <summary>Days to choose from.</summary>
    public static IReadOnlyList<Choice> Dues(IStringLocalizer S) => [new(LateOnly, S["Te laat"]), new(ThisMonth, S["Binnen 30 dagen"])];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Owners = await OwnersAsync(cancel);
        var found = Narrow(db.Set<ActionItem>().AsNoTracking());
        Total = await found.CountAsync(cancel);
        var rows = await OnThisPage(InOrder(found))
            .Select(a => new
            {
                a.Id,
                What = a.What.Substring(0, 400),
                a.IsInquiry,
                Owner = db.Set<Group>().Where(g => g.Id == a.OwnerGroupId).Select(g => g.Name).FirstOrDefault()
                    ?? db.Set<Organisation>().Where(o => o.Id == a.OwnerOrganisationId).Select(o => o.Name).FirstOrDefault(),
                a.State,
                a.DueOn,
                a.TrialUntil,
                Points = a.Points.Select(p => p.Item!.Reference).OrderBy(r => r).ToList(),
                Unchanged = a.Points.Count(p => p.Changed == ChangeRating.No),
            }).ToListAsync(cancel);
        Rows = [.. rows.Select(r => new ActionRow(r.Id, ActionLooks.Title(r.What, r.IsInquiry, S), r.Owner ?? "", r.State, r.TrialUntil > r.DueOn ? r.TrialUntil.Value : r.DueOn, r.Points, r.Unchanged))];
    }

    /// <summary>The list as a file.</summary>
    public IActionResult OnGetCsv(CancellationToken cancel) => ListFile(isExcel: false, cancel);

    /// <summary>As a workbook.</summary>
    public IActionResult OnGetXlsx(CancellationToken cancel) => ListFile(isExcel: true, cancel);

    private ListFile ListFile(bool isExcel, CancellationToken cancel)
        => new("acties", Today, ActionCells.Columns(S), ActionCells.RowsAsync(db, InOrder(Narrow(db.Set<ActionItem>().AsNoTracking())), S, cancel), isExcel);

    private static IOrderedQueryable<ActionItem> InOrder(IQueryable<ActionItem> actions) => actions.OrderBy(a => a.EndedOn != null).ThenBy(a => a.TrialUntil > a.DueOn ? a.TrialUntil.Value : a.DueOn).ThenBy(a => a.Id);

    private IQueryable<ActionItem> Narrow(IQueryable<ActionItem> all)
    {
        if (Owner is { } owner) all = all.Where(a => a.OwnerGroupId == owner || a.OwnerOrganisationId == owner);
        if (Due == LateOnly) all = all.Where(a => a.EndedOn == null && a.DueOn < Today && (a.TrialUntil == null || a.TrialUntil < Today));
        if (Due == ThisMonth) all = all.Where(a => a.EndedOn == null && a.DueOn >= Today && a.DueOn <= Today.AddDays(30));
        if (!string.IsNullOrWhiteSpace(Search))
        {
            var text = Search.Trim().ToUpperInvariant();
#pragma warning disable MA0011, CA1304, CA1311, CA1862 // Runs in the database.
            all = all.Where(a => a.What.ToUpper().Contains(text) || a.Points.Any(p => p.Item!.Reference.Contains(text)));
#pragma warning restore MA0011, CA1304, CA1311, CA1862
        }

        return Status switch
        {
            Everything => all,
            NothingChanged => all.Where(a => a.Points.Any(p => p.Changed == ChangeRating.No)),
            _ when ChoiceNames.TryRead<ActionState>(Status, out var state) => all.Where(a => a.State == state),
            // A search looks everywhere: who knows the number should not have to know the state.
            _ when !string.IsNullOrWhiteSpace(Search) => all,
            _ => all.Where(a => a.EndedOn == null),
        };
    }

    private async Task<IReadOnlyList<Choice>> OwnersAsync(CancellationToken cancel)
    {
        var groups = await db.Set<Group>().AsNoTracking().Where(g => db.Set<ActionItem>().Any(a => a.OwnerGroupId == g.Id)).OrderBy(g => g.Position).ThenBy(g => g.Name)
            .Select(g => new { g.Id, g.Name }).ToListAsync(cancel);
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(o => db.Set<ActionItem>().Any(a => a.OwnerOrganisationId == o.Id)).OrderBy(o => o.SearchName)
            .Select(o => new { o.Id, o.Name }).ToListAsync(cancel);
        return [.. groups.Concat(organisations).Select(b => new Choice(b.Id.ToString(), b.Name))];
    }
}
