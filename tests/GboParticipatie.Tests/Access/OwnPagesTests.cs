using System.Net;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Api;
using GboParticipatie.Tests.Klankgroep.Pages;

namespace GboParticipatie.Tests.Access;

/// <summary>What is not the same for every visitor, no browser keeps: the next person at a shared computer could read it.</summary>
public sealed class OwnPagesTests(DatabaseFixture databases)
{
    private static readonly string[] People = ["", AccessScene.Author, AccessScene.Member, "coach@zolim.example", "beheer@zolim.example"];

    // Made once for everyone who comes without cookies, or as long as it says itself: dates of meetings, and a colour.
    private static readonly string[] ForVisitors =
    [
        "/", "/bijeenkomsten/{id}", "/hulp", "/kalender", "/klankgroepen", "/klankgroepen/{slug}", "/klankgroepen/{slug}/sinds-vorige-keer", "/klankgroepen/{slug}/sinds-vorige-keer.png",
        "/klankgroepen/{slug}/sinds-vorige-keer/poster", "/over", "/privacy", "/toegankelijkheid", "/wat-deden-we",
    ];

    private static readonly string[] ForAll = ["/kalender.ics", "/thema/{colour}.css"];

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task No_page_or_download_is_kept_but_what_is_the_same_for_all_visitors(Db kind)
    {
        await using var scene = await AccessScene.CreateAsync(databases, kind);
        var token = (await scene.Site.TokenAsync("coach@zolim.example")).Secret;
        var (visitors, others, count) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), 0);
        foreach (var (route, address) in await AddressesAsync(scene))
        {
            foreach (var who in address.StartsWith("/api/", StringComparison.Ordinal) ? ["program"] : People)
            {
                var browser = who == "program" ? new Browser(scene.Site.Address, ("Authorization", $"Bearer {token}")) : scene.Site.NewBrowser();
                if (who.Contains('@', StringComparison.Ordinal)) await browser.SignInAsync(who);
                using var answer = await browser.GetAsync(address);
                if (answer.StatusCode != HttpStatusCode.OK) continue;
                count++;
                if (!IsKeptFromAll(answer.Headers.CacheControl?.ToString() ?? "", isProgram: who == "program" || route.EndsWith(".ics", StringComparison.Ordinal))) (who.Length == 0 ? visitors : others).Add(route);
            }
        }

        Assert.True(count > 150, $"Only {count} answers were looked at.");
        Assert.Equal(ForAll, others);
        Assert.Equal(ForAll.Concat(ForVisitors).Order(StringComparer.Ordinal), visitors);
    }

    // Programs ask again and again: the API and the calendar of one person tell by an ETag that nothing changed.
    private static bool IsKeptFromAll(string caching, bool isProgram)
        => caching.Contains("no-store", StringComparison.Ordinal) || (isProgram && caching.Contains("private", StringComparison.Ordinal) && caching.Contains("no-cache", StringComparison.Ordinal));

    private static async Task<List<(string, string)>> AddressesAsync(AccessScene scene)
    {
        var all = await SceneAddresses.AllAsync(scene);
        var follow = await scene.LinkAsync((PointLinks l) => l.ToFollow(scene.Open));
        var link = await scene.Site.AnswerLinkAsync(scene.Asked, AccessScene.Member);
        all.AddRange(
        [
            ("link of an author", follow), ("confirmation", follow.Replace("/volg/", "/punt/klaar/", StringComparison.Ordinal)),
            ("link of a teller", await scene.LinkAsync((PointLinks l) => l.ToFollow(scene.ToldWithoutName))), ("link to answer", link),
        ]);
        return all;
    }
}
