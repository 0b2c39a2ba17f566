namespace GboParticipatie.Klankgroep.Models;

public sealed partial class AgendaItem
{
    /// <summary>It came up in a meeting that has begun, and was talked about there: nobody brought it before.</summary>
    internal void CameUpIn(Session session, DateTime now)
    {
        Entries.Add(new AgendaEntry(Id, session.Id, NextTurn, null, now));
        Discuss(session.Id, default, now);
    }

    /// <summary>
    /// It was talked about after all: nobody ticked it when the meeting ended. The agenda on which it came because of that no longer
    /// has it.
    /// </summary>
    /// <exception cref="RuleException">A later meeting talked about it since, or that one has begun.</exception>
    public void WasDiscussed(Guid sessionId, DateTime now)
    {
        var entry = EntryOn(sessionId);
        if (entry.Outcome == EntryOutcome.Discussed) return;
        if (entry.Outcome != EntryOutcome.CarriedOver) throw new RuleException("Dit punt kwam niet op deze bijeenkomst.");
        var later = Entries.Where(e => e.Turn > entry.Turn).ToList();
        if (later.Exists(e => !e.IsPending || e.Session is { State: SessionState.InProgress }))
            throw new RuleException("Een latere bijeenkomst kwam al aan dit punt toe. Schrijf het in dat verslag.");
        foreach (var next in later) Entries.Remove(next);
        Discuss(sessionId, default, now);
    }
}
