using System.Globalization;
using System.Text;

namespace GboParticipatie.Network.Models;

/// <summary>
/// Text as it is searched: without accents, in capitals, single spaces. Stored beside the text, because SQLite and PostgreSQL
/// do not agree on what is the same letter.
/// </summary>
public static class SearchText
{
    /// <summary>The text as it is searched.</summary>
    public static string Of(string? text)
    {
        var result = new StringBuilder();
        foreach (var c in (text ?? "").Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            var isGap = char.IsWhiteSpace(c) || char.IsControl(c);
            if (!isGap) result.Append(char.ToUpperInvariant(c));
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }

        return result.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }
}
