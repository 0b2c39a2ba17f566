using GboParticipatie.Network.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Network.Services;

/// <summary>A municipality to choose from.</summary>
public sealed record MunicipalityChoice(Guid Id, string Slug, string Name);

/// <summary>The municipalities of the region, now and then.</summary>
public sealed class MunicipalityService(GboDbContext db, TimeProvider time)
{
    // No chain of mergers is longer; it also ends a chain that bites its own tail.
    private const int LongestChain = 20;

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

    /// <summary>The municipality itself and, in order, those that it became.</summary>
    /// <exception cref="NotFoundException">There is no such municipality.</exception>
    public async Task<IReadOnlyList<Municipality>> SuccessionAsync(Guid id, CancellationToken cancel = default)
    {
        var all = await db.Set<Municipality>().AsNoTracking().ToDictionaryAsync(m => m.Id, cancel);
        if (!all.TryGetValue(id, out var current)) throw new NotFoundException("Deze gemeente bestaat niet.");
        List<Municipality> chain = [current];
        while (chain.Count < LongestChain && current.SuccessorId is { } next && all.TryGetValue(next, out current)) chain.Add(current);
        return chain;
    }

    /// <summary>What the municipality is on that day: itself, or the successor that exists then; null when none does.</summary>
    /// <exception cref="NotFoundException">There is no such municipality.</exception>
    public async Task<Municipality?> OnDayAsync(Guid id, DateOnly day, CancellationToken cancel = default)
        => (await SuccessionAsync(id, cancel)).FirstOrDefault(m => m.IsValidOn(day));
}
