using System.Globalization;
using System.Text;

namespace GboParticipatie.Files;

/// <summary>Names of files as people know them: one line, without folders and without what turns or hides text.</summary>
internal static class FileName
{
    public static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)) clean.Append(rune.ToString());
        var text = clean.ToString().Normalize(NormalizationForm.FormC).Trim();
        if (text.Length == 0) return "bestand";
        if (text.Length <= StoredFile.NameLength) return text;
        // The end says what it is, so that stays.
        var (start, end) = (StoredFile.NameLength - 13, text.Length - 12);
        if (char.IsLowSurrogate(text[start])) start--;
        if (char.IsLowSurrogate(text[end])) end++;
        return $"{text[..start]}…{text[end..]}";
    }
}
