using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Kijk je antwoorden na, and send.</summary>
[IgnoreAntiforgeryToken]
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class CheckModel(TellJourney journey, TellChoices choices, FeedbackAuthors authors, ISiteService site, IAntiforgery antiforgery, GboDbContext db, ICurrentUser user, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Key of the draft, as the form carries it.</summary>
    [BindProperty(Name = "draft")]
    public Guid? DraftKey { get; set; }

    /// <summary>The draft.</summary>
    public FeedbackDraft Draft { get; private set; } = default!;

    /// <summary>What people read for the life domain, the organisation and the point.</summary>
    public string About { get; private set; } = "";

    /// <summary>Who will read it.</summary>
    public string WhoReads { get; private set; } = "";

    /// <summary>Who the author is.</summary>
    public string Author { get; private set; } = "";

    /// <summary>What the coach is called.</summary>
    public string Coach { get; private set; } = "";

    /// <summary>Shows the answers.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ElsewhereAsync(posted: null, cancel) ?? Page();

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await ElsewhereAsync(DraftKey, cancel) is { } elsewhere) return elsewhere;
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            ModelState.AddModelError("", S["Deze pagina stond lang open. Kijk je antwoorden na en klik nog eens op de knop."]);
            return Page();
        }

        try
        {
            return LocalRedirect(await journey.SendAsync(FeedbackDraftService.ToFeedback(Draft, await AuthorAsync(cancel)), cancel));
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
            return Page();
        }
    }

    // Somewhere else when there is nothing to check here: sent already, or a question that was skipped.
    private async Task<IActionResult?> ElsewhereAsync(Guid? posted, CancellationToken cancel)
    {
        var opened = await journey.OpenAsync(posted, cancel);
        if (opened.Sent is { } sent) return LocalRedirect(sent.Confirmation);
        if (opened.IsOver) TempData["Melding"] = S["Dit is al verstuurd. Je volgt het met je nummer en je code."].Value;
        if (opened.Draft is not { } draft) return LocalRedirect(TellSteps.Start);
        if (draft.Kind is null) return LocalRedirect(TellSteps.Kind);
        if (draft.Description is null) return LocalRedirect(TellSteps.Problem);
        if (draft.Readers is null) return LocalRedirect(TellSteps.Readers);
        if (draft.IsAnonymous is null) return LocalRedirect(TellSteps.Who);
        Draft = draft;
        await DescribeAsync(cancel);
        return null;
    }

    private async Task DescribeAsync(CancellationToken cancel)
    {
        Coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        WhoReads = TellChoices.WhoReads(Draft.Readers!.Value, Coach, S);
        var organisation = await db.Set<Organisation>().Where(o => o.Id == Draft.AboutOrganisationId).Select(o => o.Name).FirstOrDefaultAsync(cancel);
        var action = Draft.AboutActionId is { } id ? (await choices.ActionsAsync(id, cancel)).FirstOrDefault(a => a.Value == id.ToString())?.Text : null;
        About = string.Join(", ", new[] { (await site.GetAsync<KlankgroepSettings>(cancel)).NameOf(Draft.LifeDomain), organisation, Draft.AboutReference, action }.Where(s => !string.IsNullOrEmpty(s)));
        Author = Draft.IsAnonymous == true ? S["Zonder naam. We bewaren niets waaraan je te herkennen bent."]
            : user.IsAuthenticated ? user.Email ?? ""
            : string.Join(", ", new[] { Draft.Name, Draft.OrganisationName, Draft.Email }.Where(s => !string.IsNullOrEmpty(s)));
    }

    private Task<FeedbackAuthor> AuthorAsync(CancellationToken cancel)
        => Draft.IsAnonymous == true ? Task.FromResult(FeedbackAuthor.Anonymous())
            : user.IsAuthenticated ? authors.SignedInAsync(organisationId: null, cancel: cancel)
            : Task.FromResult(FeedbackAuthors.Typed(Draft.Name, Draft.OrganisationName, Draft.Email));
}
