using GboParticipatie.BackgroundTasks;
using GboParticipatie.Network.Csv;
using GboParticipatie.Network.Events;
using GboParticipatie.Network.Imports;
using GboParticipatie.Network.Models;
using GboParticipatie.Users;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Network.Services;

/// <summary>Files of organisations and people: brought, looked through, confirmed, and written.</summary>
public sealed class ImportService(GboDbContext db, TimeProvider time, ICurrentUser user, IEnumerable<INetworkFile> files)
{
    /// <summary>Takes a file in. It is looked through after the request.</summary>
    /// <exception cref="RuleException">It is too big, no text, or its head is wrong.</exception>
    public async Task<NetworkImport> UploadAsync(ImportKind kind, string fileName, byte[] content, CancellationToken cancel = default)
    {
        if (content.Length > NetworkImport.MaxBytes) throw new RuleException("Dit bestand is groter dan 10 MB. Maak er kleinere bestanden van.");
        var rows = CsvTable.Read(CsvContent.Read(content), FileOf(kind).Columns).Rows.Count;
        var import = new NetworkImport
        {
            Kind = kind,
            FileName = fileName.Length <= NetworkImport.FileNameLength ? fileName : fileName[..NetworkImport.FileNameLength],
            UserId = user.Id,
            UploadedAt = time.GetUtcNow().UtcDateTime,
            Rows = rows,
        };
        db.Add(import);
        db.Add(new ImportFile { ImportId = import.Id, Content = content });
        db.Publish(new NetworkFileUploaded(import.Id));
        db.Audit("NetworkImport.Uploaded", import.Id, user.Id, new { kind, rows });
        await db.SaveChangesAsync(cancel);
        return import;
    }

    /// <summary>The import with this key, or null.</summary>
    public Task<NetworkImport?> FindAsync(Guid id, CancellationToken cancel = default)
        => db.Set<NetworkImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel);

    /// <summary>The last imports, newest first.</summary>
    public async Task<IReadOnlyList<NetworkImport>> LastAsync(CancellationToken cancel = default)
        => await db.Set<NetworkImport>().AsNoTracking().OrderByDescending(i => i.UploadedAt).Take(10).ToListAsync(cancel);

    /// <summary>The errors of an import that were kept, in order of lines.</summary>
    public async Task<IReadOnlyList<ImportProblem>> ProblemsAsync(Guid id, CancellationToken cancel = default)
        => await db.Set<ImportProblem>().AsNoTracking().Where(p => p.ImportId == id).OrderBy(p => p.Position).ToListAsync(cancel);

    /// <summary>The rows that are new or change something, as far as they were kept: those that change something first.</summary>
    public async Task<ListPart<ImportChange>> ChangesAsync(Guid id, int skip, int take, CancellationToken cancel = default)
    {
        var changes = db.Set<ImportChange>().AsNoTracking().Where(c => c.ImportId == id);
        return new ListPart<ImportChange>(await changes.OrderBy(c => c.Position).Skip(skip).Take(take).ToListAsync(cancel), await changes.CountAsync(cancel));
    }

    /// <summary>Someone who saw what the file would do says yes. Once; a second time nothing happens.</summary>
    /// <exception cref="NotFoundException">There is no such import.</exception>
    public Task ConfirmAsync(Guid id, CancellationToken cancel = default) => DecideAsync(id, ImportState.Confirmed, cancel);

    /// <summary>Someone says no: nothing is imported and the file is thrown away.</summary>
    /// <exception cref="NotFoundException">There is no such import.</exception>
    public Task CancelAsync(Guid id, CancellationToken cancel = default) => DecideAsync(id, ImportState.Cancelled, cancel);

    /// <summary>All organisations or people as a file for Excel. That it was taken stands in the audit trail.</summary>
    public async Task<byte[]> ExportAsync(ImportKind kind, CancellationToken cancel = default)
    {
        var file = FileOf(kind);
        var rows = await file.ExportAsync(cancel);
        db.Audit("Network.Exported", Guid.Empty, user.Id, new { kind, rows = rows.Count });
        await db.SaveChangesAsync(cancel);
        return CsvOutput.Write(file.Columns, rows);
    }

    private Task DecideAsync(Guid id, ImportState decision, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        // Of two at once, one changes it: the other waits and finds it changed.
        var rows = await db.Set<NetworkImport>().Where(i => i.Id == id && i.State == ImportState.Checked)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.State, decision).SetProperty(i => i.Version, i => i.Version + 1), c);
        if (rows == 0 && !await db.Set<NetworkImport>().AnyAsync(i => i.Id == id, c)) throw new NotFoundException("Dit bestand is er niet meer.");
        if (rows == 0) return;
        if (decision == ImportState.Confirmed) db.Publish(new NetworkImportConfirmed(id));
        else await ImportResult.ThrowAwayAsync(db, id, c);
        db.Audit($"NetworkImport.{decision}", id, user.Id);
        await db.SaveChangesAsync(c);
    }, cancel);

    private INetworkFile FileOf(ImportKind kind) => files.Single(f => f.Kind == kind);
}

/// <summary>Throws imports away, with their files and errors: they hold names and addresses.</summary>
[BackgroundTask(Schedule = "50 3 * * *", Description = "Wist ingevoerde bestanden van meer dan 7 dagen geleden.")]
public sealed class OldImports : IBackgroundTask
{
    private const int Days = 7;

    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var db = serviceProvider.GetRequiredService<GboDbContext>();
        var before = serviceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddDays(-Days);
        await db.WriteAsync(c => db.Set<NetworkImport>().Where(i => i.UploadedAt < before && i.State != ImportState.Confirmed).ExecuteDeleteAsync(c), cancellationToken);
    }
}
