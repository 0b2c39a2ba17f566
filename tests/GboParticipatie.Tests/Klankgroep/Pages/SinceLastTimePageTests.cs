using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using SkiaSharp;

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
    public async Task The_picture_is_one_that_previews_of_links_understand()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        using var client = new HttpClient { BaseAddress = site.Address };
        var response = await client.GetAsync($"/klankgroepen/{Group}/sinds-vorige-keer.png", TestContext.Current.CancellationToken);

        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        using var picture = SKBitmap.Decode(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal((1200, 630), (picture.Width, picture.Height));
        // The three boxes with figures stand on the dark paper, and something is written in each.
        foreach (var x in new[] { 60, 430, 800 })
            Assert.True(Colours(picture, x + 20, 260, 300, 140) > 2, $"Nothing is written in the box at {x}.");
        Assert.Equal(1, Colours(picture, 0, 420, 50, 100));

        var browser = site.NewBrowser();
        await browser.OpenAsync($"/klankgroepen/{Group}/sinds-vorige-keer");
        Assert.Equal($"{site.Address.ToString().TrimEnd('/')}/klankgroepen/{Group}/sinds-vorige-keer.png", browser.Page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"));
    }

    private static int Colours(SKBitmap picture, int x, int y, int width, int height)
        => Enumerable.Range(0, width * height).Select(i => picture.GetPixel(x + (i % width), y + (i / width))).Distinct().Count();

    [Fact]
    public async Task A_group_that_does_not_exist_is_not_found_and_one_for_members_tells_strangers_nothing()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = site.NewBrowser();
        foreach (var page in new[] { "sinds-vorige-keer", "sinds-vorige-keer/poster", "sinds-vorige-keer.png" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/klankgroepen/bestaat-niet/{page}")).Status);
        await browser.OpenAsync("/klankgroepen/stuurgroep-gbo/sinds-vorige-keer");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }
}
