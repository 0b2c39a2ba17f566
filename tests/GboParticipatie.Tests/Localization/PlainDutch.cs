using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GboParticipatie.Localization;

namespace GboParticipatie.Tests.Localization;

/// <summary>
/// Looks on a page in the invented language for what is read there and stands in no ⟦text⟧: what the code says in Dutch. What the region
/// or people wrote themselves is no text of the code; it is known from the database.
/// </summary>
internal sealed partial class PlainDutch
{
    private static readonly HashSet<string> Read = new(["title", "aria-label", "aria-description", "placeholder", "alt", "data-confirm", "data-label", "data-on", "data-off", "data-sending", "data-too-large", "data-too-large-one"], StringComparer.Ordinal);

    // Names in every language, and units.
    private static readonly HashSet<string> Names = new(["GBO", "CSV", "Excel", "QR", "kB", "MB", "OCMW", "CAW"], StringComparer.Ordinal);

    private readonly string[] _content;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> _judged = new(StringComparer.Ordinal);

    private PlainDutch(IEnumerable<string> content) => _content = [.. content.Where(c => c.Any(char.IsLetter)).Distinct(StringComparer.Ordinal).OrderByDescending(c => c.Length)];

    /// <summary>Knows these texts.</summary>
    public static PlainDutch Knowing(params string[] content) => new(content);

    /// <summary>Knows all that is stored now.</summary>
    public static async Task<PlainDutch> AfterAsync(GboDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        var content = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in await CellsAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
            foreach (var cell in await CellsAsync(connection, $"SELECT * FROM \"{table}\""))
                content.UnionWith(TextsIn(cell).Select(t => Spaces().Replace(t, " ")));
        content.UnionWith((await db.Users.Select(u => u.DisplayName).ToListAsync()).Select(n => n.Split(' ')[0]));
        return new PlainDutch(content);
    }

    /// <summary>What is read on the page and is plain Dutch. Where a word is marked, it is what a search found.</summary>
    public IReadOnlyList<string> On(IHtmlDocument page)
    {
        var found = new List<string>();
        var depth = 0;
        foreach (var node in page.Head!.QuerySelectorAll("title").SelectMany(t => t.ChildNodes).Concat(page.Body!.Descendants()).OfType<IText>())
            if (node.ParentElement?.Closest("script, style, textarea, form.languages, :has(> mark)") is null) found.AddRange(Outside(node.Data, ref depth));
        foreach (var attribute in page.All.SelectMany(e => e.Attributes.Where(a => IsRead(e, a))))
        {
            var inside = 0;
            found.AddRange(Outside(attribute.Value, ref inside).Select(t => $"{attribute.Name}: {t}"));
        }

        return found;
    }

    private static bool IsRead(IElement element, IAttr attribute) => element.Closest("form.languages") is null && (Read.Contains(attribute.Name)
        || (element.LocalName == "meta" && attribute.Name == "content" && (element.GetAttribute("property") ?? element.GetAttribute("name")) is { } about && (about.EndsWith("title", StringComparison.Ordinal) || about.EndsWith("description", StringComparison.Ordinal) || about.EndsWith("alt", StringComparison.Ordinal))));

    // What stands in no brackets, without what was written by people, days, numbers of things and addresses.
    private List<string> Outside(string text, ref int depth)
    {
        var outside = new System.Text.StringBuilder();
        foreach (var letter in text)
        {
            if (letter == PseudoLanguage.Opens) depth++;
            outside.Append(depth == 0 ? letter : ' ');
            if (letter == '⟧') depth = Math.Max(0, depth - 1);
        }

        return _judged.GetOrAdd(outside.ToString(), Judge) is { Length: > 0 } words ? [$"{words} (in “{text.Trim()}”)"] : [];
    }

    private string Judge(string text)
    {
        var left = Spaces().Replace(Cut().Replace(text, m => IsQuoted(m.Value) ? " " : m.Value), " ");
        foreach (var content in _content)
        {
            if (!left.Any(char.IsLetter)) break;
            if (left.Contains(content, StringComparison.OrdinalIgnoreCase)) left = Regex.Replace(left, $@"(?<!\p{{L}}){Regex.Escape(content)}(?!\p{{L}})", " ", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
        }

        var days = CultureInfo.GetCultureInfo("fr-BE").DateTimeFormat;
        return string.Join(' ', Words().Matches(Things().Replace(left, " ")).Select(m => m.Value).Where(w => !Names.Contains(w)
            && !days.DayNames.Concat(days.MonthNames).Concat(days.MonthGenitiveNames).Concat(days.AbbreviatedMonthNames.Select(n => n.TrimEnd('.'))).Contains(w, StringComparer.OrdinalIgnoreCase)));
    }

    // The beginning of what people wrote.
    private bool IsQuoted(string text) => Spaces().Replace(text, " ").Trim(' ', '…') is { Length: > 20 } part && _content.Any(c => c.Contains(part, StringComparison.Ordinal));

    // A cell, its lines and sentences, and the texts in a cell of JSON.
    private static IEnumerable<string> TextsIn(string cell)
    {
        if (cell is ['{' or '[', ..])
        {
            using var json = Parsed(cell);
            if (json is not null) return [.. In(json.RootElement)];
        }

        var lines = cell.Split(['\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [cell.Trim(), .. lines, .. lines.SelectMany(l => Sentences().Split(l)).Select(l => l.TrimEnd('.'))];

        static IEnumerable<string> In(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!.Trim()],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(In),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => In(p.Value)),
            _ => [],
        };
    }

    private static JsonDocument? Parsed(string cell)
    {
        try
        {
            return JsonDocument.Parse(cell);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<List<string>> CellsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var cells = new List<string>();
        while (await reader.ReadAsync())
            for (var i = 0; i < reader.FieldCount; i++)
                if (reader.GetValue(i) is string text && text.Any(char.IsLetter)) cells.Add(text);
        return cells;
    }

    // Addresses, mail addresses, numbers of things, codes and whatever has a digit in it.
    [GeneratedRegex(@"https?://\S+|\S+@\S+|\b\S*\.example\b\S*|\S*\d\S*|/[\w/-]+", RegexOptions.None, 1000)]
    private static partial Regex Things();

    // A text that was too long: its beginning, up to "…".
    [GeneratedRegex(@"(?<=^|: )\p{Lu}[^…\d]*…", RegexOptions.None, 1000)]
    private static partial Regex Cut();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=[.?!]) ", RegexOptions.None, 1000)]
    private static partial Regex Sentences();

    [GeneratedRegex(@"\p{L}{2,}[\p{L}’']*", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
