using System.Globalization;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Recipes;

/// <summary>Recipe step <c>Groups</c>: adds groups or brings them up to date, by slug. A group that is not in the list stays.</summary>
public sealed class GroupsStep(GboDbContext db, GroupService groups, RhythmService planning, IUserDirectory directory, ISiteService site, TimeProvider time) : IRecipeStepHandler
{
    /// <inheritdoc />
    public string Name => "Groups";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var items = RecipeItems.Read<Item>(context, "groups");
        RecipeItems.RefuseDoubles(context, items, i => i.Slug);
        var municipalities = await db.Set<Municipality>().ToDictionaryAsync(m => m.Slug, m => m.Id, cancel);
        var organisations = await db.Set<Organisation>().ToDictionaryAsync(o => o.Slug, o => o.Id, cancel);
        var rhythms = await (from g in db.Set<Group>() join r in db.Set<Rhythm>().AsNoTracking() on g.Id equals r.GroupId select new { g.Slug, Rhythm = r }).ToDictionaryAsync(g => g.Slug, g => g.Rhythm, cancel);
        var saved = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var group = await groups.SaveAsync(new GroupDetails
            {
                Slug = item.Slug,
                Name = item.Name,
                NameInText = item.NameInText,
                Kind = item.Kind,
                Description = item.Description,
                // A rhythm that is there says it by itself.
                Cadence = rhythms.GetValueOrDefault(item.Slug)?.InWords ?? item.Cadence,
                MunicipalityIds = [.. item.Municipalities.Select(m => Find(context, item, municipalities, m, "gemeente"))],
                DefaultPlace = item.DefaultPlace,
                WorkAgendas = item.WorkAgendas,
                AcceptsItems = item.AcceptsItems,
                Readers = item.Readers,
                CoachUserId = await CoachAsync(context, item, cancel),
                Position = item.Position,
                OrganisationIds = [.. item.Organisations.Select(o => Find(context, item, organisations, o, "organisatie"))],
                ForwardsToGroupId = await db.Set<Group>().Where(g => g.Slug == item.ForwardsTo).Select(g => (Guid?)g.Id).SingleOrDefaultAsync(cancel),
            }, cancel);
            saved[item.Slug] = group;
        }

        // Only now: a group may forward to one that comes later in the list.
        foreach (var item in items.Where(i => i.ForwardsTo is not null)) await ForwardAsync(context, item, saved[item.Slug], cancel);
        foreach (var item in items.Where(i => i.HasLink && saved[i.Slug].GroupLinkVersion == 0)) await MakeLinkAsync(saved[item.Slug], cancel);
        foreach (var item in items.Where(i => i.Rhythm is not null)) await SetRhythmAsync(context, item, saved[item.Slug].Id, cancel);
        await db.SaveChangesAsync(cancel);
    }

    // A rhythm that is there already belongs to the coach now.
    private async Task SetRhythmAsync(RecipeExecutionContext context, Item item, Guid groupId, CancellationToken cancel)
    {
        if (await planning.FindAsync(groupId, cancel) is not null) return;
        var rhythm = item.Rhythm!;
        if (!TimeOnly.TryParseExact(rhythm.At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) throw context.Fail($"groep '{item.Slug}': at is een uur zoals 14:00.");
        await planning.SetAsync(groupId, new RhythmDetails(rhythm.EveryMonths, rhythm.Week, rhythm.Day, at, rhythm.Minutes), cancel: cancel);
    }

    private async Task ForwardAsync(RecipeExecutionContext context, Item item, Group group, CancellationToken cancel)
    {
        if (item.ForwardsTo == item.Slug) throw context.Fail($"groep '{item.Slug}' kan niet naar zichzelf doorsturen.");
        group.ForwardsToGroupId = await db.Set<Group>().Where(g => g.Slug == item.ForwardsTo).Select(g => (Guid?)g.Id).SingleOrDefaultAsync(cancel)
            ?? throw context.Fail($"groep '{item.Slug}': de groep '{item.ForwardsTo}' om naar door te sturen bestaat niet.");
    }

    private async Task MakeLinkAsync(Group group, CancellationToken cancel)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        group.RenewLink(BrusselsTime.Today(time).AddDays(settings.GroupLinkDays), settings.GroupLinkPointsPerDay);
    }

    private async Task<string?> CoachAsync(RecipeExecutionContext context, Item item, CancellationToken cancel)
    {
        if (item.Coach is null) return null;
        return (await directory.FindByEmailAsync(item.Coach, cancel))?.Id ?? throw context.Fail($"groep '{item.Slug}': er is geen gebruiker {item.Coach}.");
    }

    private static Guid Find(RecipeExecutionContext context, Item item, Dictionary<string, Guid> known, string slug, string what)
        => known.TryGetValue(slug, out var id) ? id : throw context.Fail($"groep '{item.Slug}': de {what} '{slug}' bestaat niet.");

    private sealed record Item
    {
        public required string Slug { get; init; }

        public required string Name { get; init; }

        public string NameInText { get; init; } = "";

        public required GroupKind Kind { get; init; }

        public string Description { get; init; } = "";

        public string Cadence { get; init; } = "";

        public IReadOnlyList<string> Municipalities { get; init; } = [];

        public string DefaultPlace { get; init; } = "";

        public IReadOnlyList<string> WorkAgendas { get; init; } = [];

        public string? ForwardsTo { get; init; }

        public bool AcceptsItems { get; init; }

        public GroupReaders Readers { get; init; }

        public string? Coach { get; init; }

        public int Position { get; init; }

        public IReadOnlyList<string> Organisations { get; init; } = [];

        public bool HasLink { get; init; }

        public RhythmItem? Rhythm { get; init; }
    }

    private sealed record RhythmItem
    {
        public int EveryMonths { get; init; } = 3;

        public int Week { get; init; } = 2;

        public DayOfWeek Day { get; init; } = DayOfWeek.Tuesday;

        public string At { get; init; } = "14:00";

        public int Minutes { get; init; } = 120;
    }
}
