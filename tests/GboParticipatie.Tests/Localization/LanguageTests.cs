using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using GboParticipatie.Recipes;
using GboParticipatie.Tests.Web;
using GboParticipatie.Web.Hosting;

namespace GboParticipatie.Tests.Localization;

public sealed class LanguageTests(DatabaseFixture databases)
{
    private static readonly string[] Public = ["/over", "/hulp", "/privacy", "/toegankelijkheid", "/inloggen", "/inloggen/onbekend", "/uitloggen", "/bestaat-niet"];

    private static readonly string[] Desk =
    [
        "/beheer/systeem", "/beheer/stijlgids", "/beheer/netwerk", "/beheer/netwerk/organisaties/nieuw", "/beheer/netwerk/mensen", "/beheer/netwerk/mensen/nieuw",
        "/beheer/netwerk/gemeenten", "/beheer/netwerk/gemeenten/nieuw", "/beheer/netwerk/bestanden", "/mijn/gegevens", "/mijn/toegang",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_that_offers_no_other_language_has_no_menu_and_no_cookie()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        var answer = await site.Client.GetAsync("/over", Cancel);
        var page = await ReadAsync(answer);

        Assert.Empty(page.QuerySelectorAll("form.languages"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("nl-BE", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(site.Client, "fr")).StatusCode);
    }

    [Fact]
    public async Task Who_chooses_a_language_reads_every_page_in_it_and_finds_the_way_back()
    {
        await using var site = await StartAsync();
        var coach = await site.SignedInAsync("beheer@test.example");

        var chosen = await ChooseAsync(coach, "fr");
        Assert.Equal("/over", chosen.Headers.Location?.OriginalString);
        foreach (var path in Public.Concat(Desk))
        {
            var page = await ReadAsync(await coach.GetAsync(path, Cancel));
            Assert.True(page.DocumentElement.GetAttribute("lang") == "fr-BE", path);
            Assert.Contains(PseudoLanguage.Opens, page.Title!);
            Assert.True(page.QuerySelectorAll("h1, h2, th, label, legend, caption").All(e => e.TextContent.Trim().Length == 0 || e.TextContent.Contains(PseudoLanguage.Opens) || IsName(e.TextContent)),
                $"{path}: {string.Join(" | ", page.QuerySelectorAll("h1, h2, th, label, legend, caption").Select(e => e.TextContent.Trim()).Where(t => t.Length > 0 && !t.Contains(PseudoLanguage.Opens) && !IsName(t)))}");
            Assert.Equal(["Nederlands", "Français"], page.QuerySelectorAll("form.languages button").Select(b => b.TextContent));
        }

        await ChooseAsync(coach, "nl");
        var dutch = await ReadAsync(await coach.GetAsync("/over", Cancel));
        Assert.Equal(("nl-BE", "Over deze site"), (dutch.DocumentElement.GetAttribute("lang"), dutch.QuerySelector("h1")!.TextContent));
    }

    [Fact]
    public async Task A_rule_that_says_no_is_in_the_language_of_the_reader()
    {
        await using var site = await StartAsync();
        await ChooseAsync(site.Client, "fr");
        var form = await ReadAsync(await site.Client.GetAsync("/inloggen", Cancel));
        var token = ((IHtmlInputElement)form.QuerySelector("main input[name=__RequestVerificationToken]")!).Value;

        var page = await ReadAsync(await site.Client.PostAsync("/inloggen", new FormUrlEncodedContent([new("Email", "geen adres"), new("__RequestVerificationToken", token)]), Cancel));

        Assert.StartsWith("⟦", page.QuerySelector(".error-summary li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("⟦", page.QuerySelector("p.message")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_kept_is_kept_for_each_language()
    {
        await using var site = await StartAsync();
        var (one, other) = (site.Browser(), site.Browser());
        await ChooseAsync(other, "fr");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal("Over deze site", (await ReadAsync(await one.GetAsync("/over", Cancel))).QuerySelector("h1")!.TextContent);
            Assert.Equal("⟦Over deze site⟧", (await ReadAsync(await other.GetAsync("/over", Cancel))).QuerySelector("h1")!.TextContent);
        }

        Assert.True((await other.GetAsync("/over", Cancel)).Headers.Contains("Age"));
    }

    [Theory]
    [InlineData("/over")]
    [InlineData("/over?x=1&y=2")]
    [InlineData("//elders.example", "/")]
    [InlineData("https://elders.example/", "/")]
    public async Task Choosing_leads_back_to_the_page_and_never_elsewhere(string from, string? to = null)
    {
        await using var site = await StartAsync();

        Assert.Equal(to ?? from, (await ChooseAsync(site.Client, "fr", from)).Headers.Location?.OriginalString);
    }

    // A page of ours names no referrer, so a browser posts its form with Origin "null" and says in Sec-Fetch-Site where it stood.
    [Theory]
    [InlineData("https://elders.example", null, false)]
    [InlineData("null", "cross-site", false)]
    [InlineData("https://elders.example", "cross-site", false)]
    [InlineData("null", "same-site", false)]
    [InlineData("null", "same-origin", true)]
    [InlineData("null", null, true)]
    [InlineData(null, null, true)]
    public async Task Another_site_cannot_choose_and_our_own_can(string? origin, string? from, bool mayChoose)
    {
        await using var site = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/taal") { Content = new FormUrlEncodedContent([new("taal", "fr")]) };
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (from is not null) request.Headers.Add("Sec-Fetch-Site", from);

        var answer = await site.Client.SendAsync(request, Cancel);

        Assert.Equal(mayChoose ? HttpStatusCode.Found : HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(mayChoose, (answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).Any(c => c.StartsWith("gbo-taal", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("xx", "xx")]
    [InlineData("de", "de")]
    [InlineData("nl", "Nederlands")]
    [InlineData("../fr", "../fr")]
    public async Task A_recipe_with_a_language_without_texts_stops_the_start_and_names_it(string language, string named)
    {
        var database = await databases.CreateDatabaseAsync(Db.Sqlite);

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => RunningSite.StartAsync(database, Recipe(language)));

        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalogue_that_cannot_be_read_stops_the_start_and_names_the_line()
    {
        var folder = RunningSite.RecipeFolder(Recipe("fr"));
        Directory.CreateDirectory(Path.Combine(folder, "App_Data", "test", "Localization"));
        await File.WriteAllTextAsync(Path.Combine(folder, "App_Data", "test", "Localization", "fr.po"), "msgid \"Dag\"\nmsgstr Bonjour\n", Cancel);
        var database = await databases.CreateDatabaseAsync(Db.Sqlite);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => RunningSite.StartAsync(database, folder: folder));

        Assert.Contains("regel 2", problem.Message, StringComparison.Ordinal);
    }

    private static string Recipe(string language) => Web.Recipes.Small.Replace("\"DemoMode\": true", $"\"DemoMode\": true, \"Languages\": [\"{language}\"]", StringComparison.Ordinal);

    private async Task<RunningSite> StartAsync()
    {
        var folder = RunningSite.RecipeFolder(Recipe(PseudoLanguage.Code).Replace("\"ManageSystem\"", "\"ManageSystem\", \"AccessAdmin\", \"ManageNetwork\"", StringComparison.Ordinal));
        PseudoLanguage.Write(Path.Combine(folder, "App_Data", "test"));
        return await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), folder: folder, time: new TestTime());
    }

    // Names of modules that are not converted yet, of people and of things.
    private static bool IsName(string text) => text.Trim() is "GBO" or "OCMW" or "CAW" or "DMW" || !text.Any(char.IsLetter);

    private static async Task<HttpResponseMessage> ChooseAsync(HttpClient browser, string language, string from = "/over")
        => await browser.PostAsync("/taal", new FormUrlEncodedContent([new("taal", language), new("terug", from)]), Cancel);

    private static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));
}
