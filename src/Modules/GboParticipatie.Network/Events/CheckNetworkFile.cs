using GboParticipatie.Events;
using GboParticipatie.Localization;
using GboParticipatie.Network.Csv;
using GboParticipatie.Network.Imports;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Network.Events;

/// <summary>
/// Looks a file through and notes what it would do. A delivery although nothing leaves the house: it runs outside any transaction,
/// so that looking through 50,000 rows does not hold up other writers and its progress can be read. Running it twice does no harm.
/// </summary>
public sealed class CheckNetworkFile(GboDbContext db, IEnumerable<INetworkFile> files) : IDeliveryHandler<NetworkFileUploaded>
{
    /// <inheritdoc />
    public async Task DeliverAsync(NetworkFileUploaded @event, EventEnvelope envelope, CancellationToken cancel)
    {
        var id = @event.ImportId;
        var kind = await db.Set<NetworkImport>().Where(i => i.Id == id && i.State == ImportState.Reading).Select(i => (ImportKind?)i.Kind).SingleOrDefaultAsync(cancel);
        var content = await db.Set<ImportFile>().Where(f => f.ImportId == id).Select(f => f.Content).SingleOrDefaultAsync(cancel);
        if (kind is null || content is null) return;
        var file = files.Single(f => f.Kind == kind);
        var plan = await file.PlanAsync(CsvTable.Read(CsvContent.Read(content), file.Columns), rows => NoteAsync(id, rows, cancel), cancel);
        await db.WriteAsync(async c =>
        {
            var import = await db.Set<NetworkImport>().SingleOrDefaultAsync(i => i.Id == id && i.State == ImportState.Reading, c);
            if (import is not null) await ImportResult.NoteAsync(db, import, plan, ImportState.Checked, c);
        }, cancel);
    }

    private Task NoteAsync(Guid id, int rows, CancellationToken cancel)
        => db.WriteAsync(c => db.Set<NetworkImport>().Where(i => i.Id == id).ExecuteUpdateAsync(s => s.SetProperty(i => i.RowsRead, rows), c), cancel);
}

/// <summary>
/// Imports a file that was confirmed: all of it or nothing, in one transaction with the note that it was done. A kill in the middle
/// leaves nothing behind and it begins anew; a second instance waits and finds it done.
/// </summary>
public sealed class ApplyNetworkFile(GboDbContext db, IEnumerable<INetworkFile> files, EntryProgress progress) : IEventHandler<NetworkImportConfirmed>
{
    /// <inheritdoc />
    public async Task HandleAsync(NetworkImportConfirmed @event, EventEnvelope envelope, CancellationToken cancel)
    {
        await Services.NetworkLock.LockAllAsync(db, cancel);
        var import = await db.Set<NetworkImport>().SingleOrDefaultAsync(i => i.Id == @event.ImportId && i.State == ImportState.Confirmed, cancel);
        var content = await db.Set<ImportFile>().Where(f => f.ImportId == @event.ImportId).Select(f => f.Content).SingleOrDefaultAsync(cancel);
        if (import is null || content is null) return;
        // Compared anew: someone may have changed the network since the preview.
        var file = files.Single(f => f.Kind == import.Kind);
        var plan = await file.PlanAsync(CsvTable.Read(CsvContent.Read(content), file.Columns), _ => Task.CompletedTask, cancel);
        if (plan.Problems.Count == 0) await EnterAsync(import.Id, plan, cancel);
        await ImportResult.NoteAsync(db, import, plan, ImportState.Done, cancel);
        db.Audit($"NetworkImport.{import.State}", import.Id, import.UserId, new { import.Added, import.Changed });
    }

    private async Task EnterAsync(Guid id, ImportPlan plan, CancellationToken cancel)
    {
        try
        {
            progress.Note(id, 0);
            await plan.ApplyAsync(rows => progress.Note(id, rows), cancel);
        }
        finally
        {
            progress.End(id);
        }
    }
}

/// <summary>Notes how a file fared.</summary>
internal static class ImportResult
{
    /// <summary>Notes what a plan says; with errors the import is refused. A file that is over is thrown away.</summary>
    public static async Task NoteAsync(GboDbContext db, NetworkImport import, ImportPlan plan, ImportState next, CancellationToken cancel)
    {
        import.State = plan.Problems.Count > 0 ? ImportState.Refused : next;
        (import.Added, import.Changed, import.Unchanged) = (plan.Added, plan.Changed, plan.Unchanged);
        (import.RowsRead, import.ProblemCount) = (import.Rows, plan.Problems.Count);
        var position = 0;
        foreach (var problem in plan.Problems.OrderBy(p => p.Line).ThenBy(p => p.Column, StringComparer.Ordinal).Take(NetworkImport.MaxProblems))
            db.Add(new ImportProblem { ImportId = import.Id, Position = position++, Line = problem.Line, Column = problem.Column, Message = StoredText.Of(problem.Rule, NetworkImport.MessageLength) });
        if (import.State == ImportState.Checked)
            foreach (var (change, index) in plan.Changes.Take(NetworkImport.MaxChanges).Select((c, i) => (c, i)))
                db.Add(new ImportChange { ImportId = import.Id, Position = index, Line = change.Line, Name = Cell(change.Name), Cells = [.. change.Cells.Select(c => new CellChange(c.Column, Cell(c.From), Cell(c.To)))] });
        if (import.State is ImportState.Refused or ImportState.Done) await ThrowAwayAsync(db, import.Id, cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Throws a file away that is over, and what was kept of its rows.</summary>
    public static async Task ThrowAwayAsync(GboDbContext db, Guid id, CancellationToken cancel)
    {
        await db.Set<ImportFile>().Where(f => f.ImportId == id).ExecuteDeleteAsync(cancel);
        await db.Set<ImportChange>().Where(c => c.ImportId == id).ExecuteDeleteAsync(cancel);
    }

    private static string Cell(string text) => text.Length <= NetworkImport.CellLength ? text : text[..(NetworkImport.CellLength - 1)] + "…";
}
