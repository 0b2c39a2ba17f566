using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Bewaren en later verdergaan: the link that opens the draft, on the screen and by mail.</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class LaterModel(ProposeJourney journey, DraftMail mail, PublicLimits limits, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Where to send the link.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>The draft.</summary>
    public ProposalDraft Draft { get; private set; } = default!;

    /// <summary>The whole address that opens the draft.</summary>
    public string Link => $"{Request.Scheme}://{Request.Host}{Request.PathBase}{ProposeJourney.LinkTo(Draft.Id)}";

    /// <summary>Shows the link.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await OpenAsync(cancel) ? Page() : LocalRedirect("/punt");

    /// <summary>Mails the link. A draft sends its link to one address once.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await OpenAsync(cancel)) return LocalRedirect("/punt");
        var address = Email?.Trim() ?? "";
        if (!Person.IsEmail(address)) ModelState.AddModelError(nameof(Email), S["Dit is geen e-mailadres. Een voorbeeld: naam@organisatie.be"]);
        else if (!limits.Allows("draft-mail", HttpContext, most: 20) || !limits.Allows($"draft-mail {Draft.Id:N}", most: 3) || !await mail.SendAsync(Draft, address, cancel))
            ModelState.AddModelError(nameof(Email), S["Er gingen al enkele mails weg. Kijk in je mailbox, ook bij ongewenste mail. Of schrijf de link op."]);
        if (!ModelState.IsValid) return Page();
        TempData["Melding"] = S["We stuurden de link naar {0}.", address].Value;
        return LocalRedirect(ProposeSteps.Later);
    }

    private async Task<bool> OpenAsync(CancellationToken cancel)
    {
        if ((await journey.OpenAsync(posted: null, cancel)).Draft is not { } draft) return false;
        Draft = draft;
        return true;
    }
}
