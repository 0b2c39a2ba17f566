using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Tests.Network;

public sealed class MunicipalityServiceTests(DatabaseFixture databases)
{
    private static readonly DateOnly LastDayOfTongeren = new(2024, 12, 31);

    [Theory, AllDatabases]
    public async Task On_a_day_there_are_the_municipalities_that_existed_then(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await AddMergerAsync(site);

        Assert.Equal(["Riemst", "Tongeren"], await NamesAsync(site, LastDayOfTongeren));
        Assert.Equal(["Riemst", "Tongeren-Borgloon"], await NamesAsync(site, LastDayOfTongeren.AddDays(1)));
        Assert.Equal(["Riemst", "Tongeren-Borgloon"], await NamesAsync(site, null));
    }

    [Theory, AllDatabases]
    public async Task Who_is_written_down_under_a_municipality_of_old_is_found_under_what_it_became(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var tongeren = await AddMergerAsync(site);
        await site.DataAsync(async db =>
        {
            var borgloon = new Municipality { Slug = "borgloon", Name = "Borgloon", ValidUntil = new DateOnly(1976, 12, 31), SuccessorId = tongeren };
            var old = new Organisation { Slug = "oud", Name = "Al lang hier", Kind = OrganisationKind.Doelgroeporganisatie };
            old.Municipalities.Add(borgloon);
            var buurtwerk = new Organisation { Slug = "buurtwerk", Name = "Buurtwerk", Kind = OrganisationKind.Doelgroeporganisatie };
            buurtwerk.Municipalities.Add(await db.Set<Municipality>().SingleAsync(m => m.Id == tongeren));
            db.AddRange(borgloon, old, buurtwerk, new Organisation { Slug = "elders", Name = "Elders", Kind = OrganisationKind.Doelgroeporganisatie });
            return await db.SaveChangesAsync();
        });

        Assert.Equal(["Al lang hier", "Buurtwerk"], await InAsync(site, "tongeren-borgloon"));
        Assert.Equal(["Al lang hier", "Buurtwerk"], await InAsync(site, "tongeren"));
        Assert.Equal(["Al lang hier"], await InAsync(site, "borgloon"));
        Assert.Empty(await InAsync(site, "riemst"));
        Assert.Equal(["Al lang hier", "Buurtwerk"], await FoundAsync(site, "Tongeren-Borgloon"));
        Assert.Equal(["Al lang hier", "Buurtwerk"], await FoundAsync(site, "tongeren"));
    }

    [Theory, AllDatabases]
    public async Task An_unknown_municipality_is_not_found(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);

        Assert.Null(await site.UseAsync((MunicipalityService m) => m.WithPredecessorsAsync("atlantis")));
        Assert.Null(await site.UseAsync((MunicipalityService m) => m.FindBySlugAsync("atlantis")));
    }

    private static async Task<IEnumerable<string>> InAsync(TestSite site, string slug)
    {
        var places = await site.UseAsync((MunicipalityService m) => m.WithPredecessorsAsync(slug));
        return (await site.UseAsync((OrganisationService o) => o.ListAsync(new OrganisationFilter { MunicipalityIds = places }))).Items.Select(o => o.Name);
    }

    private static async Task<IEnumerable<string>> FoundAsync(TestSite site, string search)
        => (await site.UseAsync((OrganisationService o) => o.ListAsync(new OrganisationFilter { Search = search }))).Items.Select(o => o.Name);

    private static async Task<IReadOnlyList<string>> NamesAsync(TestSite site, DateOnly? day)
        => [.. (await site.UseAsync((MunicipalityService m) => m.ValidOnAsync(day))).Select(m => m.Name)];

    private static Task<Guid> AddMergerAsync(TestSite site) => site.DataAsync(async db =>
    {
        var successor = new Municipality { Slug = "tongeren-borgloon", Name = "Tongeren-Borgloon", ValidFrom = LastDayOfTongeren.AddDays(1) };
        var tongeren = new Municipality { Slug = "tongeren", Name = "Tongeren", ValidUntil = LastDayOfTongeren, SuccessorId = successor.Id };
        db.AddRange(successor, tongeren, new Municipality { Slug = "riemst", Name = "Riemst" });
        await db.SaveChangesAsync();
        return tongeren.Id;
    });
}
