using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>
/// Asks the address and mails a code. A page in the middle of a journey can ask it itself ("Wie ben je?") and post it here:
/// <code>
/// &lt;gbo-form action="/inloggen?returnUrl=/punt/nakijken"&gt;
///   &lt;gbo-input name="Email" type="email" label="Wat is je e-mailadres?" autocomplete="email" /&gt;
/// </code>
/// The field is called <c>Email</c>, <c>returnUrl</c> is a page of this site (in the address or as a field), the antiforgery token
/// is that of any form here. A wrong address is shown on this page, which then goes on to <c>returnUrl</c> just the same; so does
/// the link in the mail, in whatever browser it is opened. What the page itself keeps (its own cookie) is left alone.
/// </summary>
[Public("Wie wil inloggen, is nog niet ingelogd.")]
public sealed class SignInModel(SignInService signIn, BrowserSignIn browser, KnownBrowser known, AfterSignIn after, IEnumerable<KeptText> kept, ISiteService site, ICurrentUser user) : PageModel
{
    /// <summary>The address as typed.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Where to go on to.</summary>
    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    /// <summary>Who is signed in already, or null.</summary>
    public string? SignedInAs => user.IsAuthenticated ? user.Email : null;

    /// <summary>Where someone who has signed in goes on to.</summary>
    public string Next { get; private set; } = "/";

    /// <summary>This page, with what it must remember.</summary>
    public string FormAction => AddressFor(ReturnUrl);

    /// <summary>The text that waits where the person goes on to, or null.</summary>
    public KeptText? Waiting => kept.FirstOrDefault(k => k.Is(LocalPath.OrNull(ReturnUrl)));

    /// <summary>What the coach is called.</summary>
    public string Coach { get; private set; } = "";

    /// <summary>Where the address is asked of someone who goes on to this page.</summary>
    public static string AddressFor(string? returnUrl) => LocalPath.OrNull(returnUrl) is { } local ? "/inloggen" + new QueryBuilder { { "returnUrl", local } } : "/inloggen";

    /// <summary>Shows the question, or goes on when it was answered before.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (user.IsAuthenticated && LocalPath.OrNull(ReturnUrl) is { } local) return LocalRedirect(local);
        return await ShowAsync(cancel);
    }

    /// <summary>Mails the code and asks for it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        try
        {
            browser.Keep(await signIn.AskAsync(new AskToSignIn(Email, ReturnUrl, SignInLimits.ClientOf(HttpContext), await known.AddressAsync(cancel)), cancel));
            return LocalRedirect("/inloggen/code");
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
            return await ShowAsync(cancel);
        }
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancel)
    {
        Next = await after.NextAsync(returnUrl: null);
        if (Waiting is not null) Coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        return Page();
    }
}
