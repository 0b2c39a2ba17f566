using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GboParticipatie.Links;

namespace GboParticipatie.Web.Users.Links;

/// <summary>
/// Signed links as short tokens: version and record, the recipient when there is one, then 16 bytes of HMAC-SHA256 over the
/// purpose and all of that. 48 or 70 characters.
/// </summary>
public sealed class SignedLinks(LinkSecret secret) : ISignedLinks
{
    private const int HeadLength = 4 + 16;
    private const int FullLength = HeadLength + 16;
    private const int MacLength = 16;

    /// <inheritdoc />
    public string Create(string purpose, SignedLink link)
    {
        if (link.Version < 0) throw new ArgumentException("The version of a link is not negative.", nameof(link));
        Span<byte> said = stackalloc byte[link.Recipient == Guid.Empty ? HeadLength : FullLength];
        BinaryPrimitives.WriteInt32BigEndian(said, link.Version);
        link.Record.TryWriteBytes(said[4..]);
        if (said.Length == FullLength) link.Recipient.TryWriteBytes(said[HeadLength..]);
        return Base64Url.EncodeToString([.. said, .. Sign(purpose, said)]);
    }

    /// <inheritdoc />
    public SignedLink? Read(string purpose, string? token)
    {
        if (Decode(token) is not { } bytes) return null;
        var said = bytes.AsSpan(0, bytes.Length - MacLength);
        if (!CryptographicOperations.FixedTimeEquals(Sign(purpose, said), bytes.AsSpan(said.Length))) return null;
        var recipient = said.Length == FullLength ? new Guid(said[HeadLength..]) : Guid.Empty;
        return new SignedLink(new Guid(said[4..HeadLength]), recipient, BinaryPrimitives.ReadInt32BigEndian(said));
    }

    private static byte[]? Decode(string? token)
    {
        if (token is null || token.Length > 100 || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length is not (HeadLength + MacLength) and not (FullLength + MacLength)) return null;
        // One link has one spelling: no padding, spaces or loose bits at the end.
        return Base64Url.EncodeToString(bytes) == token ? bytes : null;
    }

    private byte[] Sign(string purpose, ReadOnlySpan<byte> said)
    {
        var name = Encoding.UTF8.GetBytes(purpose);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, name.Length);
        return HMACSHA256.HashData(secret.Value, (byte[])[.. length, .. name, .. said])[..MacLength];
    }
}
