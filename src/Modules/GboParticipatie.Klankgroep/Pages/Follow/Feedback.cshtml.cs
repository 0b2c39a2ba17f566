using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Follow;

/// <summary>What was told, what happened to it and the answer, for its author: by link, by number and code, or by account.</summary>
[LeavesNoTrace]
[Public("Wie iets vertelde, komt met een link of code; niemand anders leest het hier.")]
public sealed class FeedbackModel(FollowAccess access, Viewers viewers, FeedbackService feedback, ISiteService site, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Its reference.</summary>
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    /// <summary>The author's link.</summary>
    [BindProperty(SupportsGet = true, Name = "s")]
    public string? Token { get; set; }

    /// <summary>What was told; null when there is none for this reader.</summary>
    public Feedback? Told { get; private set; }

    /// <summary>The point that it belongs to, when this reader may know of it.</summary>
    public AgendaItem? Point { get; private set; }

    /// <summary>What happened.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; private set; } = [];

    /// <summary>What people read for the life domain.</summary>
    public string? Domain { get; private set; }

    /// <summary>What the coach is called.</summary>
    public string Coach { get; private set; } = "";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        Told = await access.OpenFeedbackAsync(Reference, Token, cancel);
        if (Told is null)
        {
            // The same for what does not exist and what is someone else's.
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        Coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        Domain = (await site.GetAsync<KlankgroepSettings>(cancel)).NameOf(Told.LifeDomain);
        Point = await feedback.PointForAsync(Told, await viewers.CurrentAsync(cancel), cancel);
        Timeline = FeedbackTeller.Tell(Told, Coach, Point, S, await feedback.ActionsAsync(Told.Id, cancel));
        return Page();
    }
}
