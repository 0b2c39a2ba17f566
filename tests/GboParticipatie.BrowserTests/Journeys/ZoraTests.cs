namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>ZORA has no klankgroep yet and forwards to its werkgroep: the same journey, in its own words and its own colour.</summary>
[Collection("Zora")]
public sealed class ZoraTests(Zora region)
{
    private const string Author = "organisatie@zora.example";

    [Fact]
    public async Task A_point_of_the_experience_platform_is_answered_by_the_working_group_in_the_words_of_the_region()
    {
        const string problem = "Op het loket van Hove is er na vijf uur niemand. Wie werkt, kan er nooit naartoe.";
        await using var author = await region.VisitAsync(phone: true);
        await author.GoAsync("/");
        await SpeaksOfTheRegionAsync(author);
        await author.SignInAsync(Author);
        await author.GoAsync("/punt");
        await SpeaksOfTheRegionAsync(author);
        await author.ChooseAsync("Ervaringsplatform");
        await author.PressAsync("Volgende");
        await Steps.TypePointAsync(author, problem);
        await Steps.SpeakForFirstOrganisationAsync(author);
        await SpeaksOfTheRegionAsync(author);
        await author.PressAsync("Verstuur mijn punt");
        await SpeaksOfTheRegionAsync(author);
        var reference = Steps.Reference(await author.TextAsync());
        Assert.Contains("Ervaringsplatform", await author.TextAsync(), StringComparison.Ordinal);

        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zora.example");
        await coach.GoAsync("/beheer");
        await SpeaksOfTheRegionAsync(coach);
        await coach.GoAsync($"/beheer/punten/{reference}");
        await SpeaksOfTheRegionAsync(coach);
        await coach.FollowAsync("Vraag een antwoord");
        await SpeaksOfTheRegionAsync(coach);
        await coach.Page.GetByLabel("Wie moet antwoorden?").SelectOptionAsync(new SelectOptionValue { Label = "Werkgroep GBO" });
        await coach.TypeAsync("Wat vraag je?", $"Kan een loket één avond open zijn? ({reference})");
        await coach.PressAsync("Vraag het");
        Assert.Contains("Ligt bij de werkgroep", await coach.TextAsync(), StringComparison.OrdinalIgnoreCase);

        var question = await region.LetterAsync("werkgroep@zora.example", reference);
        SpeaksOfTheRegion(question.Text);
        await using var owner = await region.VisitAsync();
        await owner.GoAsync(question.Link("/antwoord/"));
        await SpeaksOfTheRegionAsync(owner);
        await owner.ChooseAsync("Zoeken we uit");
        await owner.TypeAsync("Waarom?", "We vragen het aan de zes gemeenten.");
        await owner.TypeAsync("Dag", "1");
        await owner.TypeAsync("Maand", "6");
        await owner.TypeAsync("Jaar", "2031");
        await Steps.SendAnswerAsync(owner);
        await SpeaksOfTheRegionAsync(owner);

        var news = await region.LetterAsync(Author, "Zoeken we uit");
        SpeaksOfTheRegion(news.Text);
        await author.GoAsync(news.Button("/volg/"));
        Assert.Contains("We vragen het aan de zes gemeenten.", await author.TextAsync(), StringComparison.Ordinal);
        await SpeaksOfTheRegionAsync(author);
        await author.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task Every_page_of_the_region_speaks_its_own_words()
    {
        await using var coach = await region.VisitAsync();
        foreach (var path in new[] { "/", "/klankgroepen", "/klankgroepen/ervaringsplatform", "/kalender", "/wat-deden-we", "/volg", "/over", "/hulp", "/privacy", "/toegankelijkheid", "/inloggen" })
        {
            await coach.GoAsync(path);
            await SpeaksOfTheRegionAsync(coach);
        }

        await using var stranger = await region.VisitAsync(phone: true);
        await stranger.GoAsync("/punt");
        Assert.StartsWith("/punt/groep", stranger.Path, StringComparison.Ordinal);
        await SpeaksOfTheRegionAsync(stranger);
        Assert.Contains("de procesbegeleider, die elk punt opvolgt, helpt je", await stranger.TextAsync(), StringComparison.Ordinal);
        await Steps.TypePointAsync(stranger, "De bus naar het loket rijdt niet op zaterdag.");
        Assert.StartsWith("/punt/wie", stranger.Path, StringComparison.Ordinal);
        await SpeaksOfTheRegionAsync(stranger);

        await using var member = await region.VisitAsync();
        await member.SignInAsync(Author);
        foreach (var (path, status) in new[] { ("/mijn", 200), ("/mijn/gegevens", 200), ("/beheer", 403), ("/beheer/groepen", 403), ("/bestaat-niet", 404) })
        {
            await member.GoAsync(path, status);
            await SpeaksOfTheRegionAsync(member);
        }

        await coach.SignInAsync("coach@zora.example");
        foreach (var path in new[] { "/beheer", "/beheer/punten", "/beheer/bijeenkomsten", "/beheer/bijeenkomsten/nieuw", "/beheer/antwoorden", "/beheer/groepen", "/beheer/groepen/ervaringsplatform", "/beheer/workflows", "/mijn" })
        {
            await coach.GoAsync(path);
            await SpeaksOfTheRegionAsync(coach);
            await coach.LooksRightEverywhereAsync();
        }
    }

    [Fact]
    public async Task The_region_has_its_own_colour()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/");

        var button = await visitor.Page.Locator(".action.main").EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor");

        Assert.Equal("rgb(65, 58, 130)", button);
        await visitor.LooksRightEverywhereAsync();
    }

    private static async Task SpeaksOfTheRegionAsync(Visitor visitor) => SpeaksOfTheRegion(await visitor.Page.Locator("body").InnerTextAsync());

    private static void SpeaksOfTheRegion(string text)
    {
        Assert.DoesNotContain("klankgroep", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("klankmoment", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("stuurgroep", text, StringComparison.OrdinalIgnoreCase);
        // Here a procesbegeleider does that work; in an address, "coach@" is only an example.
        Assert.DoesNotMatch("(?i)coach(?!@)", text);
        Assert.DoesNotContain("ZOLim", text, StringComparison.Ordinal);
    }
}
