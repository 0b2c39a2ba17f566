using System.Globalization;
using System.Text;

namespace GboParticipatie;

/// <summary>What people type, without the characters that nobody types on purpose.</summary>
public static class PlainText
{
    // Letters and signs by their category, and blank on every screen: fillers of Korean, the empty pattern of braille.
    private static readonly int[] Blanks = [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800];

    /// <summary>
    /// Valid Unicode in composed form, with \n as line end, without control characters and without the characters that turn the
    /// direction of the text around them; empty when nothing is left that can be seen.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var isSeen = false;
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t') clean.Append((char)rune.Value);
            else if (!IsUnwanted(rune)) clean.Append(rune.ToString());
            isSeen |= IsSeen(rune);
        }

        return isSeen ? clean.ToString().Normalize(NormalizationForm.FormC).Trim() : "";
    }

    /// <summary>The same in one line.</summary>
    public static string CleanLine(string text) => Clean(text.ReplaceLineEndings(" "));

    private static bool IsUnwanted(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
            || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF or 0x200B;

    // Joiners and marks of direction are part of a text in many languages, but alone they are nothing; nor is a mark without its letter.
    private static bool IsSeen(Rune rune)
        => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned) && !Blanks.Contains(rune.Value);
}
