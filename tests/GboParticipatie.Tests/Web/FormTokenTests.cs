using System.Net;
using System.Text.RegularExpressions;
using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Web;

/// <summary>
/// What is sent without the token of a form changes nothing, whoever's browser sends it: tried on every button of the site, with the
/// whole database before and after.
/// </summary>
public sealed partial class FormTokenTests(DatabaseFixture databases)
{
    private const string Token = "__RequestVerificationToken";
    private const string Everything = "alles@zolim.example";

    // They show what was typed again, which the framework does not.
    private static readonly string[] LookThemselves =
    [
        "AnswerQuestion/Question", "DeskPointFiles/Index", "Problem/Problem", "Propose/Check", "Propose/Domain", "Propose/Files", "Propose/Group", "Propose/People",
        "Propose/Problem", "Propose/Readers", "Propose/Remedy", "Propose/Who", "Signals/Answer", "Tell/Check", "Tell/Kind", "Tell/People", "Tell/Problem", "Tell/Readers",
        "Tell/Remedy", "Tell/Short", "Tell/Theme", "Tell/Who",
    ];

    [Fact]
    public async Task Which_pages_look_at_the_token_themselves_is_a_decision()
    {
        await using var site = await StartAsync(Db.Sqlite);

        var pages = (await SitePages.PagesAsync(site.Services)).Where(LooksItself).Select(p => p.ShortName());

        Assert.Equal(LookThemselves, pages.Order(StringComparer.Ordinal));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task On_every_other_page_each_button_without_a_token_is_refused_and_changes_nothing(Db kind)
    {
        await using var site = await StartAsync(kind);
        var browser = await WithEveryRightAsync(site);
        var before = await RowsAsync(site);

        var tried = 0;
        foreach (var page in (await SitePages.PagesAsync(site.Services)).Where(p => !LooksItself(p)))
            foreach (var handler in page.HandlerMethods.Where(h => h.HttpMethod == "Post"))
            {
                await browser.PostAsync($"{AddressOf(page)}?handler={handler.Name}", new(StringComparer.Ordinal) { ["Form.Name"] = "Van elders" });
                Assert.True(browser is { Status: HttpStatusCode.BadRequest, Heading: "Deze pagina stond te lang open" }, $"{page.ShortName()} {handler.ShortName()}: {browser.Status} {browser.Heading}");
                tried++;
            }

        Assert.True(tried > 100, $"Only {tried} buttons were found.");
        AssertSame(before, await RowsAsync(site), "posts without a token");
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task On_a_page_that_looks_itself_each_button_shows_the_page_again_and_changes_nothing(Db kind)
    {
        await using var site = await StartAsync(kind);
        var tried = new List<string>();

        await TryPointAsync(site, tried);
        await TryTellingAsync(site, tried);
        await TryAnswerAsync(site, tried);
        await TrySignalAsync(site, tried);
        await TryFilesOfPointAsync(site, tried);

        var all = from page in await SitePages.PagesAsync(site.Services)
                  where LooksItself(page)
                  from handler in page.HandlerMethods
                  where handler.HttpMethod == "Post"
                  select $"{page.ShortName()}: {handler.ShortName()}";
        Assert.Equal(all.Where(h => h != "Problem/Problem: OnPost").Order(StringComparer.Ordinal), tried.Order(StringComparer.Ordinal));
        // Drawn in place of a page that failed; by its own address it is not there.
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().PostAsync("/probleem", [])).Status);
    }

    private static async Task TryPointAsync(PublicSite site, List<string> tried)
    {
        var browser = site.NewBrowser();
        await browser.SignInAsync("organisatie@zolim.example");
        await browser.OpenAsync("/punt");
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!.Id.ToString();
        await TryQuestionAsync(site, tried, browser, "Propose/Group", "/punt/groep", ("GroupId", group));
        await TryQuestionAsync(site, tried, browser, "Propose/Problem", "/punt/wat", ("Description", "Van elders."));
        await TryQuestionAsync(site, tried, browser, "Propose/Remedy", "/punt/helpt", ("Remedy", "Van elders."));
        await TryQuestionAsync(site, tried, browser, "Propose/Domain", "/punt/thema", ("LifeDomain", "vervoer"));
        await TryQuestionAsync(site, tried, browser, "Propose/People", "/punt/mensen", ("HeardFrom", "TenToTwenty"));
        await TryFilesAsync(site, tried, browser, "Propose/Files", "/punt/bestanden", add: "Add");
        await TryQuestionAsync(site, tried, browser, "Propose/Files", "/punt/bestanden");
        await TryQuestionAsync(site, tried, browser, "Propose/Readers", "/punt/lezen", ("Visibility", "WithName"));
        await TryQuestionAsync(site, tried, browser, "Propose/Who", "/punt/wie?wijzig=true", ("Speaker", "geen"));
        await TryAsync(site, tried, await browser.OpenAsync("/punt/nakijken"), "Propose/Check", null);
    }

    private static async Task TryTellingAsync(PublicSite site, List<string> tried)
    {
        var browser = await site.NewBrowser().OpenAsync("/vertel");
        await TryQuestionAsync(site, tried, browser, "Tell/Kind", "/vertel/soort", ("Kind", "Barrier"));
        await TryQuestionAsync(site, tried, browser, "Tell/Problem", "/vertel/wat", ("Description", "Van elders."));
        await TryQuestionAsync(site, tried, browser, "Tell/Remedy", "/vertel/helpt", ("Remedy", "Van elders."));
        await TryQuestionAsync(site, tried, browser, "Tell/Theme", "/vertel/thema", ("LifeDomain", "geld"));
        await TryQuestionAsync(site, tried, browser, "Tell/People", "/vertel/mensen", ("HeardFrom", "TwoToFour"));
        await TryQuestionAsync(site, tried, browser, "Tell/Readers", "/vertel/lezen", ("Readers", "WhoCanHelp"));
        await TryQuestionAsync(site, tried, browser, "Tell/Who", "/vertel/wie", ("Sign", "zonder"));
        await TryAsync(site, tried, await browser.OpenAsync("/vertel/nakijken"), "Tell/Check", null);

        var signedIn = site.NewBrowser();
        await signedIn.SignInAsync("organisatie@zolim.example");
        await TryAsync(site, tried, await signedIn.OpenAsync("/vertel/kort"), "Tell/Short", null, ("Kind", "Barrier"), ("Description", "Van elders."), ("Speaker", "mezelf"), ("Readers", "WhoCanHelp"));
    }

    private static async Task TryAnswerAsync(PublicSite site, List<string> tried)
    {
        var asked = await AskedAsync(site);
        var link = await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example");
        var browser = site.NewBrowser();
        var day = (await site.UseAsync((AnswerService s) => s.FindAsync(asked.Id)))!.DueOn.AddDays(14);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);

        await TryAsync(site, tried, await browser.OpenAsync(link), "AnswerQuestion/Question", "Keep", ("Why", "Van elders."));
        await TryAsync(site, tried, await browser.OpenAsync(link), "AnswerQuestion/Question", "Pause",
            ("PauseReason", "Van elders."), ("PauseUntil.Day", $"{day.Day}"), ("PauseUntil.Month", $"{day.Month}"), ("PauseUntil.Year", $"{day.Year}"));
        await TryAsync(site, tried, await browser.OpenAsync(link), "AnswerQuestion/Question", "Check", ("Decision", "WillNotDo"), ("Why", "Ook van elders."));
        await TryAsync(site, tried, await browser.OpenAsync(link), "AnswerQuestion/Question", "Edit", to: null, mustChange: false, ("Decision", "WillNotDo"), ("Why", "Ook van elders."));
        await TryAsync(site, tried, await browser.OpenAsync(link), "AnswerQuestion/Question", null, ("Decision", "WillNotDo"), ("Why", "Ook van elders."));
    }

    private static async Task TrySignalAsync(PublicSite site, List<string> tried)
    {
        var organisation = new Organisation { Slug = "huis", Name = "Huis", Kind = OrganisationKind.School };
        await site.UseAsync((GboDbContext db) =>
        {
            db.Add(organisation);
            return db.SaveChangesAsync();
        });
        var told = await site.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Author = FeedbackAuthors.Typed("Noor", null, null),
            Kind = FeedbackKind.Barrier,
            Description = "Het loket is te vroeg dicht.",
            Readers = FeedbackReaders.WhoCanHelp,
        }));
        await site.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [told.Id]));
        var link = await site.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation.Id));

        await TryAsync(site, tried, await site.NewBrowser().OpenAsync($"{link}/{told.Id}"), "Signals/Answer", null, ("Answer", "Van elders."));
    }

    private static async Task TryFilesOfPointAsync(PublicSite site, List<string> tried)
    {
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var coach = await CoachAsync(site);

        await TryFilesAsync(site, tried, coach, "DeskPointFiles/Index", $"/beheer/punten/{point.Id}/bestanden", add: null, ("Why", "Van elders."));
    }

    // The three buttons that every question has; the last goes on. The first writes the answer: telling keeps no hour, so the same once more changes nothing.
    private static async Task TryQuestionAsync(PublicSite site, List<string> tried, Browser browser, string page, string address, params (string, string)[] fields)
    {
        foreach (var handler in new[] { "Back", "Later", null })
        {
            await browser.OpenAsync(address);
            Assert.Equal(address, browser.Path);
            await TryAsync(site, tried, browser, page, handler, to: null, mustChange: handler == "Back", fields);
        }
    }

    private static async Task TryFilesAsync(
        PublicSite site, List<string> tried, Browser browser, string page, string address, string? add, params (string, string)[] remove)
    {
        var to = add is null ? address : $"{address}?handler={add}";
        await browser.OpenAsync(address);
        var before = await RowsAsync(site);
        await browser.SendFilesWithoutAsync(Token, to, FileSteps.Photo);
        AssertSame(before, await RowsAsync(site), $"{page} {add}");
        Assert.Contains("stond lang open", browser.Errors, StringComparison.Ordinal);
        var known = await FileIdsAsync(site);
        await browser.SendFilesAsync(null, to, FileSteps.Photo);
        tried.Add($"{page}: OnPost{add}");

        var file = Assert.Single((await FileIdsAsync(site)).Except(known));
        await browser.OpenAsync(address);
        await TryAsync(site, tried, browser, page, "Remove", to: $"{address}?handler=Remove&bestand={file}", mustChange: true, remove);
    }

    private static Task<List<Guid>> FileIdsAsync(PublicSite site) => site.UseAsync((GboDbContext db) => db.Set<StoredFile>().Select(f => f.Id).ToListAsync());

    private static Task TryAsync(PublicSite site, List<string> tried, Browser browser, string page, string? handler, params (string, string)[] fields)
        => TryAsync(site, tried, browser, page, handler, to: null, mustChange: true, fields);

    // Without the token nothing changes; the very same with the token does, so the rest of it was right.
    private static async Task TryAsync(PublicSite site, List<string> tried, Browser browser, string page, string? handler, string? to, bool mustChange, params (string, string)[] fields)
    {
        var values = browser.Filled(fields);
        var address = to ?? browser.Path + (handler is null ? "" : $"{(browser.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}");
        var before = await RowsAsync(site);

        await browser.PostAsync(address, values.Where(v => v.Key != Token).ToDictionary(StringComparer.Ordinal));
        var after = await RowsAsync(site);
        Assert.Contains("stond lang open", browser.Errors, StringComparison.Ordinal);
        AssertSame(before, after, $"{page} {handler}");

        await browser.PostAsync(address, values);
        Assert.True(browser.Status == HttpStatusCode.OK && browser.Errors.Length == 0, $"{page} {handler}: {browser.Status} {browser.Errors}");
        Assert.False(mustChange && before.SequenceEqual(await RowsAsync(site), StringComparer.Ordinal), $"{page} {handler}: with a token nothing changed either.");
        tried.Add($"{page}: OnPost{handler}");
    }

    // Nothing works in the background: whatever changes, a post changed it.
    private async Task<PublicSite> StartAsync(Db kind)
        => await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), settings: [("Gbo:BackgroundTasks", "false"), ("Gbo:Outbox", "false"), ("Logging:LogLevel:Microsoft.AspNetCore.Antiforgery", "Error")]);

    private static async Task<Browser> WithEveryRightAsync(PublicSite site)
    {
        await site.UseAsync((IUserDirectory u) => u.EnsureAsync(Everything, "Alles", [RoleNames.Beheerder, RoleNames.Procescoach]));
        var browser = site.NewBrowser();
        await browser.SignInAsync(Everything);
        return await browser.OpenAsync("/mijn/gegevens");
    }

    private static bool LooksItself(CompiledPageActionDescriptor page) => page.HandlerTypeInfo.IsDefined(typeof(IgnoreAntiforgeryTokenAttribute), inherit: true);

    private static async Task<List<string>> RowsAsync(PublicSite site)
    {
        var rows = await site.UseAsync((GboDbContext db) => WholeDatabase.RowsAsync(db));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static void AssertSame(List<string> before, List<string> after, string what)
    {
        if (before.SequenceEqual(after, StringComparer.Ordinal)) return;
        Assert.Fail($"{what} changed the database:\n{string.Join('\n', after.Except(before).Take(5).Select(row => row[..Math.Min(300, row.Length)]))}");
    }

    private static string AddressOf(CompiledPageActionDescriptor page)
        => "/" + Parameter().Replace(page.AttributeRouteInfo!.Template!, match => match.Groups["name"].Value switch
        {
            "reference" => page.ShortName() == "Follow/Feedback" ? "FB-2026-0001" : "AP-2026-0001",
            "what" => "duidelijk",
            "slug" => "overkoepelende-klankgroep",
            "token" => "verzonnen",
            _ => Guid.NewGuid().ToString(),
        });

    [GeneratedRegex(@"\{(?<name>\w+)[^{}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
