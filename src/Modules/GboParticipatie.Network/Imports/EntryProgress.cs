using System.Collections.Concurrent;

namespace GboParticipatie.Network.Imports;

/// <summary>
/// How many rows of a file that is being entered are in. Kept beside the database: all rows are entered in one transaction, of which nobody
/// else sees anything before its end. Only the instance that enters the file knows it; with another one a page says how many rows there are.
/// </summary>
public sealed class EntryProgress
{
    private readonly ConcurrentDictionary<Guid, int> _rows = [];

    /// <summary>So many rows of this import are in.</summary>
    public void Note(Guid import, int rows) => _rows[import] = rows;

    /// <summary>How many rows of this import are in; null when this instance does not enter it.</summary>
    public int? Of(Guid import) => _rows.TryGetValue(import, out var rows) ? rows : null;

    /// <summary>It is over, well or not.</summary>
    public void End(Guid import) => _rows.TryRemove(import, out _);
}
