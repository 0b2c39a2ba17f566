using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Waarover gaat het? One of the life domains of the region.</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class DomainModel(ProposeJourney journey, ProposalDraftService drafts, ISiteService site) : QuestionPage(journey, drafts)
{
    /// <summary>Key of the life domain.</summary>
    [BindProperty]
    public string? LifeDomain { get; set; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<Choice> Domains { get; private set; } = [];

    /// <inheritdoc />
    public override string Step => ProposeSteps.Domain;

    /// <inheritdoc />
    protected override void Read(ProposalDraft draft) => LifeDomain = draft.LifeDomain;

    /// <inheritdoc />
    protected override void Write(ProposalDraft draft) => draft.LifeDomain = string.IsNullOrEmpty(LifeDomain) ? null : LifeDomain;

    /// <inheritdoc />
    protected override async Task CheckAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        if (!string.IsNullOrEmpty(LifeDomain) && !Domains.Any(d => d.Value == LifeDomain)) ModelState.AddModelError(nameof(LifeDomain), "Kies een thema uit de lijst.");
    }

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancel)
        => Domains = [.. (await site.GetAsync<KlankgroepSettings>(cancel)).LifeDomains.Select(d => new Choice(d.Key, d.Name))];
}
