using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GboParticipatie.Security;

/// <summary>Random tokens, of which only the hash is stored.</summary>
public static class Secrets
{
    /// <summary>32 random bytes, as 43 characters that are safe in an address.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of the token. No salt is needed: there is nothing to guess in 256 random bits.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
