using System.Text;

namespace GboParticipatie.Web.Localization;

/// <summary>One text of a PO file.</summary>
/// <param name="Key">The Dutch text.</param>
/// <param name="Plural">The Dutch text for more than one, or null.</param>
/// <param name="Forms">The translation, one for each plural form of the language; an empty one is not translated yet.</param>
/// <param name="References">Where it is used, from the lines <c>#: </c>.</param>
public sealed record PortableText(string Key, string? Plural, IReadOnlyList<string> Forms, IReadOnlyList<string> References)
{
    /// <summary>True when every form is there.</summary>
    public bool IsTranslated => Forms.Count > 0 && Forms.All(f => f.Length > 0);
}

/// <summary>
/// Reads the part of gettext's PO format that translators' programs write: comments, msgid, msgid_plural, msgstr and msgstr[n].
/// No msgctxt: a text means the same everywhere, else it is another text.
/// </summary>
public static class PortableObject
{
    /// <summary>The texts of a file; the first, with an empty key, is its header.</summary>
    /// <exception cref="FormatException">The file is not one; the message names the line.</exception>
    public static IReadOnlyList<PortableText> Read(TextReader reader)
    {
        var texts = new List<PortableText>();
        var entry = new Entry();
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            line = line.Trim();
            if (line.Length == 0) Finish();
            else if (line.StartsWith("#:", StringComparison.Ordinal)) entry.References.Add(line[2..].Trim());
            else if (line[0] != '#' && !entry.Take(line)) throw new FormatException($"regel {number}: '{line}'");
        }

        Finish();
        return texts;

        void Finish()
        {
            if (entry.Key is not null) texts.Add(new(entry.Key.ToString(), entry.Plural?.ToString(), [.. entry.Forms.Select(f => f.ToString())], entry.References));
            entry = new();
        }
    }

    /// <summary>A text as it stands between quotes in a file.</summary>
    public static string Quote(string text) => '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + '"';

    private static bool TryUnquote(string quoted, out string text)
    {
        text = "";
        if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"') return false;
        var plain = new StringBuilder();
        for (var i = 1; i < quoted.Length - 1; i++)
            plain.Append(quoted[i] != '\\' ? quoted[i] : quoted[++i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
        text = plain.ToString();
        return true;
    }

    private sealed class Entry
    {
        private StringBuilder? _last;

        public StringBuilder? Key { get; private set; }

        public StringBuilder? Plural { get; private set; }

        public List<StringBuilder> Forms { get; } = [];

        public List<string> References { get; } = [];

        public bool Take(string line)
        {
            var space = line[0] == '"' ? 0 : line.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || !TryUnquote(line[space..].Trim(), out var text)) return false;
            switch (line[..space])
            {
                case "": break;
                case "msgid": _last = Key = new(); break;
                case "msgid_plural": _last = Plural = new(); break;
                case var form when form == "msgstr" || form == $"msgstr[{Forms.Count}]": Forms.Add(_last = new()); break;
                default: return false;
            }

            return _last?.Append(text) is not null;
        }
    }
}
