using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Tests.Network;

public sealed class OrganisationServiceTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Organisations_are_listed_by_name_with_their_municipalities_and_contacts_of_today(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var (riemst, bilzen) = await TwoMunicipalitiesAsync(site);
        var b = await site.AddOrganisationAsync("buurtwerk", riemst, bilzen);
        await site.AddOrganisationAsync("Éénoudercafé");
        await site.AddOrganisationAsync("Adviesraad", riemst);
        var (one, two) = (await site.AddPersonAsync("Een"), await site.AddPersonAsync("Twee"));
        await site.DataAsync(db =>
        {
            db.Add(new Membership { PersonId = one.Id, OrganisationId = b.Id, From = new(2020, 1, 1) });
            db.Add(new Membership { PersonId = two.Id, OrganisationId = b.Id, From = new(2020, 1, 1), To = new(2021, 1, 1) });
            return db.SaveChangesAsync();
        });

        var page = await ListAsync(site, new OrganisationFilter());

        Assert.Equal(["Adviesraad", "buurtwerk", "Éénoudercafé"], page.Items.Select(o => o.Name));
        Assert.Equal(3, page.Total);
        Assert.Equal(["Bilzen", "Riemst"], page.Items[1].Municipalities);
        Assert.Equal([0, 1, 0], page.Items.Select(o => o.Contacts));
    }

    [Theory, AllDatabases]
    public async Task A_list_is_one_query(Db kind)
    {
        var counter = new QueryCounter();
        await using var site = await databases.CreateNetworkAsync(kind, configure: counter.AddTo);
        var (riemst, _) = await TwoMunicipalitiesAsync(site);
        for (var i = 0; i < 5; i++) await site.AddOrganisationAsync($"Organisatie {i}", riemst);
        counter.Reset();

        await ListAsync(site, new OrganisationFilter { Search = "organisatie" });

        Assert.Equal(1, counter.Count);
    }

    [Theory, AllDatabases]
    public async Task Searching_ignores_accents_and_capitals_and_finds_municipalities_too(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var (riemst, _) = await TwoMunicipalitiesAsync(site);
        await site.AddOrganisationAsync("Éénoudercafé De Zetel");
        await site.AddOrganisationAsync("De Linde", riemst);
        await site.AddOrganisationAsync("100% Welzijn_");

        Assert.Equal(["Éénoudercafé De Zetel"], await NamesAsync(site, " EENOUDERCAFÉ  de "));
        Assert.Equal(["De Linde"], await NamesAsync(site, "riem"));
        Assert.Equal(["100% Welzijn_"], await NamesAsync(site, "%"));
        Assert.Equal(["100% Welzijn_"], await NamesAsync(site, "_"));
        Assert.Empty(await NamesAsync(site, "'; DROP TABLE \"Organisations\"; --"));
        Assert.Equal(3, (await NamesAsync(site, "\0")).Count);
    }

    [Theory, AllDatabases]
    public async Task Those_that_no_longer_take_part_are_only_listed_when_asked_for(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var gone = await site.AddOrganisationAsync("Oudercafé");
        await site.DataAsync(db => db.Set<Organisation>().Where(o => o.Id == gone.Id).ExecuteUpdateAsync(o => o.SetProperty(x => x.IsActive, false)));

        Assert.Empty((await ListAsync(site, new OrganisationFilter())).Items);
        Assert.False(Assert.Single((await ListAsync(site, new OrganisationFilter { IsActive = null })).Items).IsActive);
        Assert.NotNull(await site.UseAsync((OrganisationService organisations) => organisations.FindBySlugAsync(gone.Slug)));
    }

    [Theory, AllDatabases]
    public async Task A_part_of_the_list_knows_how_long_the_list_is(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        for (var i = 0; i < 7; i++) await site.AddOrganisationAsync($"Organisatie {i}");

        var page = await ListAsync(site, new OrganisationFilter { Skip = 5, Take = 5 });

        Assert.Equal(["Organisatie 5", "Organisatie 6"], page.Items.Select(o => o.Name));
        Assert.Equal(7, page.Total);
    }

    [Theory, AllDatabases]
    public async Task The_list_can_be_narrowed_to_a_municipality_and_to_kinds(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var (riemst, bilzen) = await TwoMunicipalitiesAsync(site);
        await site.AddOrganisationAsync("In Riemst", riemst);
        await site.AddOrganisationAsync("In Bilzen", bilzen);

        var there = await ListAsync(site, new OrganisationFilter { MunicipalityIds = [riemst.Id], Kinds = [OrganisationKind.Doelgroeporganisatie, OrganisationKind.Ocmw] });
        var none = await ListAsync(site, new OrganisationFilter { Kinds = [OrganisationKind.Ocmw] });

        Assert.Equal("In Riemst", Assert.Single(there.Items).Name);
        Assert.Empty(none.Items);
    }

    private static Task<ListPart<OrganisationListItem>> ListAsync(TestSite site, OrganisationFilter filter)
        => site.UseAsync((OrganisationService organisations) => organisations.ListAsync(filter));

    private static async Task<IReadOnlyList<string>> NamesAsync(TestSite site, string search)
        => [.. (await ListAsync(site, new OrganisationFilter { Search = search })).Items.Select(o => o.Name)];

    private static Task<(Municipality Riemst, Municipality Bilzen)> TwoMunicipalitiesAsync(TestSite site) => site.DataAsync(async db =>
    {
        var (riemst, bilzen) = (new Municipality { Slug = "riemst", Name = "Riemst" }, new Municipality { Slug = "bilzen", Name = "Bilzen" });
        db.AddRange(riemst, bilzen);
        await db.SaveChangesAsync();
        return (riemst, bilzen);
    });
}
