using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Network.Services;

/// <summary>What can be filled in about a municipality.</summary>
public sealed record MunicipalityDetails
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>First day, or null.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day, or null.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>What it became part of, or null.</summary>
    public Guid? SuccessorId { get; init; }
}

/// <summary>A municipality in the list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="ValidFrom">First day, or null.</param>
/// <param name="ValidUntil">Last day, or null.</param>
/// <param name="Successor">Name of what it became part of, or null.</param>
/// <param name="Organisations">How many organisations work there.</param>
public sealed record MunicipalityRow(Guid Id, string Name, DateOnly? ValidFrom, DateOnly? ValidUntil, string? Successor, int Organisations);

/// <summary>Municipalities as who keeps the network changes them: when one merges, the old one ends and keeps its name and figures.</summary>
public sealed class MunicipalityRegister(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    /// <summary>All municipalities: those of today first, by name.</summary>
    public async Task<IReadOnlyList<MunicipalityRow>> ListAsync(CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        return await db.Set<Municipality>().AsNoTracking()
            .OrderBy(m => m.ValidUntil != null && m.ValidUntil < today).ThenBy(m => m.SearchName).ThenBy(m => m.Id)
            .Select(m => new MunicipalityRow(
                m.Id, m.Name, m.ValidFrom, m.ValidUntil, db.Set<Municipality>().Where(s => s.Id == m.SuccessorId).Select(s => s.Name).FirstOrDefault(),
                db.Set<Organisation>().Count(o => o.Municipalities.Any(x => x.Id == m.Id))))
            .ToListAsync(cancel);
    }

    /// <summary>The municipality with this key, or null.</summary>
    public Task<Municipality?> FindAsync(Guid id, CancellationToken cancel = default)
        => db.Set<Municipality>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancel);

    /// <summary>Adds a municipality. A key that is there already was sent twice: nothing happens.</summary>
    /// <exception cref="ProblemsException">Something is filled in wrong.</exception>
    public Task AddAsync(Guid id, MunicipalityDetails details, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await db.LockOrganisationsAsync(c);
        var all = await db.Set<Municipality>().ToListAsync(c);
        if (all.Exists(m => m.Id == id)) return;
        Check(details, id, all);
        var slug = Slug.Free(Slug.From(details.Name), free => all.Exists(m => m.Slug == free));
        db.Add(Filled(new Municipality { Id = id, Slug = slug, Name = details.Name }, details));
        db.Audit("Municipality.Added", id, user.Id);
    }, cancel);

    /// <summary>Changes a municipality.</summary>
    /// <exception cref="ProblemsException">Something is filled in wrong.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task ChangeAsync(Guid id, MunicipalityDetails details, int? seen, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await db.LockOrganisationsAsync(c);
        var all = await db.Set<Municipality>().ToListAsync(c);
        var municipality = all.Find(m => m.Id == id) ?? throw new NotFoundException("Deze gemeente bestaat niet.");
        municipality.MustBeVersion(seen);
        Check(details, id, all);
        Filled(municipality, details);
        if (db.Entry(municipality).State == EntityState.Modified)
            db.Audit("Municipality.Changed", id, user.Id, new { details.ValidUntil, details.SuccessorId });
    }, cancel);

    private static Municipality Filled(Municipality municipality, MunicipalityDetails details)
    {
        municipality.Name = details.Name;
        municipality.ValidFrom = details.ValidFrom;
        municipality.ValidUntil = details.ValidUntil;
        municipality.SuccessorId = details.SuccessorId;
        return municipality;
    }

    private static void Check(MunicipalityDetails details, Guid id, List<Municipality> all)
    {
        var problems = ContactRules.Name(details.Name.Trim(), Municipality.NameLength).ToList();
        if (details.ValidUntil < details.ValidFrom) problems.Add(new Problem(nameof(details.ValidUntil), "De laatste dag is voor de eerste. Kijk de dagen na."));
        if (SameName(details, id, all)) problems.Add(new Problem(nameof(details.Name), "Er is in die tijd al een gemeente met deze naam."));
        if (details.SuccessorId is { } successor) problems.AddRange(SuccessorProblems(details, id, successor, all));
        ProblemsException.ThrowIfAny(problems);
    }

    // A name may come back later, not at the same time.
    private static bool SameName(MunicipalityDetails details, Guid id, List<Municipality> all)
    {
        var search = SearchText.Of(details.Name);
        return all.Exists(m => m.Id != id && m.SearchName == search
            && (m.ValidUntil is null || details.ValidFrom is null || m.ValidUntil >= details.ValidFrom)
            && (details.ValidUntil is null || m.ValidFrom is null || details.ValidUntil >= m.ValidFrom));
    }

    private static IEnumerable<Problem> SuccessorProblems(MunicipalityDetails details, Guid id, Guid successorId, List<Municipality> all)
    {
        const string field = nameof(details.SuccessorId);
        var successor = all.Find(m => m.Id == successorId);
        if (successor is null) yield return new Problem(field, "Deze gemeente bestaat niet. Kies opnieuw.");
        if (details.ValidUntil is not { } last) yield return new Problem(nameof(details.ValidUntil), "Vul ook de laatste dag van deze gemeente in.");
        else if (successor is not null && !successor.IsValidOn(last.AddDays(1)))
            yield return new Problem(field, $"{successor.Name} bestaat niet op de dag erna. Kijk de dagen van die gemeente na.");
        if (Leads(successor, id, all)) yield return new Problem(field, "Zo lopen de gemeenten in een kring. Kies een andere.");
    }

    private static bool Leads(Municipality? from, Guid to, List<Municipality> all)
    {
        for (var steps = 0; from is not null && steps <= all.Count; steps++)
        {
            if (from.Id == to) return true;
            from = all.Find(m => m.Id == from.SuccessorId);
        }

        return false;
    }
}
