using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Tests.Network;

/// <summary>Municipalities that merge, as who keeps the network notes it.</summary>
public sealed class MunicipalityRegisterTests(DatabaseFixture databases)
{
    private static readonly DateOnly LastDay = new(2026, 12, 31);

    [Theory, AllDatabases]
    public async Task After_a_merger_the_old_name_stays_with_what_hangs_on_it_and_only_the_new_can_be_chosen(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var (old, merged) = (await AddAsync(site, new() { Name = "Riemst" }), await AddAsync(site, new() { Name = "Riemst-Voeren", ValidFrom = LastDay.AddDays(1) }));
        var organisation = Guid.CreateVersion7();
        var details = new OrganisationDetails { Name = "Buurtwerk", Kind = OrganisationKind.Doelgroeporganisatie, MunicipalityIds = [old] };
        await site.UseAsync((OrganisationService o) => o.AddAsync(organisation, details));

        await site.UseAsync((MunicipalityRegister m) => m.ChangeAsync(old, new() { Name = "Riemst", ValidUntil = LastDay, SuccessorId = merged }, null));
        site.Time.Set(new DateTime(2027, 1, 4, 9, 0, 0, DateTimeKind.Utc));

        Assert.Equal(["Riemst-Voeren"], (await site.UseAsync((MunicipalityService m) => m.ValidOnAsync())).Select(m => m.Name));
        Assert.Equal(["Riemst"], Assert.Single((await site.UseAsync((OrganisationService o) => o.ListAsync(new OrganisationFilter()))).Items).Municipalities);
        await site.UseAsync((OrganisationService o) => o.ChangeAsync(organisation, details with { Phone = "011 22 33 44" }, null));
        await Assert.ThrowsAsync<ProblemsException>(() => site.UseAsync((OrganisationService o) => o.AddAsync(Guid.NewGuid(), details with { Name = "Nieuw" })));
        Assert.Equal(("Riemst", "Riemst-Voeren", 1), (await site.UseAsync((MunicipalityRegister m) => m.ListAsync())).Where(m => m.Id == old).Select(m => (m.Name, m.Successor!, m.Organisations)).Single());
    }

    [Theory, AllDatabases]
    public async Task A_merger_that_cannot_be_is_refused_at_the_field(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var (one, two) = (await AddAsync(site, new() { Name = "Een" }), await AddAsync(site, new() { Name = "Twee", ValidFrom = LastDay.AddDays(2) }));

        Assert.Equal("ValidUntil", await RefusedAsync(site, one, new() { Name = "Een", ValidFrom = LastDay, ValidUntil = LastDay.AddDays(-1) }));
        Assert.Equal("ValidUntil", await RefusedAsync(site, one, new() { Name = "Een", SuccessorId = two }));
        Assert.Equal("SuccessorId", await RefusedAsync(site, one, new() { Name = "Een", ValidUntil = LastDay, SuccessorId = two }));
        Assert.Equal("SuccessorId", await RefusedAsync(site, one, new() { Name = "Een", ValidUntil = LastDay, SuccessorId = Guid.NewGuid() }));
        Assert.Equal("Name", await RefusedAsync(site, one, new() { Name = "TWEE" }));
        await site.UseAsync((MunicipalityRegister m) => m.ChangeAsync(one, new() { Name = "Een", ValidUntil = LastDay.AddDays(1), SuccessorId = two }, null));
        Assert.Equal("SuccessorId", await RefusedAsync(site, two, new() { Name = "Twee", ValidFrom = LastDay.AddDays(2), ValidUntil = LastDay.AddDays(9), SuccessorId = one }));
    }

    [Theory, AllDatabases]
    public async Task Of_two_who_change_one_municipality_the_second_is_told(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var id = await AddAsync(site, new() { Name = "Riemst" });

        await site.UseAsync((MunicipalityRegister m) => m.ChangeAsync(id, new() { Name = "Riemst", ValidUntil = LastDay }, 0));

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => site.UseAsync((MunicipalityRegister m) => m.ChangeAsync(id, new() { Name = "Voeren" }, 0)));
    }

    private static async Task<Guid> AddAsync(TestSite site, MunicipalityDetails details)
    {
        var id = Guid.CreateVersion7();
        await site.UseAsync((MunicipalityRegister m) => m.AddAsync(id, details));
        return id;
    }

    private static async Task<string> RefusedAsync(TestSite site, Guid id, MunicipalityDetails details)
        => (await Assert.ThrowsAsync<ProblemsException>(() => site.UseAsync((MunicipalityRegister m) => m.ChangeAsync(id, details, null)))).Problems[0].Field;
}
