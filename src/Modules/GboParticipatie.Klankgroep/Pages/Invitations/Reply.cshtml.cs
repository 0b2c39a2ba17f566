using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Invitations;

/// <summary>Someone says whether they come, by the link of a mail and without account. Opening it changes nothing: mail scanners open links too.</summary>
[Public("De link in het adres opent één uitnodiging.")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReplyModel(InvitationService invitations, InvitationLinks links, SessionService sessions, ISiteService site, GboDbContext db, TimeProvider time) : PageModel
{
    /// <summary>The link.</summary>
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>What is filled in.</summary>
    [BindProperty]
    public ReplyForm Form { get; set; } = new();

    /// <summary>The invitation; null when the link does not work.</summary>
    public Invitation? Invitation { get; private set; }

    /// <summary>The meeting; null when the link does not work.</summary>
    public Session? Meeting { get; private set; }

    /// <summary>Its group.</summary>
    public Group Group { get; private set; } = default!;

    /// <summary>True when whoever comes can bring a point.</summary>
    public bool TakesPoints => Group.AcceptsItems && Group.ExistsOn(BrusselsTime.Today(time));

    /// <summary>Places that are free; null: no limit.</summary>
    public int? Free { get; private set; }

    /// <summary>The region's coach, for who needs a new link.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>True when there is nothing to answer any more.</summary>
    public bool IsOver => !Meeting!.IsOpen || Meeting.EndsAt <= time.GetUtcNow().UtcDateTime;

    /// <summary>What they said, told back.</summary>
    public string Said => Invitation! switch
    {
        { IsWaiting: true } => "Je staat op de wachtlijst.",
        { Reply: InvitationReply.Yes, People: > 1 and var people } => $"Je komt met {people} mensen.",
        { Reply: InvitationReply.Yes } => "Je komt.",
        { Reply: InvitationReply.Maybe } => "Je komt misschien.",
        _ => "Je komt niet.",
    };

    /// <summary>What was filled in and came too late, in words; null when nothing was sent.</summary>
    public string? NotSent => ModelState.IsValid || Form.Reply is not { } reply ? null : string.Join(", ",
    [
        ReplyForm.Replies.FirstOrDefault(r => r.Value == reply.ToString())?.Text ?? "Geen antwoord",
        .. reply == InvitationReply.No || Form.People is null ? (string[])[] : [Form.People == 1 ? "met 1 mens" : $"met {Form.People} mensen"],
        .. Form.Answer(Guid.Empty, byCoach: false).Needs.Dutch(),
    ]);

    /// <summary>What happens next.</summary>
    public string WhatNow => Invitation! switch
    {
        { IsWaiting: true, People: var people } when Free > 0 => $"Voor {people} is er nu geen plaats, wel voor {Free}. Komt er plaats vrij? Dan hoor je het van ons.",
        { IsWaiting: true } => "Er is nu geen plaats. Komt er plaats vrij? Dan hoor je het van ons.",
        { Reply: InvitationReply.Yes, Needs.IsNone: true } => "Tot dan.",
        { Reply: InvitationReply.Yes, Needs: var needs } => $"Dit heb je nodig: {string.Join(", ", needs.Dutch())}. Lukt iets niet? Dan nemen we contact op.",
        { Reply: InvitationReply.Maybe } => "Weet je het zeker? Kom dan hier terug en zeg ja of nee.",
        _ => "Jammer. Kan je toch? Dan kan je dit nog veranderen.",
    };

    /// <summary>Shows the invitation.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (!await LoadAsync(cancel)) return await NotHereAsync(cancel);
        Form = ReplyForm.Of(Invitation!, await db.UsualNeedsAsync(Invitation!, cancel));
        return Page();
    }

    /// <summary>Notes the answer.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel)) return await NotHereAsync(cancel);
        Form.ForgetNumbersOfNo(ModelState);
        if (!ModelState.IsValid) return Page();
        try
        {
            await invitations.ReplyAsync(Form.Answer(Invitation!.Id, byCoach: false), cancel);
            return LocalRedirect($"/uitnodiging/{Token}");
        }
        catch (RuleException rule)
        {
            await LoadAsync(cancel);
            ModelState.AddModelError(rule.Field is { } field ? $"Form.{field}" : "", rule.Message);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await links.OpenAsync(Token, cancel) is not { } invitation || await sessions.FindAsync(invitation.SessionId, cancel) is not { } meeting) return false;
        (Invitation, Meeting) = (invitation, meeting);
        Group = await db.Set<Group>().AsNoTracking().SingleAsync(g => g.Id == meeting.GroupId, cancel);
        Free = meeting.Maximum - await db.Set<Invitation>()
            .Where(i => i.SessionId == meeting.Id && i.Id != invitation.Id && i.Reply == InvitationReply.Yes && i.WaitingSince == null).SumAsync(i => i.People, cancel);
        return true;
    }

    private async Task<IActionResult> NotHereAsync(CancellationToken cancel)
    {
        Site = await site.GetAsync<SiteSettings>(cancel);
        Response.StatusCode = 404;
        return Page();
    }
}
