namespace GboParticipatie.Links;

/// <summary>What a signed link says.</summary>
/// <param name="Record">The record it opens.</param>
/// <param name="Recipient">Who got it; <see cref="Guid.Empty"/> when it is nobody in particular.</param>
/// <param name="Version">Version of the link; the record keeps the current one and refuses older ones.</param>
public sealed record SignedLink(Guid Record, Guid Recipient, int Version);

/// <summary>
/// Links that are mailed again and again (follow, answer, RSVP): an HMAC-SHA256 over purpose, record, recipient and version
/// with a secret of their own. Nothing is stored; raising the version revokes. GET shows, POST acts.
/// </summary>
public interface ISignedLinks
{
    /// <summary>A URL-safe token for the link.</summary>
    string Create(string purpose, SignedLink link);

    /// <summary>What the token says, or null when it is not ours or is for another purpose. The caller compares the version.</summary>
    SignedLink? Read(string purpose, string? token);
}
