using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Users;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Pages.Account;

/// <summary>The person's own details.</summary>
[RequiresSignIn]
public sealed class DetailsModel(AccountService accounts, BrowserSignIn browser, IUserDirectory directory, ICurrentUser user, IStringLocalizer<Texts> S) : PageModel
{
    /// <summary>Name as shown to colleagues.</summary>
    [BindProperty]
    public string? DisplayName { get; set; }

    /// <summary>Address of the account.</summary>
    public string? Email => user.Email;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => DisplayName = (await directory.FindByIdAsync(user.Id!, cancel))?.Name;

    /// <summary>Keeps the name.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        try
        {
            await accounts.RenameAsync(user.Id!, DisplayName ?? "", cancel);
            TempData["Melding"] = S["Je naam is bewaard."].Value;
            return LocalRedirect("/mijn/gegevens");
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
            return Page();
        }
    }

    /// <summary>Ends all sign-ins of the person.</summary>
    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancel)
    {
        await accounts.SignOutEverywhereAsync(user.Id!, cancel);
        await browser.SignOutAsync();
        TempData["Melding"] = S["Je bent overal uitgelogd."].Value;
        return LocalRedirect("/uitloggen");
    }
}
