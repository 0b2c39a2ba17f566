using System.Net;
using System.Xml.Linq;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>"Sinds vorige keer" as a page, as the first point of an agenda, as a poster and as a picture.</summary>
public sealed class SinceLastTimePageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Group = "klankmoment-tongeren-borgloon";

    [Theory, AllDatabases]
    public async Task A_group_reads_what_was_done_what_not_and_what_waits(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await site.NewBrowser().OpenAsync($"/klankgroepen/{Group}");
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/klankgroepen/{Group}/sinds-vorige-keer']"));

        await browser.OpenAsync($"/klankgroepen/{Group}/sinds-vorige-keer");
        Assert.Equal("Sinds vorige keer", browser.Heading);
        Assert.Contains("stille hoek", browser.Page.QuerySelector("section[aria-labelledby=gedaan]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("section[aria-labelledby=wacht]"));
        await browser.OpenAsync($"/klankgroepen/{Group}/sinds-vorige-keer/poster");
        Assert.NotNull(browser.Page.QuerySelector(".poster .letter-follow svg"));

        var meeting = await site.UseAsync((GboDbContext db) => db.Set<Session>().Where(s => s.Group!.Slug == Group && s.State == SessionState.Announced).Select(s => (Guid?)s.Id).FirstOrDefaultAsync());
        if (meeting is null) return;
        await browser.OpenAsync($"/bijeenkomsten/{meeting}");
        Assert.Contains("Sinds vorige keer", browser.Page.QuerySelector(".agenda-row")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_is_valid_holds_what_anyone_may_read_and_no_markup_of_others()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        using var client = new HttpClient { BaseAddress = site.Address };
        var response = await client.GetAsync($"/klankgroepen/{Group}/sinds-vorige-keer.svg", TestContext.Current.CancellationToken);

        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType!.MediaType);
        var picture = XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("0 0 1200 630", picture.Root!.Attribute("viewBox")!.Value);
        Assert.Equal(["rect", "svg", "text", "title"], picture.Descendants().Select(e => e.Name.LocalName).Distinct().Order());
        Assert.Contains("gedaan", picture.Root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_does_not_exist_is_not_found_and_one_for_members_tells_strangers_nothing()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = site.NewBrowser();
        foreach (var page in new[] { "sinds-vorige-keer", "sinds-vorige-keer/poster", "sinds-vorige-keer.svg" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/klankgroepen/bestaat-niet/{page}")).Status);
        await browser.OpenAsync("/klankgroepen/stuurgroep-gbo/sinds-vorige-keer");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }
}
