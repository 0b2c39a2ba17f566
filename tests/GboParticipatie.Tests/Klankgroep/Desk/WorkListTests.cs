using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Tests.Sites;
using GboParticipatie.Time;
using GboParticipatie.Users;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>The one list of Mijn taken: everything that waits, its filters, its neighbours, and what is done with several at once.</summary>
public sealed partial class WorkListTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateOnly Today => BrusselsTime.Today(TimeProvider.System);

    [Theory, AllDatabases]
    public async Task Points_stories_answers_actions_letters_and_reports_stand_in_one_list_and_each_kind_alone(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var word = Word();
        var all = await EverythingAsync(site, word);
        var coach = await CoachAsync(site);

        Assert.Equal(all.Keys.Order(), (await KindsAsync(coach, $"zoek={word}&status=alles&wie=iedereen")).Distinct().Order());
        foreach (var (name, address) in all)
        {
            Assert.Equal([name], (await KindsAsync(coach, $"zoek={word}&soort={InAddress(name)}&status=alles&wie=iedereen")).Distinct());
            Assert.Contains(coach.Page.QuerySelectorAll("tbody a"), a => a.GetAttribute("href")!.StartsWith(address, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync(coach.Page.QuerySelector("tbody a")!.GetAttribute("href")!)).Status);
        }
    }

    [Theory, AllDatabases]
    public async Task Filters_by_status_owner_day_domain_organisation_and_word_and_the_order_live_in_the_address(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var word = Word();
        var group = (await GroupAsync(site)).Group;
        var organisation = await OrganisationAsync(site, $"Huis {word}");
        var (late, later) = (await PointAsync(site, group, word, organisation), await PointAsync(site, group, word));
        await site.UseAsync((AgendaItemService s) => s.ClassifyAsync(late.Id, "wonen", BarrierKind.Bereikbaarheid));
        await DueAsync(site, late.Id, Today.AddDays(-3));
        var colleague = await ColleagueAsync(site);
        await site.UseAsync((AgendaItemService s) => s.AssignAsync(later.Id, colleague.Id));
        var coach = await CoachAsync(site);
        async Task<string[]> FoundAsync(string filter) => [.. (await coach.OpenAsync($"/beheer?zoek={word}&soort=punt&{filter}")).Page.QuerySelectorAll("tbody .ref").Select(c => c.TextContent.Trim())];

        Assert.Equal([late.Reference], await FoundAsync(""));
        Assert.Equal([later.Reference], await FoundAsync("wie=collega"));
        Assert.Equal([late.Reference, later.Reference], await FoundAsync("wie=iedereen"));
        Assert.Equal([late.Reference], await FoundAsync("wie=iedereen&termijn=telaat"));
        Assert.Equal([later.Reference], await FoundAsync("wie=iedereen&termijn=later"));
        Assert.Equal([late.Reference], await FoundAsync("wie=iedereen&domein=wonen"));
        Assert.Equal([late.Reference], await FoundAsync("wie=iedereen&thema=Bereikbaarheid"));
        Assert.Equal([late.Reference], await FoundAsync($"wie=iedereen&organisatie={word.ToUpperInvariant()}"));
        Assert.Equal([late.Reference, later.Reference], await FoundAsync($"wie=iedereen&groep={group.Slug}&sorteer=nummer"));
        Assert.Equal([later.Reference, late.Reference], await FoundAsync("wie=iedereen&sorteer=nieuwste"));
        Assert.Empty(await FoundAsync("wie=iedereen&status=Declined"));
        Assert.Equal([late.Reference, later.Reference], await FoundAsync("wie=iedereen&status=nieuw"));
        Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync("/beheer?soort=x&status=y&wie=z&termijn=q&domein=%25&sorteer=;&pagina=-4&organisatie=%27%25_&zoek=%27")).Status);
    }

    [Theory, AllDatabases]
    public async Task Each_tile_counts_what_its_list_shows(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var word = Word();
        await EverythingAsync(site, word);
        var group = (await GroupAsync(site)).Group;
        await DueAsync(site, (await PointAsync(site, group, word)).Id, Today.AddDays(-2));
        await PointAsync(site, group, word, isConfirmed: false);
        var coach = await CoachAsync(site);
        // News that is still on its way would come between the tile and its list.
        await site.UntilQuietAsync();

        await coach.OpenAsync("/beheer");
        var tiles = coach.Page.QuerySelectorAll(".attention a").Select(t => (Count: int.Parse(t.QuerySelector("b")!.TextContent.Trim(), CultureInfo.InvariantCulture), Href: t.GetAttribute("href")!)).ToList();

        Assert.Contains(tiles, t => t.Href.EndsWith("termijn=telaat", StringComparison.Ordinal) && t.Href.StartsWith("/beheer?", StringComparison.Ordinal));
        foreach (var (count, href) in tiles.Where(t => !t.Href.StartsWith("/beheer/workflows", StringComparison.Ordinal)))
        {
            await coach.OpenAsync(href);
            Assert.True(count == await RowsAsync(coach, href), $"{href} counts {count}.");
        }
    }

    [Theory, AllDatabases]
    public async Task Who_stands_in_for_a_colleague_finds_the_colleagues_list_with_theirs_and_no_longer_once_she_is_back(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var word = Word();
        var colleague = await ColleagueAsync(site);
        var point = await PointAsync(site, (await GroupAsync(site)).Group, word);
        await site.UseAsync((AgendaItemService s) => s.AssignAsync(point.Id, colleague.Id));
        var coach = await CoachAsync(site);
        Assert.DoesNotContain(point.Reference, (await coach.OpenAsync($"/beheer?zoek={word}")).Text("main"), StringComparison.Ordinal);

        await AwayAsync(site, colleague, "coach@zolim.example", Today.AddDays(2));
        await coach.OpenAsync($"/beheer?zoek={word}");
        Assert.Contains($"Je vervangt {colleague.Name} tot en met {BrusselsTime.LongDate(Today.AddDays(2))}", coach.Text("main"), StringComparison.Ordinal);
        Assert.Contains(point.Reference, coach.Text("tbody"), StringComparison.Ordinal);
        await AwayAsync(site, colleague, "coach@zolim.example", Today.AddDays(-1));
        Assert.DoesNotContain("Je vervangt", (await coach.OpenAsync($"/beheer?zoek={word}")).Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task From_a_point_one_goes_to_the_next_of_the_list_and_back_to_it_also_after_something_was_done(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var word = Word();
        var group = (await GroupAsync(site)).Group;
        var points = new[] { await PointAsync(site, group, word), await PointAsync(site, group, word), await PointAsync(site, group, word) };
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer?zoek={word}&soort=punt");
        await coach.OpenAsync(coach.Page.QuerySelectorAll("tbody a")[1].GetAttribute("href")!);
        Assert.StartsWith($"/beheer/punten/{points[0].Id}", LinkOf(coach, "Vorige"), StringComparison.Ordinal);
        Assert.StartsWith($"/beheer/punten/{points[2].Id}", LinkOf(coach, "Volgende"), StringComparison.Ordinal);
        await SendAsync(coach, $"Title&lijst={Uri.EscapeDataString($"?zoek={word}&soort=punt")}&plek=1", ("Title", $"Nieuwe titel {word}"));
        Assert.Contains("De titel is bewaard", coach.Text("[role=status]"), StringComparison.Ordinal);
        await coach.OpenAsync(LinkOf(coach, "Volgende"));

        Assert.Contains(points[2].Reference, coach.Text(".eyebrow"), StringComparison.Ordinal);
        Assert.DoesNotContain(coach.Page.QuerySelectorAll("a"), a => a.TextContent.Trim() == "Volgende");
        Assert.Equal($"/beheer?zoek={word}&soort=punt", LinkOf(coach, "Terug naar de lijst"));
    }

    private static string Word() => "zoekwoord" + string.Concat(Guid.NewGuid().ToString("N").Take(10).Select(c => char.IsDigit(c) ? (char)(c - '0' + 'g') : c));

    private static string InAddress(string kind) => kind switch { "Punt" => "punt", "Verhaal" => "verhaal", "Antwoord" => "antwoord", "Actie" => "actie", "Te vertellen" => "vertellen", _ => "verslag" };

    private static string LinkOf(Browser browser, string text) => browser.Page.QuerySelectorAll("main a").First(a => a.TextContent.Trim() == text).GetAttribute("href")!;

    private static async Task<string[]> KindsAsync(Browser coach, string query)
        => [.. (await coach.OpenAsync($"/beheer?{query}")).Page.QuerySelectorAll("tbody tr td:nth-child(2)").Select(c => c.TextContent.Trim())];

    private static async Task<int> RowsAsync(Browser coach, string href)
    {
        var rows = 0;
        for (var page = 1; ; page++)
        {
            await coach.OpenAsync($"{href}{(href.Contains('?', StringComparison.Ordinal) ? "&" : "?")}pagina={page}");
            var here = coach.Page.QuerySelectorAll("main tbody tr, main .list-plain > li").Length;
            rows += here;
            if (here < 25) return rows;
        }
    }

    private static Task<AgendaItem> PointAsync(PublicSite site, Group group, string word, Guid? organisation = null, bool isConfirmed = true)
        => site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group.Id,
            Author = new ProposalAuthor { OrganisationId = organisation, OrganisationName = organisation is null ? "Iemand" : null, Channel = Channel.Web, IsConfirmed = isConfirmed },
            Description = $"Er is geen plaats voor een buggy, {word}.",
        }));

    private static Task<Feedback> ToldAsync(PublicSite site, string word, FeedbackReaders readers = FeedbackReaders.WhoCanHelp) => site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
    {
        SubmissionKey = Guid.NewGuid(),
        Author = FeedbackAuthor.Anonymous(),
        Kind = FeedbackKind.Barrier,
        Description = $"De wachtzaal is te klein, {word}.",
        Readers = readers,
    }));

    private static async Task<Guid> LetterAsync(PublicSite site, string word)
    {
        var point = await PointAsync(site, (await GroupAsync(site)).Group, word);
        var task = new ContactTask { Key = $"test:{Guid.NewGuid():N}", ItemId = point.Id, Means = ContactMeans.Phone, Text = "Er komt een bus.", CreatedAt = DateTime.UtcNow };
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(task);
            return await db.SaveChangesAsync(Cancel);
        });
        return task.Id;
    }

    private static async Task<Dictionary<string, string>> EverythingAsync(PublicSite site, string word)
    {
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group, word);
        var told = await ToldAsync(site, word);
        var letter = await LetterAsync(site, word);
        var asked = await PointAsync(site, group, word);
        await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = asked.Id, Question = "Kan dit?" }));
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo")))!.Id;
        var action = await site.UseAsync((ActionService a) => a.AddAsync(new TypedAction { What = $"Er komt een rek {word}.", Owner = body, DueOn = Today.AddDays(20) }, point.Reference));
        var start = DateTime.UtcNow.AddDays(-2);
        var held = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Title = $"Bijeenkomst {word}", StartsAt = start, EndsAt = start.AddHours(1) })));
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Punt"] = $"/beheer/punten/{point.Id}",
            ["Verhaal"] = $"/beheer/feedback/{told.Id}",
            ["Antwoord"] = $"/beheer/punten/{asked.Id}",
            ["Actie"] = $"/beheer/acties/{action.Id}",
            ["Te vertellen"] = $"/beheer/vertellen/{letter}",
            ["Verslag"] = $"/beheer/bijeenkomsten/{held.Id}/verslag",
        };
    }

    private static async Task<Guid> OrganisationAsync(PublicSite site, string name)
    {
        var organisation = new Organisation { Slug = Guid.NewGuid().ToString("N"), Name = name, Kind = OrganisationKind.Doelgroeporganisatie };
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(organisation);
            return await db.SaveChangesAsync(Cancel);
        });
        return organisation.Id;
    }

    private static Task DueAsync(PublicSite site, Guid point, DateOnly due)
        => site.UseAsync((GboDbContext db) => db.WriteAsync(c => db.Set<AgendaItem>().Where(i => i.Id == point).ExecuteUpdateAsync(s => s.SetProperty(i => i.DueOn, due), c), Cancel));

    private static Task<UserSummary> ColleagueAsync(PublicSite site)
        => site.UseAsync((IUserDirectory users) => users.EnsureAsync($"{Guid.NewGuid():N}@zolim.example", $"Collega {Guid.NewGuid():N}", [RoleNames.Procescoach], Cancel));

    private static async Task AwayAsync(PublicSite site, UserSummary who, string deputyEmail, DateOnly until)
    {
        var coach = (await site.UseAsync((IUserDirectory users) => users.FindByEmailAsync(deputyEmail, Cancel)))!;
        var deputy = await site.UseAsync((GboParticipatie.Network.Services.PersonService p) => p.EnsureForUserAsync(coach, Cancel));
        var person = await site.UseAsync((GboParticipatie.Network.Services.PersonService p) => p.EnsureForUserAsync(who, Cancel));
        await site.UseAsync((GboDbContext db) => db.WriteAsync(c => db.Set<Person>().Where(p => p.Id == person.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.DeputyId, deputy.Id).SetProperty(p => p.AwayFrom, Today.AddDays(-5)).SetProperty(p => p.AwayUntil, until), c), Cancel));
    }
}
