using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>Takes the code from the mail, in the browser that asked for it.</summary>
[Public("De code zelf is het bewijs.")]
public sealed class EnterCodeModel(
    SignInService signIn, BrowserSignIn browser, KnownBrowser known, AfterSignIn after, ISiteService site, ICurrentUser user, TimeProvider time, IStringLocalizer<Texts> S) : PageModel
{
    private SignInChallenge? _challenge;

    /// <summary>The code as typed; spaces do not matter.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>True to stay signed in here.</summary>
    [BindProperty]
    public bool OwnDevice { get; set; }

    /// <summary>Where the mail went.</summary>
    public string Email => _challenge?.Email ?? "";

    /// <summary>Where another address is typed: it goes on to the same page.</summary>
    public string OtherAddress => SignInModel.AddressFor(_challenge?.ReturnUrl);

    /// <summary>False when only a new code helps.</summary>
    public bool CanTry { get; private set; } = true;

    /// <summary>Asks the code.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is not { } challenge) return LocalRedirect("/inloggen");
        var state = challenge.StateAt(time.GetUtcNow().UtcDateTime);
        if (state == SignInState.Open && challenge.Tries >= SignInChallenge.MostTries) state = SignInState.TooManyTries;
        if (state == SignInState.AlreadyUsed && user.IsAuthenticated) return LocalRedirect(await after.NextAsync(challenge.ReturnUrl));
        if (state != SignInState.Open) await SayAsync(new(state), cancel);
        return Page();
    }

    /// <summary>Signs in with the code.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (browser.Ticket is not { } ticket || await FindAsync(cancel) is null) return LocalRedirect("/inloggen");
        var digits = string.Concat((Code ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '-' and not '.'));
        if (digits.Length != 6 || !digits.All(char.IsAsciiDigit)) return Refuse(S["Typ de 6 cijfers die in de mail staan."]);
        try
        {
            var outcome = await signIn.EnterCodeAsync(ticket, digits, SignInLimits.ClientOf(HttpContext), cancel);
            if (outcome.User is { } person) return LocalRedirect(await after.GoOnAsync(person, OwnDevice, outcome.ReturnUrl, cancel));

            // Sent twice: the first answer signed in, this one only has to go on.
            if (outcome.State == SignInState.AlreadyUsed && user.IsAuthenticated) return LocalRedirect(await after.NextAsync(outcome.ReturnUrl));
            if (outcome.State == SignInState.AlreadyUsed && after.IsHalfway) return LocalRedirect(AfterSignIn.SecondStepPage);
            await SayAsync(outcome, cancel);
            return Page();
        }
        catch (RuleException rule)
        {
            return Refuse(S.Of(rule));
        }
    }

    /// <summary>Mails a new code, to the same address and for the same page.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancel)
    {
        if (await FindAsync(cancel) is not { } challenge) return LocalRedirect("/inloggen");
        ModelState.Clear();
        try
        {
            var ask = new AskToSignIn(challenge.Email, challenge.ReturnUrl, SignInLimits.ClientOf(HttpContext), await known.AddressAsync(cancel));
            browser.Keep(await signIn.AskAsync(ask, cancel));
            TempData["Melding"] = S["We stuurden een nieuwe code. Alleen de code uit de laatste mail werkt."].Value;
            return LocalRedirect("/inloggen/code");
        }
        catch (RuleException rule)
        {
            return Refuse(S.Of(rule));
        }
    }

    private async Task<SignInChallenge?> FindAsync(CancellationToken cancel)
        => _challenge = browser.Ticket is { } ticket ? await signIn.FindAsync(ticket, cancel) : null;

    private PageResult Refuse(string message)
    {
        ModelState.AddModelError(nameof(Code), message);
        return Page();
    }

    private async Task SayAsync(SignInOutcome outcome, CancellationToken cancel)
    {
        CanTry = outcome.State == SignInState.WrongCode;
        ModelState.AddModelError(CanTry ? nameof(Code) : "", SignInMessages.Of(outcome, (await site.GetAsync<SiteSettings>(cancel)).CoachTitle, S));
    }
}
