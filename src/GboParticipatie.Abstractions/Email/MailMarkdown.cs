using System.Text;

namespace GboParticipatie.Email;

/// <summary>Helps to write the Markdown of a mail.</summary>
public static class MailMarkdown
{
    /// <summary>
    /// A text that a person typed, such that it reads in Markdown exactly as typed: no heading, list, emphasis or link comes of
    /// it. Line breaks stay.
    /// </summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var lines = text.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(l => EscapeLine(l.Trim())).ToList();
        var result = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            result.Append(lines[i]);
            if (i == lines.Count - 1) break;
            // A backslash at the end of a line is a line break in Markdown; an empty line is a new paragraph.
            result.Append(lines[i].Length > 0 && lines[i + 1].Length > 0 ? "\\\n" : "\n");
        }

        return result.ToString();
    }

    private static string EscapeLine(string line)
    {
        var result = new StringBuilder(line.Length + 8);
        foreach (var c in line)
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))) result.Append('\\');
            result.Append(c);
        }

        return result.ToString();
    }
}
