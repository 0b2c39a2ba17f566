using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Attachments;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.AnswerQuestion;

/// <summary>
/// One question to a body, by the link of a mail: the point, what happened to it, and the form to answer. Once answered, the same
/// link shows the answer.
/// </summary>
[Public("De link in het adres opent één vraag, voor één persoon.")]
[IgnoreAntiforgeryToken]
public sealed partial class QuestionModel(
    AnswerService answers, AnswerDraftService drafts, AnswerHelp help, AgendaItemService items, FeedbackService feedback, MergeService merges, AskedPoints asked, IFileStore store, TimelineService timelines, Viewers viewers,
    ISiteService site, IAntiforgery antiforgery, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
{
    private ILookup<Guid, StoredFile> _files = Array.Empty<StoredFile>().ToLookup(f => f.OwnerId);
    private Guid _person;

    /// <summary>The link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>What the body decides.</summary>
    [BindProperty]
    public Decision? Decision { get; set; }

    /// <summary>Why.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>What happens now.</summary>
    [BindProperty]
    public string? WhatHappens { get; set; }

    /// <summary>By when.</summary>
    [BindProperty]
    public DateOnly? ByWhen { get; set; }

    /// <summary>Why the answer comes later.</summary>
    [BindProperty]
    public string? PauseReason { get; set; }

    /// <summary>By when the answer is there.</summary>
    [BindProperty]
    public DateOnly? PauseUntil { get; set; }

    /// <summary>What the coach wrote for the body, or null.</summary>
    public AnswerProposal? Proposal { get; private set; }

    /// <summary>True when more time was asked for and that did not work: its part is open.</summary>
    public bool IsPausing { get; private set; }

    /// <summary>The question; null when the link does not work.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>The body that is asked, as in a sentence.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The point with its timeline, when this person may read it.</summary>
    public PointView? View { get; private set; }

    /// <summary>What others brought that stands together with it.</summary>
    public IReadOnlyList<Contribution> Contributions { get; private set; } = [];

    /// <summary>What people told about it.</summary>
    public IReadOnlyList<ToldAboutPoint> Told { get; private set; } = [];

    /// <summary>The region's coach, for who needs a new link.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>When what was typed was kept (UTC), or null.</summary>
    public DateTime? SavedAt { get; private set; }

    /// <summary>True when the answer is looked over before it goes.</summary>
    public bool IsChecking { get; private set; }

    /// <summary>The answer as whoever brought the point will read it.</summary>
    public TimelineEntry Preview => new()
    {
        On = Today,
        Kind = TimelineKind.Answered,
        Title = S["{0} antwoordt", char.ToUpper(Body[0], ReadersLanguage.Culture) + Body[1..]],
        Text = TypedText.Clean(Why ?? ""),
        Decision = Decision,
        WhatHappens = string.IsNullOrWhiteSpace(WhatHappens) ? null : TypedText.Clean(WhatHappens),
        ByWhen = ByWhen,
    };

    /// <summary>True when it should have been answered by now.</summary>
    public bool IsLate => Answer!.IsOverdueOn(BrusselsTime.Today(time));

    /// <summary>Files of the point, or of what stands together with it.</summary>
    public FileList FilesOf(Guid point) => new(FileRow.Of(_files[point], $"/antwoord/{Token}/bestanden", knowsNames: false, S), Level: 3);

    /// <summary>What can be decided.</summary>
    public static IReadOnlyList<Choice> Decisions(IStringLocalizer S) =>
    [
        new(nameof(Models.Decision.WillDo), S[Models.Decision.WillDo.Dutch()], S["Het wordt uitgevoerd."]),
        new(nameof(Models.Decision.WillDoPart), S[Models.Decision.WillDoPart.Dutch()], S["Zeg wat wel en wat niet."]),
        new(nameof(Models.Decision.WillNotDo), S[Models.Decision.WillNotDo.Dutch()], S["Zeg eerlijk waarom niet."]),
        new(nameof(Models.Decision.ExistsAlready), S[Models.Decision.ExistsAlready.Dutch()], S["Zeg waar mensen terechtkunnen."]),
        new(nameof(Models.Decision.WillFindOut), S[Models.Decision.WillFindOut.Dutch()], S["Zeg tegen wanneer je meer weet."]),
    ];

    /// <summary>What was typed and not sent, because the question was answered or no longer needed.</summary>
    public IReadOnlyList<string> Unsent { get; private set; } = [];

    /// <summary>Shows the question, or its answer.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return NotHere();
        if (await drafts.FindAsync(Answer!.Id, _person, cancel) is { } draft)
            (Decision, Why, WhatHappens, ByWhen, SavedAt) = (draft.Decision, draft.Why, draft.WhatHappens, draft.ByWhen, draft.SavedAt);
        // What the coach wrote last wins from what was kept before it.
        if (Proposal is { } proposal && (SavedAt is null || proposal.SavedAt > SavedAt))
            (Decision, Why, WhatHappens, ByWhen, SavedAt) = (proposal.Decision, proposal.Why, proposal.WhatHappens, proposal.ByWhen, null);
        return Page();
    }

    /// <summary>Keeps what was typed and shows it as whoever brought the point will read it.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotHere();
        if (Answer!.State != AnswerState.Asked) return await TooLateAsync(Given(), cancel);
        AskWhatIsMissing();
        if (!await IsFreshAsync()) return Page();
        if (!ModelState.IsValid) return await KeepAndShowAsync(cancel);
        try
        {
            Given().MustBeWhole(Today);
            await drafts.SaveAsync(Typed(), cancel);
            IsChecking = true;
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
            return await KeepAndShowAsync(cancel);
        }

        return Page();
    }

    /// <summary>Goes on writing, with what was looked over.</summary>
    public async Task<IActionResult> OnPostEditAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotHere();
        if (Answer!.State != AnswerState.Asked) return await TooLateAsync(Given(), cancel);
        await IsFreshAsync();
        return Page();
    }

    /// <summary>Gives the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotHere();
        var given = Given();
        if (Answer!.State != AnswerState.Asked) return await TooLateAsync(given, cancel);
        AskWhatIsMissing();
        if (!await IsFreshAsync()) return Page();
        if (!ModelState.IsValid) return await KeepAndShowAsync(cancel);
        try
        {
            await answers.GiveAsync(given, cancel);
            await drafts.RemoveAsync(Answer.Id, cancel);
            TempData["Melding"] = S["Bedankt. Je antwoord is verstuurd naar wie het punt bracht."].Value;
            return LocalRedirect($"/antwoord/{Token}");
        }
        catch (RuleException rule)
        {
            // A button that was pressed twice finds the answer given.
            if (await answers.IsGivenAsync(given, cancel)) return LocalRedirect($"/antwoord/{Token}");
            ModelState.AddRule(rule);
            return await KeepAndShowAsync(cancel);
        }
    }

    /// <summary>Keeps what was typed, for later.</summary>
    /// <param name="quiet">True when the page does it by itself, as it goes out of sight.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IActionResult> OnPostKeepAsync(bool quiet, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotHere();
        if (Answer!.State != AnswerState.Asked) return await TooLateAsync(given: null, cancel);
        if (!await IsFreshAsync()) return Page();
        var dayIsOpen = ModelState[nameof(ByWhen)]?.Errors.Count > 0;
        try
        {
            await drafts.SaveAsync(Typed(), cancel);
            if (quiet) return new NoContentResult();
            if (dayIsOpen)
            {
                // What is no day cannot be kept; it stays on the page.
                TempData["Melding"] = S["Je tekst is bewaard, behalve de dag: die klopt nog niet. Nog niemand ziet je tekst. Met dezelfde link ga je verder."].Value;
                return Page();
            }

            TempData["Melding"] = S["Je tekst is bewaard. Nog niemand ziet hem. Met dezelfde link ga je verder."].Value;
            return LocalRedirect($"/antwoord/{Token}");
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
            return Page();
        }
    }

    /// <summary>Asks for more time, with the reason for whoever brought the point.</summary>
    public async Task<IActionResult> OnPostPauseAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return NotHere();
        if (Answer!.State != AnswerState.Asked) return LocalRedirect($"/antwoord/{Token}");
        IsPausing = true;
        if (!await IsFreshAsync() || ModelState[nameof(PauseUntil)]?.Errors.Count > 0) return Page();
        try
        {
            await help.PauseAsync(Answer.Id, PauseReason, PauseUntil, cancel);
            TempData["Melding"] = S["Genoteerd. Wie het punt bracht, leest waarom het later wordt. Kort voor de nieuwe dag krijg je nog één herinnering."].Value;
            return LocalRedirect($"/antwoord/{Token}");
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, rule.Field switch { nameof(Answer.DueOn) => nameof(PauseUntil), { } field => field, null => "" });
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        Site = await site.GetAsync<SiteSettings>(cancel);
        if (await answers.OpenAsync(Token, cancel) is not { } opened) return false;
        (Answer, _person) = (opened.Answer, opened.PersonId);
        Body = await db.NameOfBodyAsync(opened.Answer, cancel);
        var viewer = await viewers.OfPersonAsync(opened.PersonId, cancel);
        if (!await asked.MayOpenAsync(opened, viewer, cancel)) return false;
        Proposal = opened.Answer.State == AnswerState.Asked ? await help.FindAsync(opened.Answer.Id, cancel) : null;
        // Who owns the question reads the point, also without a seat; a point for the coach alone nobody but the coach.
        if (await items.FindAsync(opened.Answer.ItemId, cancel) is { } item && item.Visibility != Visibility.CoachOnly)
        {
            View = await timelines.ReadAsync(item, viewer, isAuthor: false, cancel);
            Told = await feedback.ToldAboutAsync(item.Id, cancel);
            Contributions = await merges.ContributionsAsync(item, viewer, isAsked: true, cancel);
            _files = await store.ListAsync([item.Id, .. Contributions.Select(c => c.Id)], cancel: cancel);
        }

        return true;
    }

    private PageResult NotHere()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
