using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Follow;

/// <summary>
/// "Is dit antwoord duidelijk?" and "Is er iets veranderd?", opened by one of the three links of a mail: that choice is made already,
/// and one button confirms it. Opening it changes nothing: mail programs open links by themselves.
/// </summary>
[Public("Alleen wie het punt bracht, komt hier met zijn link of code.")]
public sealed class RateModel(FollowAccess access, TimelineService timelines, AnswerService answers, ActionService actions, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>The page about an answer.</summary>
    public const string Clear = "duidelijk";

    /// <summary>Reference of the point.</summary>
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    /// <summary>Which of the two is asked.</summary>
    [BindProperty(SupportsGet = true)]
    public string What { get; set; } = "";

    /// <summary>The author's link.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Token { get; set; }

    /// <summary>Key of the answer or action.</summary>
    [BindProperty(SupportsGet = true, Name = "v")]
    public Guid About { get; set; }

    /// <summary>What is chosen, as the address says it.</summary>
    [BindProperty(SupportsGet = true, Name = "zeg")]
    public string? Said { get; set; }

    /// <summary>What is chosen.</summary>
    [BindProperty]
    public ClarityRating? Choice { get; set; }

    /// <summary>Why, when it is "nee".</summary>
    [BindProperty]
    public string? Word { get; set; }

    /// <summary>The point as its author reads it.</summary>
    public PointView View { get; private set; } = default!;

    /// <summary>The answer as the timeline tells it; null when an action is meant.</summary>
    public TimelineEntry? Answer { get; private set; }

    /// <summary>The action; null when an answer is meant.</summary>
    public ToldAction? Action { get; private set; }

    /// <summary>What the author said before, or null.</summary>
    public string? SaidBefore { get; private set; }

    /// <summary>What the coach is called.</summary>
    public string Coach => Site.CoachTitle;

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>True for "Is dit antwoord duidelijk?".</summary>
    public bool IsAboutAnswer => What == Clear;

    /// <summary>The question.</summary>
    public string Question => IsAboutAnswer ? S["Is dit antwoord duidelijk?"] : S["Is er iets veranderd?"];

    /// <summary>True when the author said "nee" to an answer.</summary>
    public bool SaidNo => Answer?.Rating == ClarityRating.No;

    /// <summary>True when the author can say that an answer is clear after all: no new one was asked yet.</summary>
    public bool CanTakeBack => SaidNo && !View.Item.IsMerged && View.Root.Answers.Find(a => a.Id == About) is { } given && (!given.IsReopened || View.Root.CanTakeBackNo(given));

    /// <summary>What the region says of itself, for who wants to reach the coach.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>What is asked after "nee".</summary>
    public string AsksWhy => IsAboutAnswer ? S["Wat is er niet duidelijk?"] : S["Wat loopt er nog mis?"];

    /// <summary>What happens after "nee": once, the point comes back.</summary>
    public string AfterNo => (View.Root.ReopenedAt, View.Item.Visibility) switch
    {
        (not null, _) => S["De {0} leest het.", Coach],
        (null, Visibility.CoachOnly) => S["Dan bekijkt de {0} het opnieuw.", Coach],
        _ => S["Dan komt je punt opnieuw op de agenda."],
    };

    /// <summary>Where the point is shown.</summary>
    public string PointAddress => AddressOf("", null);

    /// <summary>Address of this page.</summary>
    public string Address => AddressOf($"/{What}", About.ToString("N"));

    // The link is of a time when the point stood together with the one that was answered.
    private bool IsOfAnother => IsAboutAnswer && Answer is null && View?.Item is { MergedAt: not null, IsMerged: false };

    /// <summary>Shows the choice.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return Action is { IsReplaced: true } || IsOfAnother ? LocalRedirect(PointAddress) : NotFound();
        Choice = RatingLinks.Read(Said);
        return Page();
    }

    /// <summary>Records it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return IsOfAnother ? LocalRedirect(PointAddress) : NotFound();
        if (SaidBefore is not null && !(CanTakeBack && Choice == ClarityRating.Yes)) return LocalRedirect(PointAddress);
        if (Choice is not { } rating || !Enum.IsDefined(rating))
        {
            ModelState.Remove(nameof(Choice));
            ModelState.AddModelError(nameof(Choice), S["Kies een van de drie."]);
            return Page();
        }

        var after = AfterNo;
        try
        {
            if (IsAboutAnswer) await answers.RateAsync(About, rating, Word, View.Item.Id, cancel);
            else await actions.RateAsync(About, View.Item.Id, Changed(rating), Word, cancel);
            TempData["Melding"] = (rating == ClarityRating.No ? S["Bedankt om het te zeggen. {0}", after] : IsAboutAnswer ? S["Bedankt. Zo leren we beter antwoorden."] : S["Bedankt om het te zeggen."]).Value;
            return LocalRedirect(PointAddress);
        }
        catch (RuleException rule)
        {
            var isWord = rule.Field is nameof(Models.Answer.RatingWord) or nameof(ActionPoint.ChangedWord);
            ModelState.AddRule(rule, isWord ? nameof(Word) : nameof(Choice));
            return Page();
        }
    }

    private static ChangeRating Changed(ClarityRating rating) => rating switch
    {
        ClarityRating.Yes => ChangeRating.Yes,
        ClarityRating.ABit => ChangeRating.ABit,
        _ => ChangeRating.No,
    };

    private string AddressOf(string under, string? about)
        => QueryHelpers.AddQueryString($"/volg/{Uri.EscapeDataString(Reference)}{under}", new[] { KeyValuePair.Create("s", Token), KeyValuePair.Create("v", about) }.Where(p => !string.IsNullOrEmpty(p.Value)));

    // False for who is not the author, and for an answer or action that is none of this point or cannot be talked about.
    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await access.OpenAsync(Reference, Token, cancel) is not { IsAuthor: true } point) return false;
        View = await timelines.ReadAsync(point.Item, point.Viewer, isAuthor: true, cancel);
        Site = await site.GetAsync<SiteSettings>(cancel);
        if (IsAboutAnswer)
        {
            Answer = View.Timeline.LastOrDefault(e => e.Kind == TimelineKind.Answered && e.AnswerId == About);
            SaidBefore = Answer?.Rating is { } rating ? S[rating.Dutch()].Value : null;
            return Answer is not null;
        }

        Action = View.Actions.FirstOrDefault(a => a.Action.Id == About);
        SaidBefore = Action?.Point.Changed is { } changed ? S[changed.Dutch()].Value : null;
        return Action is { CanBeRated: true } or { Point.Changed: not null };
    }
}
