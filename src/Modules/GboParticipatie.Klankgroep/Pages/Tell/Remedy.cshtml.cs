using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Wat zou helpen?</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class RemedyModel(TellJourney journey) : RemedyQuestion<FeedbackDraft>(journey)
{
    /// <inheritdoc />
    public override string Step => TellSteps.Remedy;
}
