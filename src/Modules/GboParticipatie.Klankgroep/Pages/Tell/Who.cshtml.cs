using GboParticipatie.Diagnostics;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Questions;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Klankgroep.Pages.Tell;

/// <summary>Wil je zeggen wie je bent? Asked last.</summary>
[LeavesNoTrace]
[Public("Wie iets vertelt, zegt pas op het einde wie hij is, of niet.")]
public sealed class WhoModel(TellJourney journey, ICurrentUser user) : QuestionPage<FeedbackDraft>(journey)
{
    /// <summary>The answer of who gives a name.</summary>
    public const string Named = "naam";

    /// <summary>The answer of who does not.</summary>
    public const string Anonymous = "zonder";

    /// <summary>With a name or without.</summary>
    [BindProperty]
    public string? Sign { get; set; }

    /// <summary>Name as typed.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Organisation as typed.</summary>
    [BindProperty]
    public string? OrganisationName { get; set; }

    /// <summary>E-mail address as typed.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Address of who has signed in, or null.</summary>
    public string? SignedInAs => user.IsAuthenticated ? user.Email : null;

    /// <inheritdoc />
    public override string Step => TellSteps.Who;

    /// <inheritdoc />
    protected override string Next => TellSteps.Check;

    /// <inheritdoc />
    protected override string Previous => TellSteps.Readers;

    /// <summary>Asks, once there is something to send.</summary>
    public override async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await base.OnGetAsync(cancel);
        return Draft?.Description is null || Draft.Kind is null || Draft.Readers is null ? LocalRedirect(TellSteps.Start) : result;
    }

    /// <inheritdoc />
    protected override void Read(FeedbackDraft draft)
    {
        Sign = draft.IsAnonymous switch { true => Anonymous, false => Named, _ => null };
        (Name, OrganisationName, Email) = (draft.Name, draft.OrganisationName, draft.Email);
    }

    /// <inheritdoc />
    protected override void Write(FeedbackDraft draft)
    {
        draft.IsAnonymous = Sign switch { Anonymous => true, Named => false, _ => null };
        (draft.Name, draft.OrganisationName, draft.Email) = (Name, OrganisationName, Email);
    }

    /// <inheritdoc />
    protected override Task CheckAsync(CancellationToken cancel)
    {
        if (Sign is not (Named or Anonymous)) ModelState.AddModelError(nameof(Sign), S["Kies of je zegt wie je bent."]);
        if (Sign != Named || user.IsAuthenticated) return Task.CompletedTask;
        try
        {
            FeedbackAuthors.Typed(Name, OrganisationName, Email);
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule);
        }

        return Task.CompletedTask;
    }
}
