using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Voor hoeveel mensen spreek je?</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class PeopleModel(ProposeJourney journey) : PeopleQuestion<ProposalDraft>(journey)
{
    /// <inheritdoc />
    public override string Step => ProposeSteps.People;
}
