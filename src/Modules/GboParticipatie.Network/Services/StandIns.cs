using GboParticipatie.Network.Models;

namespace GboParticipatie.Network.Services;

/// <summary>Someone who is away, and until when.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="UserId">Their account, or null.</param>
/// <param name="Until">Last day, or null when that is not known.</param>
public sealed record AwayPerson(Guid Id, string Name, string? UserId, DateOnly? Until);

/// <summary>
/// Who sees to the work of someone who is away: their deputy, or, when that one is away as well, the deputy of the deputy.
/// Where that ends nowhere or comes back to who is away, nobody stands in and the work waits.
/// </summary>
public sealed class StandIns(GboDbContext db)
{
    /// <summary>Who sees to this person's work on that day: the person, who stands in, or null when nobody does.</summary>
    public async Task<Guid?> OfAsync(Guid person, DateOnly day, CancellationToken cancel = default)
        => Follow(await AwayOn(day).ToDictionaryAsync(p => p.Id, p => p.DeputyId, cancel), person);

    /// <summary>For whom this person stands in that day, by name.</summary>
    public async Task<IReadOnlyList<AwayPerson>> ReplacedByAsync(Guid person, DateOnly day, CancellationToken cancel = default)
    {
        var away = await AwayOn(day).OrderBy(p => p.SearchName).Select(p => new { p.Id, p.Name, p.UserId, p.AwayUntil, p.DeputyId }).ToListAsync(cancel);
        var deputies = away.ToDictionary(p => p.Id, p => p.DeputyId);
        return [.. away.Where(p => p.Id != person && Follow(deputies, p.Id) == person).Select(p => new AwayPerson(p.Id, p.Name, p.UserId, p.AwayUntil))];
    }

    private IQueryable<Person> AwayOn(DateOnly day)
        => db.Set<Person>().AsNoTracking().Where(p => p.AwayFrom <= day && (p.AwayUntil == null || p.AwayUntil >= day));

    // Each step leads to another who is away, or to who is there: after as many steps as there are people away it goes in a circle.
    private static Guid? Follow(Dictionary<Guid, Guid?> away, Guid person)
    {
        Guid? at = person;
        for (var step = 0; step <= away.Count && at is { } one; step++)
        {
            if (!away.TryGetValue(one, out var deputy)) return one;
            at = deputy;
        }

        return null;
    }
}
