using System.Globalization;
using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Tests.Klankgroep.Api;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Tests.Web;

namespace GboParticipatie.Tests.Access;

/// <summary>
/// How many questions each page asks the database, pinned in Queries.md: a new page has no row and fails, more questions are a decision and
/// not an accident, and there are never more of them because there is more to show.
/// </summary>
public sealed class PageQueryTests(DatabaseFixture databases)
{
    private const string File = "Access/Queries.md";

    private const string About =
        """
        # How many questions a page asks the database
        Every page and download of the site, opened by the first of these who gets it: a visitor who has begun a point and a story, the
        organisation that brought the points, the steering group that was asked, the coach, the administrator; someone who has a point to
        look over, told a story and must give a second code; a program for the API. Fewer is fine; two more fail. A row without a
        number has no page of its own: it leads on to another, or is drawn in place of one. Written by PageQueryTests.
        """;

    // Who opens a page, in this order, until one of them gets it.
    private static readonly string[] People = ["visitor", "organisatie", "stuurgroep", "coach", "beheer", "halfway"];

    // What a list asks more when it is searched or narrowed, and pages whose reader matters.
    private static readonly (string Who, string Path)[] Narrowed =
    [
        ("visitor", "/zoeken?zoek=buggy"), ("stuurgroep", "/zoeken?zoek=buggy"), ("stuurgroep", "/mijn"), ("coach", "/beheer?wie=iedereen&status=alles&zoek=buggy"),
        ("coach", "/beheer/punten?zoek=buggy"), ("coach", "/beheer/zoeken?zoek=buggy"),
    ];

    // What opens a draft leads on to where it stopped; what went wrong is said in place of the page that was asked.
    private static readonly string[] LeadOn = ["/probleem", "/punt/verder/{key}"];

    private const string Text = "Er is geen plaats voor een buggy.";

    private sealed record Page(string Row, string Who, string Path);

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_page_asks_no_more_than_stands_in_the_table_nor_more_with_more_to_show(Db kind)
    {
        using var counter = new RequestQueries();
        await using var scene = await AccessScene.CreateAsync(databases, kind);
        await SceneMore.AddAsync(scene, 1);
        var browsers = await BrowsersAsync(scene, counter);
        var pinned = PinnedTable.Read(File);
        var rest = await SceneRest.AddAsync(scene);
        var (pages, closed) = await OpenAsync(browsers, [.. (await SceneAddresses.AllAsync(scene)).Select(a => (a.Route, rest.GetValueOrDefault(a.Route, a.Address)))]);
        Assert.Equal(LeadOn, closed.Order(StringComparer.Ordinal));

        var before = await CountAsync(scene, browsers, counter, pages, p => Pinned(pinned, p) ?? 0);
        await SceneMore.AddAsync(scene, 15);
        // Two more: a part of a page that was empty before. A question for each of the fifteen would be many more.
        var after = await CountAsync(scene, browsers, counter, pages, p => before[p] + 2);

        if (PinnedTable.Updates) Write(before, closed);
        else Assert.Equal(pinned.Keys.Order(StringComparer.Ordinal), pages.Select(p => p.Row).Concat(closed).Order(StringComparer.Ordinal));
        // One more now and then: what is kept for a minute, such as who the coach is, is read anew.
        Assert.All(pages, p => Assert.True(PinnedTable.Updates || before[p] <= Pinned(pinned, p) + 1, $"{p.Row} ({p.Who}): {before[p]} (at most {Pinned(pinned, p)})"));
        Assert.All(pages, p => Assert.True(after[p] <= before[p] + 2, $"{p.Row} ({p.Who}): {before[p]}, with more to show {after[p]}"));
    }

    private static int? Pinned(Dictionary<string, string[]> pinned, Page page)
        => pinned.TryGetValue(page.Row, out var cells) && int.TryParse(cells[1], CultureInfo.InvariantCulture, out var most) ? most : null;

    private static void Write(Dictionary<Page, int> counts, List<string> closed) => PinnedTable.Check(File, About, ["who", "questions"],
    [
        .. counts.Select(c => (c.Key.Row, Cells: (IReadOnlyList<string>)[c.Key.Who, c.Value.ToString(CultureInfo.InvariantCulture)]))
            .Concat(closed.Select(c => (Row: c, Cells: (IReadOnlyList<string>)["", ""]))).OrderBy(r => r.Row, StringComparer.Ordinal),
    ]);

    private static async Task<Dictionary<string, Browser>> BrowsersAsync(AccessScene scene, RequestQueries counter)
    {
        var browsers = new Dictionary<string, Browser>(StringComparer.Ordinal);
        foreach (var who in People) browsers[who] = new Browser(scene.Site.Address, (RequestQueries.Header, counter.Key));
        foreach (var who in People[1..^1]) await browsers[who].SignInAsync($"{who}@zolim.example");
        await BeginAsync(browsers["visitor"]);
        await SceneRest.GoHalfwayAsync(scene, browsers["halfway"]);
        var token = (await scene.Site.TokenAsync("coach@zolim.example")).Secret;
        browsers["program"] = new Browser(scene.Site.Address, (RequestQueries.Header, counter.Key), ("Authorization", $"Bearer {token}"));
        return browsers;
    }

    // A point and a story, up to the last page before they are sent, and the code of a mail.
    private static async Task BeginAsync(Browser visitor)
    {
        await visitor.OpenAsync("/punt?groep=open");
        await visitor.PressAsync("Volgende", ("Description", Text));
        await visitor.PressAsync("Volgende", ("Remedy", "Een rek."));
        await visitor.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await visitor.PressAsync("Volgende", ("HeardFrom", nameof(HeardFrom.TenToTwenty)));
        await visitor.PressAsync("Volgende");
        await visitor.PressAsync("Volgende", ("Visibility", nameof(Visibility.WithName)));
        Assert.Equal("/punt/wie", visitor.Path);
        await visitor.OpenAsync("/vertel");
        await visitor.PressAsync("Volgende", ("Kind", nameof(FeedbackKind.Barrier)));
        await visitor.PressAsync("Volgende", ("Description", Text));
        await visitor.PressAsync("Volgende", ("Remedy", "Een rek."));
        await visitor.PressAsync("Volgende", ("LifeDomain", "vervoer"));
        await visitor.PressAsync("Volgende", ("HeardFrom", nameof(HeardFrom.TwoToFour)));
        await visitor.PressAsync("Volgende", ("Readers", nameof(FeedbackReaders.WhoCanHelp)));
        await visitor.PressAsync("Volgende", ("Sign", "zonder"));
        Assert.Equal("/vertel/nakijken", visitor.Path);
        await SceneRest.AskCodeAsync(visitor, "iemand@zolim.example");
    }

    private static async Task<(List<Page> Pages, List<string> Closed)> OpenAsync(Dictionary<string, Browser> browsers, List<(string Route, string Address)> all)
    {
        var (pages, closed) = (new List<Page>(), new List<string>());
        foreach (var (route, address) in all)
        {
            var who = await WhoOpensAsync(browsers, address);
            if (who is null) closed.Add(route);
            else pages.Add(new Page(route, who, address));
        }

        pages.AddRange(Narrowed.Select(n => new Page($"{n.Path} ({n.Who})", n.Who, n.Path)));
        return (pages, closed);
    }

    private static async Task<string?> WhoOpensAsync(Dictionary<string, Browser> browsers, string address)
    {
        string[] people = address.StartsWith("/api/", StringComparison.Ordinal) ? ["program"] : People;
        foreach (var who in people)
        {
            var browser = await browsers[who].OpenAsync(address);
            if (browser.Status == HttpStatusCode.OK && browser.Path == address) return who;
        }

        return null;
    }

    private static async Task<Dictionary<Page, int>> CountAsync(AccessScene scene, Dictionary<string, Browser> browsers, RequestQueries counter, List<Page> pages, Func<Page, int> most)
    {
        var counts = new Dictionary<Page, int>();
        foreach (var page in pages)
        {
            await browsers[page.Who].OpenAsync(page.Path);
            counts[page] = await counter.LeastAsync(most(page), async () =>
            {
                // What visitors share is kept until something is committed.
                await scene.CommitAsync();
                return await browsers[page.Who].OpenAsync(page.Path);
            });
        }

        return counts;
    }
}
