using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>The link that opens a draft, also in another browser than the one it was begun in.</summary>
[Public("De link in het adres opent één begonnen punt.")]
public sealed class ResumeModel(ProposeJourney journey) : PageModel
{
    /// <summary>Goes on where the person stopped.</summary>
    public async Task<IActionResult> OnGetAsync(Guid key, CancellationToken cancel)
    {
        var opened = await journey.OpenAsync(key, cancel);
        if (opened.Draft is { } draft)
        {
            journey.Keep(draft.Id);
            return LocalRedirect(ProposeJourney.NextFor(draft));
        }

        if (opened.NeedsSignIn) return LocalRedirect(journey.SignInAddress(key));
        if (opened.Sent is { } sent) return LocalRedirect(sent.Confirmation);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
