using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Waarover gaat het?</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class DomainModel(ProposeJourney journey, ISiteService site) : DomainQuestion<ProposalDraft>(journey, site)
{
    /// <inheritdoc />
    public override string Step => ProposeSteps.Domain;
}
