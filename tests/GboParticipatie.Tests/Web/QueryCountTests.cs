using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Web;

/// <summary>
/// How many questions a page asks the database, pinned: more of them is a decision, not an accident. And never more because there
/// is more to show.
/// </summary>
public sealed class QueryCountTests(DatabaseFixture databases)
{
    private const string Coach = "coach@zolim.example";
    private const string Member = "stuurgroep@zolim.example";

    // Counted with the figures of the ledger kept, as they are for half a minute.
    private static readonly (string Who, string Path, int Most)[] Pages =
    [
        ("", "/", 3), ("", "/klankgroepen", 2), ("", "/klankgroepen/overkoepelende-klankgroep", 5), ("", "/kalender", 2), ("", "/wat-deden-we", 1),
        ("", "/zoeken?zoek=bus", 3), (Member, "/mijn", 10), (Member, "/zoeken?zoek=bus", 9),
        (Coach, "/beheer", 19), (Coach, "/beheer?wie=iedereen&status=alles&zoek=bus", 17), (Coach, "/beheer/vertellen", 9), (Coach, "/beheer/signalenbundels", 9), (Coach, "/beheer/groepen", 9), (Coach, "/beheer/wie-zit-waar", 11), (Coach, "/beheer/punten", 10), (Coach, "/beheer/punten?zoek=bus", 10), (Coach, "/beheer/antwoorden", 15), (Coach, "/beheer/feedback", 9),
        (Coach, "/beheer/bijeenkomsten", 10), (Coach, "/beheer/acties", 11), (Coach, "/beheer/zoeken?zoek=bus", 16), (Coach, "/beheer/netwerk", 9), (Coach, "/beheer/netwerk/mensen", 9),
    ];

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_page_asks_as_much_as_it_did_and_not_more_with_more_to_show(Db kind)
    {
        using var counter = new RequestQueries();
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind));
        var browsers = new Dictionary<string, Browser>(StringComparer.Ordinal);
        foreach (var who in Pages.Select(p => p.Who).Distinct())
        {
            browsers[who] = new Browser(site.Address, (RequestQueries.Header, counter.Key));
            if (who.Length > 0) await browsers[who].SignInAsync(who);
        }

        var before = await CountAsync(site, browsers, counter, p => p.Most);
        var group = (await GroupAsync(site)).Group;
        for (var i = 0; i < 30; i++) await PointAsync(site, group);
        for (var i = 0; i < 5; i++) await AskedAsync(site);
        var after = await CountAsync(site, browsers, counter, p => before[p] + 1);

        Assert.All(Pages, page => Assert.True(before[page] > 0 || page.Who.Length == 0, $"{page.Path}: nothing counted."));
        // One more now and then: what is kept for a minute, such as who the coach is, is read anew.
        Assert.True(Pages.All(p => before[p] <= p.Most + 1), string.Join("\n", Pages.Select(p => $"{p.Path}: {before[p]} (at most {p.Most})")));
        Assert.True(Pages.All(p => after[p] <= before[p] + 1), string.Join("\n", Pages.Select(p => $"{p.Path}: {before[p]}, with more to show {after[p]}")));
    }

    private static async Task<Dictionary<(string, string, int), int>> CountAsync(
        PublicSite site, Dictionary<string, Browser> browsers, RequestQueries counter, Func<(string Who, string Path, int Most), int> most)
    {
        var group = (await GroupAsync(site)).Group;
        var counts = new Dictionary<(string, string, int), int>();
        foreach (var page in Pages)
        {
            await browsers[page.Who].OpenAsync(page.Path);
            counts[page] = await counter.LeastAsync(most(page), async () =>
            {
                // What visitors share is kept until something is committed.
                await PointAsync(site, group);
                return await browsers[page.Who].OpenAsync(page.Path);
            });
        }

        return counts;
    }
}
