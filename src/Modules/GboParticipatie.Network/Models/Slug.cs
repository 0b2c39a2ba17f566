namespace GboParticipatie.Network.Models;

/// <summary>Short names in addresses: small letters, digits and single hyphens.</summary>
public static class Slug
{
    /// <summary>Longest slug.</summary>
    public const int MaxLength = 80;

    /// <summary>True for a slug such as <c>huis-van-het-kind-bilzen</c>.</summary>
    public static bool IsValid(string? slug)
        => slug is { Length: > 0 and <= MaxLength } && slug.Split('-').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
}
