using System.Globalization;
using System.Text;

namespace GboParticipatie.Klankgroep.Search;

/// <summary>A piece of an excerpt.</summary>
/// <param name="Text">Text.</param>
/// <param name="IsHit">True for a word that was searched for.</param>
public sealed record Excerpt(string Text, bool IsHit);

/// <summary>
/// What someone looks for: all of the words, each in any of its Dutch forms and as the beginning of a longer word, so that
/// "wachttijden" finds "wachttijd" and "huis" finds "huizen" and "huisvesting". The same forms on both databases.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>Longest text that is looked at; what comes after it does not count.</summary>
    public const int MaxLength = 200;

    private const int MostWords = 8;

    private static readonly IReadOnlySet<string> TooCommon = new HashSet<string>(
        "de het een en of in op te van voor met aan bij dat die dit is er niet ik je we ze om als naar ook maar dan nog wel over door".Split(' '), StringComparer.Ordinal);

    private readonly IReadOnlyList<IReadOnlyList<string>> _words;

    private SearchQuery(IReadOnlyList<IReadOnlyList<string>> words) => _words = words;

    /// <summary>What is looked for, or null when nothing that can be found was typed.</summary>
    public static SearchQuery? Parse(string? typed)
    {
        var words = Words(typed ?? "").Distinct(StringComparer.Ordinal).ToList();
        var telling = words.Where(w => !TooCommon.Contains(w)).ToList();
        return telling.Count == 0 ? null : new SearchQuery([.. telling.Take(MostWords).Select(Forms)]);
    }

    /// <summary>As FTS5 of SQLite asks for it (https://www.sqlite.org/fts5.html#full_text_query_syntax).</summary>
    public string ForSqlite() => string.Join(" AND ", _words.Select(forms => $"({string.Join(" OR ", forms.Select(f => f.Length < 3 ? $"\"{f}\"" : $"\"{f}\"*"))})"));

    /// <summary>As <c>to_tsquery</c> of PostgreSQL asks for it.</summary>
    public string ForPostgres() => string.Join(" & ", _words.Select(forms => $"({string.Join(" | ", forms.Select(f => f.Length < 3 ? f : $"{f}:*"))})"));

    /// <summary>The part of a text around the first word that was found, in pieces.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="length">About how many characters.</param>
    public IReadOnlyList<Excerpt> In(string text, int length = 220)
    {
        var hits = Hits(text).ToList();
        var from = hits.Count == 0 || hits[0].Start < length / 2 ? 0 : WordStart(text, hits[0].Start - (length / 3));
        var to = text.Length - from <= length ? text.Length : WordStart(text, from + length);
        var pieces = new List<Excerpt>();
        var at = from;
        if (from > 0) pieces.Add(new Excerpt("… ", IsHit: false));
        foreach (var (start, end) in hits.Where(h => h.Start >= from && h.End <= to))
        {
            if (start > at) pieces.Add(new Excerpt(text[at..start], IsHit: false));
            pieces.Add(new Excerpt(text[start..end], IsHit: true));
            at = end;
        }

        if (to > at) pieces.Add(new Excerpt(text[at..to], IsHit: false));
        if (to < text.Length) pieces.Add(new Excerpt("…", IsHit: false));
        return pieces;
    }

    // In order, whole words of the text that begin with a form.
    private IEnumerable<(int Start, int End)> Hits(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || CharUnicodeInfo.GetUnicodeCategory(text[end]) == UnicodeCategory.NonSpacingMark)) end++;
            var word = Folded(text[i..end]);
            if (_words.Any(forms => forms.Any(f => f.Length < 3 ? word == f : word.StartsWith(f, StringComparison.Ordinal)))) yield return (i, end);
            i = end;
        }
    }

    private static int WordStart(string text, int near)
    {
        var gap = text.LastIndexOf(' ', Math.Clamp(near, 0, text.Length - 1));
        return gap < near - 30 ? near : gap + 1;
    }

    private static IEnumerable<string> Words(string typed)
    {
        var text = Folded(typed.Length > MaxLength ? typed[..MaxLength] : typed);
        var word = new StringBuilder();
        foreach (var c in text.Append(' '))
        {
            if (char.IsAsciiLetterOrDigit(c) || (c > 127 && char.IsLetterOrDigit(c))) word.Append(c);
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
    }

    // Small letters without accents, as both databases keep them.
    private static string Folded(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) result.Append(char.ToLowerInvariant(c));
        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Beginnings that a Dutch word shares with its other forms: without the endings -en, -e and -s; with f for v and s for z
    /// (brieven, huizen); with one consonant for two (bussen) and one or two vowels (scholen, school).
    /// </summary>
    public static IReadOnlyList<string> Forms(string word)
    {
        var forms = new List<string> { word };
        if (word.Length < 4 || word.Any(char.IsDigit)) return forms;
        var stem = word switch
        {
            _ when word.Length > 4 && word.EndsWith("en", StringComparison.Ordinal) => word[..^2],
            _ when word.Length > 4 && word[^1] == 'e' && !IsVowel(word[^2]) => word[..^1],
            _ when word.Length > 4 && word[^1] == 's' && !IsVowel(word[^2]) && word[^2] != 's' => word[..^1],
            _ => word,
        };
        forms.Add(stem);
        // Of two forms where one begins with the other, the shorter finds both.
        if (stem.Length > 3 && stem[^1] == stem[^2] && !IsVowel(stem[^1])) forms.Add(stem[..^1]);
        if (stem.Length > 2 && !IsVowel(stem[^1]) && stem[^1] != 'w' && stem[^1] != 'x' && IsVowel(stem[^2]))
        {
            if (stem.Length > 3 && stem[^2] == stem[^3]) forms.Add(stem[..^2] + stem[^1]);
            else if (stem != word && stem[^2] is 'a' or 'e' or 'o' or 'u' && !IsVowel(stem[^3])) forms.Add(stem[..^1] + stem[^2] + stem[^1]);
        }

        foreach (var form in forms.ToList())
        {
            if (Sister(form[^1]) is { } other) forms.Add(form[..^1] + other);
        }

        return [.. forms.Distinct(StringComparer.Ordinal).Where(f => f.Length > 2)];
    }

    private static char? Sister(char last) => last switch { 'v' => 'f', 'f' => 'v', 'z' => 's', 's' => 'z', _ => null };

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
