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
}
