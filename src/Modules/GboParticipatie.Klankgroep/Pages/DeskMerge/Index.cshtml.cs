using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMerge;

/// <summary>A point to put together with others, as the coach compares it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Reference">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">What people run into.</param>
/// <param name="Remedy">What would help, or null.</param>
/// <param name="Who">Who brought it, as others read it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="ReceivedOn">The day it came in.</param>
/// <param name="GroupId">The group it was brought to.</param>
/// <param name="TogetherWith">How many points stand together with it already.</param>
/// <param name="IsAsked">True when a body was asked to answer it: then it must be the one that stays.</param>
public sealed record Lookalike(
    Guid Id, string Reference, string Title, string Description, string? Remedy, string Who, AgendaItemStatus Status, DateOnly ReceivedOn, Guid GroupId, int TogetherWith, bool IsAsked);

/// <summary>Points that are about the same come to stand together, and apart again.</summary>
[RequiresPermission("ManageAgendaItems")]
public sealed class IndexModel(MergeService merges, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private const int Most = 20;
    private const int MostToChooseFrom = 50;

    /// <summary>Keys of the points.</summary>
    [BindProperty(SupportsGet = true, Name = "punt")]
    public List<Guid> Chosen { get; set; } = [];

    /// <summary>Number of one more point, as typed.</summary>
    [BindProperty(SupportsGet = true, Name = "nummer")]
    public string? Number { get; set; }

    /// <summary>Key of the point that stays.</summary>
    [BindProperty]
    public Guid? Stays { get; set; }

    /// <summary>Key of the point that goes its own way again.</summary>
    [BindProperty]
    public Guid? Item { get; set; }

    /// <summary>The points.</summary>
    public IReadOnlyList<Lookalike> Points { get; private set; } = [];

    /// <summary>Open points of the same group, while there is but one point.</summary>
    public IReadOnlyList<Choice> Others { get; private set; } = [];

    /// <summary>The points as choices: which one stays.</summary>
    public IEnumerable<Choice> Candidates => Points.Select(p => new Choice(
        p.Id.ToString(), p.Title, $"{p.Reference} · {S[p.Status.Dutch()]} · {p.Who}{(p.TogetherWith > 0 ? $" · {StatusWords.Together(p.TogetherWith, S)}" : "")}"));

    /// <summary>Shows the points, or helps to find a second one.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        await AddTypedAsync(cancel);
        await LoadAsync(cancel);
        if (Points.Count == 0) return LocalRedirect("/beheer/punten");
        Stays = (Points.FirstOrDefault(p => p.IsAsked) ?? Points.OrderBy(p => p.ReceivedOn).ThenBy(p => p.Reference, StringComparer.Ordinal).First()).Id;
        return Page();
    }

    /// <summary>Puts them together.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (Points.Count == 0) return LocalRedirect("/beheer/punten");
        if (Stays is not { } stays || Points.All(p => p.Id != stays)) ModelState.AddModelError(nameof(Stays), S["Kies welk punt blijft staan."]);
        if (!ModelState.IsValid) return Page();
        try
        {
            var root = await merges.MergeAsync(new MergePoints(Stays!.Value, [.. Points.Select(p => p.Id)]), cancel);
            TempData["Melding"] = root.Status == AgendaItemStatus.Answered
                ? S["Deze punten staan nu samen, als {0}. Wie een ander bracht, krijgt het antwoord dat er al is.", root.Reference].Value
                : S["Deze punten staan nu samen, als {0}. Wie ze bracht, hoort het.", root.Reference].Value;
            return LocalRedirect($"/beheer/punten/{root.Id}");
        }
        catch (RuleException rule)
        {
            await LoadAsync(cancel);
            ModelState.AddRule(rule, nameof(Stays));
            return Page();
        }
    }

    /// <summary>Undoes it for one point.</summary>
    public async Task<IActionResult> OnPostApartAsync(CancellationToken cancel)
    {
        if (Item is not { } id || !await db.Set<AgendaItem>().AnyAsync(i => i.Id == id, cancel)) return NotFound();
        try
        {
            var item = await merges.UnmergeAsync(id, cancel);
            TempData["Melding"] = S["{0} staat weer apart. Wie het bracht, hoort het.", item.Reference].Value;
        }
        catch (RuleException rule)
        {
            TempData["Melding"] = S.Of(rule);
        }

        return LocalRedirect($"/beheer/punten/{id}");
    }

    private async Task AddTypedAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Number)) return;
        var reference = Reference.Normalize(Number, BrusselsTime.Today(time).Year);
        if (await db.Set<AgendaItem>().Where(i => i.Reference == reference).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(cancel) is { } found) Chosen.Add(found);
        else ModelState.AddModelError("nummer", S["We vinden geen punt met dit nummer. Een nummer lijkt op AP-2026-0042."]);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var chosen = Chosen.Distinct().Take(Most).ToList();
        var rows = await db.Set<AgendaItem>().AsNoTracking().Where(i => chosen.Contains(i.Id)).OrderBy(i => i.Reference).Select(i => new
        {
            Point = i,
            Organisation = db.Set<Organisation>().Where(o => o.Id == i.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
            IsAsked = i.Answers.Any(),
        }).ToListAsync(cancel);
        Points = [.. rows.Select(r => new Lookalike(
            r.Point.Id, r.Point.Reference, r.Point.Title, r.Point.Description, r.Point.Remedy,
            AgendaItemAccess.NameShown(r.Point.Visibility, r.Organisation, r.Point.AuthorOrganisationName, r.Point.IsConfirmed, S),
            r.Point.Status, r.Point.ReceivedOn, r.Point.GroupId, r.Point.TogetherWith, r.IsAsked))];
        if (Points is not [var one]) return;
        var secret = rows[0].Point.Visibility == Visibility.CoachOnly;
        Others = await db.Set<AgendaItem>().AsNoTracking().Where(PointsThat.AreOpen)
            .Where(i => i.GroupId == one.GroupId && i.Id != one.Id && (i.Visibility == Visibility.CoachOnly) == secret)
            .OrderByDescending(i => i.ReceivedOn).ThenByDescending(i => i.Reference).Take(MostToChooseFrom)
            .Select(i => new Choice(i.Id.ToString(), i.Title, i.Reference)).ToListAsync(cancel);
    }
}
