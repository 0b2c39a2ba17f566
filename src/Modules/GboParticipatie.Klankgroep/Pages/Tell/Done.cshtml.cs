using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>It has arrived: number, code and QR, for ten minutes in the browser that sent it and nowhere else.</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class DoneModel(TellJourney journey, FeedbackService feedback, PointLinks links, ISiteService site) : PageModel
{
    /// <summary>The feedback.</summary>
    public Feedback Feedback { get; private set; } = default!;

    /// <summary>What the coach is called.</summary>
    public string Coach { get; private set; } = "";

    /// <summary>Local address to follow it.</summary>
    public string FollowAddress { get; private set; } = "";

    /// <summary>The whole address to follow it, for another telephone.</summary>
    public string WholeAddress => $"{Request.Scheme}://{Request.Host}{Request.PathBase}{FollowAddress}";

    /// <summary>True when a mail goes to its author too.</summary>
    public bool GoesByMail => Feedback is { AuthorPersonId: not null } or { AuthorEmail: not null };

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (journey.Key is not { } key || await feedback.FindBySubmissionAsync(key, cancel) is not { } sent) return LocalRedirect("/volg");
        Feedback = sent;
        Coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        FollowAddress = links.ToFollow(sent);
        return Page();
    }
}
