using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Attachments;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Follow;

/// <summary>One point: what was brought, what happened to it, the answer, and whether that is clear.</summary>
[Public("Wie het punt bracht, komt met een link of code; anderen lezen wat de maker koos.")]
public sealed class PointModel(FollowAccess access, TimelineService timelines, AnswerService answers, ActionService actions, AgendaItemService items, MergeService merges, IFileStore store, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Reference of the point.</summary>
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    /// <summary>The author's link.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Token { get; set; }

    /// <summary>What the author thinks of the answer.</summary>
    [BindProperty]
    public ClarityRating? Clear { get; set; }

    /// <summary>What is not clear.</summary>
    [BindProperty]
    public string? Word { get; set; }

    /// <summary>The point as this reader reads it; null when there is none for this reader.</summary>
    public PointView? View { get; private set; }

    /// <summary>What others brought that stands together with it, as far as this reader may read it.</summary>
    public IReadOnlyList<Contribution> Contributions { get; private set; } = [];

    /// <summary>Files that were sent along.</summary>
    public FileList Files { get; private set; } = new([]);

    /// <summary>What people read for the life domain.</summary>
    public string? Domain { get; private set; }

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>The answer that can be rated, or null.</summary>
    public Answer? ToRate { get; private set; }

    /// <summary>Whether the author noticed anything.</summary>
    [BindProperty]
    public ChangeRating? Changed { get; set; }

    /// <summary>What still goes wrong.</summary>
    [BindProperty]
    public string? ChangedWord { get; set; }

    /// <summary>The action of which the author can say whether it changed anything, or null.</summary>
    public ToldAction? ToNotice { get; private set; }

    private ILookup<Guid, StoredFile> _others = Array.Empty<StoredFile>().ToLookup(f => f.OwnerId);

    private bool CanReopen => View?.Root.ReopenedAt is null;

    /// <summary>How the region calls its coach.</summary>
    public string Coach { get; private set; } = "";

    /// <summary>What happens after "nee": once, the point comes back.</summary>
    public string AfterNo => (CanReopen, View?.Item.Visibility) switch
    {
        (false, _) => S["De {0} leest het.", Coach],
        (true, Visibility.CoachOnly) => S["Dan bekijkt de {0} het opnieuw.", Coach],
        _ => S["Dan komt je punt opnieuw op de agenda."],
    };

    /// <summary>True when the author can still take it back.</summary>
    public bool CanWithdraw => View is { IsAuthor: true, Item.WithdrawnAt: null, Root: { IsOver: false, Status: not AgendaItemStatus.Answered } };

    /// <summary>Address of this page, with the author's link when it was in the address.</summary>
    public string Address(string under = "", string? handler = null)
        => QueryHelpers.AddQueryString($"/volg/{Uri.EscapeDataString(Reference)}{under}", new[] { KeyValuePair.Create("s", Token), KeyValuePair.Create("handler", handler) }.Where(p => !string.IsNullOrEmpty(p.Value)));

    /// <summary>Shows the point.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        return await LoadAsync(cancel) ? Page() : NotHere();
    }

    /// <summary>Records what the author thinks of the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotHere();
        if (!View!.IsAuthor || ToRate is null) return LocalRedirect(Address());
        if (Clear is not { } rating || !Enum.IsDefined(rating))
        {
            ModelState.Remove(nameof(Clear));
            ModelState.AddModelError(nameof(Clear), S["Kies een van de drie."]);
            return Page();
        }

        try
        {
            await answers.RateAsync(ToRate.Id, rating, Word, View.Item.Id, cancel);
            var after = await items.FindAsync(View.Root.Id, cancel);
            TempData["Melding"] = (CanReopen && after?.ReopenedAt is not null
                ? S["Bedankt om het te zeggen. {0} Wie moet antwoorden, leest wat jij schreef.", AfterNo]
                : S["Bedankt. Zo leren we beter antwoorden."]).Value;
            return LocalRedirect(Address());
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, rule.Field == nameof(Answer.RatingWord) ? nameof(Word) : nameof(Clear));
            return Page();
        }
    }

    /// <summary>Records whether the author noticed anything.</summary>
    public async Task<IActionResult> OnPostChangedAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotHere();
        if (ToNotice is not { } told) return LocalRedirect(Address());
        if (Changed is not { } rating || !Enum.IsDefined(rating))
        {
            ModelState.Remove(nameof(Changed));
            ModelState.AddModelError(nameof(Changed), S["Kies een van de drie."]);
            return Page();
        }

        try
        {
            await actions.RateAsync(told.Action.Id, View!.Item.Id, rating, ChangedWord, cancel);
            var after = await items.FindAsync(View.Root.Id, cancel);
            TempData["Melding"] = (CanReopen && after?.ReopenedAt is not null ? S["Bedankt om het te zeggen. {0}", AfterNo] : S["Bedankt om het te zeggen."]).Value;
            return LocalRedirect(Address());
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, rule.Field == nameof(ActionPoint.ChangedWord) ? nameof(ChangedWord) : nameof(Changed));
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await access.OpenAsync(Reference, Token, cancel) is not { } point) return false;
        View = await timelines.ReadAsync(point.Item, point.Viewer, point.IsAuthor, cancel);
        Coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        Domain = (await site.GetAsync<KlankgroepSettings>(cancel)).NameOf(point.Item.LifeDomain);
        ToRate = View.ToRate;
        Contributions = await merges.ContributionsAsync(View.Root, point.Viewer, isAsked: false, cancel);
        await LoadFilesAsync(point, cancel);
        ToNotice = View.IsAuthor ? View.Actions.FirstOrDefault(a => a.CanBeRated) : null;
        return true;
    }

    /// <summary>Files of what someone else brought.</summary>
    public FileList FilesOf(Contribution other) => new(FileRow.Of(_others[other.Id], $"/volg/{other.Reference}/bestanden", knowsNames: false, S), Level: 3);

    // One query for all that stands on the page. Who brought the point reads which of its files the coach took away.
    private async Task LoadFilesAsync(FollowedPoint point, CancellationToken cancel)
    {
        var all = await store.ListAsync([point.Item.Id, .. Contributions.Select(c => c.Id)], withRemoved: point.IsAuthor, cancel);
        _others = all;
        var own = all[point.Item.Id].ToLookup(f => f.Place is null);
        Files = new FileList(FileRow.Of(own[false], $"/volg/{point.Item.Reference}/bestanden", knowsNames: point.IsAuthor || point.Viewer.ReadsAll, S, Token), Level: 3, [.. own[true]]);
    }

    // The same for a point that does not exist and one that this reader may not read.
    private PageResult NotHere()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
