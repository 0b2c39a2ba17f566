using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>
/// Wie ben je? Asked last. Who has signed in chooses an organisation; who came through a group's link too, without an account; who
/// did neither gives an e-mail address, and the draft comes along in the link of the mail.
/// </summary>
[Public("Wie een punt brengt, zegt pas op het einde wie hij is.")]
public sealed class WhoModel(
    ProposeJourney journey, PersonService people, GboDbContext db, ICurrentUser user) : QuestionPage<ProposalDraft>(journey)
{
    private const string Other = "andere";
    private const string Nobody = "geen";

    /// <summary>Key of an organisation, or one of the two other answers.</summary>
    [BindProperty]
    public string? Speaker { get; set; }

    /// <summary>The organisation as typed.</summary>
    [BindProperty]
    public string? OrganisationName { get; set; }

    /// <summary>How someone else said it, whose words are passed on; null: the author's own.</summary>
    [BindProperty]
    public Channel? OnBehalfChannel { get; set; }

    /// <summary>How someone else can have said it.</summary>
    public static IReadOnlyList<Choice> Channels(IStringLocalizer S) => [.. OnBehalfService.Channels.Select(c => new Choice(c.ToString(), S["Ja: {0}", char.ToLower(S[c.Dutch()].Value[0], ReadersLanguage.Culture) + S[c.Dutch()].Value[1..]]))];

    /// <summary>Address of who has signed in, or null.</summary>
    public string? SignedInAs => user.IsAuthenticated ? user.Email : null;

    /// <summary>True when the person must give an e-mail address.</summary>
    public bool AsksEmail => !user.IsAuthenticated && Draft?.GroupLinkVersion is null;

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<Choice> Speakers { get; private set; } = [];

    /// <summary>Where signing in goes: it comes back to this draft, in whatever browser the mail is opened.</summary>
    public string SignInAddress => journey.SignInAddress(Draft!.Id);

    /// <inheritdoc />
    public override string Step => ProposeSteps.Who;

    /// <inheritdoc />
    protected override string Next => ProposeSteps.Check;

    /// <inheritdoc />
    protected override string Previous => ProposeSteps.Readers;

    /// <summary>Asks, unless there is one answer only.</summary>
    public override async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await base.OnGetAsync(cancel);
        if (Draft is null) return result is LocalRedirectResult ? result : LocalRedirect("/punt");
        if (Draft.Visibility is null || Draft.Description is null || Draft.GroupId is null) return LocalRedirect(ProposeJourney.NextFor(Draft));
        if (!IsChange && user.IsAuthenticated && Draft.OrganisationName is null && Speakers.Count == 3)
        {
            Speaker = Speakers[0].Value;
            await journey.SaveAsync(Draft.Id, Write, cancel);
            return LocalRedirect(ProposeSteps.Check);
        }

        return result;
    }

    /// <inheritdoc />
    protected override void Read(ProposalDraft draft)
    {
        (OrganisationName, OnBehalfChannel) = (draft.OrganisationName, draft.OnBehalfChannel);
        Speaker = draft.OrganisationId?.ToString() ?? (draft.OrganisationName is null ? null : Other);
    }

    /// <inheritdoc />
    protected override void Write(ProposalDraft draft)
    {
        draft.OnBehalfChannel = user.IsAuthenticated ? OnBehalfChannel : null;
        draft.OrganisationId = Guid.TryParse(Speaker, out var organisation) ? organisation : null;
        // Through a group's link nobody vouches for who it is, so only the name goes along.
        draft.OrganisationName = draft.OrganisationId is null
            ? Speaker == Other ? OrganisationName : null
            : user.IsAuthenticated ? null : Speakers.FirstOrDefault(s => s.Value == Speaker)?.Text;
    }

    /// <inheritdoc />
    protected override async Task CheckAsync(CancellationToken cancel)
    {
        Speaker = Speaker?.Trim();
        await PrepareAsync(cancel);
        // Without an account only a group's link leads here; who has none either is asked for an address first.
        if (!user.IsAuthenticated && (await OpenedAsync(cancel))?.GroupLinkVersion is null) return;
        if (!Speakers.Any(s => s.Value == Speaker)) ModelState.AddModelError(nameof(Speaker), S["Kies voor wie je spreekt."]);
        else if (Speaker == Other && string.IsNullOrWhiteSpace(OrganisationName)) ModelState.AddModelError(nameof(OrganisationName), S["Schrijf de naam van je organisatie."]);
    }

    /// <inheritdoc />
    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        if (Speakers.Count > 0) return;
        var draft = await OpenedAsync(cancel);
        List<Choice> known = [];
        if (user.IsAuthenticated)
        {
            var person = await people.EnsureCurrentAsync(cancel);
            known.AddRange((await people.MembershipsAsync(person.Id, cancel: cancel)).Select(m => new Choice(m.OrganisationId.ToString(), m.OrganisationName)));
        }
        else if (draft is { GroupLinkVersion: not null, GroupId: { } group })
        {
            known.AddRange(await db.Set<GroupOrganisation>().Where(o => o.GroupId == group)
                .Join(db.Set<Organisation>(), o => o.OrganisationId, o => o.Id, (_, o) => o).Where(o => o.IsActive).OrderBy(o => o.SearchName)
                .Select(o => new Choice(o.Id.ToString(), o.Name, null, null, null)).ToListAsync(cancel));
        }

        Speakers = [.. known.DistinctBy(c => c.Value),
            new Choice(Other, known.Count == 0 ? S["Ik spreek voor een organisatie"] : S["Mijn organisatie staat er niet bij"]),
            new Choice(Nobody, S["Ik spreek voor mezelf"])];
    }

    // While a form is checked, the page has no draft yet.
    private async Task<ProposalDraft?> OpenedAsync(CancellationToken cancel) => Draft ?? (await journey.OpenAsync(DraftKey, cancel)).Draft;
}
