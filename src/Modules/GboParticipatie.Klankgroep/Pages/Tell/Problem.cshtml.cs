using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Waar lopen mensen tegenaan?</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class ProblemModel(TellJourney journey) : ProblemQuestion<FeedbackDraft>(journey)
{
    /// <inheritdoc />
    public override string Step => TellSteps.Problem;

    /// <inheritdoc />
    protected override string WhenMissing => S["Vertel kort wat je merkt. Eén zin is genoeg."];
}
