using System.Globalization;
using System.Text;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>What people type: cleaned in one place, and refused where it is too long or gives someone away.</summary>
public static class TypedText
{
    /// <summary>Longest text anywhere.</summary>
    public const int MaxLength = 20_000;

    /// <summary>A text that must be there; line ends become \n, control characters go, spaces around it too.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">Name of the input.</param>
    /// <param name="whenMissing">Message when nothing was typed.</param>
    /// <param name="maxLength">Most characters.</param>
    /// <exception cref="RuleException">Nothing was typed, it is too long, or it holds a national number or an account number.</exception>
    public static string Required(string? text, string field, string whenMissing, int maxLength = MaxLength)
        => Optional(text, field, maxLength) ?? throw new RuleException(whenMissing, field);

    /// <summary>A text that may be left out; null when nothing was typed.</summary>
    /// <exception cref="RuleException">It is too long, or it holds a national number or an account number.</exception>
    public static string? Optional(string? text, string field, int maxLength = MaxLength)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var clean = Clean(text);
        if (clean.Length == 0) return null;
        if (clean.Length > maxLength)
        {
            var limit = maxLength.ToString("N0", CultureInfo.GetCultureInfo("nl-BE"));
            throw new RuleException($"Je tekst is te lang: hoogstens {limit} tekens. Kort hem wat in.", field);
        }

        if (PersonalNumbers.HasNationalNumber(clean))
            throw new RuleException("In je tekst staat een rijksregisternummer. Haal het weg: zo blijft die persoon beschermd.", field);
        if (PersonalNumbers.HasIban(clean))
            throw new RuleException("In je tekst staat een rekeningnummer. Haal het weg: zo blijft die persoon beschermd.", field);
        return clean;
    }

    /// <summary>One line that must be there: line ends become spaces.</summary>
    /// <exception cref="RuleException">As for <see cref="Required"/>.</exception>
    public static string Line(string? text, string field, string whenMissing, int maxLength)
        => Required(text?.ReplaceLineEndings(" "), field, whenMissing, maxLength);

    /// <summary>The text as it is kept; see <see cref="PlainText.Clean"/>.</summary>
    public static string Clean(string text) => PlainText.Clean(text);

    /// <summary>A short mark of a text, to know later whether it is still the same; empty for no text.</summary>
    public static string Mark(string? text)
        => string.IsNullOrEmpty(text) ? "" : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    /// <summary>The first sentence of a text as a title: at most 90 characters, cut at a word.</summary>
    public static string TitleFrom(string text)
    {
        const int longest = 90;
        var line = text.Split('\n', 2)[0].Trim();
        var end = EndOfSentence(line);
        var sentence = line[..end].TrimEnd('.', ' ');
        if (sentence.Length <= longest) return sentence.Length > 0 ? sentence : line[..Math.Min(line.Length, longest)];
        var cut = sentence.LastIndexOf(' ', longest - 1);
        if (cut < longest / 2) cut = char.IsHighSurrogate(sentence[longest - 2]) ? longest - 2 : longest - 1;
        return sentence[..cut].TrimEnd(' ', ',', ';', ':') + "…";
    }

    private static int EndOfSentence(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '?' or '!') return i + 1;
            // "2.30 uur" and "o.a. brieven" are not the end of a sentence.
            if (line[i] == '.' && i > 2 && (i + 1 == line.Length || (line[i + 1] == ' ' && i + 2 < line.Length && char.IsUpper(line[i + 2])))) return i + 1;
        }

        return line.Length;
    }
}
