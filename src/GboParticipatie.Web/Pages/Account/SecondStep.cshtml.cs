using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SecondStep;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>Asks the code of the app from who passed the first step in this browser.</summary>
[Public("De eerste stap en de code samen zijn het bewijs.")]
public sealed class SecondStepModel(
    HalfwayTicket halfway, SecondStepService secondStep, BrowserSignIn browser, AfterSignIn after, AccessCache access, SignInLimits limits, IStringLocalizer<Texts> S) : PageModel
{
    /// <summary>The code as typed.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Asks it.</summary>
    public IActionResult OnGet() => halfway.Read() is null ? LocalRedirect("/inloggen") : Page();

    /// <summary>Signs in with it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (halfway.Read() is not { } who) return LocalRedirect("/inloggen");
        // Blocked, or signed out everywhere, since the first step.
        if (await access.UserAsync(who.UserId, cancel) is not { Blocked: false, HasSecondStep: true } user || user.Stamp != who.Stamp) return StartAgain();
        if (string.IsNullOrWhiteSpace(Code)) return Refuse(S["Typ de code die in je app staat."]);
        try
        {
            limits.CountTry(SignInLimits.ClientOf(HttpContext));
        }
        catch (RuleException rule)
        {
            return Refuse(S.Of(rule));
        }

        var outcome = await secondStep.PassAsync(who.UserId, Code, cancel);
        if (outcome != SecondStepOutcome.Passed) return Refuse(SignInMessages.Of(outcome, S));
        halfway.Drop();
        await browser.SignInAsync(who.UserId, who.Stamp, who.OwnDevice, secondStep: true);
        return LocalRedirect(await after.NextAsync(who.ReturnUrl, who.UserId));
    }

    private LocalRedirectResult StartAgain()
    {
        halfway.Drop();
        return LocalRedirect("/inloggen");
    }

    private PageResult Refuse(string message)
    {
        ModelState.AddModelError(nameof(Code), message);
        return Page();
    }
}
