using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Whoever comes to a casusoverleg or brings a point for it reads, before they tell anything, that nobody is named.</summary>
public sealed class CasesWarningTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Here = "Dit is een casusoverleg.";
    private const string Next = "De volgende bijeenkomst is een casusoverleg. Vertel geen namen of andere gegevens waaraan je iemand herkent.";

    [Theory, AllDatabases]
    public async Task The_meeting_the_invitation_and_the_group_say_so_and_those_of_another_kind_do_not(Db kind)
    {
        var site = await sites.GetAsync(kind);
        foreach (var type in new[] { SessionKind.CaseConsultation, SessionKind.Supervision })
        {
            var (group, session, links) = await MeetingSteps.AnnouncedAsync(site, change: d => d with { Kind = type });
            var isCases = type == SessionKind.CaseConsultation;
            var browser = site.NewBrowser();

            foreach (var page in new[] { $"/bijeenkomsten/{session.Id}", links[0] })
                Assert.Equal(isCases, (await browser.OpenAsync(page)).Text("main").Contains(Here, StringComparison.Ordinal));
            Assert.Equal(isCases, (await browser.OpenAsync($"/klankgroepen/{group.Slug}")).Text("main").Contains(Next, StringComparison.Ordinal));
            await browser.OpenAsync("/punt/groep");
            Assert.Equal(isCases, Choice(browser, group).Contains(Next, StringComparison.Ordinal));
        }
    }

    [Theory, AllDatabases]
    public async Task Who_brings_a_point_reads_it_where_they_check_their_answers(Db kind)
    {
        var site = await sites.GetAsync(kind);
        foreach (var type in new[] { SessionKind.CaseConsultation, SessionKind.Regular })
        {
            var (group, _, _) = await MeetingSteps.AnnouncedAsync(site, change: d => d with { Kind = type });
            var browser = await CheckedAsync(site, group);

            Assert.Equal("Kijk je antwoorden na", browser.Heading);
            Assert.Equal(type == SessionKind.CaseConsultation, browser.Text("main").Contains(Next, StringComparison.Ordinal));
        }
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_casusoverleg_that_is_over_or_called_off_or_that_nobody_knows_of_says_nothing(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session, links) = await MeetingSteps.AnnouncedAsync(site, change: d => d with { Kind = SessionKind.CaseConsultation });
        await site.UseAsync((SessionService s) => s.CancelAsync(session.Id, "De zaal is niet vrij."));
        var start = DateTime.UtcNow.AddDays(3);
        await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Kind = SessionKind.CaseConsultation, Title = "In de maak", StartsAt = start, EndsAt = start.AddHours(1) })));
        var browser = site.NewBrowser();

        foreach (var page in new[] { $"/bijeenkomsten/{session.Id}", links[0], $"/klankgroepen/{group.Slug}" })
            Assert.DoesNotContain("asusoverleg.", (await browser.OpenAsync(page)).Text("main"), StringComparison.Ordinal);
        await browser.OpenAsync("/punt/groep");
        Assert.DoesNotContain("casusoverleg", Choice(browser, group), StringComparison.Ordinal);
    }

    private static string Choice(Browser browser, Group group)
        => browser.Page.QuerySelector($"input[value='{group.Id}']")!.ParentElement!.TextContent;

    private static async Task<Browser> CheckedAsync(PublicSite site, Group group)
    {
        var browser = await site.NewBrowser().OpenAsync(await site.GroupLinkAsync(group.Slug));
        await browser.PressAsync("Begin");
        await browser.PressAsync("Volgende", ("Description", "De bus rijdt maar om de twee uur."));
        await browser.PressAsync("Volgende", ("Remedy", "Alles op één dag."));
        await browser.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await browser.PressAsync("Volgende", ("HeardFrom", "TenToTwenty"));
        await browser.PressAsync("Volgende");
        await browser.PressAsync("Volgende", ("Visibility", nameof(Visibility.WithName)));
        return await browser.PressAsync("Volgende", ("Speaker", "andere"), ("OrganisationName", "Buurtwerk Tongeren"));
    }
}
