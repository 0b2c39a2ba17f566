using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Where the journey begins, or goes on for who had begun.</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class StartModel(ProposeJourney journey, ProposalDraftService drafts) : PageModel
{
    /// <summary>The group that the person came from, by the name in its address.</summary>
    [BindProperty(SupportsGet = true, Name = "groep")]
    public string? GroupSlug { get; set; }

    /// <summary>What the person had begun.</summary>
    public ProposalDraft Draft { get; private set; } = default!;

    /// <summary>Where it goes on.</summary>
    public string GoOn => ProposeJourney.NextFor(Draft);

    /// <summary>The beginning of what was typed.</summary>
    public string Quote => TypedText.TitleFrom(Draft.Description!);

    /// <summary>Begins, or asks whether to go on.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var opened = await journey.OpenAsync(posted: null, cancel);
        if (opened.Draft is { Description: not null } draft)
        {
            Draft = draft;
            return Page();
        }

        if (opened.Draft is { } empty) await drafts.RemoveAsync(empty.Id, cancel);
        return await FirstQuestionAsync(cancel);
    }

    /// <summary>Throws away what was begun, and begins.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (journey.Key is { } key) await drafts.RemoveAsync(key, cancel);
        return await FirstQuestionAsync(cancel);
    }

    private async Task<IActionResult> FirstQuestionAsync(CancellationToken cancel)
    {
        journey.Forget();
        if (await journey.GroupFromAsync(GroupSlug, cancel) is null) return LocalRedirect(ProposeSteps.Group);
        return LocalRedirect(ProposeSteps.Problem + (string.IsNullOrEmpty(GroupSlug) ? "" : $"?groep={Uri.EscapeDataString(GroupSlug)}"));
    }
}
