using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Where it begins: on one page for who has signed in, else question by question, or where someone stopped.</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class StartModel(TellJourney journey, FeedbackDraftService drafts, ICurrentUser user) : PageModel
{
    /// <summary>The beginning of what the person had typed.</summary>
    public string Quote { get; private set; } = "";

    /// <summary>Begins, or asks whether to go on.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if ((await journey.OpenAsync(posted: null, cancel)).Draft is { Description: { } begun })
        {
            Quote = TypedText.TitleFrom(begun);
            return Page();
        }

        return await OnPostAsync(cancel);
    }

    /// <summary>Throws away what was begun, and begins.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (journey.Key is { } key) await drafts.RemoveAsync(key, cancel);
        journey.Forget();
        return LocalRedirect((user.IsAuthenticated ? TellSteps.Short : TellSteps.Kind) + journey.CameFrom);
    }
}
