using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>Kijk je antwoorden na, and send. However often it is sent, one point comes of it.</summary>
[Public("Wie een punt brengt, heeft niet altijd een account.")]
[IgnoreAntiforgeryToken]
public sealed class CheckModel(
    ProposeJourney journey, AgendaItemService items, ProposalAuthors authors, GroupService groups, SessionService sessions,
    ISiteService site, IFileStore files, IAntiforgery antiforgery, PublicLimits limits, GboDbContext db, ICurrentUser user, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key of the draft, as the form carries it.</summary>
    [BindProperty(Name = "draft")]
    public Guid? DraftKey { get; set; }

    /// <summary>The draft.</summary>
    public ProposalDraft Draft { get; private set; } = default!;

    /// <summary>The group.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>The meeting on whose agenda it comes, or null.</summary>
    public Session? Meeting { get; private set; }

    /// <summary>What people read for the life domain.</summary>
    public string? Domain { get; private set; }

    /// <summary>Who will read it.</summary>
    public string WhoReads { get; private set; } = "";

    /// <summary>For whom the author speaks.</summary>
    public string Speaker { get; private set; } = "";

    /// <summary>Names of the files that go along.</summary>
    public IReadOnlyList<string> FileNames { get; private set; } = [];

    /// <summary>What the coach is called.</summary>
    public string Coach { get; private set; } = "";

    /// <summary>True when there is more than one group to choose from.</summary>
    public bool CanChangeGroup { get; private set; }

    /// <summary>Shows the answers.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var opened = await journey.OpenAsync(posted: null, cancel);
        return await ElsewhereAsync(opened, cancel) ?? Page();
    }

    /// <summary>Sends the point.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var opened = await journey.OpenAsync(DraftKey, cancel);
        if (await ElsewhereAsync(opened, cancel) is { } elsewhere) return elsewhere;
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            ModelState.AddModelError("", S["Deze pagina stond lang open. Kijk je antwoorden na en klik nog eens op de knop."]);
            return Page();
        }

        if (user.Id is { } sender && !limits.AllowsPoint(sender))
        {
            ModelState.AddModelError("", S["Je verstuurde net heel veel punten. Wacht een kwartier en klik dan opnieuw. Wat je typte, blijft bewaard."]);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }

        try
        {
            var item = await items.ProposeAsync(ProposalDraftService.ToProposal(Draft, await AuthorAsync(cancel)), cancel);
            return LocalRedirect(journey.Confirmation(item));
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
            return Page();
        }
    }

    // Somewhere else when there is nothing to check here: sent already, signed out, a question that was skipped.
    private async Task<IActionResult?> ElsewhereAsync(OpenedDraft<ProposalDraft> opened, CancellationToken cancel)
    {
        if (opened.Sent is { } sent) return LocalRedirect(sent.Confirmation);
        if (opened.NeedsSignIn) return LocalRedirect(journey.SignInAddress((DraftKey ?? journey.Key)!.Value));
        if (opened.IsOver) TempData["Melding"] = S["Dit punt is al verstuurd. Je volgt het met je nummer en je code, of met de link in je mail."].Value;
        if (opened.Draft is not { } draft) return LocalRedirect("/punt");
        if (draft.GroupId is null || draft.Description is null || draft.Visibility is null) return LocalRedirect(ProposeJourney.NextFor(draft));
        if (!user.IsAuthenticated && draft.GroupLinkVersion is null) return LocalRedirect(ProposeSteps.Who);
        if (await groups.FindAsync(draft.GroupId.Value, cancel) is not { } group) return LocalRedirect(ProposeSteps.Group);
        (Draft, Group) = (draft, group);
        await DescribeAsync(cancel);
        return null;
    }

    private async Task DescribeAsync(CancellationToken cancel)
    {
        Coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        Domain = (await site.GetAsync<KlankgroepSettings>(cancel)).NameOf(Draft.LifeDomain);
        WhoReads = AgendaItemAccess.WhoReads(Group, Draft.Visibility!.Value, Coach, S, forOneself: Draft.OrganisationId is null && Draft.OrganisationName is null);
        Meeting = Draft.Visibility == Visibility.CoachOnly ? null : await sessions.NextAsync(Group.Id, cancel);
        if (Meeting is { IsPublic: false }) Meeting = null;
        FileNames = [.. (await files.ListAsync(Draft.Id, cancel: cancel)).Select(f => f.Name)];
        CanChangeGroup = (await groups.ListAsync(Viewer.Anyone, cancel)).Count(g => g.AcceptsItems) > 1;
        var organisation = Draft.OrganisationId is { } id ? await db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.Name).FirstOrDefaultAsync(cancel) : null;
        Speaker = organisation ?? Draft.OrganisationName ?? S["Mezelf"];
        if (Draft.OnBehalfChannel is { } heard) Speaker = S["{0}. Je geeft door wat iemand anders zei ({1})", Speaker, S[heard.Dutch()].Value.ToLower(ReadersLanguage.Culture)];
    }

    private Task<ProposalAuthor> AuthorAsync(CancellationToken cancel)
        => user.IsAuthenticated && Draft.OnBehalfChannel is { } heard ? authors.ForAnotherAsync(Group.Id, Draft.OrganisationId, Draft.OrganisationName, heard, cancel)
            : user.IsAuthenticated
            ? authors.SignedInAsync(Group.Id, Draft.OrganisationId, Draft.OrganisationName, cancel: cancel)
            : Task.FromResult(ProposalAuthors.ThroughGroupLink(Draft.OrganisationName));
}
