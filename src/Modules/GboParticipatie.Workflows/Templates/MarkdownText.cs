using System.Text;

namespace GboParticipatie.Workflows.Templates;

/// <summary>Puts what people typed into Markdown as plain text.</summary>
internal static class MarkdownText
{
    private const string Anywhere = "\\`*_{}[]<>#|!~&^$@:\"'";
    private const string AtLineStart = "-+=";

    /// <summary>The text with everything escaped that Markdown would read as markup, an address or a list. Lines stay lines.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            // A backslash at the end of a line is a line break, unless an empty line follows: then it is a paragraph.
            if (i > 0) result.Append(line.Length > 0 && lines[i - 1].Trim().Length > 0 ? "\\\n" : "\n");
            AppendLine(result, line);
        }

        return result.ToString();
    }

    private static void AppendLine(StringBuilder result, string line)
    {
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            var escape = Anywhere.Contains(c) || (i == 0 && AtLineStart.Contains(c)) || (digits > 0 && i == digits && c is '.' or ')')
                || (c == '.' && i >= 3 && line.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase));
            if (escape) result.Append('\\');
            result.Append(c);
        }
    }
}
