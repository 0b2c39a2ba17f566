using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GboParticipatie.Notifications.Models;

/// <summary>
/// The secret address of someone's own calendar feed. Only the hash of its token is stored: who reads the database cannot read along.
/// </summary>
public sealed class CalendarFeed
{
    /// <summary>Whose: one feed a person.</summary>
    public required string UserId { get; init; }

    /// <summary>SHA-256 of the token. No salt is needed: there is nothing to guess in 256 random bits.</summary>
    public required byte[] TokenHash { get; set; }

    /// <summary>When the address was made (UTC).</summary>
    public required DateTime MadeAt { get; set; }

    /// <summary>32 random bytes, as 43 characters that are safe in an address.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
