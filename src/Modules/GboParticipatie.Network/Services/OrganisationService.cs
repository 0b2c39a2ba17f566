using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Network.Services;

/// <summary>Which organisations to list.</summary>
public sealed record OrganisationFilter
{
    /// <summary>Part of the name, or of the name of one of its municipalities; accents and capitals do not matter. Null or empty: all.</summary>
    public string? Search { get; init; }

    /// <summary>Only in one of these municipalities, see <see cref="MunicipalityService.WithPredecessorsAsync"/>; null: in any.</summary>
    public IReadOnlyList<Guid>? MunicipalityIds { get; init; }

    /// <summary>Only of these kinds; empty: all.</summary>
    public IReadOnlyCollection<OrganisationKind> Kinds { get; init; } = [];

    /// <summary>True: those that take part; false: those that no longer do; null: all.</summary>
    public bool? IsActive { get; init; } = true;

    /// <summary>How many to leave out at the start.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>An organisation in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind.</param>
/// <param name="IsActive">Whether it takes part.</param>
/// <param name="Contacts">How many people belong to it today.</param>
/// <param name="Municipalities">Names of its municipalities, by name.</param>
public sealed record OrganisationListItem(
    Guid Id, string Slug, string Name, OrganisationKind Kind, bool IsActive, int Contacts, IReadOnlyList<string> Municipalities);

/// <summary>An organisation by name.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="SearchName">The name as it is searched.</param>
public sealed record OrganisationName(Guid Id, string Name, string SearchName);

/// <summary>A part of a list.</summary>
/// <param name="Items">What stands in this part.</param>
/// <param name="Total">How many the whole list has; 0 as well when the part lies beyond its end.</param>
public sealed record ListPart<T>(IReadOnlyList<T> Items, int Total);

/// <summary>Someone who belongs or belonged to an organisation.</summary>
public sealed record OrganisationMember(Guid PersonId, string Name, DateOnly From, DateOnly? To);

/// <summary>Organisations of the network.</summary>
public sealed class OrganisationService(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    /// <summary>Organisations by name, with how many there are, in one query.</summary>
    public async Task<ListPart<OrganisationListItem>> ListAsync(OrganisationFilter filter, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        var organisations = Filter(filter);
        var rows = await organisations
            .OrderBy(o => o.SearchName).ThenBy(o => o.Id)
            .Skip(filter.Skip).Take(filter.Take)
            .Select(o => new
            {
                Total = organisations.Count(),
                Item = new OrganisationListItem(
                    o.Id, o.Slug, o.Name, o.Kind, o.IsActive,
                    o.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= today)).Select(m => m.PersonId).Distinct().Count(),
                    o.Municipalities.OrderBy(m => m.SearchName).Select(m => m.Name).ToList()),
            })
            .ToListAsync(cancel);
        return new ListPart<OrganisationListItem>([.. rows.Select(r => r.Item)], rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <summary>The organisation with this slug, or null; also one that no longer takes part.</summary>
    public Task<Organisation?> FindBySlugAsync(string slug, CancellationToken cancel = default)
        => db.Set<Organisation>().AsNoTracking().Include(o => o.Municipalities).SingleOrDefaultAsync(o => o.Slug == slug, cancel);

    /// <summary>The organisation with this key, or null; also one that no longer takes part.</summary>
    public Task<Organisation?> FindAsync(Guid id, CancellationToken cancel = default)
        => db.Set<Organisation>().AsNoTracking().Include(o => o.Municipalities).SingleOrDefaultAsync(o => o.Id == id, cancel);

    /// <summary>Who belongs to it and who did: those of today first, by name.</summary>
    public async Task<IReadOnlyList<OrganisationMember>> MembersAsync(Guid id, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        return await db.Set<Membership>().AsNoTracking().Where(m => m.OrganisationId == id)
            .OrderBy(m => m.To != null && m.To < today).ThenBy(m => m.Person!.SearchName).ThenBy(m => m.From).Take(500)
            .Select(m => new OrganisationMember(m.PersonId, m.Person!.Name, m.From, m.To))
            .ToListAsync(cancel);
    }

    /// <summary>Names of organisations that take part, to choose from while typing.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancel = default)
        => await db.Set<Organisation>().AsNoTracking().Where(o => o.IsActive).OrderBy(o => o.SearchName).Select(o => o.Name).Take(500).ToListAsync(cancel);

    /// <summary>The one organisation that takes part and that someone means with a name, or with a part of it that fits no other.</summary>
    /// <exception cref="RuleException">None or several are called that.</exception>
    public async Task<Guid> MeantAsync(string? text, string field, CancellationToken cancel = default)
    {
        var search = SearchText.Of(text);
        if (search.Length == 0) throw new RuleException("Vul de naam van een organisatie in.", field);
        var found = await db.Set<Organisation>().AsNoTracking().Where(o => o.IsActive && o.SearchName.Contains(search))
            .OrderBy(o => o.SearchName != search).ThenBy(o => o.SearchName).Select(o => new { o.Id, o.Name, IsExact = o.SearchName == search }).Take(4).ToListAsync(cancel);
        if (found.Count == 0) throw new RuleException("Geen organisatie die meedoet heet zo. Kijk de naam na, of voeg de organisatie eerst toe.", field);
        if (found.Count(f => f.IsExact) == 1 || found.Count == 1) return found[0].Id;
        throw new RuleException($"Meer dan één organisatie heet zo: {string.Join(", ", found.Select(f => f.Name))}. Schrijf de hele naam.", field);
    }

    /// <summary>The organisations that are named, one a line, in their order; see <see cref="MeantAsync"/>.</summary>
    /// <param name="lines">As typed.</param>
    /// <param name="kept">Those that may be named although they no longer take part.</param>
    /// <param name="field">Name of the input.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">A line names none or several.</exception>
    public async Task<IReadOnlyList<Guid>> MeantAllAsync(string? lines, IReadOnlyList<OrganisationName> kept, string field, CancellationToken cancel = default)
    {
        var typed = (lines ?? "").Split('\n').Select(line => (Line: line.Trim(), Search: SearchText.Of(line))).Where(t => t.Search.Length > 0).ToList();
        if (typed.Count == 0) return [];
        var active = await db.Set<Organisation>().AsNoTracking().Where(o => o.IsActive).Select(o => new OrganisationName(o.Id, o.Name, o.SearchName)).ToListAsync(cancel);
        var all = active.UnionBy(kept, o => o.Id).ToList();
        return [.. typed.Select(t => One(t.Line, t.Search)).Distinct()];

        Guid One(string line, string search)
        {
            var exact = all.Where(o => o.SearchName == search).ToList();
            var found = exact.Count > 0 ? exact : all.Where(o => o.SearchName.Contains(search, StringComparison.Ordinal)).ToList();
            if (found.Count == 1) return found[0].Id;
            if (found.Count == 0) throw new RuleException($"“{line}”: geen organisatie die meedoet heet zo. Kijk de naam na, of voeg de organisatie eerst toe in het netwerk.", field);
            throw new RuleException($"“{line}”: meer dan één organisatie heet zo. Schrijf de hele naam: {string.Join(", ", found.Take(4).Select(o => o.Name))}.", field);
        }
    }

    /// <summary>Adds an organisation. A key that is there already was sent twice: nothing happens.</summary>
    /// <param name="id">Its key, made when the form was opened.</param>
    /// <param name="details">What is filled in.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ProblemsException">Something is filled in wrong.</exception>
    public Task AddAsync(Guid id, OrganisationDetails details, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await db.LockOrganisationsAsync(c);
        if (await db.Set<Organisation>().AnyAsync(o => o.Id == id, c)) return;
        var tidy = await CheckedAsync(details, id, [], c);
        var organisation = new Organisation { Id = id, Slug = await FreeSlugAsync(tidy.Name, c), Name = tidy.Name, Kind = tidy.Kind!.Value };
        organisation.Fill(tidy, await MunicipalitiesAsync(tidy.MunicipalityIds, c));
        db.Add(organisation);
        db.Audit("Organisation.Added", id, user.Id);
    }, cancel);

    /// <summary>Changes an organisation.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="details">What is filled in.</param>
    /// <param name="seen">The version that was seen.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ProblemsException">Something is filled in wrong.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task ChangeAsync(Guid id, OrganisationDetails details, int? seen, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await db.LockOrganisationsAsync(c);
        var organisation = await db.Set<Organisation>().Include(o => o.Municipalities).SingleOrDefaultAsync(o => o.Id == id, c)
            ?? throw new NotFoundException("Deze organisatie bestaat niet.");
        organisation.MustBeVersion(seen);
        var old = OrganisationDetails.Of(organisation);
        var tidy = await CheckedAsync(details, id, old.MunicipalityIds, c);
        var changed = tidy.DifferencesFrom(old);
        if (changed.Count == 0) return;
        organisation.Fill(tidy, await MunicipalitiesAsync(tidy.MunicipalityIds, c));
        db.Touch(organisation);
        db.Audit("Organisation.Changed", id, user.Id, new { changed });
    }, cancel);

    // Only municipalities of today can be chosen; one of old stays where it stands.
    private async Task<OrganisationDetails> CheckedAsync(OrganisationDetails details, Guid id, IReadOnlyList<Guid> kept, CancellationToken cancel)
    {
        var tidy = details.Tidy();
        var problems = tidy.Problems().ToList();
        var search = SearchText.Of(tidy.Name);
        if (await db.Set<Organisation>().AnyAsync(o => o.SearchName == search && o.Id != id, cancel))
            problems.Add(new Problem(nameof(OrganisationDetails.Name), "Er is al een organisatie met deze naam. Zoek ze op, of maak de naam duidelijker."));
        var today = BrusselsTime.Today(time);
        var allowed = await db.Set<Municipality>().Where(m => kept.Contains(m.Id) || ((m.ValidFrom == null || m.ValidFrom <= today) && (m.ValidUntil == null || m.ValidUntil >= today)))
            .Select(m => m.Id).ToListAsync(cancel);
        if (tidy.MunicipalityIds.Except(allowed).Any())
            problems.Add(new Problem(nameof(OrganisationDetails.MunicipalityIds), "Een gemeente die je koos, bestaat niet meer. Kies opnieuw."));
        ProblemsException.ThrowIfAny(problems);
        return tidy;
    }

    private async Task<List<Municipality>> MunicipalitiesAsync(IReadOnlyList<Guid> ids, CancellationToken cancel)
        => await db.Set<Municipality>().Where(m => ids.Contains(m.Id)).ToListAsync(cancel);

    private async Task<string> FreeSlugAsync(string name, CancellationToken cancel)
    {
        var slug = Slug.From(name);
        var taken = await db.Set<Organisation>().Where(o => o.Slug.StartsWith(slug)).Select(o => o.Slug).ToListAsync(cancel);
        return Slug.Free(slug, taken.Contains);
    }

    private IQueryable<Organisation> Filter(OrganisationFilter filter)
    {
        var organisations = db.Set<Organisation>().AsNoTracking();
        if (filter.IsActive is { } active) organisations = organisations.Where(o => o.IsActive == active);
        if (filter.Kinds.Count > 0)
        {
            var kinds = filter.Kinds;
            organisations = organisations.Where(o => kinds.Contains(o.Kind));
        }

        if (filter.MunicipalityIds is { } places) organisations = organisations.Where(o => o.Municipalities.Any(m => places.Contains(m.Id)));
        var search = SearchText.Of(filter.Search);
        if (search.Length > 0)
        {
            // Under the name of what a municipality became too, and of what that became.
            var named = db.Set<Municipality>().Where(m => m.SearchName.Contains(search)).Select(m => (Guid?)m.Id);
            organisations = organisations.Where(o => o.SearchName.Contains(search) || o.Municipalities.Any(m =>
                named.Contains(m.Id) || named.Contains(m.SuccessorId) || db.Set<Municipality>().Any(s => s.Id == m.SuccessorId && named.Contains(s.SuccessorId))));
        }

        return organisations;
    }
}
