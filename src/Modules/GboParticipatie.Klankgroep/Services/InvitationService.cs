using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>An answer to an invitation.</summary>
public sealed record ReplyToInvitation
{
    /// <summary>Which.</summary>
    public required Guid InvitationId { get; init; }

    /// <summary>Whether they come.</summary>
    public InvitationReply Reply { get; init; }

    /// <summary>How many come.</summary>
    public int People { get; init; } = 1;

    /// <summary>What they need.</summary>
    public NeedCounts Needs { get; init; } = new();

    /// <summary>Language (tag) of the interpreters, or null: that of the person.</summary>
    public string? InterpreterLanguage { get; init; }

    /// <summary>What the coach saw that they had said: <see cref="Invitation.Mark"/>; null: whatever they said.</summary>
    public string? Seen { get; init; }

    /// <summary>True when the coach writes down what they said.</summary>
    public bool ByCoach { get; init; }
}

/// <summary>Who is invited to a meeting, who comes, and who waits for a place. Whoever asks for a place waits for the meeting's turn, so that there are never more than its maximum.</summary>
public sealed class InvitationService(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Invites who sits in the group, who belongs to an organisation that is a member of it, and members of whom nobody is known.
    /// Whoever was invited before stays so.
    /// </summary>
    /// <returns>How many are new.</returns>
    /// <exception cref="RuleException">The meeting is not announced, is over or cancelled, or the coach is a guest there.</exception>
    public Task<int> InviteAsync(Guid sessionId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, sessionId, c);
        MustTakePlace(session, Now);
        if (session.Kind == SessionKind.GuestAt || session.State == SessionState.Draft) throw new RuleException("Kondig de bijeenkomst eerst aan.");
        var added = await AddMissingAsync(session, c);
        if (added > 0) db.Publish(new PeopleInvited(session.Id, session.GroupId));
        await db.SaveChangesAsync(c);
        return added;
    }, cancel);

    /// <summary>The same, inside the transaction that announces the meeting.</summary>
    internal async Task<int> AddMissingAsync(Session session, CancellationToken cancel)
    {
        if (session.Kind == SessionKind.GuestAt) return 0;
        var invited = await db.Set<Invitation>().Where(i => i.SessionId == session.Id).Select(i => new { i.PersonId, i.OrganisationId }).ToListAsync(cancel);
        var known = invited.Select(i => i.PersonId ?? i.OrganisationId!.Value).ToHashSet();
        var missing = (await db.PartiesAsync(session.GroupId, BrusselsTime.DayOf(session.StartsAt), cancel)).Where(p => known.Add(p.PersonId ?? p.OrganisationId!.Value)).ToList();
        var now = Now;
        db.AddRange(missing.Select(p => new Invitation { SessionId = session.Id, PersonId = p.PersonId, OrganisationId = p.OrganisationId, InvitedAt = now }));
        return missing.Count;
    }

    /// <summary>Notes an answer; whoever says it again changes it. A place that comes free goes to who waits longest and fits.</summary>
    /// <exception cref="NotFoundException">There is no such invitation.</exception>
    /// <exception cref="RuleException">The meeting is over or cancelled, or the answer cannot be: the field says which.</exception>
    public async Task<Invitation> ReplyAsync(ReplyToInvitation options, CancellationToken cancel = default)
    {
        var sessionId = await db.Set<Invitation>().Where(i => i.Id == options.InvitationId).Select(i => (Guid?)i.SessionId).SingleOrDefaultAsync(cancel)
            ?? throw new NotFoundException("Deze uitnodiging bestaat niet.");
        return await db.WriteAsync(async c =>
        {
            var session = await Locked.SessionAsync(db, sessionId, c);
            MustTakePlace(session, Now);
            var coming = await ComingAsync(session.Id, options.InvitationId, c);
            var invitation = coming.Find(i => i.Id == options.InvitationId) ?? throw new NotFoundException("Deze uitnodiging bestaat niet.");
            if (options.Seen is { } seen && seen != invitation.Mark) throw new ChangedMeanwhileException("Deze mensen antwoordden net zelf, of iemand anders noteerde het.");
            var free = session.Maximum - coming.Where(i => i.IsSeated && i.Id != invitation.Id).Sum(i => i.People);
            invitation.Answer(options.Reply, options.People, options.Needs, free, Now, options.ByCoach ? user.Id : null, options.InterpreterLanguage);
            GiveFreePlaces(session, coming);
            if (options.ByCoach)
            {
                db.Audit("Invitation.Replied", invitation.Id, user.Id, new { invitation.Reply });
                await ToldAsync(invitation, c);
            }

            await db.SaveChangesAsync(c);
            return invitation;
        }, cancel);
    }

    /// <summary>Reminds whoever has not answered for the meeting as it is now, once a day. Who reads no mail comes under what the coach tells.</summary>
    /// <returns>How many are reminded by mail, and how many otherwise.</returns>
    public Task<(int Reminded, int ToCall)> RemindAsync(Guid sessionId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, sessionId, c);
        MustTakePlace(session, Now);
        var today = BrusselsTime.Today(time);
        var silent = await db.Set<Invitation>().AsTracking().Where(i => i.SessionId == sessionId).Where(InvitedParties.IsSilent).ToListAsync(c);
        var readsMail = (await db.WithNames(db.Set<Invitation>().Where(i => i.SessionId == sessionId).Where(InvitedParties.IsSilent)).ToListAsync(c))
            .Where(p => p.GetsMail).Select(p => p.Id).ToHashSet();
        var reminded = silent.Where(i => i.Remind(today)).ToList();
        if (reminded.Count > 0) db.Publish(new InvitationReminderSent(session.Id, session.GroupId, today));
        await db.SaveChangesAsync(c);
        var byMail = reminded.Count(i => readsMail.Contains(i.Id));
        return (byMail, reminded.Count - byMail);
    }, cancel);

    /// <summary>Stops the links of an invitation that are out; who reads mail gets a new one.</summary>
    /// <exception cref="NotFoundException">There is no such invitation to this meeting.</exception>
    /// <exception cref="RuleException">The meeting is over or cancelled.</exception>
    public Task RenewLinkAsync(Guid sessionId, Guid invitationId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, sessionId, c);
        MustTakePlace(session, Now);
        var invitation = await db.Set<Invitation>().AsTracking().SingleOrDefaultAsync(i => i.Id == invitationId && i.SessionId == sessionId, c)
            ?? throw new NotFoundException("Deze uitnodiging bestaat niet.");
        invitation.RenewLink();
        db.Publish(new InvitationLinkRenewed(sessionId, invitationId));
        db.Audit("Invitation.LinkRenewed", invitationId, user.Id);
        await db.SaveChangesAsync(c);
        return invitation;
    }, cancel);

    /// <summary>What people answered was about another moment or place. Part of the transaction that moves the meeting.</summary>
    internal async Task AskAgainAsync(Session session, CancellationToken cancel)
    {
        var answered = await db.Set<Invitation>().AsTracking().Where(i => i.SessionId == session.Id && i.Reply != InvitationReply.None).ToListAsync(cancel);
        answered.ForEach(i => i.AskAgain(Now));
    }

    /// <summary>Gives places that came free because the maximum was raised. Part of the transaction that changes the meeting.</summary>
    /// <exception cref="RuleException">More people have a place than the new maximum.</exception>
    internal async Task FollowMaximumAsync(Session session, CancellationToken cancel)
    {
        var coming = await ComingAsync(session.Id, null, cancel);
        var seated = coming.Where(i => i.IsSeated).Sum(i => i.People);
        if (session.Maximum < seated) throw new RuleException($"Er komen al {seated} mensen. Kies {seated} of meer.", nameof(Session.Maximum));
        GiveFreePlaces(session, coming);
    }

    // Who says to the coach whether they come, heard of the meeting.
    private async Task ToldAsync(Invitation invitation, CancellationToken cancel)
    {
        var open = db.Set<ContactTask>().AsTracking().Where(t => t.SessionId == invitation.SessionId && t.DoneOn == null);
        open = invitation.PersonId is { } person ? open.Where(t => t.PersonId == person) : open.Where(t => t.PersonId == null && t.OrganisationId == invitation.OrganisationId);
        foreach (var task in await open.ToListAsync(cancel)) task.Done(user.Id, BrusselsTime.Today(time));
    }

    private static void MustTakePlace(Session session, DateTime now)
    {
        if (session.State == SessionState.Cancelled) throw new RuleException("Deze bijeenkomst gaat niet door. Je hoeft niets meer te laten weten.");
        if (!session.IsOpen || session.EndsAt <= now) throw new RuleException("Deze bijeenkomst is voorbij. Je kan niets meer laten weten.");
    }

    private void GiveFreePlaces(Session session, List<Invitation> coming)
    {
        var free = session.Maximum - coming.Where(i => i.IsSeated).Sum(i => i.People);
        foreach (var waiting in coming.Where(i => i.IsWaiting).OrderBy(i => i.WaitingSince).ThenBy(i => i.Id).ToList())
        {
            if (free < waiting.People) continue;
            free -= waiting.People;
            waiting.Seat();
            db.Publish(new InvitationSeated(session.Id, waiting.Id));
        }
    }

    private Task<List<Invitation>> ComingAsync(Guid sessionId, Guid? also, CancellationToken cancel)
        => db.Set<Invitation>().AsTracking().Where(i => i.SessionId == sessionId && (i.Reply == InvitationReply.Yes || i.Id == also)).ToListAsync(cancel);
}
