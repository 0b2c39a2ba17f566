using System.Net;
using GboParticipatie.Data.Audit;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>"Wie zit waar?", and giving and ending seats.</summary>
public sealed class SeatTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task An_organisation_stands_under_those_without_a_seat_until_someone_sits_for_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, person, organisation) = await MakeAsync(site);
        var coach = await CoachAsync(site);
        Assert.Contains(organisation, Section(await coach.OpenAsync("/beheer/wie-zit-waar"), group, "Heeft nog geen plaats"), StringComparison.Ordinal);

        await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen");
        await SendAsync(coach, "Give", ("Person", person), ("OrganisationName", organisation), ("Role", "Member"), ("From", "2026-01-05"));
        Assert.Contains("sinds maandag 5 januari 2026", coach.Text("main table"), StringComparison.Ordinal);
        await coach.OpenAsync("/beheer/wie-zit-waar");
        Assert.Contains($"{organisation}: {person} sinds maandag 5 januari 2026", Section(coach, group, "Heeft een plaats"), StringComparison.Ordinal);
        Assert.DoesNotContain(organisation, Section(coach, group, "Heeft nog geen plaats"), StringComparison.Ordinal);

        await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen");
        await SendAsync(coach, "End", ("LastDay", "2026-02-06"));
        await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen");
        Assert.DoesNotContain(person, coach.Text("main table"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen?toon=alles");
        Assert.Contains("tot en met vrijdag 6 februari 2026", coach.Text("main table"), StringComparison.Ordinal);
        Assert.Contains(organisation, Section(await coach.OpenAsync("/beheer/wie-zit-waar"), group, "Heeft nog geen plaats"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_cannot_be_is_refused_at_the_field_and_what_was_typed_stays(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, person, _) = await MakeAsync(site);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen");

        await SendAsync(coach, "Give", ("Person", "Niemand die bestaat"), ("Role", "Chair"), ("From", "2026-01-05"));
        Assert.Contains("Niemand in het netwerk", coach.ErrorAt("Person"), StringComparison.Ordinal);
        Assert.Equal("Niemand die bestaat", coach.ValueOf("Person"));
        await SendAsync(coach, "Give", ("Person", person), ("Role", "Chair"), ("From", "2026-01-05"), ("To", "2026-01-04"));
        Assert.Contains("voor de eerste", coach.ErrorAt("To"), StringComparison.Ordinal);
        await SendAsync(coach, "Give", ("Person", person), ("Role", "Chair"), ("From", "2026-01-05"));
        await SendAsync(coach, "Give", ("Person", person), ("Role", "Member"), ("From", "2026-03-05"));
        Assert.Contains("al in deze groep", coach.ErrorAt("From"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Of_two_coaches_who_end_one_seat_on_different_days_the_second_is_told(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, person, _) = await MakeAsync(site);
        var (an, koen) = (await CoachAsync(site), await CoachAsync(site, "koen.daenen@zolim.example"));
        await an.OpenAsync($"/beheer/groepen/{group}/plaatsen");
        await SendAsync(an, "Give", ("Person", person), ("Role", "Member"), ("From", "2026-01-05"));
        await an.OpenAsync($"/beheer/groepen/{group}/plaatsen");
        await koen.OpenAsync($"/beheer/groepen/{group}/plaatsen");

        await SendAsync(an, "End", ("LastDay", "2026-02-06"));
        await SendAsync(koen, "End", ("LastDay", "2026-02-07"));

        Assert.Contains("Iemand anders", koen.Errors, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_seat_that_is_given_again_from_the_same_day_is_changed_and_that_stands_in_the_audit_trail(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, person, organisation) = await MakeAsync(site);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen");
        await SendAsync(coach, "Give", ("Person", person), ("Role", "Member"), ("From", "2026-01-05"));
        Assert.Contains("Eigen naam", coach.Text("main table"), StringComparison.Ordinal);

        for (var twice = 0; twice < 2; twice++)
        {
            await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen");
            await SendAsync(coach, "Give", ("Person", person), ("OrganisationName", organisation), ("Role", "Chair"), ("From", "2026-01-05"));
        }

        Assert.Contains(organisation, coach.Text("main table"), StringComparison.Ordinal);
        Assert.DoesNotContain("Eigen naam", coach.Text("main table"), StringComparison.Ordinal);
        var id = (await site.UseAsync((GroupService g) => g.FindBySlugAsync(group)))!.Id;
        Assert.Equal(["Group.MandateChanged", "Group.MandateGiven"], await site.UseAsync((GboDbContext db) => db.Set<AuditEntry>()
            .Where(e => e.SubjectId == id && e.Action.StartsWith("Group.Mandate")).Select(e => e.Action).Order().ToListAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_last_day_that_was_wrong_is_corrected_or_taken_back(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, person, _) = await MakeAsync(site);
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen");
        await SendAsync(coach, "Give", ("Person", person), ("Role", "Member"), ("From", "2026-01-05"), ("To", "2031-01-05"));
        Assert.Contains("tot en met zondag 5 januari 2031", coach.Text("main table"), StringComparison.Ordinal);

        await coach.OpenAsync($"/beheer/groepen/{group}/plaatsen");
        await SendAsync(coach, "End", ("LastDay", "2026-01-04"));
        Assert.Contains("voor de eerste", coach.ErrorAt("LastDay"), StringComparison.Ordinal);
        await SendAsync(coach, "End", ("LastDay", "2031-02-07"));
        Assert.Contains("tot en met vrijdag 7 februari 2031", coach.Text("main table"), StringComparison.Ordinal);
        await SendAsync(coach, "Stay");
        Assert.Contains("sinds maandag 5 januari 2026", coach.Text("main table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seats_are_for_who_manages_groups()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var member = await CoachAsync(site, "stuurgroep@zolim.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync("/beheer/wie-zit-waar")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync("/beheer/groepen/stuurgroep-gbo/plaatsen")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await CoachAsync(site)).OpenAsync("/beheer/groepen/bestaat-niet/plaatsen")).Status);
    }

    private static async Task<(string Group, string Person, string Organisation)> MakeAsync(PublicSite site)
    {
        var tail = Guid.NewGuid().ToString("N")[..8];
        var (group, person, organisation) = ($"werkgroep-{tail}", $"Persoon {tail}", $"Vereniging {tail}");
        await site.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails { Slug = group, Name = group, Kind = GroupKind.Werkgroep }));
        await site.UseAsync(async (PersonRegister r) =>
        {
            await r.AddAsync(Guid.NewGuid(), new PersonDetails { Name = person, PreferredChannel = ContactChannel.Letter }, null);
            return true;
        });
        await site.UseAsync(async (OrganisationService o) =>
        {
            await o.AddAsync(Guid.CreateVersion7(), new OrganisationDetails { Name = organisation, Kind = OrganisationKind.Doelgroeporganisatie });
            return true;
        });
        return (group, person, organisation);
    }

    private static string Section(Browser page, string group, string heading)
        => page.Page.QuerySelectorAll($"section[aria-labelledby='groep-{group}'] h3").Single(h => h.TextContent == heading).ParentElement!.TextContent;
}
