namespace GboParticipatie.Network.Models;

/// <summary>What a row would change in one column.</summary>
/// <param name="Column">Name of the column.</param>
/// <param name="From">What stands there now; empty for nothing.</param>
/// <param name="To">What the file says; empty for nothing.</param>
public sealed record CellChange(string Column, string From, string To);

/// <summary>A row of a file that is new or changes something, to look at before someone says yes. Gone with the file.</summary>
public sealed class ImportChange
{
    /// <summary>The import.</summary>
    public required Guid ImportId { get; init; }

    /// <summary>Place among the rows that are kept, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Line of the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whom or what it is about.</summary>
    public required string Name { get; init; }

    /// <summary>What changes; empty for a row that is new.</summary>
    public required List<CellChange> Cells { get; init; }

    /// <summary>True for a row that is new.</summary>
    public bool IsNew => Cells.Count == 0;
}
