using GboParticipatie.Time;

namespace GboParticipatie.Data.Outbox;

/// <summary>Until when a stream belongs to who took it up: then another instance takes over what a killed one left.</summary>
/// <param name="length">How long: longer than any delivery takes. It is renewed before each delivery and with each handler.</param>
public sealed class OutboxLease(TimeSpan length)
{
    /// <summary>
    /// As long as a lease is. Not so in the file of SQLite where only the day may be known: what is overwritten there can still be
    /// read in the file and beside it, and a minute later is a moment too. There the lease ends with the day; a process that starts
    /// takes back what a killed one left, so nothing waits for that.
    /// </summary>
    internal DateTime Until(DateTime now, bool onlyDay, bool isSqlite) => onlyDay && isSqlite ? BrusselsTime.OnlyDay(now).AddDays(2) : now + length;
}
