using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// Files of points that were sent. They belong to the point that they came with: when it stands together with others, goes apart or is
/// split, they stay where they are; what goes on as a neutral text goes on without them.
/// </summary>
public sealed class PointFiles(GboDbContext db, IFileStore files, ICurrentUser user)
{
    /// <summary>The coach adds what someone gave along. The page checks the permission.</summary>
    /// <exception cref="RuleException">The point was taken back, or has as many files as it may have.</exception>
    public Task<StoredFile> AddAsync(Guid itemId, CheckedFile file, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await Locked.HoldPointAsync(db, itemId, c);
        var status = await db.Set<AgendaItem>().Where(i => i.Id == itemId).Select(i => (AgendaItemStatus?)i.Status).SingleOrDefaultAsync(c) ?? throw new NotFoundException("Dit punt bestaat niet.");
        if (status == AgendaItemStatus.Withdrawn) throw new RuleException("Wie dit punt bracht, trok het terug. Je kan er geen bestand meer bij doen.");
        var stored = await files.AddAsync(itemId, file, c);
        db.Audit("AgendaItem.FileAdded", itemId, user.Id, new { file = stored.Id });
        return stored;
    }, cancel);

    /// <summary>The coach takes a file away. Whoever brought the point is told, with the reason. Done twice, it is done once.</summary>
    /// <exception cref="RuleException">There is no reason, or it gives someone away.</exception>
    public Task RemoveAsync(Guid itemId, Guid fileId, string? reason, CancellationToken cancel = default)
    {
        var why = TypedText.Required(reason, nameof(StoredFile.RemovedBecause), "Zeg waarom. Wie het punt bracht, leest dit.", StoredFile.ReasonLength);
        return db.WriteAsync(async c =>
        {
            var group = await db.Set<AgendaItem>().Where(i => i.Id == itemId).Select(i => (Guid?)i.GroupId).SingleOrDefaultAsync(c) ?? throw new NotFoundException("Dit punt bestaat niet.");
            if (!await files.RemoveAsync(itemId, fileId, why, c)) return;
            db.Publish(new AgendaItemFileRemoved(itemId, group, fileId));
            db.Audit("AgendaItem.FileRemoved", itemId, user.Id, new { file = fileId });
        }, cancel);
    }

    /// <summary>Notes that someone else than its author read a file of a point that only the coach may read.</summary>
    public async Task NoteReadAsync(AgendaItem item, StoredFile file, bool isAuthor, CancellationToken cancel = default)
    {
        if (item.Visibility != Visibility.CoachOnly || isAuthor) return;
        db.Audit("AgendaItem.FileRead", item.Id, user.Id, new { file = file.Id });
        await db.SaveChangesAsync(cancel);
    }
}
