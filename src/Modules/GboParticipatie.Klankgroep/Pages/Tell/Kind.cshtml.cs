using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Wat wil je vertellen?</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class KindModel(TellJourney journey) : QuestionPage<FeedbackDraft>(journey)
{
    /// <summary>What was chosen.</summary>
    [BindProperty]
    public FeedbackKind? Kind { get; set; }

    /// <inheritdoc />
    public override string Step => TellSteps.Kind;

    /// <summary>Asks; who came to say how an action works out finds that chosen.</summary>
    public override async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await base.OnGetAsync(cancel);
        if (Draft is null && journey.Action is not null) Kind = FeedbackKind.Evaluation;
        return result;
    }

    /// <inheritdoc />
    protected override void Read(FeedbackDraft draft) => Kind = draft.Kind;

    /// <inheritdoc />
    protected override void Write(FeedbackDraft draft) => draft.Kind = Kind;

    /// <inheritdoc />
    protected override Task CheckAsync(CancellationToken cancel) => MustChoose(Kind, nameof(Kind), S["Kies wat je wil vertellen."]);
}
