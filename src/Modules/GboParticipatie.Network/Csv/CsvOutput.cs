using System.Text;

namespace GboParticipatie.Network.Csv;

/// <summary>
/// Writes a file as Excel in Belgium opens it: semicolons, UTF-8 with its mark. A cell that Excel would take for a formula gets an
/// apostrophe before it, which reading takes off again.
/// </summary>
public static class CsvOutput
{
    /// <summary>Stands before a cell that could be a formula.</summary>
    public const char Guard = '\'';

    /// <summary>What a formula begins with, also in the wide forms that a spreadsheet takes for the same.</summary>
    public const string Dangerous = "=+-@\t\r＝＋－＠";

    /// <summary>The file.</summary>
    public static byte[] Write(IReadOnlyList<CsvColumn> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder();
        AddLine(text, columns.Select(c => c.Name));
        foreach (var row in rows) AddLine(text, row.Select(cell => Guarded(cell ?? "")));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Writes the file while the rows are read: memory does not grow with how many there are.</summary>
    public static async Task WriteAsync(Stream file, IEnumerable<string> columns, IAsyncEnumerable<IReadOnlyList<string?>> rows, CancellationToken cancel = default)
    {
        var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true);
        await using (writer)
        {
            var line = new StringBuilder();
            AddLine(line, columns);
            await writer.WriteAsync(line, cancel);
            await foreach (var row in rows.WithCancellation(cancel))
            {
                AddLine(line.Clear(), row.Select(cell => Guarded(cell ?? "")));
                await writer.WriteAsync(line, cancel);
            }
        }
    }

    private static void AddLine(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(';', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string cell)
        => cell.AsSpan().IndexOfAny(";\"\r\n") < 0 && cell.Trim() == cell ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Guarded(string cell) => cell.Length > 0 && Dangerous.Contains(cell[0], StringComparison.Ordinal) ? Guard + cell : cell;
}
