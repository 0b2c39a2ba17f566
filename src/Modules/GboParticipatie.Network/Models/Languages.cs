namespace GboParticipatie.Network.Models;

/// <summary>Languages that people of the region read, with their Dutch names. Others can be written as a language tag.</summary>
public static class Languages
{
    /// <summary>The language of a person unless something else is known.</summary>
    public const string Dutch = "nl";

    /// <summary>Longest language tag.</summary>
    public const int TagLength = 20;

    /// <summary>Tag and name, Dutch first.</summary>
    public static IReadOnlyList<(string Tag, string Name)> Common { get; } =
    [
        (Dutch, "Nederlands"), ("fr", "Frans"), ("en", "Engels"), ("de", "Duits"), ("sq", "Albanees"), ("ar", "Arabisch"), ("ber", "Berbers"), ("bg", "Bulgaars"), ("fa", "Farsi of Dari"), ("it", "Italiaans"),
        ("ckb", "Koerdisch"), ("uk", "Oekraïens"), ("ps", "Pasjtoe"), ("pl", "Pools"), ("pt", "Portugees"), ("ro", "Roemeens"), ("ru", "Russisch"), ("so", "Somalisch"),
        ("es", "Spaans"), ("ti", "Tigrinya"), ("tr", "Turks"), ("vgt", "Vlaamse Gebarentaal"),
    ];

    /// <summary>"Nederlands"; a tag without a Dutch name as it is.</summary>
    public static string NameOf(string tag) => Common.FirstOrDefault(l => l.Tag == tag).Name ?? tag;

    /// <summary>The tag of what someone wrote: a tag or a Dutch name; unknown text as it is.</summary>
    public static string TagOf(string text)
    {
        var search = SearchText.Of(text);
        return Common.FirstOrDefault(l => SearchText.Of(l.Name) == search).Tag ?? text.Trim().ToLowerInvariant();
    }

    /// <summary>True for a language tag such as <c>nl</c> or <c>pt-br</c>.</summary>
    public static bool IsTag(string tag)
        => tag.Length is >= 2 and <= TagLength && tag.Split('-') is var parts && parts[0].Length is 2 or 3 && parts.All(p => p.Length is > 0 and <= 8 && p.All(char.IsAsciiLetterOrDigit));
}
