namespace GboParticipatie.Files;

/// <summary>
/// Keeps files that people send along, in the database of the region: so that two instances have them and backups too. It knows no
/// readers: whoever asks has checked that the reader may read the record that the file belongs to.
/// </summary>
public interface IFileStore
{
    /// <summary>The files of a record that are there, in order; and those that were taken away when asked for.</summary>
    Task<IReadOnlyList<StoredFile>> ListAsync(Guid ownerId, bool withRemoved = false, CancellationToken cancel = default);

    /// <summary>The files of several records, by record, in one query; as the overload.</summary>
    Task<ILookup<Guid, StoredFile>> ListAsync(IReadOnlyCollection<Guid> ownerIds, bool withRemoved = false, CancellationToken cancel = default);

    /// <summary>A file of this record that is there, or null.</summary>
    Task<StoredFile?> FindAsync(Guid ownerId, Guid id, CancellationToken cancel = default);

    /// <summary>Keeps a file; the same content a second time is the same file. Takes part in the transaction of the caller.</summary>
    /// <exception cref="RuleException">The record has as many files, or as many bytes, as it may have; see <see cref="FileLimits"/>.</exception>
    Task<StoredFile> AddAsync(Guid ownerId, CheckedFile file, CancellationToken cancel = default);

    /// <summary>Throws a file away. With a reason the line about it stays, for whoever brought it. Nothing when it is gone already.</summary>
    /// <returns>True when it was there.</returns>
    Task<bool> RemoveAsync(Guid ownerId, Guid id, string? reason = null, CancellationToken cancel = default);

    /// <summary>Throws all files of these records away, whatever they are.</summary>
    Task RemoveAllAsync(IReadOnlyCollection<Guid> ownerIds, CancellationToken cancel = default);

    /// <summary>The content, read in parts while it is sent: who reads slowly keeps neither much memory nor a connection.</summary>
    Stream OpenRead(StoredFile file);
}

/// <summary>How much people may send along.</summary>
public static class FileLimits
{
    /// <summary>Most files of one record.</summary>
    public const int MostFiles = 10;

    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Most bytes of all files of one record together.</summary>
    public const int MostBytesTogether = 50 * 1024 * 1024;

    /// <summary>Largest request that brings files: as many as allowed, as large as allowed, and what a form has around them.</summary>
    public const long LargestRequest = ((long)MostFiles * MostBytes) + (2 * 1024 * 1024);
}
