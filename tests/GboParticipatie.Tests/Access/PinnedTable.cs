using System.Text;

namespace GboParticipatie.Tests.Access;

/// <summary>
/// A table that stands in a file beside the tests, so that a change of it is read by a person. GBO_UPDATE_TABLES=1 writes what there is
/// now; look at the difference before you commit it.
/// </summary>
internal static class PinnedTable
{
    public static void Check(string name, string about, IReadOnlyList<string> columns, IReadOnlyList<(string Row, IReadOnlyList<string> Cells)> rows)
    {
        var file = Path.Combine(TestFolder.Repository, "tests", "GboParticipatie.Tests", "Access", name);
        var now = Write(about, columns, rows);
        if (Environment.GetEnvironmentVariable("GBO_UPDATE_TABLES") == "1") File.WriteAllText(file, now);
        var pinned = File.Exists(file) ? File.ReadAllText(file) : "";
        if (pinned == now) return;
        var (before, after) = (pinned.Split('\n'), now.Split('\n'));
        Assert.Fail($"{name} says something else. Columns: {string.Join(" | ", columns)}\nin the file:\n{Lines(before.Except(after))}\nnow:\n{Lines(after.Except(before))}");
    }

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
