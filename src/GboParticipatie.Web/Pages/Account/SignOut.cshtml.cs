using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Users.SecondStep;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>Ends the sign-in in this browser.</summary>
[Public("Ook wie intussen uitgelogd is, mag op Uitloggen drukken.")]
public sealed class SignOutModel(BrowserSignIn browser, HalfwayTicket halfway) : PageModel
{
    /// <summary>Asks, or says that it is done.</summary>
    public void OnGet()
    {
    }

    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        halfway.Drop();
        await browser.SignOutAsync();
        return LocalRedirect("/uitloggen");
    }
}
