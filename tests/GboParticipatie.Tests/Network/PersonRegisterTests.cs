using GboParticipatie.Data.Audit;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Tests.Network;

/// <summary>People and organisations as who keeps the network changes them.</summary>
public sealed class PersonRegisterTests(DatabaseFixture databases)
{
    private static readonly PersonDetails Fatima = new() { Name = " Fátima El Idrissi ", Email = "fatima@ocmw.example", PreferredChannel = ContactChannel.Email };

    [Theory, AllDatabases]
    public async Task People_are_found_without_accents_and_by_address_and_narrowed_by_how_they_are_reached(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await AddAsync(site, Fatima);
        await AddAsync(site, new PersonDetails { Name = "Jos", Phone = "0470 12 34 56", PreferredChannel = ContactChannel.Phone, BridgeFigure = BridgeFigureKind.Volunteer });
        await AddAsync(site, new PersonDetails { Name = "Zus", PreferredChannel = ContactChannel.ViaOrganisation });

        Assert.Equal(["Fátima El Idrissi"], await NamesAsync(site, new PersonFilter { Search = "fatima el" }));
        Assert.Equal(["Fátima El Idrissi"], await NamesAsync(site, new PersonFilter { Search = "OCMW.exa" }));
        Assert.Equal(["Jos", "Zus"], await NamesAsync(site, new PersonFilter { HasEmail = false }));
        Assert.Equal(["Fátima El Idrissi"], await NamesAsync(site, new PersonFilter { HasEmail = true }));
        Assert.Equal(["Zus"], await NamesAsync(site, new PersonFilter { Channel = ContactChannel.ViaOrganisation }));
        Assert.Equal(["Jos"], await NamesAsync(site, new PersonFilter { OnlyBridgeFigures = true }));
        Assert.Empty(await NamesAsync(site, new PersonFilter { BridgeFigure = BridgeFigureKind.Professional }));
    }

    [Theory, AllDatabases]
    public async Task A_list_of_people_is_one_query(Db kind)
    {
        var counter = new QueryCounter();
        await using var site = await databases.CreateNetworkAsync(kind, configure: counter.AddTo);
        var organisation = await site.AddOrganisationAsync("Buurtwerk");
        for (var i = 0; i < 5; i++) await site.UseAsync((PersonRegister r) => r.AddAsync(Guid.NewGuid(), Fatima with { Email = $"p{i}@x.example" }, organisation.Id));
        counter.Reset();

        var part = await site.UseAsync((PersonRegister r) => r.ListAsync(new PersonFilter { Take = 2 }));

        Assert.Equal((1, 5, 2), (counter.Count, part.Total, part.Items.Count));
        Assert.Equal(["Buurtwerk"], part.Items[0].Organisations);
    }

    [Theory, AllDatabases]
    public async Task A_channel_that_cannot_reach_someone_is_refused_with_the_ways_that_can(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);

        var noMail = await RefusedAsync(site, Fatima with { Email = " ", Phone = "0470 12 34 56" });
        var noPhone = await RefusedAsync(site, Fatima with { PreferredChannel = ContactChannel.Phone });

        Assert.Equal(("PreferredChannel", true), (noMail.Problems[0].Field, noMail.Message.Contains("Met een telefoontje", StringComparison.Ordinal)));
        Assert.Equal(("PreferredChannel", true), (noPhone.Problems[0].Field, noPhone.Message.Contains("Met een mail", StringComparison.Ordinal)));
    }

    [Theory, AllDatabases]
    public async Task All_that_is_filled_in_wrong_is_told_at_once(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);

        var refused = await RefusedAsync(site, new PersonDetails { Name = "", Email = "geen adres", Phone = "bel mij", Language = "Klingon!" });

        Assert.Equal(["Name", "Email", "Phone", "PreferredChannel", "Language"], refused.Problems.Select(p => p.Field));
    }

    [Theory, AllDatabases]
    public async Task An_address_of_someone_else_is_refused_with_who_has_it(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await AddAsync(site, Fatima);

        var refused = await RefusedAsync(site, Fatima with { Name = "Ander", Email = "FATIMA@ocmw.example" });

        Assert.Equal("Email", refused.Problems[0].Field);
        Assert.StartsWith("Fátima El Idrissi heeft dit e-mailadres al", refused.Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Sent_twice_adds_one_person_also_at_the_same_moment(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var key = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.UseAsync((PersonRegister r) => r.AddAsync(key, Fatima, null))));

        Assert.Single(await NamesAsync(site, new PersonFilter()));
    }

    [Theory, AllDatabases]
    public async Task Of_two_who_change_one_person_the_second_is_told(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var id = await AddAsync(site, Fatima);
        var seen = (await site.UseAsync((PersonRegister r) => r.ReadAsync(id)))!.Version;

        await site.UseAsync((PersonRegister r) => r.ChangeAsync(id, Fatima with { Name = "Eerst" }, seen));

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => site.UseAsync((PersonRegister r) => r.ChangeAsync(id, Fatima with { Name = "Te laat" }, seen)));
        Assert.Equal("Eerst", (await site.UseAsync((PersonRegister r) => r.ReadAsync(id)))!.Details.Name);
    }

    [Theory, AllDatabases]
    public async Task Reading_and_changing_stand_in_the_audit_trail_without_personal_data(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        site.User.SignIn("coach@ocmw.example");
        var id = await AddAsync(site, Fatima);
        await site.UseAsync((PersonRegister r) => r.ReadAsync(id));
        await site.UseAsync((PersonRegister r) => r.ChangeAsync(id, Fatima with { Name = "Samira", Phone = "0470 12 34 56" }, null));

        var trail = await site.DataAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectId == id).OrderBy(e => e.Id).ToListAsync());

        Assert.Equal(["Person.Added", "Person.Changed", "Person.Read"], trail.Select(e => e.Action).Order(StringComparer.Ordinal));
        Assert.All(trail, e => Assert.Equal(site.User.Id, e.UserId));
        Assert.Contains("Phone", trail.Single(e => e.Action == "Person.Changed").Payload, StringComparison.Ordinal);
        Assert.All(trail, e => Assert.DoesNotContain(new[] { "Samira", "0470", "fatima", "Fátima" }, word => e.Payload?.Contains(word, StringComparison.OrdinalIgnoreCase) == true));
    }

    [Theory, AllDatabases]
    public async Task A_membership_that_ends_stays_as_history_and_may_begin_again_later(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var id = await AddAsync(site, Fatima);
        var organisation = (await site.AddOrganisationAsync("Buurtwerk")).Id;
        var first = new DateOnly(2026, 1, 1);
        await site.UseAsync((MembershipService m) => m.AddAsync(id, organisation, first, null));
        var membership = Assert.Single(await HistoryAsync(site, id));

        await Assert.ThrowsAsync<RuleException>(() => site.UseAsync((MembershipService m) => m.AddAsync(id, organisation, first.AddDays(10), null)));
        await Assert.ThrowsAsync<RuleException>(() => site.UseAsync((MembershipService m) => m.EndAsync(id, membership.MembershipId, first.AddDays(-1))));
        await Assert.ThrowsAsync<NotFoundException>(() => site.UseAsync((MembershipService m) => m.EndAsync(Guid.NewGuid(), membership.MembershipId, first)));
        await site.UseAsync((MembershipService m) => m.EndAsync(id, membership.MembershipId, first.AddDays(30)));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => site.UseAsync((MembershipService m) => m.EndAsync(id, membership.MembershipId, first.AddDays(40))));
        await site.UseAsync((MembershipService m) => m.AddAsync(id, organisation, first.AddDays(31), null));

        Assert.Equal([null, first.AddDays(30)], (await HistoryAsync(site, id)).Select(m => m.To));
        // It was the 20th, not the 30th; and not a day on which the person was back.
        var rule = await Assert.ThrowsAsync<RuleException>(() => site.UseAsync((MembershipService m) => m.EndAsync(id, membership.MembershipId, first.AddDays(40), first.AddDays(30))));
        Assert.Equal(nameof(Membership.To), rule.Field);
        await site.UseAsync((MembershipService m) => m.EndAsync(id, membership.MembershipId, first.AddDays(20), first.AddDays(30)));
        Assert.Equal([null, first.AddDays(20)], (await HistoryAsync(site, id)).Select(m => m.To));
        var changed = await site.DataAsync(db => db.Set<AuditEntry>().SingleAsync(e => e.Action == "Membership.Changed"));
        Assert.Contains("2026-01-21", changed.Payload, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_last_day_that_was_a_mistake_is_taken_back(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var id = await AddAsync(site, Fatima);
        var organisation = (await site.AddOrganisationAsync("Buurtwerk")).Id;
        var last = new DateOnly(2027, 1, 1);
        await site.UseAsync((MembershipService m) => m.AddAsync(id, organisation, new DateOnly(2026, 1, 1), last));
        var membership = Assert.Single(await HistoryAsync(site, id));

        await site.UseAsync((MembershipService m) => m.EndAsync(id, membership.MembershipId, null, last));

        Assert.Null(Assert.Single(await HistoryAsync(site, id)).To);
    }

    [Theory, AllDatabases]
    public async Task An_organisation_is_added_and_changed_with_its_municipalities_and_a_free_name_in_addresses(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var (now, old) = await MunicipalitiesAsync(site);
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var details = new OrganisationDetails { Name = "Huis van het Kind", Kind = OrganisationKind.Samenwerkingsactor, MunicipalityIds = [now], Website = "www.huis.be" };

        await site.UseAsync((OrganisationService o) => o.AddAsync(one, details));
        await site.UseAsync((OrganisationService o) => o.AddAsync(two, details with { Name = "Huis van het Kind!" }));
        var twice = await Assert.ThrowsAsync<ProblemsException>(() => site.UseAsync((OrganisationService o) => o.AddAsync(Guid.NewGuid(), details with { Name = "HUIS van het kínd" })));
        var merged = await Assert.ThrowsAsync<ProblemsException>(() => site.UseAsync((OrganisationService o) => o.ChangeAsync(one, details with { MunicipalityIds = [now, old] }, null)));
        await site.UseAsync((OrganisationService o) => o.ChangeAsync(one, details with { IsActive = false, MunicipalityIds = [] }, null));

        var stored = (await site.UseAsync((OrganisationService o) => o.FindAsync(one)))!;
        Assert.Equal(("huis-van-het-kind", "https://www.huis.be", false, 0), (stored.Slug, stored.Website, stored.IsActive, stored.Municipalities.Count));
        Assert.Equal("huis-van-het-kind-2", (await site.UseAsync((OrganisationService o) => o.FindAsync(two)))!.Slug);
        Assert.Equal(("Name", "MunicipalityIds"), (twice.Problems[0].Field, merged.Problems[0].Field));
    }

    private static async Task<Guid> AddAsync(TestSite site, PersonDetails details)
    {
        var id = Guid.NewGuid();
        await site.UseAsync((PersonRegister r) => r.AddAsync(id, details, null));
        return id;
    }

    private static Task<ProblemsException> RefusedAsync(TestSite site, PersonDetails details) => Assert.ThrowsAsync<ProblemsException>(() => AddAsync(site, details));

    private static async Task<IReadOnlyList<string>> NamesAsync(TestSite site, PersonFilter filter)
        => [.. (await site.UseAsync((PersonRegister r) => r.ListAsync(filter))).Items.Select(p => p.Name)];

    private static Task<IReadOnlyList<PersonMembership>> HistoryAsync(TestSite site, Guid id) => site.UseAsync((MembershipService m) => m.HistoryAsync(id));

    private static Task<(Guid Now, Guid Old)> MunicipalitiesAsync(TestSite site) => site.DataAsync(async db =>
    {
        var now = new Municipality { Slug = "riemst", Name = "Riemst" };
        var old = new Municipality { Slug = "tongeren", Name = "Tongeren", ValidUntil = new DateOnly(2024, 12, 31) };
        db.AddRange(now, old);
        await db.SaveChangesAsync();
        return (now.Id, old.Id);
    });
}
