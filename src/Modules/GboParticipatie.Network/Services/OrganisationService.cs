using GboParticipatie.Network.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Network.Services;

/// <summary>Which organisations to list.</summary>
public sealed record OrganisationFilter
{
    /// <summary>Part of the name, or of the name of one of its municipalities; accents and capitals do not matter. Null or empty: all.</summary>
    public string? Search { get; init; }

    /// <summary>Only in this municipality.</summary>
    public Guid? MunicipalityId { get; init; }

    /// <summary>Only of these kinds; empty: all.</summary>
    public IReadOnlyCollection<OrganisationKind> Kinds { get; init; } = [];

    /// <summary>Also those that no longer take part.</summary>
    public bool WithInactive { get; init; }

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

/// <summary>A part of a list.</summary>
/// <param name="Items">The organisations of this part.</param>
/// <param name="Total">How many the whole list has; 0 as well when the part lies beyond its end.</param>
public sealed record OrganisationPage(IReadOnlyList<OrganisationListItem> Items, int Total);

/// <summary>Organisations of the network.</summary>
public sealed class OrganisationService(GboDbContext db, TimeProvider time)
{
    /// <summary>Organisations by name, with how many there are, in one query.</summary>
    public async Task<OrganisationPage> ListAsync(OrganisationFilter filter, CancellationToken cancel = default)
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
        return new OrganisationPage([.. rows.Select(r => r.Item)], rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <summary>The organisation with this slug, or null; also one that no longer takes part.</summary>
    public Task<Organisation?> FindBySlugAsync(string slug, CancellationToken cancel = default)
        => db.Set<Organisation>().AsNoTracking().Include(o => o.Municipalities).SingleOrDefaultAsync(o => o.Slug == slug, cancel);

    private IQueryable<Organisation> Filter(OrganisationFilter filter)
    {
        var organisations = db.Set<Organisation>().AsNoTracking();
        if (!filter.WithInactive) organisations = organisations.Where(o => o.IsActive);
        if (filter.Kinds.Count > 0)
        {
            var kinds = filter.Kinds;
            organisations = organisations.Where(o => kinds.Contains(o.Kind));
        }

        if (filter.MunicipalityId is { } municipality) organisations = organisations.Where(o => o.Municipalities.Any(m => m.Id == municipality));
        var search = SearchText.Of(filter.Search);
        if (search.Length > 0)
            organisations = organisations.Where(o => o.SearchName.Contains(search) || o.Municipalities.Any(m => m.SearchName.Contains(search)));
        return organisations;
    }
}
