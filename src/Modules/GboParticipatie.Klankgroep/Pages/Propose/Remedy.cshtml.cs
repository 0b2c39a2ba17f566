using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Wat zou helpen?</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class RemedyModel(ProposeJourney journey) : RemedyQuestion<ProposalDraft>(journey)
{
    /// <inheritdoc />
    public override string Step => ProposeSteps.Remedy;
}
