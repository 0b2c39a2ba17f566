using GboParticipatie.Network.Csv;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Network.Imports;

/// <summary>What a file would do to the network as it is now.</summary>
/// <param name="Added">How many rows are new.</param>
/// <param name="Changed">How many change something.</param>
/// <param name="Unchanged">How many are as they stand already.</param>
/// <param name="Problems">What is wrong; with one, nothing may be done.</param>
/// <param name="Changes">The rows that change something, then those that are new; made as far as someone reads them.</param>
/// <param name="ApplyAsync">Does it, inside a transaction; told how many rows are in, now and then.</param>
public sealed record ImportPlan(int Added, int Changed, int Unchanged, IReadOnlyList<CsvProblem> Problems, IEnumerable<RowChange> Changes, Func<Action<int>, CancellationToken, Task> ApplyAsync);

/// <summary>A row that is new or changes something.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Name">Whom or what it is about.</param>
/// <param name="Cells">What changes; empty for a new one.</param>
public sealed record RowChange(int Line, string Name, IReadOnlyList<CellChange> Cells)
{
    /// <summary>A row that is new.</summary>
    public static RowChange New(CsvRow row, string name) => new(row.Line, name, []);

    /// <summary>A row that changes something.</summary>
    /// <param name="row">The row.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="name">Whom or what it is about, as it stands now.</param>
    /// <param name="from">The cells as they stand now.</param>
    /// <param name="to">The cells as they would stand.</param>
    public static RowChange Of(CsvRow row, IReadOnlyList<CsvColumn> columns, string name, IReadOnlyList<string?> from, IReadOnlyList<string?> to) => new(
        row.Line, name, [.. columns.Select((column, i) => new CellChange(column.Name, from[i] ?? "", to[i] ?? "")).Where(c => c.From != c.To)]);
}

/// <summary>Brings one kind of file into the network, and writes it.</summary>
public interface INetworkFile
{
    /// <summary>What the file holds.</summary>
    ImportKind Kind { get; }

    /// <summary>Its columns, in the order in which they are written.</summary>
    IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>Compares a file with the network as it is now.</summary>
    /// <param name="table">The file.</param>
    /// <param name="progress">Told how many rows have been looked through.</param>
    /// <param name="cancel">Stops it.</param>
    Task<ImportPlan> PlanAsync(CsvTable table, Func<int, Task> progress, CancellationToken cancel);

    /// <summary>All rows of the network.</summary>
    Task<IReadOnlyList<IReadOnlyList<string?>>> ExportAsync(CancellationToken cancel);
}

/// <summary>Collects what is wrong with rows.</summary>
internal sealed class RowProblems(IEnumerable<CsvProblem> first)
{
    private readonly List<CsvProblem> _all = [.. first];

    public IReadOnlyList<CsvProblem> All => _all;

    /// <summary>Notes what is wrong with a cell: its field is a column.</summary>
    public void Add(CsvRow row, Problem problem) => _all.Add(new CsvProblem(row.Line, problem.Field, problem.Rule));

    public void Add(CsvRow row, IEnumerable<Problem> problems, IReadOnlyDictionary<string, string> columnOf)
    {
        foreach (var problem in problems) _all.Add(new CsvProblem(row.Line, columnOf.GetValueOrDefault(problem.Field, ""), problem.Rule));
    }

    /// <summary>Notes that two rows are about the same; true when this is the first.</summary>
    public bool IsFirst<TKey>(Dictionary<TKey, int> seen, TKey key, CsvRow row, string column) where TKey : notnull
    {
        if (seen.TryAdd(key, row.Line)) return true;
        Add(row, new Problem(column, $"Dit staat ook op regel {seen[key]}. Laat een van beide weg."));
        return false;
    }
}
