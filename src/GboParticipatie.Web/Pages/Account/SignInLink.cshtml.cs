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

/// <summary>The link in the mail. Opening it shows whom it signs in, as mail scanners open links too; the button signs in.</summary>
[Public("De geheime link zelf is het bewijs.")]
public sealed class SignInLinkModel(SignInService signIn, AfterSignIn after, ISiteService site, ICurrentUser user, TimeProvider time, IStringLocalizer<Texts> S) : PageModel
{
    /// <summary>The secret of the link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>True to stay signed in here.</summary>
    [BindProperty]
    public bool OwnDevice { get; set; }

    /// <summary>Whom it signs in.</summary>
    public string Email { get; private set; } = "";

    /// <summary>False when only a new mail helps.</summary>
    public bool CanSignIn { get; private set; }

    /// <summary>Where to ask a new mail, for the same page.</summary>
    public string AskAgain { get; private set; } = "/inloggen";

    /// <summary>Shows whom the link signs in. Changes nothing.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var challenge = await signIn.FindByLinkAsync(Token, cancel);
        var state = challenge?.StateAt(time.GetUtcNow().UtcDateTime) ?? SignInState.Unknown;
        if (state == SignInState.AlreadyUsed && user.IsAuthenticated) return LocalRedirect(await after.NextAsync(challenge!.ReturnUrl));
        CanSignIn = state == SignInState.Open;
        if (CanSignIn) Email = challenge!.Email;
        else await SayAsync(new(state, ReturnUrl: challenge?.ReturnUrl), cancel);
        return Page();
    }

    /// <summary>Signs in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        try
        {
            var outcome = await signIn.UseLinkAsync(Token, SignInLimits.ClientOf(HttpContext), cancel);
            if (outcome.User is { } person) return LocalRedirect(await after.GoOnAsync(person, OwnDevice, outcome.ReturnUrl, cancel));

            if (outcome.State == SignInState.AlreadyUsed && user.IsAuthenticated) return LocalRedirect(await after.NextAsync(outcome.ReturnUrl));
            if (outcome.State == SignInState.AlreadyUsed && after.IsHalfway) return LocalRedirect(AfterSignIn.SecondStepPage);
            await SayAsync(outcome, cancel);
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, "");
        }

        return Page();
    }

    private async Task SayAsync(SignInOutcome outcome, CancellationToken cancel)
    {
        if (outcome.ReturnUrl is not null) AskAgain = SignInModel.AddressFor(outcome.ReturnUrl);
        ModelState.AddModelError("", SignInMessages.Of(outcome, (await site.GetAsync<SiteSettings>(cancel)).CoachTitle, S));
    }
}
