using System.Text.Json.Nodes;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Tests.Network;

/// <summary>The network in the recipes that are shipped.</summary>
public sealed class RegionNetworkTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData("zolim", Db.Sqlite)]
    [InlineData("zolim", Db.PostgreSql)]
    [InlineData("zora", Db.Sqlite)]
    [InlineData("zora", Db.PostgreSql)]
    public async Task The_network_of_a_region_is_applied_and_a_second_time_changes_nothing(string region, Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var steps = StepsOf(region);

        await site.ApplyAsync(steps);

        Assert.Equal(0, await site.ApplyAsync(steps));
        string[] roles = ["beheer", "coach", "stuurgroep", "werkgroep", "basiswerker", "organisatie", "ervaring", "partner", "inleefhuis"];
        foreach (var role in roles)
        {
            var person = await site.UseAsync((PersonService people) => people.FindByEmailAsync($"{role}@{region}.example"));
            Assert.NotNull(person);
            Assert.NotEmpty(await site.UseAsync((PersonService people) => people.MembershipsAsync(person.Id)));
        }
    }

    [Theory]
    [InlineData("zolim", "tongeren", "tongeren-borgloon")]
    [InlineData("zolim", "bilzen", "bilzen-hoeselt")]
    [InlineData("zora", "borsbeek", "antwerpen")]
    public async Task Municipalities_that_merged_in_2025_have_their_successor(string region, string slug, string successor)
    {
        await using var site = await databases.CreateNetworkAsync(Db.Sqlite);
        await site.ApplyAsync(StepsOf(region));

        var old = (await site.UseAsync((MunicipalityService m) => m.FindBySlugAsync(slug)))!;

        Assert.Equal((true, false), (old.IsValidOn(new DateOnly(2024, 12, 31)), old.IsValidOn(new DateOnly(2025, 1, 1))));
        Assert.Contains(old.Id, (await site.UseAsync((MunicipalityService m) => m.WithPredecessorsAsync(successor)))!);
    }

    [Theory]
    [InlineData("zolim")]
    [InlineData("zora")]
    public async Task Invented_addresses_all_end_in_example(string region)
    {
        await using var site = await databases.CreateNetworkAsync(Db.Sqlite);
        await site.ApplyAsync(StepsOf(region));

        var addresses = await site.DataAsync(db => db.Set<Person>().Select(p => p.Email).Concat(db.Set<Organisation>().Select(o => o.Email)).ToListAsync());

        Assert.All(addresses.Where(a => a is not null), a => Assert.EndsWith(".example", a, StringComparison.Ordinal));
        Assert.Contains(null, addresses);
    }

    private static string StepsOf(string region)
        => JsonNode.Parse(File.ReadAllText(Path.Combine(TestFolder.Repository, "recipes", $"{region}.recipe.json")))!["steps"]!.ToJsonString();
}
