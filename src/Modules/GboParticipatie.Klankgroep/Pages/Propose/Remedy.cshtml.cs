using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Wat zou helpen?</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class RemedyModel(ProposeJourney journey, ProposalDraftService drafts) : QuestionPage(journey, drafts)
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Remedy { get; set; }

    /// <inheritdoc />
    public override string Step => ProposeSteps.Remedy;

    /// <inheritdoc />
    protected override void Read(ProposalDraft draft) => Remedy = draft.Remedy;

    /// <inheritdoc />
    protected override void Write(ProposalDraft draft) => draft.Remedy = Remedy;
}
