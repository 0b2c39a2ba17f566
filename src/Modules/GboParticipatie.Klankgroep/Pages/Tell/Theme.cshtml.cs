using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Waarover gaat het? A life domain; an organisation or a point too, for who has one in mind.</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class ThemeModel(TellJourney journey, TellChoices choices, ISiteService site) : DomainQuestion<FeedbackDraft>(journey, site)
{
    /// <summary>The organisation that it is about.</summary>
    [BindProperty]
    public Guid? AboutOrganisationId { get; set; }

    /// <summary>Number of the point that it is about.</summary>
    [BindProperty]
    public string? AboutReference { get; set; }

    /// <summary>The action that it is about.</summary>
    [BindProperty]
    public Guid? AboutActionId { get; set; }

    /// <summary>Actions to choose from.</summary>
    public IReadOnlyList<Choice> Actions { get; private set; } = [];

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    /// <inheritdoc />
    public override string Step => TellSteps.Domain;

    /// <inheritdoc />
    protected override void Read(FeedbackDraft draft)
    {
        base.Read(draft);
        (AboutOrganisationId, AboutReference, AboutActionId) = (draft.AboutOrganisationId, draft.AboutReference, draft.AboutActionId);
    }

    /// <inheritdoc />
    protected override void Write(FeedbackDraft draft)
    {
        base.Write(draft);
        (draft.AboutOrganisationId, draft.AboutReference, draft.AboutActionId) = (AboutOrganisationId, AboutReference, AboutActionId);
    }

    /// <inheritdoc />
    protected override async Task CheckAsync(CancellationToken cancel)
    {
        await base.CheckAsync(cancel);
        if (AboutOrganisationId is { } id && !Organisations.Any(o => o.Value == id.ToString())) ModelState.AddModelError(nameof(AboutOrganisationId), S["Kies een organisatie uit de lijst."]);
        if (AboutActionId is { } action && !Actions.Any(a => a.Value == action.ToString())) ModelState.AddModelError(nameof(AboutActionId), S["Kies uit de lijst, of kies niets."]);
        if (!string.IsNullOrWhiteSpace(AboutReference) && !await choices.IsPointAsync(AboutReference, cancel))
            ModelState.AddModelError(nameof(AboutReference), S["We vinden geen punt met dit nummer. Een nummer lijkt op AP-2026-0042."]);
    }

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        await base.PrepareAsync(cancel);
        Organisations = await choices.OrganisationsAsync(cancel);
        Actions = await choices.ActionsAsync(Draft?.AboutActionId, cancel);
    }
}
