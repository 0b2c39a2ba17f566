using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Wie mag dit lezen? With in words who that is.</summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class ReadersModel(ProposeJourney journey, GroupService groups, ISiteService site) : QuestionPage<ProposalDraft>(journey)
{
    /// <summary>What was chosen.</summary>
    [BindProperty]
    public Visibility? Visibility { get; set; }

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<Choice> Audiences { get; private set; } = [];

    /// <summary>What the coach is called.</summary>
    public string Coach { get; private set; } = "";

    /// <inheritdoc />
    public override string Step => ProposeSteps.Readers;

    /// <inheritdoc />
    protected override void Read(ProposalDraft draft) => Visibility = draft.Visibility;

    /// <inheritdoc />
    protected override void Write(ProposalDraft draft) => draft.Visibility = Visibility;

    /// <inheritdoc />
    protected override Task CheckAsync(CancellationToken cancel) => MustChoose(Visibility, nameof(Visibility), S["Kies wie dit mag lezen."]);

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        Coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        var group = Draft?.GroupId is { } id ? await groups.FindAsync(id, cancel) : null;
        Audiences = [.. Enum.GetValues<Visibility>().Select(v => new Choice(v.ToString(), v == Models.Visibility.CoachOnly ? S["Alleen de {0}", Coach] : S[v.Dutch()], group is null ? null : AgendaItemAccess.WhoReads(group, v, Coach, S)))];
    }
}
