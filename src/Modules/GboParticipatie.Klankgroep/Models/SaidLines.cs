using System.Text.RegularExpressions;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>What was written down in a meeting, line by line: "één lijn, één punt".</summary>
public static partial class SaidLines
{
    /// <summary>Most lines at once.</summary>
    public const int Most = 50;

    /// <summary>Longest line.</summary>
    public const int Longest = 2000;

    /// <summary>The lines of a text without bullets and numbers before them; empty ones are left out.</summary>
    public static IReadOnlyList<string> Of(string? text)
        => [.. TypedText.Clean(text ?? "").Split('\n').Select(l => Bullet().Replace(l, "").Trim()).Where(l => l.Any(char.IsLetterOrDigit))];

    /// <summary>Who said it, where the line begins with the name of an organisation and a colon: "Buurtwerk: de bus rijdt niet".</summary>
    /// <returns>The organisation, or null; and the line without its name.</returns>
    public static (Guid? Organisation, string Text) WithAuthor(string line, IEnumerable<(Guid Id, string Name)> organisations)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == line.Length - 1) return (null, line);
        var name = line[..colon].Trim();
        foreach (var (id, known) in organisations)
            if (known.Equals(name, StringComparison.CurrentCultureIgnoreCase)) return (id, Capital(line[(colon + 1)..].Trim()));
        return (null, line);
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    // What word processors and people put before a line: -, *, •, 1. or 1), an empty box. "10 uur" and "2.30" stay.
    [GeneratedRegex(@"^\s*([-*+•·▪◦‣–—>☐]+\s*|o\t\s*|[0-9]{1,2}[.)]\s+|\[[ xX]?\]\s*)+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Bullet();
}
