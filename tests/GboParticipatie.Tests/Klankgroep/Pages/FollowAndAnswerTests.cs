using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Following a point, answering it and rating the answer, as a browser without script does it.</summary>
public sealed partial class FollowAndAnswerTests(PublicSites sites, DatabaseFixture databases) : IClassFixture<PublicSites>
{
    private static async Task<AgendaItem> PointAsync(PublicSite site, Visibility visibility = Visibility.WithName)
    {
        var group = await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep"));
        return await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group!.Id,
            Author = new ProposalAuthor { OrganisationName = "Iemand", Channel = Channel.GroupLink },
            Description = $"Er is geen plaats voor een buggy {Guid.NewGuid():N}",
            Visibility = visibility,
            GroupLinkVersion = group.GroupLinkVersion,
        }));
    }

    private static async Task<Answer> AskedAsync(PublicSite site, AgendaItem point)
        => await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));

    private static async Task<Answer> AnsweredAsync(PublicSite site, AgendaItem point)
    {
        var asked = await AskedAsync(site, point);
        return await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = asked.Id, Decision = Decision.WillNotDo, Why = "Er is geen plaats." }));
    }

    private static async Task<string> AuthorLinkAsync(PublicSite site, AgendaItem point) => await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(point)));

    [Theory, AllDatabases]
    public async Task Number_and_code_open_a_point_and_a_wrong_code_an_unknown_number_and_no_code_look_the_same(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site, Visibility.CoachOnly);
        var browser = site.NewBrowser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/volg/{point.Reference}")).Status);
        var notAllowed = browser.Heading;
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/volg/AP-2026-9999")).Status);
        Assert.Equal(notAllowed, browser.Heading);

        await browser.OpenAsync("/volg");
        await browser.PressAsync("Toon", ("nummer", point.Reference), ("code", "222222"));
        var wrongCode = browser.Errors;
        await browser.OpenAsync("/volg");
        await browser.PressAsync("Toon", ("nummer", "AP-2026-9999"), ("code", "222222"));
        Assert.Equal(wrongCode, browser.Errors);

        // Small letters and spaces are how people type.
        await browser.PressAsync("Toon", ("nummer", point.Reference.ToLowerInvariant().Replace('-', ' ')), ("code", $"{point.ShortCode[..3]} {point.ShortCode[3..]}".ToLowerInvariant()));
        Assert.Equal($"/volg/{point.Reference}", browser.Path);
        Assert.Equal(point.Title, browser.Heading);

        // And so is the number alone, in the year itself.
        var other = await site.NewBrowser().OpenAsync("/volg");
        await other.PressAsync("Toon", ("nummer", point.Reference[8..].TrimStart('0')), ("code", point.ShortCode));
        Assert.Equal($"/volg/{point.Reference}", other.Path);
    }

    [Theory, AllDatabases]
    public async Task Guessing_codes_stops(Db kind)
    {
        // A site of its own: the limit is per visitor, and the other tests come from the same address.
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind));
        var browser = await site.NewBrowser().OpenAsync("/volg");
        var form = browser.Filled(("nummer", "AP-2031-0001"), ("code", "222222"));
        for (var i = 0; i < 121 && browser.Status != HttpStatusCode.TooManyRequests; i++) await browser.PostAsync("/volg", form);
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Theory, AllDatabases]
    public async Task Who_has_the_right_code_is_not_counted_as_guessing_and_old_links_are_not_either(Db kind)
    {
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind));
        var point = await PointAsync(site, Visibility.CoachOnly);
        var browser = await site.NewBrowser().OpenAsync("/volg");
        var form = browser.Filled(("nummer", point.Reference), ("code", point.ShortCode));

        for (var i = 0; i < 70; i++) await site.NewBrowser().OpenAsync("/volg/AP-2020-0001");
        for (var i = 0; i < 70; i++) Assert.Equal($"/volg/{point.Reference}", (await browser.PostAsync("/volg", form)).Path);
    }

    [Theory]
    [InlineData("geen nummer")]
    [InlineData("AP-2026-")]
    public async Task What_cannot_be_a_number_is_said_at_once(string typed)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = await site.NewBrowser().OpenAsync("/volg");

        await browser.PressAsync("Toon", ("nummer", typed), ("code", "222222"));

        Assert.Contains("Dit is geen nummer", browser.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_was_made_to_be_slow_is_refused_quickly()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = await site.NewBrowser().OpenAsync("/volg");

        await browser.PressAsync("Toon", ("nummer", new string(' ', 60_000) + "x"), ("code", "222222"));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Dit is geen nummer", browser.Errors, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_link_to_answer_stops_with_the_seat_of_who_has_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site, await PointAsync(site));
        var person = await site.UseAsync((GboDbContext db) => db.Set<GboParticipatie.Network.Models.Person>().Where(p => p.Email == "basiswerker@zolim.example").Select(p => p.Id).SingleAsync());
        var link = await site.UseAsync((PointLinks l) => Task.FromResult(l.ToAnswer(asked, person)));
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync(link)).Status);

        var mandate = new Mandate { PersonId = person, GroupId = asked.GroupId!.Value, From = new DateOnly(2020, 1, 1) };
        await site.UseAsync((GboDbContext db) =>
        {
            db.Add(mandate);
            return db.SaveChangesAsync();
        });
        Assert.Equal(HttpStatusCode.OK, (await site.NewBrowser().OpenAsync(link)).Status);

        await site.UseAsync((GboDbContext db) => db.Set<Mandate>().Where(m => m.Id == mandate.Id).ExecuteDeleteAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync(link)).Status);
    }

    [Theory, AllDatabases]
    public async Task Opening_the_page_rates_nothing_and_no_with_a_word_reopens_once(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site);
        var answer = await AnsweredAsync(site, point);
        var browser = await site.NewBrowser().OpenAsync(await AuthorLinkAsync(site, point));
        Assert.Contains("Er is geen plaats.", browser.Text(".answer"), StringComparison.Ordinal);
        Assert.Null((await site.UseAsync((AnswerService s) => s.FindAsync(answer.Id)))!.ClarityRating);

        await browser.PressAsync("Verstuur", ("Clear", "No"), ("Word", ""));
        Assert.Contains("Zeg kort wat niet duidelijk is", browser.Errors, StringComparison.Ordinal);
        Assert.Null((await site.UseAsync((AnswerService s) => s.FindAsync(answer.Id)))!.ClarityRating);
        await browser.PressAsync("Verstuur", ("Clear", "No"), ("Word", "Waar dan wel?"));

        Assert.Contains("opnieuw op de agenda", browser.Text("[role=status]"), StringComparison.Ordinal);
        Assert.NotNull((await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.ReopenedAt);
        // Who answered reads it behind the same link, and who is asked again as well, beside the whole first answer.
        var told = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(answer, "stuurgroep@zolim.example"));
        Assert.Contains("niet duidelijk", told.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Waar dan wel?", told.Text("main"), StringComparison.Ordinal);
        var again = await AskedAsync(site, point);
        var asked = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(again, "stuurgroep@zolim.example"));
        Assert.Contains("Waar dan wel?", asked.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Doen we niet", asked.Text(".answer"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task The_author_takes_a_point_back_and_others_cannot(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync($"/volg/{point.Reference}/terugtrekken")).Status);
        var link = await AuthorLinkAsync(site, point);
        var browser = await site.NewBrowser().OpenAsync(link.Replace("?", "/terugtrekken?", StringComparison.Ordinal));

        await browser.PressAsync("Ja");

        Assert.Equal(AgendaItemStatus.Withdrawn, (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.Status);
        Assert.Contains("teruggetrokken", browser.Text("[role=status]"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_waits_for_someone_is_on_their_page_and_on_nobody_elses(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site);
        await AskedAsync(site, point);
        var member = site.NewBrowser();
        await member.SignInAsync("stuurgroep@zolim.example");
        Assert.Contains(point.Reference, (await member.OpenAsync("/antwoorden")).Text("main"), StringComparison.Ordinal);
        var other = site.NewBrowser();
        await other.SignInAsync("organisatie@zolim.example");
        Assert.DoesNotContain(point.Reference, (await other.OpenAsync("/antwoorden")).Text("main"), StringComparison.Ordinal);
        Assert.StartsWith("/inloggen", (await site.NewBrowser().OpenAsync("/mijn")).Path, StringComparison.Ordinal);
    }

    public static TheoryData<string> PublicPages() => ["/", "/klankgroepen", "/klankgroepen/stuurgroep-gbo", "/klankgroepen/overkoepelende-klankgroep", "/kalender", "/wat-deden-we", "/volg", "/punt"];

    [Theory, MemberData(nameof(PublicPages))]
    public async Task A_public_page_opens_with_one_heading_for_who_has_not_signed_in(string path)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = await site.NewBrowser().OpenAsync(path);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Single(browser.Page.QuerySelectorAll("h1"));
    }

    [Theory]
    [InlineData("/klankgroepen/bestaat-niet")]
    [InlineData("/bijeenkomsten/00000000-0000-0000-0000-000000000001")]
    [InlineData("/bijeenkomsten/geen-nummer")]
    [InlineData("/punt/klaar/AP-2026-0001")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync(path)).Status);
    }
}
