using GboParticipatie.Files;

namespace GboParticipatie.Data.Files;

/// <summary>Files in the database of the region: a line about each, and its content in parts beside it.</summary>
internal sealed class FileStore(GboDbContext db) : IFileStore
{
    public async Task<IReadOnlyList<StoredFile>> ListAsync(Guid ownerId, bool withRemoved = false, CancellationToken cancel = default)
        => [.. (await ListAsync([ownerId], withRemoved, cancel))[ownerId]];

    public async Task<ILookup<Guid, StoredFile>> ListAsync(IReadOnlyCollection<Guid> ownerIds, bool withRemoved = false, CancellationToken cancel = default)
    {
        var files = await db.Set<StoredFile>().AsNoTracking().Where(f => ownerIds.Contains(f.OwnerId) && (withRemoved || f.Place != null)).OrderBy(f => f.Place).ThenBy(f => f.Name).ToListAsync(cancel);
        return files.ToLookup(f => f.OwnerId);
    }

    public Task<StoredFile?> FindAsync(Guid ownerId, Guid id, CancellationToken cancel = default)
        => db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.OwnerId == ownerId && f.Place != null, cancel);

    public Task<StoredFile> AddAsync(Guid ownerId, CheckedFile file, CancellationToken cancel = default)
        => db.WriteAsync(c => AddInsideAsync(ownerId, file, c), cancel);

    public Task<bool> RemoveAsync(Guid ownerId, Guid id, string? reason = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await HoldAsync(ownerId, c);
        var file = db.Set<StoredFile>().Where(f => f.Id == id && f.OwnerId == ownerId && f.Place != null);
        if (reason is null) return await file.ExecuteDeleteAsync(c) > 0;
        var removed = await file.ExecuteUpdateAsync(s => s.SetProperty(f => f.Place, (int?)null).SetProperty(f => f.RemovedBecause, reason), c);
        if (removed > 0) await db.Set<StoredFilePart>().Where(p => p.FileId == id).ExecuteDeleteAsync(c);
        return removed > 0;
    }, cancel);

    public Task RemoveAllAsync(IReadOnlyCollection<Guid> ownerIds, CancellationToken cancel = default)
        => ownerIds.Count == 0 ? Task.CompletedTask : db.WriteAsync(c => db.Set<StoredFile>().Where(f => ownerIds.Contains(f.OwnerId)).ExecuteDeleteAsync(c), cancel);

    public Stream OpenRead(StoredFile file) => new StoredFileStream(db, file);

    private async Task<StoredFile> AddInsideAsync(Guid ownerId, CheckedFile file, CancellationToken cancel)
    {
        await HoldAsync(ownerId, cancel);
        var there = await ListAsync(ownerId, cancel: cancel);
        if (there.FirstOrDefault(f => f.Hash == file.Hash && f.Name == file.Name) is { } same) return same;
        if (there.Count >= FileLimits.MostFiles) throw new RuleException($"Je kan hoogstens {FileLimits.MostFiles} bestanden meesturen. “{file.Name}” is er niet bij. Haal eerst een ander bestand weg.");
        if (there.Sum(f => (long)f.Size) + file.Content.Length > FileLimits.MostBytesTogether)
            throw new RuleException($"Alle bestanden samen zijn groter dan {FileWords.Size(FileLimits.MostBytesTogether)}. “{file.Name}” is er niet bij. Haal een ander bestand weg, of maak het kleiner.");
        var stored = new StoredFile
        {
            OwnerId = ownerId,
            Place = Enumerable.Range(0, FileLimits.MostFiles).Except(there.Select(f => f.Place!.Value)).Min(),
            Name = file.Name,
            Kind = file.Kind,
            Size = file.Content.Length,
            Hash = file.Hash,
        };
        db.Add(stored);
        db.AddRange(file.Content.Chunk(StoredFilePart.Length).Select((part, number) => new StoredFilePart { FileId = stored.Id, Number = number, Content = part }));
        await db.SaveChangesAsync(cancel);
        // Who adds ten files in one request holds one of them in memory.
        foreach (var part in db.ChangeTracker.Entries<StoredFilePart>().ToList()) part.State = EntityState.Detached;
        return stored;
    }

    // Who adds to the same record at the same moment takes turns; SQLite has one writer anyway.
    private Task HoldAsync(Guid ownerId, CancellationToken cancel)
        => db.IsSqlite ? Task.CompletedTask : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"files {ownerId:N}"}, 0))", cancel);
}
