using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Search;

/// <summary>The search pages of the site and of the desk.</summary>
public sealed class SearchPageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task A_visitor_finds_a_point_by_word_and_by_number_and_sees_the_word_marked(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var word = point.Description.Split(' ')[^1];
        var visitor = site.NewBrowser();

        await visitor.OpenAsync($"/zoeken?zoek={word[..20]}");
        Assert.Contains(point.Reference, visitor.Text(".hits"), StringComparison.Ordinal);
        Assert.Equal(word, visitor.Text(".hits mark"));
        await visitor.OpenAsync($"/zoeken?zoek={point.Reference.ToLowerInvariant().Replace('-', '+')}");
        Assert.Contains(point.Title, visitor.Text(".hits"), StringComparison.Ordinal);
        await visitor.OpenAsync($"/volg/{point.Reference}");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Theory, AllDatabases]
    public async Task Nothing_typed_nothing_found_and_hostile_words_each_have_a_page(Db kind)
    {
        var visitor = (await sites.GetAsync(kind)).NewBrowser();

        await visitor.OpenAsync("/zoeken");
        Assert.Contains("Typ een woord", visitor.Text("main"), StringComparison.Ordinal);
        await visitor.OpenAsync("/zoeken?zoek=xyzzyx");
        Assert.Contains("Niets gevonden voor “xyzzyx”", visitor.Text("main"), StringComparison.Ordinal);
        foreach (var typed in (string[])["%22%20OR%20*", "a%20NEAR(b", "'%3B%20DROP%20TABLE%20x", "%3Cscript%3Ealert(1)%3C/script%3E", "de", new string('x', 5000), "%00", "title%3Aopvang", "999999999999999"])
        {
            await visitor.OpenAsync($"/zoeken?zoek={typed}&pagina=-5&soort=Iets");
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            Assert.Empty(visitor.Page.QuerySelectorAll("main script"));
        }
    }

    [Theory, AllDatabases]
    public async Task The_desk_leads_to_its_own_pages_and_is_closed_for_others(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/zoeken?zoek={point.Reference}");
        Assert.Equal($"/beheer/punten/{point.Id}", coach.Page.QuerySelector(".hits a")!.GetAttribute("href"));
        var member = await CoachAsync(site, "organisatie@zolim.example");
        await member.OpenAsync("/beheer/zoeken?zoek=bus");
        Assert.Equal(HttpStatusCode.Forbidden, member.Status);
    }
}
