using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Voor hoeveel mensen spreek je?</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class PeopleModel(ProposeJourney journey, ProposalDraftService drafts) : QuestionPage(journey, drafts)
{
    /// <summary>What was chosen.</summary>
    [BindProperty]
    public HeardFrom? HeardFrom { get; set; }

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<Choice> Ranges { get; } = [.. Enum.GetValues<HeardFrom>().Select(r => new Choice(r.ToString(), Capital(r.Dutch())))];

    /// <inheritdoc />
    public override string Step => ProposeSteps.People;

    /// <inheritdoc />
    protected override void Read(ProposalDraft draft) => HeardFrom = draft.HeardFrom;

    /// <inheritdoc />
    protected override void Write(ProposalDraft draft) => draft.HeardFrom = HeardFrom;

    /// <inheritdoc />
    protected override Task CheckAsync(CancellationToken cancel)
    {
        if (HeardFrom is { } range && !Enum.IsDefined(range)) ModelState.AddModelError(nameof(HeardFrom), "Kies een antwoord uit de lijst.");
        return Task.CompletedTask;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
