namespace GboParticipatie.Notifications.Models;

/// <summary>
/// The secret address of someone's own calendar feed. Only the hash of its token is stored: who reads the database cannot read along.
/// </summary>
public sealed class CalendarFeed
{
    /// <summary>Whose: one feed a person.</summary>
    public required string UserId { get; init; }

    /// <summary>What is kept of its token: see <see cref="Security.Secrets.Hash"/>.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>When the address was made (UTC).</summary>
    public required DateTime MadeAt { get; set; }
}
