using System.Globalization;
using System.Text;

namespace GboParticipatie.Notifications.ICalendar;

/// <summary>Content lines of an iCalendar stream (RFC 5545, 3.1): at most 75 octets, longer ones folded, each ended by CRLF.</summary>
internal sealed class ContentLines
{
    private const int LongestLine = 75;
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line whose value is written as it is, such as a date.</summary>
    public void Add(string name, string value) => AddLine($"{name}:{value}");

    /// <summary>Adds a text; nothing when it is empty.</summary>
    public void AddText(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) AddLine($"{name}:{Escape(value)}");
    }

    /// <summary>Adds a moment (UTC).</summary>
    public void AddUtc(string name, DateTime utc) => Add(name, Utc(utc));

    /// <summary>A moment as <c>20261208T130000Z</c>.</summary>
    public static string Utc(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A text as a value of type TEXT (RFC 5545, 3.3.11): a line break is \n; other control characters are left out, but for the tab.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            switch (c)
            {
                case '\\' or ';' or ',': escaped.Append('\\').Append(c); break;
                case '\n': escaped.Append("\\n"); break;
                case '\t': escaped.Append(c); break;
                default: if (!char.IsControl(c)) escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>The value of a parameter, between quotes, with what may not stand there written by RFC 6868.</summary>
    public static string Parameter(string value)
    {
        var line = new string([.. value.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))]);
        return $"\"{line.Replace("^", "^^", StringComparison.Ordinal).Replace("\n", "^n", StringComparison.Ordinal).Replace("\"", "^'", StringComparison.Ordinal)}\"";
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    // Folded between characters, never inside one: half a surrogate, as hostile text may have, counts as what it is written as.
    private void AddLine(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }
}
