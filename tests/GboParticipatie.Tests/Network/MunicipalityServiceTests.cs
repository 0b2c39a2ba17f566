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
    public async Task A_municipality_of_old_is_found_under_its_successor_of_the_day(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var tongeren = await AddMergerAsync(site);

        var then = await site.UseAsync((MunicipalityService m) => m.OnDayAsync(tongeren, LastDayOfTongeren));
        var now = await site.UseAsync((MunicipalityService m) => m.OnDayAsync(tongeren, LastDayOfTongeren.AddDays(1)));
        var chain = await site.UseAsync((MunicipalityService m) => m.SuccessionAsync(tongeren));

        Assert.Equal("Tongeren", then?.Name);
        Assert.Equal("Tongeren-Borgloon", now?.Name);
        Assert.Equal(["Tongeren", "Tongeren-Borgloon"], chain.Select(m => m.Name));
    }

    [Theory, AllDatabases]
    public async Task An_unknown_municipality_is_not_found(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);

        await Assert.ThrowsAsync<NotFoundException>(() => site.UseAsync((MunicipalityService m) => m.SuccessionAsync(Guid.NewGuid())));
        Assert.Null(await site.UseAsync((MunicipalityService m) => m.FindBySlugAsync("atlantis")));
    }

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
