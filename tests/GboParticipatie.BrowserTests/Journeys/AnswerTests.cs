namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The main job, from end to end: a point is brought, sent on, answered, read and rated.</summary>
[Collection("Zolim")]
public sealed class AnswerTests(Zolim region)
{
    private const string Author = "organisatie@zolim.example";
    private const string Member = "stuurgroep@zolim.example";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_point_comes_back_to_its_author_as_an_answer(bool javaScript)
    {
        var problem = $"De wachtzaal van het consultatiebureau is te klein voor kinderwagens ({(javaScript ? "met" : "zonder")} script).";
        await using var author = await region.VisitAsync(phone: true, javaScript);
        await author.SignInAsync(Author);
        var reference = await Steps.BringPointAsync(author, problem);

        // The coach finds it on the desk at once, and asks the steering group.
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/beheer");
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync($"/beheer?zoek={reference}");
        await coach.Page.Locator("main table a").First.ClickAsync();
        Assert.Contains(problem, await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync($"{coach.Path.Split('?')[0]}/doorsturen");
        await coach.LooksRightEverywhereAsync();
        await coach.Page.GetByLabel("Wie moet antwoorden?").SelectOptionAsync(new SelectOptionValue { Label = "Stuurgroep GBO" });
        await coach.TypeAsync("Wat vraag je?", $"Kan er plaats komen voor kinderwagens? ({reference})");
        await coach.PressAsync("Vraag het");
        Assert.Contains("Ligt bij de stuurgroep", await coach.TextAsync(), StringComparison.OrdinalIgnoreCase);

        // Who must answer gets one link, without an account.
        var question = await region.LetterAsync(Member, reference);
        await using var member = await region.VisitAsync(javaScript: javaScript);
        await member.GoAsync(question.Link("/antwoord/"));
        await member.LooksRightEverywhereAsync();
        await member.PressAsync("Kijk het antwoord na");
        Assert.Equal("Kijk dit nog na", await member.Page.GetByRole(AriaRole.Alert).Locator("h2").InnerTextAsync());
        await member.LooksRightEverywhereAsync();
        await member.ChooseAsync("Doen we");
        await member.TypeAsync("Waarom?", "Iedereen moet binnen kunnen.");
        await member.TypeAsync("Wat gebeurt er nu?", $"De garage wordt een stalling, zie {reference}.");
        await member.TypeAsync("Dag", "1");
        await member.TypeAsync("Maand", "3");
        await member.TypeAsync("Jaar", "2031");
        await Steps.SendAnswerAsync(member, looks: true);
        Assert.Contains("Bedankt", await member.Page.GetByRole(AriaRole.Status).First.InnerTextAsync(), StringComparison.Ordinal);
        await member.LooksRightEverywhereAsync();
        await member.GoAsync(question.Link("/antwoord/"));
        Assert.Contains("Iedereen moet binnen kunnen.", await member.TextAsync(), StringComparison.Ordinal);

        // The author hears it, sees it on the timeline, and says whether it is clear.
        var news = await region.LetterAsync(Author, $"zie {reference}");
        Assert.Equal("Er is een antwoord op je punt", news.Subject);
        await using var reader = await region.VisitAsync(phone: true, javaScript);
        await reader.GoAsync(news.Link("/volg/"));
        Assert.Contains("Iedereen moet binnen kunnen.", await reader.TextAsync(), StringComparison.Ordinal);
        await reader.LooksRightEverywhereAsync();
        Assert.Equal("Is dit antwoord duidelijk?", await reader.HeadingAsync());
        await reader.PressAsync("Bevestig");
        Assert.Contains("Was dit duidelijk? Jij zei: ja", await reader.TextAsync(), StringComparison.OrdinalIgnoreCase);

        // And everyone can see what was done. Figures may be up to half a minute old; the answers are not.
        await reader.GoAsync("/wat-deden-we");
        Assert.Contains($"zie {reference}", await reader.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_is_there_again_in_another_browser_without_keeping_it_by_hand()
    {
        await using var author = await region.VisitAsync(phone: true);
        await author.SignInAsync(Author);
        var reference = await Steps.BringPointAsync(author, "De trap aan het station is te steil.");
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await Steps.AskSteeringGroupAsync(coach, reference, $"Kan er een lift komen? ({reference})");
        await coach.FollowAsync("Kies iemand anders");
        await coach.LooksRightEverywhereAsync();
        var link = (await region.LetterAsync(Member, reference)).Link("/antwoord/");
        await using var phone = await region.VisitAsync(phone: true);
        await phone.GoAsync(link);
        await phone.TypeAsync("Waarom?", "We vragen het aan de NMBS.");

        await phone.GoAsync("/hulp");

        await using var laptop = await region.VisitAsync();
        for (var tries = 0; ; tries++)
        {
            await laptop.GoAsync(link);
            if (await laptop.Page.GetByLabel("Waarom?").InputValueAsync() == "We vragen het aan de NMBS.") break;
            Assert.True(tries < 50, "What was typed did not arrive.");
        }

        Assert.Contains("Deze tekst is bewaard op", await laptop.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_else_cannot_open_the_desk_or_a_point_for_the_coach_alone()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/beheer");
        Assert.StartsWith("/inloggen", visitor.Path, StringComparison.Ordinal);
        await visitor.SignInAsync(Author);
        await visitor.GoAsync("/beheer", status: 403);
        await visitor.LooksRightEverywhereAsync();
    }
}
