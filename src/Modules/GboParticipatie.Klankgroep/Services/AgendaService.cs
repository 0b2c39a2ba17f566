using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>A point's place on an agenda, as the coach wants it.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="Minutes">Minutes planned, or null.</param>
/// <param name="WorkAgenda">Work agenda of the group, or null.</param>
public sealed record AgendaPlace(Guid ItemId, int? Minutes, string? WorkAgenda = null);

/// <summary>The agenda in a new order.</summary>
/// <param name="SessionId">Whose agenda.</param>
/// <param name="Version">The version of the meeting that the coach saw.</param>
/// <param name="Places">The points in order. Points that came in meanwhile are not in it: they stay, at the end.</param>
public sealed record ArrangeAgenda(Guid SessionId, int Version, IReadOnlyList<AgendaPlace> Places);

/// <summary>One line of an agenda as someone may read it.</summary>
public sealed record AgendaLine
{
    /// <summary>The point.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What people run into.</summary>
    public required string Description { get; init; }

    /// <summary>What would help, or null.</summary>
    public string? Remedy { get; init; }

    /// <summary>The name that others read with it.</summary>
    public required string AuthorShown { get; init; }

    /// <summary>For how many people, or null.</summary>
    public HeardFrom? HeardFrom { get; init; }

    /// <summary>Key of a life domain, or null.</summary>
    public string? LifeDomain { get; init; }

    /// <summary>Minutes planned, or null.</summary>
    public int? Minutes { get; init; }

    /// <summary>Work agenda, or null.</summary>
    public string? WorkAgenda { get; init; }

    /// <summary>What became of it here.</summary>
    public EntryOutcome Outcome { get; init; }

    /// <summary>What was said, or null.</summary>
    public string? WhatWasSaid { get; init; }

    /// <summary>What was concluded, or null.</summary>
    public string? Conclusion { get; init; }

    /// <summary>True: "Van vorige keer".</summary>
    public bool IsCarriedOver { get; init; }

    /// <summary>False: "niet bevestigd".</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>How far the point is.</summary>
    public AgendaItemStatus Status { get; init; }

    /// <summary>True when it waits for this meeting and got its answer already.</summary>
    public bool IsAnswered => Outcome == EntryOutcome.None && Status is (AgendaItemStatus.Answered or AgendaItemStatus.Closed);

    /// <summary>True for a point that only the coach may read: this line has the text that its author agreed with, and nothing else.</summary>
    public bool IsNeutralText { get; init; }

    /// <summary>How many points about the same stand together with it.</summary>
    public int TogetherWith { get; init; }

    /// <summary>Version of the point.</summary>
    public int Version { get; init; }

    /// <summary>", samen met 2 andere punten", or empty.</summary>
    public string Together(IStringLocalizer S) => TogetherWith > 0 ? $", {StatusWords.Together(TogetherWith, S)}" : "";
}

/// <summary>A point that waits for a meeting.</summary>
/// <param name="Id">Key.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
public sealed record WaitingPoint(Guid Id, string Reference, string Title);

/// <summary>The agenda of a meeting. Two coaches who change one at once lose nothing.</summary>
public sealed class AgendaService(GboDbContext db, TimeProvider time, ICurrentUser user, IStringLocalizer<Startup> S)
{
    private const int MostWaiting = 50;

    /// <summary>The agenda in order, as far as the viewer may read it: one query. Points that left it (parked, declined, withdrawn) are left out.</summary>
    public async Task<IReadOnlyList<AgendaLine>> ReadAsync(Guid sessionId, Viewer viewer, CancellationToken cancel = default)
    {
        var lines = from item in AgendaItemAccess.OnAgendas(db, viewer)
                    from entry in item.Entries.Where(e => e.SessionId == sessionId)
                    where entry.Outcome == EntryOutcome.None || entry.Outcome == EntryOutcome.Discussed
                        || entry.Outcome == EntryOutcome.CarriedOver || entry.Outcome == EntryOutcome.AnsweredBefore
                    orderby entry.Order, entry.AddedAt, item.Reference
                    select new
                    {
                        item.Id,
                        item.Reference,
                        item.Title,
                        item.Description,
                        item.Remedy,
                        item.Visibility,
                        item.HeardFrom,
                        item.LifeDomain,
                        item.IsConfirmed,
                        item.Status,
                        item.TogetherWith,
                        item.Version,
                        item.AuthorOrganisationName,
                        Organisation = db.Set<Organisation>().Where(o => o.Id == item.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
                        entry.Minutes,
                        entry.WorkAgenda,
                        entry.Outcome,
                        entry.WhatWasSaid,
                        entry.Conclusion,
                        entry.CarriedFromSessionId,
                        Neutral = item.Visibility != Visibility.CoachOnly ? null : db.Set<NeutralText>().Where(n => n.ItemId == item.Id && n.AgreedAt != null).Select(n => n.Text).FirstOrDefault(),
                    };
        return [.. (await lines.ToListAsync(cancel)).Select(l => new AgendaLine
        {
            ItemId = l.Id, Reference = l.Reference, Title = l.Neutral is { } text ? TypedText.TitleFrom(text) : l.Title,
            Description = l.Neutral ?? l.Description, Remedy = l.Neutral is null ? l.Remedy : null, IsNeutralText = l.Neutral is not null,
            AuthorShown = AgendaItemAccess.NameShown(l.Visibility, l.Organisation, l.AuthorOrganisationName, l.IsConfirmed, S),
            HeardFrom = l.Neutral is null ? l.HeardFrom : null, LifeDomain = l.Neutral is null ? l.LifeDomain : null, Minutes = l.Minutes, WorkAgenda = l.WorkAgenda, Outcome = l.Outcome,
            WhatWasSaid = l.WhatWasSaid, Conclusion = l.Conclusion, IsCarriedOver = l.CarriedFromSessionId is not null, IsConfirmed = l.IsConfirmed || l.Neutral is not null,
            Status = l.Status, TogetherWith = l.TogetherWith, Version = l.Version,
        })];
    }

    /// <summary>The first points that wait for a meeting of its group, as an agenda would show them: they are about to stand on one.</summary>
    public async Task<IReadOnlyList<WaitingPoint>> WaitingAsync(Session session, Viewer viewer, CancellationToken cancel = default)
    {
        var waiting = await AgendaItemAccess.OnAgendas(db, viewer).Where(AgendaItemService.Waiting(session.GroupId)).Where(i => !i.Entries.Any(e => e.SessionId == session.Id))
            .OrderBy(i => i.DueOn).ThenBy(i => i.Reference).Take(MostWaiting)
            .Select(i => new { i.Id, i.Reference, i.Title, Neutral = i.Visibility != Visibility.CoachOnly ? null : db.Set<NeutralText>().Where(n => n.ItemId == i.Id && n.AgreedAt != null).Select(n => n.Text).FirstOrDefault() })
            .ToListAsync(cancel);
        return [.. waiting.Select(w => new WaitingPoint(w.Id, w.Reference, w.Neutral is { } text ? TypedText.TitleFrom(text) : w.Title))];
    }

    /// <summary>Puts the agenda in another order and plans minutes.</summary>
    /// <exception cref="ChangedMeanwhileException">Another coach ordered it since; nothing is saved, and nothing typed is lost.</exception>
    /// <exception cref="RuleException">The meeting is over, the minutes are impossible, or the group has no such work agenda; the field is that of the place.</exception>
    public Task<Session> ArrangeAsync(ArrangeAgenda options, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, options.SessionId, c);
        session.MustBeVersion(options.Version);
        session.TouchAgenda(time.GetUtcNow().UtcDateTime);
        db.Touch(session);
        var entries = await db.Set<AgendaEntry>().AsTracking().Where(e => e.SessionId == session.Id && e.Outcome == EntryOutcome.None).ToDictionaryAsync(e => e.ItemId, c);
        var known = (await db.Set<Group>().AsNoTracking().SingleAsync(g => g.Id == session.GroupId, c)).WorkAgendas;
        foreach (var (order, place) in options.Places.Index())
        {
            // A point that its author withdrew meanwhile is no longer there.
            if (!entries.TryGetValue(place.ItemId, out var entry)) continue;
            var label = string.IsNullOrWhiteSpace(place.WorkAgenda) ? null : place.WorkAgenda;
            // One that the group no longer has may stay where it was chosen before.
            if (label is not null && label != entry.WorkAgenda && !known.Contains(label))
                throw new RuleException("Kies een werkagenda uit de lijst van deze groep.", $"Places[{order}].{nameof(place.WorkAgenda)}");
            if (place.Minutes is < 0 or > AgendaEntry.MostMinutes) throw new RuleException(AgendaEntry.ImpossibleMinutes, $"Places[{order}].{nameof(place.Minutes)}");
            entry.Place(order + 1, place.Minutes, label);
        }

        db.Audit("Session.AgendaArranged", session.Id, user.Id);
        await db.SaveChangesAsync(c);
        return session;
    }, cancel);

    /// <summary>
    /// Puts a point on the agenda of a chosen meeting: one that waits, was put off, or that came from elsewhere. A point that waits on
    /// another agenda of the same group moves.
    /// </summary>
    /// <exception cref="RuleException">The meeting is over, or the point cannot stand on it.</exception>
    public Task AddAsync(Guid sessionId, Guid itemId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, sessionId, c);
        var item = await db.PointAsync(itemId, c);
        var agreed = item.Visibility == Visibility.CoachOnly && await NeutralTextService.IsAgreedAsync(db, item.Id, c);
        var waitsOn = item.Entries.Where(e => e.IsPending && e.SessionId != sessionId).Select(e => e.SessionId).ToList();
        var left = waitsOn.Count == 0 ? [] : await db.Set<Session>().Where(s => waitsOn.Contains(s.Id) && s.GroupId == session.GroupId).Select(s => s.Id).ToListAsync(c);
        item.PutOnAgenda(session, time.GetUtcNow().UtcDateTime, agreed);
        item.LeaveAgendasOf(left);
        db.Touch(item);
        db.Audit("AgendaItem.PutOnAgenda", item.Id, user.Id, new { sessionId });
        await db.SaveChangesAsync(c);
    }, cancel);
}
