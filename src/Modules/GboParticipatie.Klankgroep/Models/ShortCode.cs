using System.Security.Cryptography;
using System.Text;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>
/// Six characters that open one point for who has no account. They can be read from paper and said by telephone: no 0 and O,
/// no 1, I and L, no vowels that make words.
/// </summary>
public static class ShortCode
{
    /// <summary>Number of characters.</summary>
    public const int Length = 6;

    /// <summary>The characters that occur.</summary>
    public const string Alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The code as it is stored, from what someone typed: without spaces and hyphens, in capitals.</summary>
    public static string Normalize(string? typed)
        => string.Concat((typed ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>True when what was typed is the code; takes as long whether it is nearly right or quite wrong.</summary>
    public static bool Matches(string code, string? typed)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(Normalize(typed)));
}
