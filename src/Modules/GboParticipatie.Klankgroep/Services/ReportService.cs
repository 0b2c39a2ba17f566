using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>A correction of what a report says about a point.</summary>
public sealed record CorrectReport
{
    /// <summary>The meeting.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The point.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>What it says from now on (Markdown), or null: nothing.</summary>
    public string? WhatWasSaid { get; init; }

    /// <summary>What it gives as conclusion from now on (Markdown), or null: none.</summary>
    public string? Conclusion { get; init; }

    /// <summary>Why it is corrected: members read this. Not asked while the report is not out.</summary>
    public string? Why { get; init; }

    /// <summary>Mark (<see cref="TypedText.Mark"/>) of the text that the coach began from; null: whatever is there.</summary>
    public string? Seen { get; init; }

    /// <summary>As <see cref="Seen"/>, of the conclusion.</summary>
    public string? SeenConclusion { get; init; }

    /// <summary>True to tell the members who got the report.</summary>
    public bool TellMembers { get; init; }
}

/// <summary>Corrects reports. Of a report that is out, what stood there before stays readable, with the day and why.</summary>
public sealed class ReportService(GboDbContext db, MeetingOutcomes outcomes, TimeProvider time, ICurrentUser user)
{
    /// <summary>
    /// Corrects what the report says about one point. The same text again changes nothing. Until the report is out nobody read it:
    /// then it takes no reason, and what stood there is gone.
    /// </summary>
    /// <exception cref="RuleException">The meeting is not over, the point was not discussed, or there is no reason.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else corrected it since.</exception>
    public Task CorrectAsync(CorrectReport options, CancellationToken cancel = default)
    {
        var text = new SaidText(TypedText.Optional(options.WhatWasSaid, nameof(options.WhatWasSaid)), TypedText.Optional(options.Conclusion, nameof(options.Conclusion)));
        return db.WriteAsync(async c =>
        {
            var session = await Locked.SessionAsync(db, options.SessionId, c);
            if (session.State is not (SessionState.Held or SessionState.Reported)) throw new RuleException("Deze bijeenkomst is nog niet voorbij. Schrijf gewoon verder aan het verslag.");
            var item = await db.PointAsync(options.ItemId, c);
            if (item.Entries.Find(e => e.SessionId == session.Id) is not { Outcome: EntryOutcome.Discussed } entry)
                throw new RuleException("Dit punt is niet besproken in deze bijeenkomst.");
            var before = entry.Said;
            if (before == text) return;
            if (IsOther(options.Seen, before.WhatWasSaid) || IsOther(options.SeenConclusion, before.Conclusion)) throw new ChangedMeanwhileException("Iemand anders verbeterde dit net.");
            if (session.State == SessionState.Reported) Remember(session, item.Id, before, options);
            item.Note(session.Id, text);
            db.Touch(item);
            db.Audit("Session.ReportCorrected", session.Id, user.Id, new { itemId = item.Id });
            await db.SaveChangesAsync(c);
        }, cancel);
    }

    /// <summary>
    /// A point was talked about after all: nobody ticked it when the meeting ended. It leaves the next agenda, to which it went because
    /// of that. A report that is out says that the point was added. Nothing happens when it counts as talked about already.
    /// </summary>
    /// <exception cref="RuleException">The meeting is not over, or a later one came to the point since.</exception>
    public Task AddDiscussedAsync(Guid sessionId, Guid itemId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, sessionId, c);
        if (session.State is not (SessionState.Held or SessionState.Reported)) throw new RuleException("Deze bijeenkomst is nog niet voorbij. Vink het punt aan in het verslag.");
        var item = await db.PointAsync(itemId, c);
        // How far the later meetings are decides.
        await db.Set<Session>().AsTracking().Where(s => s.Entries.Any(e => e.ItemId == itemId)).LoadAsync(c);
        var now = time.GetUtcNow().UtcDateTime;
        var isNew = item.Entries.Find(e => e.SessionId == session.Id)?.Outcome != EntryOutcome.Discussed;
        item.WasDiscussed(session.Id, now);
        db.Touch(item);
        // Who read the report before, sees that it says more now; who brought the point was told that it had to wait.
        if (isNew && session.State == SessionState.Reported)
        {
            db.Add(new ReportCorrection { SessionId = session.Id, ItemId = item.Id, Why = "", At = now, ByUserId = user.Id });
            if (session.GroupId == item.GroupId) await outcomes.TellAsync(item, session.Id, c);
        }

        db.Audit("Session.DiscussedAdded", session.Id, user.Id, new { itemId = item.Id });
        await db.SaveChangesAsync(c);
    }, cancel);

    /// <summary>The corrections of a report by point, the newest first. Show them to who may read the report.</summary>
    public async Task<ILookup<Guid, ReportCorrection>> CorrectionsAsync(Guid sessionId, CancellationToken cancel = default)
        => (await db.Set<ReportCorrection>().AsNoTracking().Where(c => c.SessionId == sessionId).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(cancel)).ToLookup(c => c.ItemId);

    private void Remember(Session session, Guid itemId, SaidText before, CorrectReport options)
    {
        var why = TypedText.Required(options.Why, nameof(options.Why), "Zeg waarom je dit verbetert. De leden lezen dit.", ReportCorrection.WhyLength);
        db.Add(new ReportCorrection { SessionId = session.Id, ItemId = itemId, Before = before.WhatWasSaid, ConclusionBefore = before.Conclusion, Why = why, At = time.GetUtcNow().UtcDateTime, ByUserId = user.Id });
        if (options.TellMembers) db.Publish(new SessionReportCorrected(session.Id, session.GroupId));
    }

    private static bool IsOther(string? seen, string? stored) => seen is not null && seen != TypedText.Mark(stored);
}
