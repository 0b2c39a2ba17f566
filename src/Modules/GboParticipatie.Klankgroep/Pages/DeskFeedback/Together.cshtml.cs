using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.DeskPoints;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskFeedback;

/// <summary>A story that was chosen in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Gist">Its first sentence.</param>
/// <param name="Status">How far it is.</param>
public sealed record ChosenFeedback(Guid Id, string Reference, string Gist, FeedbackStatus Status);

/// <summary>Does one thing with several stories. Each stands for itself: what cannot be done with one does not stop the others.</summary>
[RequiresPermission("ManageFeedback")]
public sealed class TogetherModel(FeedbackService feedback, GboDbContext db, IStringLocalizer<Startup> S) : PageModel
{
    private const int Most = 100;

    /// <summary>Keys of the stories.</summary>
    [BindProperty(SupportsGet = true, Name = "verhaal")]
    public List<Guid> Chosen { get; set; } = [];

    /// <summary>Address of the list that they were chosen in.</summary>
    [BindProperty(SupportsGet = true, Name = "terug")]
    public string? Back { get; set; }

    /// <summary>Why nothing more is done.</summary>
    [BindProperty]
    public string? CloseReason { get; set; }

    /// <summary>The stories.</summary>
    public IReadOnlyList<ChosenFeedback> Told { get; private set; } = [];

    /// <summary>Those with which it did not work just now.</summary>
    public IReadOnlyList<NotDone> Failed { get; private set; } = [];

    /// <summary>Part of the page that is open because it was tried.</summary>
    public string Open { get; private set; } = "";

    /// <summary>Where one goes when it is done.</summary>
    public string ReturnTo => Back is { Length: > 0 } back && Url.IsLocalUrl(back) ? back : "/beheer/feedback";

    /// <summary>Shows them, and what can be done.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        await LoadAsync(cancel);
    }

    /// <summary>The coach read all of them.</summary>
    public Task<IActionResult> OnPostReadAsync(CancellationToken cancel)
        => ActAsync("lees", n => S.Plural(n, "1 verhaal is gelezen.", "{0} verhalen zijn gelezen."), id => feedback.ReadAsync(id, null, cancel), cancel);

    /// <summary>Nothing more is done with any of them, for one reason.</summary>
    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
        => ActAsync("sluit", n => S.Plural(n, "1 verhaal is nu klaar.", "{0} verhalen zijn nu klaar."), id => feedback.CloseAsync(id, CloseReason, null, cancel), cancel);

    private async Task<IActionResult> ActAsync(string part, Func<int, string> inWords, Func<Guid, Task> act, CancellationToken cancel)
    {
        Open = part;
        await LoadAsync(cancel);
        if (Told.Count == 0) return Page();
        if (part == "sluit" && string.IsNullOrWhiteSpace(CloseReason))
        {
            ModelState.AddModelError(nameof(CloseReason), S["Zeg waarom. Wie het vertelde, leest dat."]);
            return Page();
        }

        var failed = new List<NotDone>();
        string? field = null;
        foreach (var told in Told)
        {
            try
            {
                await act(told.Id);
            }
            catch (RuleException rule)
            {
                failed.Add(new NotDone(told.Reference, rule is ChangedMeanwhileException ? S["Iemand anders veranderde dit net. Probeer het opnieuw."] : S.Of(rule)));
                field = rule.Field;
            }
        }

        var done = Told.Count - failed.Count;
        // What was typed cannot be kept with any of them: then that stands at its field, as on the page of one story.
        if (done == 0 && field == nameof(CloseReason) && failed.Select(f => f.Why).Distinct(StringComparer.Ordinal).Count() == 1)
        {
            ModelState.AddModelError(field, failed[0].Why);
            return Page();
        }

        if (done > 0) TempData["Melding"] = inWords(done);
        if (failed.Count == 0) return LocalRedirect(ReturnTo);
        Failed = failed;
        await LoadAsync(cancel);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var chosen = Chosen.Distinct().Take(Most).ToList();
        var rows = await db.Set<Feedback>().AsNoTracking().Where(f => chosen.Contains(f.Id)).OrderBy(f => f.Reference)
            .Select(f => new { f.Id, f.Reference, Beginning = f.Description.Substring(0, 400), f.Status }).ToListAsync(cancel);
        Told = [.. rows.Select(r => new ChosenFeedback(r.Id, r.Reference, TypedText.TitleFrom(r.Beginning), r.Status))];
    }
}
