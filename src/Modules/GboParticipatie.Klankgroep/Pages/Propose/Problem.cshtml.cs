using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Waar lopen mensen tegenaan? The only question that must be answered.</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class ProblemModel(ProposeJourney journey, ProposalDraftService drafts) : QuestionPage(journey, drafts)
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Description { get; set; }

    /// <inheritdoc />
    public override string Step => ProposeSteps.Problem;

    /// <summary>Asks the question, after the group is known.</summary>
    public override async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await base.OnGetAsync(cancel);
        if (Draft?.GroupId is null && await Journey.GroupFromAsync(GroupSlug, cancel) is null) return LocalRedirect(ProposeSteps.Group);
        return result;
    }

    /// <inheritdoc />
    protected override void Read(ProposalDraft draft) => Description = draft.Description;

    /// <inheritdoc />
    protected override void Write(ProposalDraft draft) => draft.Description = Description;

    /// <inheritdoc />
    protected override Task CheckAsync(CancellationToken cancel)
    {
        if (TypedText.Clean(Description ?? "").Length == 0) ModelState.AddModelError(nameof(Description), "Vertel kort waar mensen tegenaan lopen. Eén zin is genoeg.");
        return Task.CompletedTask;
    }
}
