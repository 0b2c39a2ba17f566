using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>The link or QR of a group: it brings a point without an account.</summary>
[Public("De link van een groep laat iedereen een punt brengen; ze kan ingetrokken worden.")]
public sealed class GroupLinkModel(GroupLinks links, ProposeJourney journey, ProposalDraftService drafts) : PageModel
{
    /// <summary>The link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>The group, or null when the link no longer works.</summary>
    public Group? Group { get; private set; }

    /// <summary>Shows whose link it is.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Group = await links.OpenAsync(Token, cancel);
        if (Group is null) Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    /// <summary>Begins, or goes on with what this browser had begun.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await links.OpenAsync(Token, cancel) is not { } group) return await OnGetAsync(cancel);
        if ((await journey.OpenAsync(posted: null, cancel)).Draft is { } begun)
            await drafts.SaveAsync(begun.Id, d => (d.GroupId, d.GroupLinkVersion) = (group.Id, group.GroupLinkVersion), cancel);
        else if (await BeginAsync(group, cancel) is { } refused)
            return refused;
        return LocalRedirect(ProposeSteps.Problem);
    }

    private async Task<IActionResult?> BeginAsync(Group group, CancellationToken cancel)
    {
        try
        {
            await journey.BeginAsync(group.Id, group.GroupLinkVersion, cancel);
            return null;
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, "");
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return await OnGetAsync(cancel);
        }
    }
}
