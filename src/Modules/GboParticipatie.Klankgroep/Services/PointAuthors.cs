using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Whose points these are: the one place that knows it, so that who hears of a point hears of all that follows from it.</summary>
internal static class PointAuthors
{
    /// <summary>
    /// The points whose authors must hear of something that is about all of these: each author once, by the point that came in first.
    /// Points without an author in Network stay: they are followed by number and code, and may be told by the coach.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> ToTellAsync(GboDbContext db, IReadOnlyCollection<Guid> items, CancellationToken cancel)
    {
        var points = await db.Set<AgendaItem>().AsNoTracking()
            .Where(i => items.Contains(i.Id) && i.Status != AgendaItemStatus.Withdrawn)
            .OrderBy(i => i.ReceivedOn).ThenBy(i => i.Reference).Select(i => new { i.Id, i.AuthorPersonId }).ToListAsync(cancel);
        return [.. points.DistinctBy(p => p.AuthorPersonId ?? p.Id).Select(p => p.Id)];
    }

    /// <summary>
    /// Publishes something about a point for its author, and for the authors of what stands together with it: each hears it once, about the
    /// point that they brought themselves.
    /// </summary>
    public static async Task PublishToAuthorsAsync(this GboDbContext db, AgendaItem item, Func<Guid, IDomainEvent> news, CancellationToken cancel)
    {
        db.Publish(news(item.Id));
        if (item.TogetherWith == 0) return;
        var joined = await db.Set<AgendaItem>().AsNoTracking().Where(i => i.MergedIntoId == item.Id && (item.AuthorPersonId == null || i.AuthorPersonId != item.AuthorPersonId))
            .Select(i => i.Id).ToListAsync(cancel);
        foreach (var other in await ToTellAsync(db, joined, cancel)) db.Publish(news(other));
    }

    /// <summary>What stands together with a point.</summary>
    public static async Task<IReadOnlyList<Guid>> JoinedAsync(this GboDbContext db, AgendaItem item, CancellationToken cancel)
        => item.TogetherWith == 0 ? [] : await db.Set<AgendaItem>().Where(i => i.MergedIntoId == item.Id).Select(i => i.Id).ToListAsync(cancel);
}
