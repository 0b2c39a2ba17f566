using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Recipes;

namespace GboParticipatie.Tests.Network;

public sealed class NetworkRecipeTests(DatabaseFixture databases)
{
    private const string Small = """
        [
          { "name": "Municipalities", "Municipalities": [
            { "Slug": "tongeren", "Name": "Tongeren", "ValidUntil": "2024-12-31", "Successor": "tongeren-borgloon" },
            { "Slug": "tongeren-borgloon", "Name": "Tongeren-Borgloon", "ValidFrom": "2025-01-01" } ] },
          { "name": "Organisations", "Organisations": [
            { "Slug": "buurtwerk", "Name": "Buurtwerk", "Kind": "Doelgroeporganisatie", "Municipalities": ["tongeren-borgloon"], "Email": "b@zolim.example" } ] },
          { "name": "People", "People": [
            { "Name": "An", "Email": "an@zolim.example", "Deputy": "bo@zolim.example", "WorkingDays": ["Monday", "Tuesday"],
              "Memberships": [ { "Organisation": "buurtwerk", "From": "2020-01-01" } ] },
            { "Name": "Bo", "Email": "bo@zolim.example", "Needs": ["Interpreter", "Transport"] },
            { "Name": "Maria", "Id": "5b0b6f0e-2f0c-4f5e-9d53-6a1f0c7d1e01", "Phone": "0400 00 00 20", "PreferredChannel": "Phone", "BridgeFigure": "Volunteer" } ] }
        ]
        """;

    [Theory, AllDatabases]
    public async Task A_recipe_fills_the_network(Db kind)
    {
        var directory = new FakeUserDirectory();
        var account = directory.Add("an@zolim.example");
        await using var site = await databases.CreateNetworkAsync(kind, directory);

        await site.ApplyAsync(Small);

        var organisation = Assert.Single((await site.UseAsync((OrganisationService o) => o.ListAsync(new OrganisationFilter()))).Items);
        Assert.Equal(("Buurtwerk", 1, "Tongeren-Borgloon"), (organisation.Name, organisation.Contacts, Assert.Single(organisation.Municipalities)));
        var people = await site.DataAsync(db => db.Set<Person>().OrderBy(p => p.Name).ToListAsync());
        Assert.Equal(["An", "Bo", "Maria"], people.Select(p => p.Name));
        Assert.Equal((account.Id, people[1].Id, WeekDays.Monday | WeekDays.Tuesday), (people[0].UserId, people[0].DeputyId, people[0].WorkingDays));
        Assert.Equal(ParticipationNeeds.Interpreter | ParticipationNeeds.Transport, people[1].Needs);
        Assert.Equal((null, ContactChannel.Phone, BridgeFigureKind.Volunteer), (people[2].Email, people[2].PreferredChannel, people[2].BridgeFigure));
    }

    [Theory, AllDatabases]
    public async Task A_recipe_applied_twice_writes_nothing_the_second_time(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await site.ApplyAsync(Small);

        Assert.Equal(0, await site.ApplyAsync(Small));
    }

    [Theory, AllDatabases]
    public async Task A_changed_recipe_changes_what_it_names_and_leaves_the_rest(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await site.ApplyAsync(Small);

        await site.ApplyAsync("""
            [ { "name": "Organisations", "Organisations": [
                { "Slug": "buurtwerk", "Name": "Buurtwerk Noord", "Kind": "Doelgroeporganisatie", "Municipalities": ["tongeren"], "Active": false } ] },
              { "name": "People", "People": [
                { "Name": "An", "Email": "AN@zolim.example", "Memberships": [ { "Organisation": "buurtwerk", "From": "2020-01-01", "To": "2025-06-30" } ] } ] } ]
            """);

        var organisation = Assert.Single((await site.UseAsync((OrganisationService o) => o.ListAsync(new OrganisationFilter { IsActive = null }))).Items);
        Assert.Equal(("Buurtwerk Noord", false, "Tongeren", 0), (organisation.Name, organisation.IsActive, Assert.Single(organisation.Municipalities), organisation.Contacts));
        Assert.Equal(3, await site.DataAsync(db => db.Set<Person>().CountAsync()));
        Assert.Equal(1, await site.DataAsync(db => db.Set<Membership>().CountAsync()));
    }

    [Theory]
    [InlineData("""{ "name": "Municipalities", "Municipalities": [ { "Slug": "a", "Name": "A", "Succesor": "b" } ] }""", "Succesor")]
    [InlineData("""{ "name": "Municipalities", "Municipalities": [ { "Slug": "a", "Name": "A", "ValidUntil": "2024-12-31", "Successor": "b" } ] }""", "'b'")]
    [InlineData("""{ "name": "Municipalities", "Municipalities": [ { "Slug": "a", "Name": "A", "ValidUntil": "2024-02-30" } ] }""", "nummer 1")]
    [InlineData("""{ "name": "Municipalities", "Municipalities": [ { "Slug": "a", "Name": "A" }, { "Slug": "a", "Name": "B" } ] }""", "twee keer")]
    [InlineData("""{ "name": "Municipalities", "Municipalities": [ { "Slug": "A B", "Name": "A" } ] }""", "'A B'")]
    [InlineData("""{ "name": "Municipalities", "Municipalities": [ { "Slug": "a", "Name": "A", "ValidUntil": "2024-12-31", "Successor": "b" }, { "Slug": "b", "Name": "B", "ValidUntil": "2024-12-31", "Successor": "a" } ] }""", "kring")]
    [InlineData("""{ "name": "Municipalities", "Gemeenten": [] }""", "Gemeenten")]
    [InlineData("""{ "name": "Municipalities" }""", "ontbreekt")]
    [InlineData("""{ "name": "Organisations", "Organisations": [ { "Slug": "x", "Name": "X", "Kind": "Ocmw", "Municipalities": ["atlantis"] } ] }""", "atlantis")]
    [InlineData("""{ "name": "Organisations", "Organisations": [ { "Slug": "x", "Name": "X", "Kind": "Kerk" } ] }""", "nummer 1")]
    [InlineData("""{ "name": "Organisations", "Organisations": [ { "Slug": "x", "Name": "X" } ] }""", "kind")]
    [InlineData("""{ "name": "Organisations", "Organisations": [ { "Slug": "x", "Name": "X", "Kind": "Ocmw", "Website": "javascript:alert(1)" } ] }""", "javascript")]
    [InlineData("""{ "name": "Organisations", "Organisations": [ null ] }""", "nummer 1")]
    [InlineData("""{ "name": "People", "People": [ { "Name": "An", "Email": "an" } ] }""", "geen e-mailadres")]
    [InlineData("""{ "name": "People", "People": [ { "Name": "An" } ] }""", "id")]
    [InlineData("""{ "name": "People", "People": [ { "Name": "An", "Email": "a@x.example", "Memberships": [ { "Organisation": "weg", "From": "2020-01-01" } ] } ] }""", "weg")]
    [InlineData("""{ "name": "People", "People": [ { "Name": "An", "Email": "a@x.example", "Deputy": "b@x.example" } ] }""", "b@x.example")]
    [InlineData("""{ "name": "People", "People": [ { "Name": "An", "Email": "a@x.example", "PreferredChannel": "Phone" } ] }""", "nummer")]
    public async Task A_wrong_step_changes_nothing_and_says_what_is_wrong(string step, string says)
    {
        await using var site = await databases.CreateNetworkAsync(Db.Sqlite);
        const string first = """{ "name": "Municipalities", "Municipalities": [ { "Slug": "riemst", "Name": "Riemst" } ] }""";

        var refusal = await Assert.ThrowsAsync<RecipeException>(() => site.ApplyAsync($"[ {first}, {step} ]"));

        Assert.Contains("test.recipe.json, stap 2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(says, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await site.DataAsync(db => db.Set<Municipality>().CountAsync()));
    }
}
