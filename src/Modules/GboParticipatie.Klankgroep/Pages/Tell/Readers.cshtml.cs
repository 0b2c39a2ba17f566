using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Wie mag dit lezen? With in words who that is.</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class ReadersModel(TellJourney journey, TellChoices choices) : QuestionPage<FeedbackDraft>(journey)
{
    /// <summary>What was chosen.</summary>
    [BindProperty]
    public FeedbackReaders? Readers { get; set; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<Choice> Audiences { get; private set; } = [];

    /// <inheritdoc />
    public override string Step => TellSteps.Readers;

    /// <inheritdoc />
    protected override void Read(FeedbackDraft draft) => Readers = draft.Readers;

    /// <inheritdoc />
    protected override void Write(FeedbackDraft draft) => draft.Readers = Readers;

    /// <inheritdoc />
    protected override Task CheckAsync(CancellationToken cancel) => MustChoose(Readers, nameof(Readers), S["Kies wie dit mag lezen."]);

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancel) => Audiences = await choices.ReadersAsync(cancel);
}
