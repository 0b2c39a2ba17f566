using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Van hoeveel mensen hoorde je dit?</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class PeopleModel(TellJourney journey) : PeopleQuestion<FeedbackDraft>(journey)
{
    /// <inheritdoc />
    public override string Step => TellSteps.People;
}
