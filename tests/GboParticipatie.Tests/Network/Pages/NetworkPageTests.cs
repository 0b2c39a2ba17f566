using System.Net;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Network.Pages;

/// <summary>Organisations and people on the desk, as a browser without script uses it.</summary>
public sealed class NetworkPageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Organisations_are_for_who_may_see_the_network_and_people_for_who_keeps_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var person = await site.UseAsync((GboDbContext db) => db.Set<Person>().Select(p => p.Id).FirstAsync());
        var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().Select(o => o.Id).FirstAsync());
        string[] kept = ["/beheer/netwerk/gemeenten", "/beheer/netwerk/gemeenten/nieuw", "/beheer/netwerk/bestanden", "/beheer/netwerk/bestanden?handler=Export&soort=People",
            "/beheer/netwerk/mensen", $"/beheer/netwerk/mensen/{person}", "/beheer/netwerk/mensen/nieuw", $"/beheer/netwerk/organisaties/{organisation}", "/beheer/netwerk/organisaties/nieuw"];
        var (coach, member, stranger) = (await CoachAsync(site), await CoachAsync(site, "stuurgroep@zolim.example"), site.NewBrowser());

        foreach (var page in kept)
        {
            Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync(page)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(page)).Status);
            Assert.StartsWith("/inloggen", (await stranger.OpenAsync(page)).Path, StringComparison.Ordinal);
        }

        await member.OpenAsync("/beheer/netwerk");
        Assert.Equal(HttpStatusCode.OK, member.Status);
        Assert.DoesNotContain("Voeg een organisatie toe", member.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync($"/beheer/netwerk/mensen/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync($"/beheer/netwerk/organisaties/{Guid.NewGuid()}")).Status);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_person_without_address_who_wants_mail_is_refused_at_the_field_and_what_was_typed_stays(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await CoachAsync(site);
        await coach.OpenAsync("/beheer/netwerk/mensen/nieuw");

        await SendAsync(coach, null, ("Form.Name", "Nadia"), ("Form.Phone", "0470 11 22 33"), ("Form.PreferredChannel", "Email"), ("Form.Language", "ar"));

        Assert.Contains("Met een telefoontje", coach.ErrorAt("Form.PreferredChannel"), StringComparison.Ordinal);
        Assert.Equal(("Nadia", "0470 11 22 33"), (coach.ValueOf("Form.Name"), coach.ValueOf("Form.Phone")));
        await SendAsync(coach, null, ("Form.Name", "Nadia"), ("Form.Phone", "0470 11 22 33"), ("Form.PreferredChannel", "Phone"), ("Form.Language", "ar"));
        Assert.Equal("Nadia", coach.Heading);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task An_address_that_someone_has_says_who(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await CoachAsync(site);
        await coach.OpenAsync("/beheer/netwerk/mensen/nieuw");

        await SendAsync(coach, null, ("Form.Name", "Dubbel"), ("Form.Email", "Organisatie@zolim.example"), ("Form.PreferredChannel", "Email"), ("Form.Language", "nl"));

        var owner = await site.UseAsync((PersonService p) => p.FindByEmailAsync("organisatie@zolim.example"));
        Assert.StartsWith(owner!.Name, coach.ErrorAt("Form.Email").Replace("Fout: ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Of_two_coaches_who_change_one_organisation_the_second_sees_both_and_keeps_what_was_typed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var id = Guid.CreateVersion7();
        var name = $"Vereniging {id}";
        await site.UseAsync(async (OrganisationService o) =>
        {
            await o.AddAsync(id, new OrganisationDetails { Name = name, Kind = OrganisationKind.School });
            return true;
        });
        var (an, koen) = (await CoachAsync(site), await CoachAsync(site, "koen.daenen@zolim.example"));
        await an.OpenAsync($"/beheer/netwerk/organisaties/{id}");
        await koen.OpenAsync($"/beheer/netwerk/organisaties/{id}");
        (string, string)[] Typed(string phone) => [("Form.Name", name), ("Form.Kind", "School"), ("Form.Phone", phone), ("Form.IsActive", "true")];

        await SendAsync(an, null, Typed("011 11 11 11"));
        await SendAsync(koen, null, Typed("012 22 22 22"));

        Assert.Contains("Iemand anders veranderde", koen.Errors, StringComparison.Ordinal);
        Assert.Contains("011 11 11 11", koen.Text("main"), StringComparison.Ordinal);
        Assert.Equal("012 22 22 22", koen.ValueOf("Form.Phone"));
        await SendAsync(koen, null, Typed("012 22 22 22"));
        Assert.Equal("012 22 22 22", (await site.UseAsync((OrganisationService o) => o.FindAsync(id)))!.Phone);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Someone_joins_an_organisation_and_leaves_it_and_both_stay_to_be_read(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var id = Guid.NewGuid();
        await site.UseAsync(async (PersonRegister r) =>
        {
            await r.AddAsync(id, new PersonDetails { Name = "Wim", PreferredChannel = ContactChannel.Letter }, null);
            return true;
        });
        var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().Where(o => o.IsActive).OrderBy(o => o.Id).FirstAsync());
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/netwerk/mensen/{id}");

        await SendAsync(coach, "Join", ("OrganisationName", "bestaat niet"), ("From", "2026-01-05"));
        Assert.Contains("Geen organisatie", coach.ErrorAt("OrganisationName"), StringComparison.Ordinal);
        await SendAsync(coach, "Join", ("OrganisationName", organisation.Name.ToLowerInvariant()), ("From", "2026-01-05"));
        await SendAsync(coach, "End", ("LastDay", "2026-02-06"));

        Assert.Contains("van maandag 5 januari 2026 tot en met vrijdag 6 februari 2026", coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/netwerk/organisaties/{organisation.Id}");
        Assert.Contains("Wim", coach.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_live_in_the_address_and_an_empty_list_says_what_to_do()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var coach = await CoachAsync(site);

        await coach.OpenAsync("/beheer/netwerk?zoek=bestaat+niet&soort=School&toon=alles");
        Assert.Contains("Geen organisatie past bij wat je koos", coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync("/beheer/netwerk/mensen?brugfiguur=ja");
        Assert.All(coach.Page.QuerySelectorAll("tbody tr"), row => Assert.Contains("Brugfiguur", row.TextContent, StringComparison.Ordinal));
        await coach.OpenAsync("/beheer/netwerk/mensen?pagina=999");
        Assert.Contains("Deze bladzijde is leeg", coach.Text("main"), StringComparison.Ordinal);
    }
}
