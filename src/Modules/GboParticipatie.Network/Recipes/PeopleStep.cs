using GboParticipatie.Network.Models;
using GboParticipatie.Recipes;
using GboParticipatie.Users;

namespace GboParticipatie.Network.Recipes;

/// <summary>
/// Recipe step <c>People</c>: adds people or brings them up to date, by e-mail address; someone without address has an id in the
/// recipe. Links the account with the same address, if there is one. Memberships in the list are made; others stay.
/// </summary>
public sealed class PeopleStep(GboDbContext db, IUserDirectory directory) : IRecipeStepHandler
{
    /// <inheritdoc />
    public string Name => "People";

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var items = RecipeItems.Read<Item>(context, "people");
        RecipeItems.RefuseDoubles(context, items, i => Person.Normalize(i.Email));
        RecipeItems.RefuseDoubles(context, items, i => i.Id?.ToString());
        var people = new List<(Item Item, Person Person)>();
        foreach (var item in items)
        {
            Check(item, context);
            var person = await FindAsync(item, cancel);
            if (person is null) db.Add(person = new Person { Id = item.Id ?? NewId.Random(), Name = item.Name });
            Apply(item, person);
            await LinkAsync(person, cancel);
            people.Add((item, person));
        }

        // Saved here, so that deputies and memberships find people of the same list.
        await db.SaveChangesAsync(cancel);
        foreach (var (item, person) in people)
        {
            person.DeputyId = item.Deputy is null ? null : await DeputyAsync(item, context, cancel);
            await ApplyMembershipsAsync(item, person, context, cancel);
        }

        await db.SaveChangesAsync(cancel);
    }

    private static void Check(Item item, RecipeExecutionContext context)
    {
        var who = item.Email ?? item.Name;
        if (item.Name.Trim().Length is 0 or > Person.NameLength) throw context.Fail($"'{who}': de naam ontbreekt of is te lang.");
        if (item.Email is null && item.Id is null) throw context.Fail($"'{who}': zonder e-mailadres is een vaste id (GUID) nodig.");
        if (item.Email is not null && !Person.IsEmail(item.Email)) throw context.Fail($"'{who}' is geen e-mailadres.");
        if (item.Email is null && item.PreferredChannel == ContactChannel.Email)
            throw context.Fail($"'{who}': wil een mail maar heeft geen e-mailadres. Kies Phone, Letter of ViaOrganisation.");
        if (item.Phone is null && item.PreferredChannel == ContactChannel.Phone) throw context.Fail($"'{who}': wil een telefoontje maar heeft geen nummer.");
    }

    private async Task<Person?> FindAsync(Item item, CancellationToken cancel)
    {
        var normalized = Person.Normalize(item.Email);
        return item.Id is { } id
            ? await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id, cancel)
            : await db.Set<Person>().SingleOrDefaultAsync(p => p.NormalizedEmail == normalized, cancel);
    }

    private static void Apply(Item item, Person person)
    {
        person.Name = item.Name.Trim();
        person.Email = item.Email;
        person.Phone = item.Phone;
        person.PreferredChannel = item.PreferredChannel;
        person.Language = item.Language;
        person.Needs = item.Needs.Aggregate(ParticipationNeeds.None, (all, one) => all | one);
        person.BridgeFigure = item.BridgeFigure;
        person.WorkingDays = item.WorkingDays.Aggregate(WeekDays.None, (all, one) => all | one);
    }

    private async Task LinkAsync(Person person, CancellationToken cancel)
    {
        if (person.Email is null || person.UserId is not null) return;
        var account = await directory.FindByEmailAsync(person.Email, cancel);
        if (account is null || await db.Set<Person>().AnyAsync(p => p.UserId == account.Id, cancel)) return;
        person.UserId = account.Id;
    }

    private async Task<Guid> DeputyAsync(Item item, RecipeExecutionContext context, CancellationToken cancel)
    {
        var normalized = Person.Normalize(item.Deputy);
        var deputy = await db.Set<Person>().SingleOrDefaultAsync(p => p.NormalizedEmail == normalized, cancel);
        return deputy?.Id ?? throw context.Fail($"'{item.Email ?? item.Name}': de vervanger '{item.Deputy}' bestaat niet.");
    }

    private async Task ApplyMembershipsAsync(Item item, Person person, RecipeExecutionContext context, CancellationToken cancel)
    {
        foreach (var wanted in item.Memberships)
        {
            var who = item.Email ?? item.Name;
            if (wanted.To < wanted.From) throw context.Fail($"'{who}': het lidmaatschap bij '{wanted.Organisation}' eindigt voor het begint.");
            var organisation = await db.Set<Organisation>().Where(o => o.Slug == wanted.Organisation).Select(o => (Guid?)o.Id).SingleOrDefaultAsync(cancel)
                ?? throw context.Fail($"'{who}': de organisatie '{wanted.Organisation}' bestaat niet.");
            var membership = await db.Set<Membership>()
                .SingleOrDefaultAsync(m => m.PersonId == person.Id && m.OrganisationId == organisation && m.From == wanted.From, cancel);
            if (membership is null) db.Add(membership = new Membership { PersonId = person.Id, OrganisationId = organisation, From = wanted.From });
            membership.To = wanted.To;
        }
    }

    private sealed record Item
    {
        public Guid? Id { get; init; }

        public required string Name { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public ContactChannel PreferredChannel { get; init; } = ContactChannel.Email;

        public string Language { get; init; } = "nl";

        public IReadOnlyList<ParticipationNeeds> Needs { get; init; } = [];

        public BridgeFigureKind? BridgeFigure { get; init; }

        public IReadOnlyList<WeekDays> WorkingDays { get; init; } = [];

        public string? Deputy { get; init; }

        public IReadOnlyList<MembershipItem> Memberships { get; init; } = [];
    }

    private sealed record MembershipItem
    {
        public required string Organisation { get; init; }

        public required DateOnly From { get; init; }

        public DateOnly? To { get; init; }
    }
}
