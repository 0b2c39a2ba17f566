using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages.Invitations;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>The coach writes down what someone said to an invitation: on the phone, on paper, in the street.</summary>
[RequiresPermission("ManageSessions")]
public sealed class InvitedOneModel(SessionService sessions, InvitationService invitations, GboDbContext db, IStringLocalizer<Startup> S) : PageModel
{
    /// <summary>Which meeting.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Which invitation.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid InvitationId { get; set; }

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public ReplyForm Form { get; set; } = new();

    /// <summary>What they had said when the page was opened.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The meeting.</summary>
    public Session Meeting { get; private set; } = default!;

    /// <summary>Who is invited.</summary>
    public InvitedParty Party { get; private set; } = default!;

    /// <summary>Address of the list.</summary>
    public string Address => $"/beheer/bijeenkomsten/{Id}/genodigden";

    /// <summary>Shows what they said so far.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (await LoadAsync(cancel) is not { } invitation) return NotFound();
        (Form, Seen) = (ReplyForm.Of(invitation, await db.UsualNeedsAsync(invitation, cancel)), invitation.Mark);
        return Page();
    }

    /// <summary>Notes it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is null) return NotFound();
        Form.ForgetNumbersOfNo(ModelState);
        if (!ModelState.IsValid) return Page();
        try
        {
            var noted = await invitations.ReplyAsync(Form.Answer(InvitationId, byCoach: true) with { Seen = Seen ?? "" }, cancel);
            TempData["Melding"] = (noted.IsWaiting ? S["Er is geen plaats voor {0}: {1} staat op de wachtlijst.", noted.People, Party.Name] : S["Het antwoord van {0} is bewaard.", Party.Name]).Value;
            return LocalRedirect(Address);
        }
        catch (ChangedMeanwhileException)
        {
            ModelState.Remove(nameof(Seen));
            Seen = (await LoadAsync(cancel))!.Mark;
            ModelState.AddModelError("", S["Er kwam net een ander antwoord binnen: {0}. Wat jij invulde, staat er nog. Kijk na en klik opnieuw.", ReplyLooks.Theirs(Party.Reply, Party.IsWaiting, S)]);
            return Page();
        }
        catch (RuleException rule)
        {
            ModelState.AddRule(rule, rule.Field is { } field ? $"Form.{field}" : "");
            return Page();
        }
    }

    /// <summary>Stops the link that is out and sends a new one.</summary>
    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (await LoadAsync(cancel) is not { } invitation) return NotFound();
        try
        {
            await invitations.RenewLinkAsync(Id, InvitationId, cancel);
            TempData["Melding"] = (Party.GetsMail ? S["De oude link van {0} werkt niet meer. De nieuwe is verstuurd.", Party.Name] : S["De oude link van {0} werkt niet meer.", Party.Name]).Value;
            return LocalRedirect(Address);
        }
        catch (RuleException rule)
        {
            (Form, Seen) = (ReplyForm.Of(invitation, await db.UsualNeedsAsync(invitation, cancel)), invitation.Mark);
            ModelState.AddRule(rule, "");
            return Page();
        }
    }

    private async Task<Invitation?> LoadAsync(CancellationToken cancel)
    {
        if (await sessions.FindAsync(Id, cancel) is not { } meeting) return null;
        var one = db.Set<Invitation>().AsNoTracking().Where(i => i.Id == InvitationId && i.SessionId == Id);
        if (await one.SingleOrDefaultAsync(cancel) is not { } invitation) return null;
        (Meeting, Party) = (meeting, await db.WithNames(one).SingleAsync(cancel));
        return invitation;
    }
}
