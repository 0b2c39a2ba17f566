using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Localization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Questions;

/// <summary>What the parts around a question show.</summary>
public abstract class QuestionPage : PageModel
{
    /// <summary>Key of the draft, as the form carries it.</summary>
    [BindProperty(Name = "draft")]
    public Guid? DraftKey { get; set; }

    /// <summary>True when the person came from the page to check the answers, and goes back there.</summary>
    [BindProperty(SupportsGet = true, Name = "wijzig")]
    public bool IsChange { get; set; }

    /// <summary>Key that the form carries.</summary>
    public abstract string DraftOrPosted { get; }

    /// <summary>True when the person has to sign in again before this can be kept.</summary>
    public bool NeedsSignIn { get; protected set; }

    /// <summary>Address of this question.</summary>
    public abstract string Step { get; }

    /// <summary>The questions that are counted.</summary>
    public abstract IReadOnlyList<string> Questions { get; }

    /// <summary>True when what was typed can be kept to go on later.</summary>
    public abstract bool CanWait { get; }

    /// <summary>Which question it is, from 1; 0 when it is not counted.</summary>
    public int Number => Questions.ToList().IndexOf(Step) + 1;

    /// <summary>How many questions were asked before those that are counted.</summary>
    public abstract int Earlier { get; }

    /// <summary>Which question it is for who answers them, from 1; 0 when it has no number.</summary>
    public virtual int NumberShown => Number == 0 ? 0 : Number + Earlier;

    /// <summary>What stands on the button that goes on.</summary>
    public string ButtonText(IStringLocalizer S) => IsChange ? S["Bewaar"] : S["Volgende"];

    /// <summary>Where the form goes: here, with what must be remembered and without an earlier button.</summary>
    public abstract string FormAction { get; }

    /// <summary>Address of a button of this form.</summary>
    public string ActionOf(string handler) => $"{FormAction}{(FormAction.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}";
}

/// <summary>
/// One question of a journey. What was typed is on the page again whatever goes wrong: nothing chosen, too long, a form that
/// stood open too long, signed out meanwhile. The antiforgery token is checked here and not by the framework, because the framework
/// answers with a page without what was typed.
/// </summary>
[IgnoreAntiforgeryToken]
public abstract class QuestionPage<TDraft>(Journey<TDraft> journey) : QuestionPage where TDraft : class, IInputDraft
{
    /// <summary>The texts, in the language of the reader.</summary>
    protected IStringLocalizer S { get; } = journey.Texts;

    /// <summary>The draft, or null before the first answer.</summary>
    public TDraft? Draft { get; private set; }

    /// <inheritdoc />
    public override string DraftOrPosted => (Draft?.Id ?? DraftKey)?.ToString("N") ?? "";

    /// <inheritdoc />
    public override IReadOnlyList<string> Questions => journey.Questions;

    /// <inheritdoc />
    public override int Earlier => journey.Earlier;

    /// <inheritdoc />
    public override bool CanWait => journey.Later is not null;

    /// <inheritdoc />
    public override string FormAction => Step + (IsChange ? "?wijzig=true" : journey.CameFrom);

    /// <summary>Puts the draft's answer in the field.</summary>
    protected abstract void Read(TDraft draft);

    /// <summary>Puts the answer in the draft.</summary>
    protected abstract void Write(TDraft draft);

    /// <summary>Adds an error when the question must be answered and was not, or the answer cannot be.</summary>
    protected virtual Task CheckAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Asks, in these words alone, to choose one of the values, when none of them was chosen.</summary>
    protected Task MustChoose<TChoice>(TChoice? chosen, string field, string message) where TChoice : struct, Enum
    {
        if (chosen is { } choice && Enum.IsDefined(choice)) return Task.CompletedTask;
        ModelState.Remove(field);
        ModelState.AddModelError(field, message);
        return Task.CompletedTask;
    }

    /// <summary>Keeps what came along with the form and is no answer in itself, such as files; adds an error for what cannot be kept.</summary>
    protected virtual Task TakeInAsync(TDraft draft, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Reads what the page shows beside the answer.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Where the next question is.</summary>
    protected virtual string Next => Number == Questions.Count ? journey.AfterQuestions : Questions[Number];

    /// <summary>Where the question before this one is.</summary>
    protected virtual string Previous => Number > 1 ? Questions[Number - 2] : "/";

    /// <inheritdoc />
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsPost(http.Request.Method) && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            ModelState.AddModelError("", S["Deze pagina stond lang open. Wat je typte, staat er nog. Klik nog eens op de knop."]);
            context.Result = await ShowAgainAsync(http.RequestAborted);
            return;
        }

        await next();
    }

    /// <summary>Asks the question.</summary>
    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var opened = await journey.OpenAsync(posted: null, cancel);
        if (opened.NeedsSignIn) return LocalRedirect(journey.SignInAddress(journey.Key!.Value));
        Draft = opened.Draft;
        if (Draft is null && Number > 1) return LocalRedirect(journey.Start);
        if (Draft is not null) Read(Draft);
        await PrepareAsync(cancel);
        return Page();
    }

    /// <summary>Keeps the answer and goes to the next question.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await CheckAsync(cancel);
        return await SaveAndGoAsync(IsChange ? journey.Check : Next, cancel);
    }

    /// <summary>Keeps what there is and goes back.</summary>
    public Task<IActionResult> OnPostBackAsync(CancellationToken cancel) => SaveAndGoAsync(IsChange ? journey.Check : Previous, cancel);

    /// <summary>Keeps what there is and says how to go on later.</summary>
    public Task<IActionResult> OnPostLaterAsync(CancellationToken cancel) => SaveAndGoAsync(journey.Later ?? journey.Check, cancel);

    /// <summary>Keeps what there is and goes to an address; shows the page again when something is wrong.</summary>
    protected async Task<IActionResult> SaveAndGoAsync(string address, CancellationToken cancel)
    {
        var opened = await OpenForWritingAsync(cancel);
        if (!ModelState.IsValid || opened.NeedsSignIn) return await ShowAgainAsync(cancel, opened);
        try
        {
            var draft = opened.Draft ?? await journey.BeginAsync(cancel);
            DraftKey = draft.Id;
            await TakeInAsync(draft, cancel);
            if (!ModelState.IsValid) return await ShowAgainAsync(cancel);
            Draft = await journey.SaveAsync(draft.Id, Write, cancel);
            journey.Keep(draft.Id);
            if (opened.Sent is { } sent) TempData["Melding"] = S["Wat je eerst schreef ({0}), is verstuurd. Wat je nu typt, is iets nieuws.", sent.Reference].Value;
            return LocalRedirect(address);
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
            return await ShowAgainAsync(cancel);
        }
    }

    // The form's own draft first: another tab may have begun another one. When that is gone, the browser's.
    private async Task<OpenedDraft<TDraft>> OpenForWritingAsync(CancellationToken cancel)
    {
        var opened = await journey.OpenAsync(DraftKey, cancel);
        if (opened.Draft is null && !opened.NeedsSignIn && opened.Sent is null && journey.Key != DraftKey) opened = await journey.OpenAsync(posted: null, cancel);
        return opened;
    }

    /// <summary>Shows the page again, with what is wrong and all that was typed.</summary>
    protected async Task<IActionResult> ShowAgainAsync(CancellationToken cancel, OpenedDraft<TDraft>? opened = null)
    {
        opened ??= await OpenForWritingAsync(cancel);
        Draft ??= opened.Draft;
        NeedsSignIn = opened.NeedsSignIn;
        if (NeedsSignIn) ModelState.AddModelError("", S["Je bent niet meer ingelogd. Log opnieuw in en klik dan hier nog eens op de knop."]);
        await PrepareAsync(cancel);
        return Page();
    }
}
