using System.Text;

namespace GboParticipatie.Tests.Access;

/// <summary>
/// A table that stands in a file beside the tests, so that a change of it is read by a person. GBO_UPDATE_TABLES=1 writes what there is
/// now; look at the difference before you commit it.
/// </summary>
internal static class PinnedTable
{
    /// <summary>True when the tables are written anew.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("GBO_UPDATE_TABLES") == "1";

    public static void Check(string name, string about, IReadOnlyList<string> columns, IReadOnlyList<(string Row, IReadOnlyList<string> Cells)> rows)
    {
        var file = FileOf(name);
        var now = Write(about, columns, rows);
        if (Updates) File.WriteAllText(file, now);
        var pinned = File.Exists(file) ? File.ReadAllText(file) : "";
        if (pinned == now) return;
        var (before, after) = (pinned.Split('\n'), now.Split('\n'));
        Assert.Fail($"{name} says something else. Columns: {string.Join(" | ", columns)}\nin the file:\n{Lines(before.Except(after))}\nnow:\n{Lines(after.Except(before))}");
    }

    /// <summary>What stands in the file: the cells of each row.</summary>
    /// <param name="name">Its path below the project of these tests.</param>
    public static Dictionary<string, string[]> Read(string name) => File.Exists(FileOf(name))
        ? File.ReadLines(FileOf(name)).Where(l => l.StartsWith("| /", StringComparison.Ordinal)).Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToDictionary(c => c[0], c => c[1..], StringComparer.Ordinal)
        : [];

    private static string FileOf(string name) => Path.Combine(TestFolder.Repository, "tests", "GboParticipatie.Tests", name);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Take(40));

    private static string Write(string about, IReadOnlyList<string> columns, IReadOnlyList<(string Row, IReadOnlyList<string> Cells)> rows)
    {
        var width = Math.Max("address".Length, rows.Max(r => r.Row.Length));
        var text = new StringBuilder(about).Append("\n\n").Append("| ").Append("address".PadRight(width));
        foreach (var column in columns) text.Append(" | ").Append(column);
        text.Append(" |\n|").Append('-', width + 2);
        foreach (var column in columns) text.Append('|').Append('-', column.Length + 2);
        text.Append("|\n");
        foreach (var (row, cells) in rows)
        {
            text.Append("| ").Append(row.PadRight(width));
            for (var i = 0; i < cells.Count; i++) text.Append(" | ").Append(cells[i].PadRight(columns[i].Length));
            text.Append(" |\n");
        }

        return text.ToString();
    }
}
