using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;
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

        // It is the first point of the next meeting, before what was brought.
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync(Group)))!;
        var made = await DeskSteps.MeetingAsync(site, group, DateTime.UtcNow.AddHours(1));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(made.Id));
        var point = await DeskSteps.PointAsync(site, group);
        await browser.OpenAsync($"/bijeenkomsten/{made.Id}");
        var rows = browser.Page.QuerySelectorAll(".agenda-row").Select(r => r.TextContent).ToList();
        Assert.Contains("Sinds vorige keer", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows.Skip(1), r => r.Contains(point.Title, StringComparison.Ordinal));
        var coach = await (await DeskSteps.CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{made.Id}");
        Assert.Contains("Sinds vorige keer", coach.Page.QuerySelector(".agenda-row")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_poster_that_the_coach_prints_has_nothing_that_a_passer_by_may_not_read(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync(Group)))!;
        var open = await DeskSteps.PointAsync(site, group);
        var closed = await DeskSteps.PointAsync(site, group);
        await site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().Where(i => i.Id == closed.Id).ExecuteUpdateAsync(i => i.SetProperty(p => p.IsConfirmed, false), TestContext.Current.CancellationToken));
        foreach (var point in new[] { open, closed }) await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id }));
        var coach = await DeskSteps.CoachAsync(site);

        await coach.OpenAsync($"/klankgroepen/{Group}/sinds-vorige-keer");
        Assert.Contains(closed.Title, coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/klankgroepen/{Group}/sinds-vorige-keer/poster");

        Assert.DoesNotContain(closed.Title, coach.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Er staat alleen op wat iedereen mag lezen.", coach.Text("main"), StringComparison.Ordinal);
        var visitor = await site.NewBrowser().OpenAsync($"/klankgroepen/{Group}/sinds-vorige-keer/poster");
        Assert.Equal(visitor.Text(".poster"), coach.Text(".poster"));
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
    public async Task A_group_that_does_not_exist_is_not_found()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = site.NewBrowser();
        foreach (var page in new[] { "sinds-vorige-keer", "sinds-vorige-keer/poster", "sinds-vorige-keer.png" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/klankgroepen/bestaat-niet/{page}")).Status);
    }

    [Theory, AllDatabases]
    public async Task Of_a_group_for_members_page_poster_and_picture_tell_strangers_nothing(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = await MeetingSteps.GroupAsync(site, readers: GroupReaders.Members);
        var address = $"/klankgroepen/{group.Slug}/sinds-vorige-keer";
        var stranger = site.NewBrowser();
        var emptyPicture = await stranger.BytesAsync($"{address}.png");
        var (exists, refused, waits) = (await DeskSteps.PointAsync(site, group), await DeskSteps.PointAsync(site, group), await DeskSteps.PointAsync(site, group));
        await AnswerAsync(site, exists, Decision.ExistsAlready, "Dat bestaat al in De Kring.");
        await AnswerAsync(site, refused, Decision.WillNotDo, "Daar is geen geld voor.");
        await AnswerAsync(site, waits, null, "");

        foreach (var page in new[] { address, $"{address}/poster" })
        {
            await stranger.OpenAsync(page);
            Assert.Equal(HttpStatusCode.OK, stranger.Status);
            var html = stranger.Page.DocumentElement.OuterHtml;
            foreach (var secret in new[] { exists, refused, waits }.SelectMany(p => new[] { p.Title, p.Reference }).Concat(["De Kring", "geen geld"])) Assert.DoesNotContain(secret, html, StringComparison.Ordinal);
            foreach (var words in new[] { "1 gedaan", "1 niet gedaan", "1 nog niet klaar" }) Assert.DoesNotContain(words, html, StringComparison.Ordinal);
            // Who may read it, reads all three.
            var coach = await (await DeskSteps.CoachAsync(site)).OpenAsync(page);
            Assert.All([exists, refused, waits], p => Assert.Contains(p.Title, coach.Text("main"), StringComparison.Ordinal));
        }

        Assert.Null(stranger.Page.QuerySelector("meta[property='og:image']"));
        // The picture is for everyone, also when a member asks for it: it is the one of a group with nothing to tell.
        Assert.Equal(emptyPicture, await stranger.BytesAsync($"{address}.png"));
        Assert.Equal(emptyPicture, await (await DeskSteps.CoachAsync(site)).BytesAsync($"{address}.png"));
    }

    private static async Task AnswerAsync(PublicSite site, AgendaItem point, Decision? decision, string why)
    {
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));
        if (decision is not null) await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = decision, Why = why }));
    }
}
