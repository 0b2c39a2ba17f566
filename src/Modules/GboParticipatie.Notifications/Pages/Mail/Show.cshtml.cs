using GboParticipatie.Localization;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Pages.Mail;

/// <summary>One mail: what it says, where it is, and "Probeer opnieuw".</summary>
[RequiresPermission(nameof(Permissions.ViewMail))]
public sealed class ShowModel(MailReading reading, MailLog mails, ICurrentUser user, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>The mail.</summary>
    public ReadableMail Reading { get; private set; } = null!;

    /// <summary>True when this person may send it again.</summary>
    public bool MaySendAgain { get; private set; }

    /// <summary>Shows the mail.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        try
        {
            Reading = await reading.OpenAsync(id, note: true, cancel);
        }
        catch (NotFoundException)
        {
            return NotFound();
        }

        MaySendAgain = Reading.Mail is { State: MailState.Failed or MailState.Held, Body: not null } && await user.HasAsync(Permissions.ResendMail);
        return Page();
    }

    /// <summary>Tries it again.</summary>
    [RequiresPermission(nameof(Permissions.ResendMail))]
    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancel)
    {
        try
        {
            await mails.SendAgainAsync(id, cancel);
            TempData["Melding"] = S["De mail staat weer klaar en vertrekt zo."].Value;
        }
        catch (NotFoundException)
        {
            return NotFound();
        }
        catch (RuleException rule)
        {
            TempData["Melding"] = S.Of(rule);
        }

        return Redirect($"/beheer/mail/{id}");
    }
}
