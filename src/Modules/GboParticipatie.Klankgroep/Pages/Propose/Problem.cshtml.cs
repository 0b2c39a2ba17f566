using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Waar lopen mensen tegenaan? The only question that must be answered.</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class ProblemModel(ProposeJourney journey) : ProblemQuestion<ProposalDraft>(journey)
{
    /// <inheritdoc />
    public override string Step => ProposeSteps.Problem;

    /// <inheritdoc />
    protected override string WhenMissing => S["Vertel kort waar mensen tegenaan lopen. Eén zin is genoeg."];

    /// <summary>Asks the question, after the group is known.</summary>
    public override async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await base.OnGetAsync(cancel);
        if (Draft?.GroupId is null && await journey.GroupFromAsync(cancel) is null) return LocalRedirect(ProposeSteps.Group);
        return result;
    }
}
