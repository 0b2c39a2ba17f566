using GboParticipatie.Time;

namespace GboParticipatie.Data.Outbox;

/// <summary>Until when a stream belongs to who took it up.</summary>
internal static class OutboxLease
{
    /// <summary>
    /// A minute: then another instance takes over what a killed one left. Not so in the file of SQLite where only the day may be known:
    /// what is overwritten there can still be read in the file and beside it, and a minute later is a moment too. There the lease ends
    /// with the day; a process that starts takes back what a killed one left, so nothing waits for that.
    /// </summary>
    public static DateTime Until(DateTime now, bool onlyDay, bool isSqlite)
        => onlyDay && isSqlite ? BrusselsTime.OnlyDay(now).AddDays(2) : now + OutboxStreamRunner.LeaseTime;
}
