namespace GboParticipatie.Klankgroep.Models;

public sealed partial class AgendaItem
{
    /// <summary>It came up in a meeting that has begun, and was talked about there: nobody brought it before.</summary>
    internal void CameUpIn(Session session, DateTime now)
    {
        Entries.Add(new AgendaEntry(Id, session.Id, Entries.Count + 1, null, now));
        Discuss(session.Id, null, now);
    }
}
