using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>To which group? Asked only when there are more and none was chosen.</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class GroupModel(ProposeJourney journey, GroupService groups, SessionService sessions, Viewers viewers) : QuestionPage<ProposalDraft>(journey)
{
    /// <summary>Key of the group.</summary>
    [BindProperty]
    public Guid? GroupId { get; set; }

    /// <summary>Groups that take points.</summary>
    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    /// <inheritdoc />
    public override string Step => ProposeSteps.Group;

    /// <inheritdoc />
    public override int NumberShown => 1;

    /// <inheritdoc />
    protected override string Next => ProposeSteps.Problem;

    /// <inheritdoc />
    protected override void Read(ProposalDraft draft) => GroupId = draft.GroupId;

    /// <inheritdoc />
    protected override void Write(ProposalDraft draft)
    {
        // The link of one group lets nobody in to another.
        if (draft.GroupId != GroupId) draft.GroupLinkVersion = null;
        draft.GroupId = GroupId;
        if (!IsChange) journey.WasAskedGroup();
    }

    /// <inheritdoc />
    protected override async Task CheckAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        if (!Groups.Any(g => g.Value == GroupId?.ToString()))
        {
            ModelState.Remove(nameof(GroupId));
            ModelState.AddModelError(nameof(GroupId), S["Kies een groep uit de lijst."]);
        }
    }

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        var takers = (await groups.ListAsync(await viewers.CurrentAsync(cancel), cancel)).Where(g => g.AcceptsItems).ToList();
        var cases = await sessions.AboutCasesNextAsync([.. takers.Select(g => g.Id)], cancel);
        Groups = [.. takers.Select(g => new Choice(g.Id.ToString(), g.Name, What(g, cases.Contains(g.Id))))];
    }

    private string? What(GroupListItem group, bool isAboutCases)
    {
        if (!isAboutCases) return group.Description.Length > 0 ? group.Description : null;
        string warning = S["De volgende bijeenkomst is een casusoverleg. Vertel geen namen of andere gegevens waaraan je iemand herkent."];
        return group.Description.Length > 0 ? $"{group.Description} {warning}" : warning;
    }
}
