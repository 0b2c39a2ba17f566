namespace GboParticipatie.Network.Models;

/// <summary>Short names in addresses: small letters, digits and single hyphens.</summary>
public static class Slug
{
    /// <summary>Longest slug.</summary>
    public const int MaxLength = 80;

    /// <summary>The slug of a name: "Huis van het Kind (Bilzen)" becomes <c>huis-van-het-kind-bilzen</c>. Never empty.</summary>
    public static string From(string name)
    {
        var letters = SearchText.Of(name).ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : ' ');
        var slug = string.Join('-', new string([.. letters]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length == 0 ? "zonder-naam" : slug[..Math.Min(slug.Length, MaxLength - 10)].TrimEnd('-');
    }

    /// <summary>The slug itself, or with a number behind it when it is taken.</summary>
    public static string Free(string slug, Func<string, bool> isTaken)
    {
        var free = slug;
        for (var number = 2; isTaken(free); number++) free = $"{slug}-{number}";
        return free;
    }

    /// <summary>True for a slug such as <c>huis-van-het-kind-bilzen</c>.</summary>
    public static bool IsValid(string? slug)
        => slug is { Length: > 0 and <= MaxLength } && slug.Split('-').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
}
