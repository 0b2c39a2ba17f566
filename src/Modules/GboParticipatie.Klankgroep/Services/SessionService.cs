using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Meetings, from making to report. What was not talked about goes to the next one by itself.</summary>
public sealed class SessionService(GboDbContext db, InvitationService invitations, TimeProvider time, ICurrentUser user)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The meeting with its group's id, or null.</summary>
    public Task<Session?> FindAsync(Guid id, CancellationToken cancel = default)
        => db.Set<Session>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel);

    /// <summary>The group's next meeting, on whose agenda a point sent now would stand; or null: it waits.</summary>
    public Task<Session?> NextAsync(Guid groupId, CancellationToken cancel = default)
        => Coming().Where(s => s.GroupId == groupId).OrderBy(s => s.StartsAt).FirstOrDefaultAsync(cancel);

    /// <summary>Of these groups, those whose next meeting is announced and about cases: who brings a point there is told not to name anyone.</summary>
    public async Task<IReadOnlySet<Guid>> AboutCasesNextAsync(IReadOnlyCollection<Guid> groups, CancellationToken cancel = default)
    {
        var coming = await Coming().Where(s => groups.Contains(s.GroupId)).OrderBy(s => s.StartsAt).Select(s => new { s.GroupId, s.Kind, s.State }).ToListAsync(cancel);
        return coming.DistinctBy(s => s.GroupId).Where(s => s is { Kind: SessionKind.CaseConsultation, State: not SessionState.Draft }).Select(s => s.GroupId).ToHashSet();
    }

    /// <summary>Makes a meeting, in the making. If it is the next one, the points that wait for one come on its agenda.</summary>
    /// <exception cref="RuleException">The group has ended, or something is missing or impossible.</exception>
    public Task<Session> CreateAsync(CreateSession options, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var group = await Locked.GroupForSessionAsync(db, options.GroupId, c);
        // The same form sent twice is one meeting; who was second waited for the group.
        if (options.Id is { } key && await db.Set<Session>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == key, c) is { } sent) return sent;
        var session = new Session(group.Id, options.Details, Now, options.Id);
        if (!group.ExistsOn(BrusselsTime.DayOf(session.StartsAt)))
            throw new RuleException($"{group.Name} bestaat dan niet meer. Kies een andere groep of dag.", nameof(CreateSession.GroupId));
        db.Add(session);
        db.Audit("Session.Created", session.Id, user.Id);
        await TakeWaitingAsync(session, c);
        await db.SaveChangesAsync(c);
        return session;
    }, cancel);

    /// <summary>
    /// Changes a meeting. Who was invited hears of another time, place or title; a higher maximum gives places to who waits; on
    /// another day it may be the next one, and takes the points that wait.
    /// </summary>
    /// <exception cref="RuleException">It is over or cancelled, something is missing or impossible, or more people come than the new maximum.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task<Session> ChangeAsync(ChangeSession options, CancellationToken cancel = default) => ActAsync(options.SessionId, options.Version, "Changed", async (session, c) =>
    {
        var kind = session.Kind;
        var (wasAnnounced, maximum) = (session.State is SessionState.Announced or SessionState.AgendaSent, session.Maximum);
        var before = new SessionBefore(session.Title, session.StartsAt, session.EndsAt, session.Place);
        // Nobody can still come to what is over.
        if (session.Change(options.Details, Now) && wasAnnounced && session.EndsAt > Now)
        {
            var isMoved = (before.StartsAt, before.EndsAt, before.Place) != (session.StartsAt, session.EndsAt, session.Place);
            if (isMoved) await invitations.AskAgainAsync(session, c);
            db.Publish(new SessionChanged(session.Id, session.GroupId, isMoved) { Before = before });
        }

        if (kind != session.Kind && !session.IsOfGroup && await db.Set<AgendaEntry>().AnyAsync(e => e.SessionId == session.Id && e.Outcome == EntryOutcome.None, c))
            throw new RuleException("Er staan al punten op de agenda. Maak voor een bezoek als gast een andere bijeenkomst.", nameof(Session.Kind));
        if (session.Maximum != maximum) await invitations.FollowMaximumAsync(session, c);
        if ((before.StartsAt, before.EndsAt, kind) == (session.StartsAt, session.EndsAt, session.Kind)) return;
        await db.SaveChangesAsync(c);
        await TakeWaitingAsync(session, c);
    }, cancel, waitsForPoints: true);

    /// <summary>Puts the meeting on the site and invites the members.</summary>
    public Task<Session> AnnounceAsync(Guid sessionId, int? version = null, CancellationToken cancel = default) => ActAsync(sessionId, version, "Announced", async (session, c) =>
    {
        session.Announce(Now);
        await invitations.AddMissingAsync(session, c);
        db.Publish(new SessionAnnounced(session.Id, session.GroupId));
    }, cancel, SessionState.Announced);

    /// <summary>Sends the agenda to who is invited and did not say no. Points still come in.</summary>
    public Task<Session> SendAgendaAsync(Guid sessionId, int? version = null, CancellationToken cancel = default) => ActAsync(sessionId, version, "AgendaSent", session =>
    {
        session.SendAgenda();
        db.Publish(new SessionAgendaSent(session.Id, session.GroupId));
    }, SessionState.AgendaSent, cancel);

    /// <summary>The meeting begins.</summary>
    public Task<Session> StartAsync(Guid sessionId, int? version = null, CancellationToken cancel = default)
        => ActAsync(sessionId, version, "Started", session => session.Start(), SessionState.InProgress, cancel);

    /// <summary>
    /// Keeps a report that is half written: all that was typed, or nothing when some of it cannot be kept. What another coach wrote
    /// meanwhile stays.
    /// </summary>
    /// <exception cref="RuleException">The meeting is over, or a text is too long or gives someone away; the field is WhatWasSaid[id] or Conclusion[id].</exception>
    public Task KeepNotesAsync(Guid sessionId, IReadOnlyCollection<DiscussedPoint> notes, CancellationToken cancel = default)
    {
        var texts = notes.ToDictionary(n => n.ItemId, n => (Note: n, Text: n.Typed()));
        return db.WriteAsync(async c =>
        {
            var session = await Locked.SessionAsync(db, sessionId, c);
            if (!session.IsOpen) throw new RuleException("Deze bijeenkomst is voorbij. Je notities zijn het verslag.");
            foreach (var item in await PendingAsync(session, c))
                if (texts.TryGetValue(item.Id, out var typed)) item.Note(sessionId, typed.Note.Together(typed.Text, EntryOf(item, sessionId).Said));
            await db.SaveChangesAsync(c);
        }, cancel);
    }

    /// <summary>
    /// The meeting is over. What was talked about is "besproken"; the rest goes to the group's next meeting, on top, or waits for
    /// one to be made.
    /// </summary>
    /// <exception cref="RuleException">It has not begun, or is over or cancelled already.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task<Session> HoldAsync(HoldSession options, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var now = Now;
        var session = await Locked.SessionAsync(db, options.SessionId, c);
        session.MustBeVersion(options.Version);
        session.Hold(now);
        var discussed = options.Discussed.ToDictionary(d => d.ItemId, d => (Note: d, Text: d.Typed()));
        var left = new List<AgendaItem>();
        foreach (var item in await PendingAsync(session, c))
        {
            db.Touch(item);
            if (discussed.TryGetValue(item.Id, out var typed)) item.Discuss(session.Id, typed.Note.Together(typed.Text, EntryOf(item, session.Id).Said), now);
            else if (item.CarryOver(session.Id)) left.Add(item);
        }

        await MoveToNextAsync(left, session, now, c);
        db.Publish(new SessionHeld(session.Id, session.GroupId));
        db.Audit("Session.Held", session.Id, user.Id, new { discussed = discussed.Count, carriedOver = left.Count });
        await db.SaveChangesAsync(c);
        return session;
    }, cancel);

    /// <summary>The report is there for the members.</summary>
    public Task<Session> ReportAsync(Guid sessionId, int? version = null, CancellationToken cancel = default) => ActAsync(sessionId, version, "Reported", session =>
    {
        session.Report(Now);
        db.Publish(new SessionReported(session.Id, session.GroupId));
    }, SessionState.Reported, cancel);

    /// <summary>The meeting does not take place; everyone invited gets the reason. Its points go to the next one, or wait.</summary>
    /// <exception cref="RuleException">It is over, or there is no reason.</exception>
    public Task<Session> CancelAsync(Guid sessionId, string reason, int? version = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, sessionId, c);
        if (IsDone(session, version, SessionState.Cancelled) && session.CancelReason == TypedText.Clean(reason)) return session;
        session.MustBeVersion(version);
        var wasPublic = session.IsPublic;
        session.Cancel(reason, Now);
        var left = new List<AgendaItem>();
        foreach (var item in await PendingAsync(session, c))
        {
            db.Touch(item);
            if (item.LeaveCancelled(session.Id)) left.Add(item);
        }

        await MoveToNextAsync(left, session, Now, c);
        if (wasPublic) db.Publish(new SessionCancelled(session.Id, session.GroupId));
        db.Audit("Session.Cancelled", session.Id, user.Id);
        await db.SaveChangesAsync(c);
        return session;
    }, cancel);

    // Meetings of groups that still take points.
    private IQueryable<Session> Coming()
    {
        var now = Now;
        var today = BrusselsTime.StartOfDay(BrusselsTime.DayOf(now));
        return db.Set<Session>().AsNoTracking().Where(s => s.Kind != SessionKind.GuestAt && Session.OpenStates.Contains(s.State)
            && (s.EndsAt > now || (s.State == SessionState.InProgress && s.StartsAt >= today)));
    }

    private Task<Session> ActAsync(Guid id, int? version, string what, Action<Session> act, SessionState leadsTo, CancellationToken cancel)
        => ActAsync(id, version, what, (session, _) =>
        {
            act(session);
            return Task.CompletedTask;
        }, cancel, leadsTo);

    private Task<Session> ActAsync(
        Guid id, int? version, string what, Func<Session, CancellationToken, Task> act, CancellationToken cancel, SessionState? leadsTo = null, bool waitsForPoints = false) => db.WriteAsync(async c =>
    {
        // The group before the meeting, as whoever brings a point does.
        if (waitsForPoints && await db.Set<Session>().Where(s => s.Id == id).Select(s => (Guid?)s.GroupId).SingleOrDefaultAsync(c) is { } group) await Locked.GroupForSessionAsync(db, group, c);
        var session = await Locked.SessionAsync(db, id, c);
        if (leadsTo is { } state && IsDone(session, version, state)) return session;
        session.MustBeVersion(version);
        await act(session, c);
        db.Audit($"Session.{what}", session.Id, user.Id);
        await db.SaveChangesAsync(c);
        return session;
    }, cancel);

    // A second click, or a colleague in the same minute: what is asked is so already.
    private static bool IsDone(Session session, int? version, SessionState leadsTo) => version is not null && session.Version != version && session.State == leadsTo;

    // In the order of the agenda, so that they keep it on the next one.
    private async Task<List<AgendaItem>> PendingAsync(Session session, CancellationToken cancel)
    {
        var items = await db.Whole().Where(i => i.Entries.Any(e => e.SessionId == session.Id && e.Outcome == EntryOutcome.None)).ToListAsync(cancel);
        return [.. items.OrderBy(i => EntryOf(i, session.Id).Order).ThenBy(i => EntryOf(i, session.Id).AddedAt).ThenBy(i => i.Id)];
    }

    private static AgendaEntry EntryOf(AgendaItem item, Guid sessionId) => item.Entries.Find(e => e.SessionId == sessionId)!;

    private async Task MoveToNextAsync(List<AgendaItem> items, Session from, DateTime now, CancellationToken cancel)
    {
        if (items.Count == 0) return;
        // The session that is left must not be found as the next one.
        await db.SaveChangesAsync(cancel);
        if (await Locked.NextSessionAsync(db, from.GroupId, now, null, cancel) is { } next) Put(items, next, now);
    }

    // The points that wait for a meeting come on this one, when it is the next.
    private async Task TakeWaitingAsync(Session session, CancellationToken cancel)
    {
        var now = Now;
        if (session.EndsAt <= now || !session.IsOfGroup) return;
        var earlier = await Locked.NextSessionAsync(db, session.GroupId, now, null, cancel);
        if (earlier is not null && earlier.StartsAt <= session.StartsAt && earlier.Id != session.Id)
        {
            // Points waiting although there is a meeting were put off until after it, or came back after it had talked about them.
            await TakeAsync(i => i.ParkedUntil != null || i.ReopenedAt != null);
            return;
        }

        await TakeAsync(i => true);

        async Task TakeAsync(System.Linq.Expressions.Expression<Func<AgendaItem, bool>> which)
        {
            var day = BrusselsTime.DayOf(session.StartsAt);
            var waiting = await db.Whole().Where(AgendaItemService.Waiting(session.GroupId))
                .Where(i => i.ParkedUntil == null || i.ParkedUntil <= day).Where(which)
                .OrderBy(i => i.ReceivedAt).ToListAsync(cancel);
            Put(waiting, session, now);
        }
    }

    private void Put(List<AgendaItem> items, Session session, DateTime now)
    {
        var carried = new List<AgendaEntry>();
        foreach (var item in items.Where(i => !i.Entries.Exists(e => e.SessionId == session.Id)))
        {
            db.Touch(item);
            if (item.PutOnAgenda(session, now) is { CarriedFromSessionId: not null } entry) carried.Add(entry);
        }

        for (var i = 0; i < carried.Count; i++) carried[i].MoveTo(AgendaEntry.OnTop - carried.Count + i);
    }
}
