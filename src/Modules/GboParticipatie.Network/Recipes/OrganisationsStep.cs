using GboParticipatie.Network.Models;
using GboParticipatie.Recipes;

namespace GboParticipatie.Network.Recipes;

/// <summary>
/// Recipe step <c>Organisations</c>: adds organisations or brings them up to date, by slug. An organisation that is not in the
/// list stays.
/// </summary>
public sealed class OrganisationsStep(GboDbContext db) : IRecipeStepHandler
{
    /// <inheritdoc />
    public string Name => "Organisations";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var items = RecipeItems.Read<Item>(context, "organisations");
        RecipeItems.RefuseDoubles(context, items, i => i.Slug);
        var slugs = items.Select(i => i.Slug).ToList();
        var municipalities = await db.Set<Municipality>().ToDictionaryAsync(m => m.Slug, cancel);
        var known = await db.Set<Organisation>().Include(o => o.Municipalities).Where(o => slugs.Contains(o.Slug)).ToDictionaryAsync(o => o.Slug, cancel);
        foreach (var item in items)
        {
            Check(item, context);
            if (!known.TryGetValue(item.Slug, out var organisation))
            {
                organisation = new Organisation { Slug = item.Slug, Name = item.Name, Kind = item.Kind };
                db.Add(organisation);
            }

            Apply(item, organisation);
            Place(item, organisation, municipalities, context);
        }

        await db.SaveChangesAsync(cancel);
    }

    private static void Check(Item item, RecipeExecutionContext context)
    {
        if (!Slug.IsValid(item.Slug)) throw context.Fail($"'{item.Slug}' is geen goede slug: kleine letters, cijfers en streepjes.");
        if (item.Name.Trim().Length is 0 or > Organisation.NameLength) throw context.Fail($"organisatie '{item.Slug}': de naam ontbreekt of is te lang.");
        if (item.Description.Length > Organisation.DescriptionLength) throw context.Fail($"organisatie '{item.Slug}': de beschrijving is te lang.");
        if (item.Email is not null && !Person.IsEmail(item.Email)) throw context.Fail($"organisatie '{item.Slug}': '{item.Email}' is geen e-mailadres.");
        if (item.Website is not null && !(Uri.TryCreate(item.Website, UriKind.Absolute, out var site) && site.Scheme is "http" or "https"))
            throw context.Fail($"organisatie '{item.Slug}': '{item.Website}' is geen website (https://...).");
    }

    private static void Apply(Item item, Organisation organisation)
    {
        organisation.Name = item.Name;
        organisation.Kind = item.Kind;
        organisation.Description = item.Description.Trim();
        organisation.Email = item.Email;
        organisation.Phone = item.Phone;
        organisation.Website = item.Website;
        organisation.IsActive = item.Active;
    }

    private static void Place(Item item, Organisation organisation, Dictionary<string, Municipality> municipalities, RecipeExecutionContext context)
    {
        var wanted = item.Municipalities
            .Select(slug => municipalities.GetValueOrDefault(slug) ?? throw context.Fail($"organisatie '{item.Slug}': de gemeente '{slug}' bestaat niet."))
            .ToHashSet();
        organisation.Municipalities.RemoveAll(m => !wanted.Contains(m));
        organisation.Municipalities.AddRange(wanted.Except(organisation.Municipalities));
    }

    private sealed record Item
    {
        public required string Slug { get; init; }

        public required string Name { get; init; }

        public required OrganisationKind Kind { get; init; }

        public IReadOnlyList<string> Municipalities { get; init; } = [];

        public string Description { get; init; } = "";

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public string? Website { get; init; }

        public bool Active { get; init; } = true;
    }
}
