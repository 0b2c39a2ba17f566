using GboParticipatie.Network.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Network.Services;

/// <summary>A municipality to choose from.</summary>
public sealed record MunicipalityChoice(Guid Id, string Slug, string Name);

/// <summary>The municipalities of the region, now and then.</summary>
public sealed class MunicipalityService(GboDbContext db, TimeProvider time)
{
    /// <summary>The municipalities that exist on that day, by name; without a day: today in Brussels.</summary>
    public async Task<IReadOnlyList<MunicipalityChoice>> ValidOnAsync(DateOnly? day = null, CancellationToken cancel = default)
    {
        var on = day ?? BrusselsTime.Today(time);
        return await db.Set<Municipality>().AsNoTracking()
            .Where(m => (m.ValidFrom == null || m.ValidFrom <= on) && (m.ValidUntil == null || m.ValidUntil >= on))
            .OrderBy(m => m.SearchName)
            .Select(m => new MunicipalityChoice(m.Id, m.Slug, m.Name))
            .ToListAsync(cancel);
    }

    /// <summary>The municipality with this slug, or null; also one that exists no longer.</summary>
    public Task<Municipality?> FindBySlugAsync(string slug, CancellationToken cancel = default)
        => db.Set<Municipality>().AsNoTracking().SingleOrDefaultAsync(m => m.Slug == slug, cancel);

    /// <summary>
    /// The municipality with this slug and all that became part of it: who is still written down under an old name is found under the
    /// new one. Null when there is none.
    /// </summary>
    public async Task<IReadOnlyList<Guid>?> WithPredecessorsAsync(string slug, CancellationToken cancel = default)
    {
        var all = await db.Set<Municipality>().AsNoTracking().Select(m => new { m.Id, m.Slug, m.SuccessorId }).ToListAsync(cancel);
        if (all.Find(m => m.Slug == slug) is not { } found) return null;
        List<Guid> ids = [found.Id];
        // Those that are found join the list while it is read; one that bites its own tail joins once.
        for (var i = 0; i < ids.Count; i++) ids.AddRange(all.Where(m => m.SuccessorId == ids[i] && !ids.Contains(m.Id)).Select(m => m.Id).ToList());
        return ids;
    }
}
