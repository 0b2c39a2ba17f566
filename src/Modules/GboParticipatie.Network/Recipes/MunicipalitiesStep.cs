using GboParticipatie.Network.Models;
using GboParticipatie.Recipes;

namespace GboParticipatie.Network.Recipes;

/// <summary>
/// Recipe step <c>Municipalities</c>: adds municipalities or brings them up to date, by slug. A municipality that is not in the
/// list stays.
/// </summary>
public sealed class MunicipalitiesStep(GboDbContext db) : IRecipeStepHandler
{
    /// <inheritdoc />
    public string Name => "Municipalities";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var items = RecipeItems.Read<Item>(context, "municipalities");
        RecipeItems.RefuseDoubles(context, items, i => i.Slug);
        var known = await db.Set<Municipality>().ToDictionaryAsync(m => m.Slug, cancel);
        foreach (var item in items) Apply(item, known, context);
        foreach (var item in items) known[item.Slug].SuccessorId = Successor(item, known, context);
        foreach (var item in items) RefuseCircle(item, known, context);
        await db.SaveChangesAsync(cancel);
    }

    private void Apply(Item item, Dictionary<string, Municipality> known, RecipeExecutionContext context)
    {
        if (!Slug.IsValid(item.Slug)) throw context.Fail($"'{item.Slug}' is geen goede slug: kleine letters, cijfers en streepjes.");
        if (string.IsNullOrWhiteSpace(item.Name)) throw context.Fail($"gemeente '{item.Slug}' heeft geen naam.");
        if (item.ValidUntil < item.ValidFrom) throw context.Fail($"gemeente '{item.Slug}' eindigt voor ze begint.");
        if (!known.TryGetValue(item.Slug, out var municipality))
        {
            known[item.Slug] = municipality = new Municipality { Slug = item.Slug, Name = item.Name };
            db.Add(municipality);
        }

        municipality.Name = item.Name;
        municipality.ValidFrom = item.ValidFrom;
        municipality.ValidUntil = item.ValidUntil;
    }

    private static Guid? Successor(Item item, Dictionary<string, Municipality> known, RecipeExecutionContext context)
    {
        if (item.Successor is null) return null;
        if (item.ValidUntil is null) throw context.Fail($"gemeente '{item.Slug}' heeft een opvolger maar geen laatste dag (validUntil).");
        return known.TryGetValue(item.Successor, out var successor)
            ? successor.Id
            : throw context.Fail($"gemeente '{item.Slug}': de opvolger '{item.Successor}' bestaat niet.");
    }

    private static void RefuseCircle(Item item, Dictionary<string, Municipality> known, RecipeExecutionContext context)
    {
        var byId = known.Values.ToDictionary(m => m.Id);
        var start = known[item.Slug];
        var seen = new HashSet<Guid> { start.Id };
        for (var next = start.SuccessorId; next is { } id; next = byId[id].SuccessorId)
            if (!seen.Add(id)) throw context.Fail($"gemeente '{item.Slug}': de opvolgers lopen in een kring.");
    }

    private sealed record Item
    {
        public required string Slug { get; init; }

        public required string Name { get; init; }

        public DateOnly? ValidFrom { get; init; }

        public DateOnly? ValidUntil { get; init; }

        public string? Successor { get; init; }
    }
}
