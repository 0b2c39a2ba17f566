namespace GboParticipatie.Web.Localization;

/// <summary>All texts of one language, of the host and every module, by the Dutch text.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, PortableText> _texts = new(StringComparer.Ordinal);
    private Func<int, int> _form = count => count == 1 ? 0 : 1;

    /// <summary>Adds the texts of a file; what is there already is replaced.</summary>
    /// <exception cref="FormatException">The plural forms of the language are none that we know.</exception>
    public void Add(IEnumerable<PortableText> texts)
    {
        foreach (var text in texts)
            if (text.Key.Length == 0) ReadHeader(text.Forms[0]);
            else if (text.IsTranslated) _texts[text.Key] = text;
    }

    /// <summary>The translation of a text, or null.</summary>
    public string? Find(string key) => _texts.GetValueOrDefault(key)?.Forms[0];

    /// <summary>The form that goes with a count, or null.</summary>
    public string? Find(string key, int count) => _texts.GetValueOrDefault(key) is { } text ? text.Forms[Math.Min(_form(count), text.Forms.Count - 1)] : null;

    private void ReadHeader(string header)
    {
        const string name = "Plural-Forms:";
        if (header.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is not { } line) return;
        var rule = string.Concat(line[name.Length..].Where(c => !char.IsWhiteSpace(c))).TrimEnd(';').Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);
        _form = rule switch
        {
            "nplurals=1;plural=0" => _ => 0,
            "nplurals=2;plural=n!=1" => count => count == 1 ? 0 : 1,
            "nplurals=2;plural=n>1" => count => count > 1 ? 1 : 0,
            _ => throw new FormatException($"'{line}'"),
        };
    }
}
