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

    /// <summary>Why it is corrected: members read this.</summary>
    public string? Why { get; init; }

    /// <summary>Mark (<see cref="TypedText.Mark"/>) of the text that the coach began from; null: whatever is there.</summary>
    public string? Seen { get; init; }
}

/// <summary>Corrects reports. What stood there before stays readable, with the day and why.</summary>
public sealed class ReportService(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    /// <summary>Corrects what the report says about one point. The same text again changes nothing.</summary>
    /// <exception cref="RuleException">The meeting is not over, the point was not discussed, or there is no reason.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else corrected it since.</exception>
    public Task CorrectAsync(CorrectReport options, CancellationToken cancel = default)
    {
        var text = TypedText.Optional(options.WhatWasSaid, nameof(options.WhatWasSaid));
        return db.WriteAsync(async c =>
        {
            var session = await Locked.SessionAsync(db, options.SessionId, c);
            if (session.State is not (SessionState.Held or SessionState.Reported)) throw new RuleException("Deze bijeenkomst is nog niet voorbij. Schrijf gewoon verder aan het verslag.");
            var item = await db.PointAsync(options.ItemId, c);
            if (item.Entries.Find(e => e.SessionId == session.Id) is not { Outcome: EntryOutcome.Discussed } entry)
                throw new RuleException("Dit punt is niet besproken in deze bijeenkomst.");
            var before = entry.WhatWasSaid;
            if (before == text) return;
            if (options.Seen is { } seen && seen != TypedText.Mark(before)) throw new ChangedMeanwhileException("Iemand anders verbeterde dit net.");
            var why = TypedText.Required(options.Why, nameof(options.Why), "Zeg waarom je dit verbetert. De leden lezen dit.", ReportCorrection.WhyLength);
            item.Note(session.Id, text);
            db.Touch(item);
            db.Add(new ReportCorrection { SessionId = session.Id, ItemId = item.Id, Before = before, Why = why, At = time.GetUtcNow().UtcDateTime, ByUserId = user.Id });
            db.Audit("Session.ReportCorrected", session.Id, user.Id, new { itemId = item.Id });
            await db.SaveChangesAsync(c);
        }, cancel);
    }

    /// <summary>The corrections of a report by point, the newest first. Show them to who may read the report.</summary>
    public async Task<ILookup<Guid, ReportCorrection>> CorrectionsAsync(Guid sessionId, CancellationToken cancel = default)
        => (await db.Set<ReportCorrection>().AsNoTracking().Where(c => c.SessionId == sessionId).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(cancel)).ToLookup(c => c.ItemId);
}
