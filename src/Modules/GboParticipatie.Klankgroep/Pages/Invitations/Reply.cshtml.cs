using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Invitations;

/// <summary>Someone says whether they come, by the link of a mail and without account. Opening it changes nothing: mail scanners open links too.</summary>
[Public("De link in het adres opent één uitnodiging.")]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReplyModel(InvitationService invitations, InvitationLinks links, SessionService sessions, Viewers viewers, ISiteService site, GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S) : PageModel
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

    /// <summary>True when the reader may open the meeting's page now; else after signing in, as a member.</summary>
    public bool MayRead { get; private set; }

    /// <summary>True when whoever comes can bring a point.</summary>
    public bool TakesPoints => Group.AcceptsItems && Group.ExistsOn(BrusselsTime.Today(time));

    /// <summary>Places that are free; null: no limit.</summary>
    public int? Free { get; private set; }

    /// <summary>The region's coach, for who needs a new link.</summary>
    public SiteSettings Site { get; private set; } = new();

    /// <summary>True when there is nothing to answer any more.</summary>
    public bool IsOver => !Meeting!.IsOpen || Meeting.EndsAt <= time.GetUtcNow().UtcDateTime;

    /// <summary>True when they answered for another moment or place, and are asked again.</summary>
    public bool IsAskedAgain => Invitation!.AskedAgainAt is not null;

    /// <summary>What they said, told back.</summary>
    public string Said => Invitation! switch
    {
        { IsWaiting: true } => S["Je staat op de wachtlijst."],
        { Reply: InvitationReply.Yes, People: > 1 and var people } => S["Jullie komen met {0}.", people],
        { Reply: InvitationReply.Yes } => S["Je komt."],
        { Reply: InvitationReply.Maybe } => S["Je komt misschien."],
        _ => S["Je komt niet."],
    };

    /// <summary>What was filled in and came too late, in words; null when nothing was sent.</summary>
    public string? NotSent => ModelState.IsValid || Form.Reply is not { } reply ? null : string.Join(", ",
    [
        ReplyForm.Replies(S).FirstOrDefault(r => r.Value == reply.ToString())?.Text ?? S["Geen antwoord"],
        .. reply == InvitationReply.No || Form.People is null ? (string[])[] : [S.Plural(Form.People.Value, "met 1 mens", "met {0} mensen")],
        .. Form.Answer(Guid.Empty, byCoach: false).Needs.InWords(S),
    ]);

    /// <summary>What happens next.</summary>
    public string WhatNow => Invitation! switch
    {
        { AskedAgainAt: not null, Reply: InvitationReply.No } => S["Je zei dit voor de dag of plaats veranderde. Kan je nu wel komen? Laat het hieronder weten."],
        { AskedAgainAt: not null } => S["Je zei dit voor de dag of plaats veranderde. Kan je nog komen? Laat het hieronder weten."],
        { IsWaiting: true, People: var people } when Free > 0 => S["Voor {0} is er nu geen plaats, wel voor {1}. Komt er plaats vrij? Dan hoor je het van ons.", people, Free],
        { IsWaiting: true } => S["Er is nu geen plaats. Komt er plaats vrij? Dan hoor je het van ons."],
        { Reply: InvitationReply.Yes, Needs.IsNone: true } => S["Tot dan."],
        { Reply: InvitationReply.Yes, Needs: var needs, InterpreterLanguage: var language } => S["Dit heb je nodig: {0}. Lukt iets niet? Dan nemen we contact op.", string.Join(", ", needs.InWords(S, language))],
        { Reply: InvitationReply.Maybe } => S["Weet je het zeker? Kom dan hier terug en zeg ja of nee."],
        _ => S["Jammer. Kan je toch? Dan kan je dit nog veranderen."],
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
            ModelState.AddRule(rule, rule.Field is { } field ? $"Form.{field}" : "");
            return Page();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await links.OpenAsync(Token, cancel) is not { } invitation || await sessions.FindAsync(invitation.SessionId, cancel) is not { } meeting) return false;
        (Invitation, Meeting) = (invitation, meeting);
        Group = await db.Set<Group>().AsNoTracking().SingleAsync(g => g.Id == meeting.GroupId, cancel);
        MayRead = SessionAccess.MayRead(await viewers.CurrentAsync(cancel), meeting, Group);
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
