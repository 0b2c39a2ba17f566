using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskFiles;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskAnswers;

/// <summary>An answer that is asked or given, as a row on the desk.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">The group or organisation that answers.</param>
/// <param name="Owner">Who sees to it, or empty.</param>
/// <param name="DueOn">By when.</param>
/// <param name="State">How far it is.</param>
/// <param name="Decision">What was decided, or null.</param>
/// <param name="Rating">What the author thought of it, or null.</param>
/// <param name="Address">Where the coach types the answer, or null.</param>
public sealed record DeskAnswerRow(
    Guid ItemId, string Reference, string Title, string Body, string Owner, DateOnly DueOn, AnswerState State, Decision? Decision, ClarityRating? Rating, string? Address)
{
    /// <summary>Key of the answer.</summary>
    public required Guid Id { get; init; }

    /// <summary>"Wacht op bevestiging", "Uitgesteld", or null.</summary>
    public string? Remark { get; init; }
}

/// <summary>Answers that are asked, late or given.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class IndexModel(GboDbContext db, PointLinks links, Viewers viewers, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S) : PagedModel
{
    /// <summary>Which: empty (asked), "telaat", "week", "beantwoord", "onduidelijk" or "alles".</summary>
    [BindProperty(SupportsGet = true, Name = "toon")]
    public string? Show { get; set; }

    /// <summary>Key of the body that answers.</summary>
    [BindProperty(SupportsGet = true, Name = "wie")]
    public Guid? Body { get; set; }

    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "zoek")]
    public string? Search { get; set; }

    /// <summary>What can be shown.</summary>
    public static IReadOnlyList<Choice> Shows(IStringLocalizer S) =>
        [new("telaat", S["Te laat"]), new("week", S["Binnen 7 dagen"]), new("beantwoord", S["Beantwoord"]), new("onduidelijk", S["Niet duidelijk gevonden"]), new("alles", S["Alles"])];

    /// <summary>Bodies that were ever asked.</summary>
    public IReadOnlyList<Choice> Bodies { get; private set; } = [];

    /// <summary>Answers of this page.</summary>
    public IReadOnlyList<DeskAnswerRow> Answers { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>True when anything narrows the list.</summary>
    public bool IsFiltered => !string.IsNullOrEmpty(Show) || Body is not null || !string.IsNullOrWhiteSpace(Search);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Bodies = await BodiesAsync(cancel);
        var answers = Narrow();
        Total = await answers.CountAsync(cancel);
        Answers = await RowsAsync(answers, await viewers.CurrentAsync(cancel), cancel);
    }

    /// <summary>The list as a file.</summary>
    public Task<IActionResult> OnGetCsvAsync(CancellationToken cancel) => FileAsync(isExcel: false, cancel);

    /// <summary>As a workbook.</summary>
    public Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel) => FileAsync(isExcel: true, cancel);

    private async Task<IActionResult> FileAsync(bool isExcel, CancellationToken cancel)
        => new ListFile("antwoorden", Today, AnswerCells.Columns(S), AnswerCells.RowsAsync(db, InOrder(Narrow()), (await site.GetAsync<SiteSettings>(cancel)).CoachTitle, S, cancel), isExcel);

    private IQueryable<Answer> Narrow()
    {
        var answers = Which(db.Set<Answer>().AsNoTracking());
        if (Body is { } body) answers = answers.Where(a => a.GroupId == body || a.OrganisationId == body);
        if (string.IsNullOrWhiteSpace(Search)) return answers;
        var points = DeskSearch.Find(db, db.Set<AgendaItem>(), Search, Today).Select(i => i.Id);
        return answers.Where(a => points.Contains(a.ItemId));
    }

    private IOrderedQueryable<Answer> InOrder(IQueryable<Answer> answers) => Show is "beantwoord" or "onduidelijk"
        ? answers.OrderByDescending(a => a.AnsweredAt).ThenBy(a => a.Id)
        : answers.OrderBy(a => a.State != AnswerState.Asked).ThenBy(a => a.DueOn).ThenBy(a => a.Id);

    private IQueryable<Answer> Which(IQueryable<Answer> all)
    {
        var week = Today.AddDays(7);
        return Show switch
        {
            "telaat" => all.Where(a => a.State == AnswerState.Asked && a.DueOn < Today),
            "week" => all.Where(a => a.State == AnswerState.Asked && a.DueOn >= Today && a.DueOn <= week),
            "beantwoord" => all.Where(a => a.State == AnswerState.Answered),
            "onduidelijk" => all.Where(a => a.ClarityRating == ClarityRating.No),
            "alles" => all,
            _ when !string.IsNullOrWhiteSpace(Search) => all,
            _ => all.Where(a => a.State == AnswerState.Asked),
        };
    }

    private async Task<IReadOnlyList<DeskAnswerRow>> RowsAsync(IQueryable<Answer> answers, Viewer viewer, CancellationToken cancel)
    {
        var rows = await OnThisPage(InOrder(answers)).Select(a => new
        {
            a.Id,
            a.ItemId,
            a.Item!.Reference,
            a.Item.Title,
            a.DueOn,
            a.State,
            a.Decision,
            a.ClarityRating,
            a.LinkVersion,
            a.OwnerPersonId,
            Body = db.Set<Group>().Where(g => g.Id == a.GroupId).Select(g => g.Name).FirstOrDefault()
                ?? db.Set<Organisation>().Where(o => o.Id == a.OrganisationId).Select(o => o.Name).FirstOrDefault(),
            IsPaused = a.PausedAt != null,
            WasSaid = db.Set<AnswerProposal>().Where(p => p.AnswerId == a.Id).Select(p => (bool?)p.WasSaid).FirstOrDefault(),
            Owner = db.Set<Person>().Where(p => p.Id == a.OwnerPersonId).Select(p => p.Name).FirstOrDefault(),
        }).ToListAsync(cancel);
        return [.. rows.Select(r => new DeskAnswerRow(
            r.ItemId, r.Reference, r.Title, r.Body ?? "", r.Owner ?? "", r.DueOn, r.State, r.Decision, r.ClarityRating,
            r.State != AnswerState.Withdrawn && (viewer.PersonId ?? r.OwnerPersonId) is { } person ? links.ToAnswer(r.Id, person, r.LinkVersion) : null)
        {
            Id = r.Id,
            Remark = r.State != AnswerState.Asked ? null : r.WasSaid switch { true => S["Wacht op bevestiging"].Value, false => S["Er staat een voorstel klaar"].Value, null => r.IsPaused ? S["Uitgesteld"].Value : null },
        })];
    }

    private async Task<IReadOnlyList<Choice>> BodiesAsync(CancellationToken cancel)
    {
        var groups = await db.Set<Group>().AsNoTracking().Where(g => db.Set<Answer>().Any(a => a.GroupId == g.Id)).OrderBy(g => g.Position).ThenBy(g => g.Name)
            .Select(g => new { g.Id, g.Name }).ToListAsync(cancel);
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(o => db.Set<Answer>().Any(a => a.OrganisationId == o.Id)).OrderBy(o => o.SearchName)
            .Select(o => new { o.Id, o.Name }).ToListAsync(cancel);
        return [.. groups.Concat(organisations).Select(b => new Choice(b.Id.ToString(), b.Name))];
    }
}
