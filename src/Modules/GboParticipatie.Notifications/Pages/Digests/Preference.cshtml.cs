using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Pages.Digests;

/// <summary>Stop or resume the digests of one group by mail. Opening the page changes nothing: mail scanners open links too.</summary>
[Public("The signed link in the mail is the key; it sets this one choice of its recipient and nothing else.")]
public sealed class PreferenceModel(DigestPreferences preferences, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>The choice as it is.</summary>
    public DigestChoice Choice { get; private set; } = null!;

    /// <summary>Shows the choice.</summary>
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        if (await preferences.FindAsync(token, cancel) is not { } choice) return NotFound();
        Choice = choice;
        return Page();
    }

    /// <summary>No more mails.</summary>
    public Task<IActionResult> OnPostStopAsync(string token, CancellationToken cancel) => SetAsync(token, wantsMail: false, cancel);

    /// <summary>Mails again.</summary>
    public Task<IActionResult> OnPostResumeAsync(string token, CancellationToken cancel) => SetAsync(token, wantsMail: true, cancel);

    private async Task<IActionResult> SetAsync(string token, bool wantsMail, CancellationToken cancel)
    {
        try
        {
            await preferences.SetAsync(token, wantsMail, cancel);
        }
        catch (NotFoundException)
        {
            return NotFound();
        }

        TempData["Melding"] = (wantsMail ? S["Je krijgt het overzicht weer per mail."] : S["Je krijgt het overzicht niet meer per mail."]).Value;
        return Redirect($"/digest/uit/{token}");
    }
}
