namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The author, afterwards: was it clear, and taking a point back.</summary>
[Collection("TimedZolim")]
public sealed class FollowTests(TimedZolim region)
{
    private const string Author = "ilse.jorissen@zolim.example";

    [Fact]
    public async Task A_no_with_a_word_of_why_puts_the_point_on_the_agenda_again_once()
    {
        var item = await region.PointAsync(Author, "overkoepelende-klankgroep", "De uren van het onthaal passen niet bij wie werkt.");
        await region.AnswerAsync(await region.AskAsync(item, "Kan het onthaal later open?"), "Daar is geen personeel voor.");
        var news = await region.LetterAsync(Author, "Daar is geen personeel voor.");
        await using var author = await region.VisitAsync(phone: true);
        await author.GoAsync(news.Button("/volg/"));
        await author.LooksRightEverywhereAsync();
        await author.PressAsync("Verstuur");
        Assert.Contains("Kies een van de drie.", await author.ErrorAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
        await author.ChooseAsync("Ja");
        Assert.False(await author.Page.GetByLabel("Wat is er niet duidelijk?").IsVisibleAsync());
        await author.ChooseAsync("Nee");
        Assert.True(await author.Page.GetByLabel("Wat is er niet duidelijk?").IsVisibleAsync());
        await author.PressAsync("Verstuur");
        Assert.Contains("Zeg kort wat niet duidelijk is", await author.ErrorAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
        await author.TypeAsync("Wat is er niet duidelijk?", "Wanneer is er wel personeel?");
        await author.PressAsync("Verstuur");

        var text = await author.TextAsync();
        Assert.Contains("Het antwoord was niet duidelijk. Het punt komt opnieuw op de agenda", text, StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();

        // The second answer can be unclear too, but the point comes back once only.
        await region.AnswerAsync(await region.AskAsync(item, "Wanneer is er wel personeel?"), "Vanaf volgend jaar.");
        await author.GoAsync("/");
        await author.GoAsync((await region.LetterAsync(Author, "Vanaf volgend jaar.")).Button("/volg/"));
        Assert.DoesNotContain("Dan komt je punt opnieuw op de agenda", await author.TextAsync(), StringComparison.Ordinal);
        await author.ChooseAsync("Nee");
        await author.TypeAsync("Wat is er niet duidelijk?", "Welke maand?");
        await author.PressAsync("Verstuur");
        Assert.Contains("Beantwoord", await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
    }

    [Fact]
    public Task An_author_takes_a_point_back_and_nobody_else_can() => TakeBackAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task An_author_takes_a_point_back_and_nobody_else_can_without_script_too() => TakeBackAsync(javaScript: false);

    private async Task TakeBackAsync(bool javaScript)
    {
        var item = await region.PointAsync(Author, "overkoepelende-klankgroep", "Dit punt was toch al opgelost.");
        await using var anyone = await region.VisitAsync(javaScript: javaScript);
        await anyone.GoAsync($"/volg/{item.Reference}");
        Assert.DoesNotContain("Trek mijn punt terug", await anyone.TextAsync(), StringComparison.Ordinal);
        await anyone.GoAsync($"/volg/{item.Reference}/terugtrekken", status: 404);

        await using var author = await region.VisitAsync(phone: true, javaScript);
        await Steps.FollowAsync(author, item.Reference, item.ShortCode);
        await author.FollowAsync("Trek mijn punt terug");
        await author.LooksRightEverywhereAsync();
        await author.PressAsync("Ja, trek mijn punt terug");

        Assert.Contains("Je punt is teruggetrokken.", await author.MessageAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Trek mijn punt terug", await author.TextAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
    }
}
