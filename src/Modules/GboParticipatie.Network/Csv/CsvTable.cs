using GboParticipatie.Network.Models;

namespace GboParticipatie.Network.Csv;

/// <summary>A column that a file may have.</summary>
/// <param name="Name">Its head.</param>
/// <param name="IsRequired">Whether a file must have it.</param>
public sealed record CsvColumn(string Name, bool IsRequired = false);

/// <summary>An error in a file.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">Name of the column, or empty for the whole line.</param>
/// <param name="Rule">What is wrong and how to mend it.</param>
public sealed record CsvProblem(int Line, string Column, RuleException Rule);

/// <summary>A row of a file.</summary>
public sealed class CsvRow(int line, IReadOnlyDictionary<string, int> places, string[] cells)
{
    /// <summary>Line of the file on which it begins, from 1.</summary>
    public int Line => line;

    /// <summary>The cell of a column without spaces around it; null when the file has no such column.</summary>
    public string? this[string column] => places.TryGetValue(column, out var place) ? Unguarded((place < cells.Length ? cells[place] : "").Trim()) : null;

    // What our own export guards against formulas.
    private static string Unguarded(string cell) => cell.Length > 1 && cell[0] == CsvOutput.Guard && CsvOutput.Dangerous.Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;
}

/// <summary>The rows of a file, with its errors of form.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Problems">Lines that cannot be read.</param>
public sealed record CsvTable(IReadOnlyList<CsvRow> Rows, IReadOnlyList<CsvProblem> Problems)
{
    private const int LongestCell = 20_000;
    private static readonly char[] Delimiters = [';', ',', '\t'];

    /// <summary>Reads a file with semicolons, commas or tabs, quotes, and line ends of any system.</summary>
    /// <exception cref="RuleException">Its head is wrong, or it is too long.</exception>
    public static CsvTable Read(string text, IReadOnlyList<CsvColumn> columns)
    {
        List<CsvProblem> problems = [];
        List<CsvRow> rows = [];
        var firstLine = text.AsSpan()[..(text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length)].ToString();
        var records = CsvReader.Read(text, Delimiters.MaxBy(d => firstLine.Count(c => c == d)));
        Dictionary<string, int>? places = null;
        foreach (var record in records)
        {
            if (places is null) places = Places(record.Cells, columns);
            else if (!record.Cells.All(string.IsNullOrWhiteSpace)) AddRow(record, places, rows, problems);
        }

        if (rows.Count == 0) throw new RuleException("Onder de titels staat geen enkele rij. Vul het bestand aan en kies het opnieuw.");
        return new CsvTable(rows, problems);
    }

    private static void AddRow(CsvRecord record, Dictionary<string, int> places, List<CsvRow> rows, List<CsvProblem> problems)
    {
        if (rows.Count == NetworkImport.MaxRows) throw new RuleException($"Dit bestand heeft meer dan {NetworkImport.MaxRows} rijen. Maak er kleinere bestanden van.");
        if (record.IsBroken)
            problems.Add(new CsvProblem(record.Line, "", new RuleException("Er staat een aanhalingsteken (\") te veel of te weinig. Zet er twee (\"\") waar je er een bedoelt.")));
        else if (record.Cells.Skip(places.Count).Any(c => !string.IsNullOrWhiteSpace(c)))
            problems.Add(new CsvProblem(record.Line, "", new RuleException($"Deze rij heeft meer dan {places.Count} kolommen. Zet een tekst met een scheidingsteken tussen aanhalingstekens (\").")));
        else if (record.Cells.Any(c => c.Length > LongestCell)) problems.Add(new CsvProblem(record.Line, "", new RuleException("In deze rij staat een tekst die te lang is.")));
        rows.Add(new CsvRow(record.Line, places, record.Cells));
    }

    private static Dictionary<string, int> Places(string[] heads, IReadOnlyList<CsvColumn> columns)
    {
        var known = columns.ToDictionary(c => SearchText.Of(c.Name), c => c.Name, StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        while (heads.Length > 0 && string.IsNullOrWhiteSpace(heads[^1])) heads = heads[..^1];
        for (var place = 0; place < heads.Length; place++)
        {
            if (!known.TryGetValue(SearchText.Of(heads[place]), out var name))
                throw new RuleException($"De titel “{Short(heads[place])}” kennen we niet. De titels zijn: {string.Join(", ", columns.Select(c => c.Name))}.");
            if (!places.TryAdd(name, place)) throw new RuleException($"De titel “{name}” staat er twee keer. Laat er één weg.");
        }

        return columns.FirstOrDefault(c => c.IsRequired && !places.ContainsKey(c.Name)) is { } missing
            ? throw new RuleException($"De titel “{missing.Name}” ontbreekt op de eerste regel.")
            : places;
    }

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
