namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>What was promised: its author hears that it moves, and says afterwards whether anything changed.</summary>
[Collection("TimedZolim")]
public sealed class PromiseTests(TimedZolim region)
{
    private const string Author = "organisatie@zolim.example";

    [Fact]
    public async Task Who_brought_a_point_hears_what_is_done_and_says_that_nothing_changed()
    {
        var point = await region.PointAsync(Author, "overkoepelende-klankgroep", "De lift van het loket is al maanden stuk.");
        var asked = await region.AskAsync(point, "Wanneer is de lift gemaakt?");
        await region.PromiseAsync(asked, "De lift wordt gemaakt.", region.Today.AddDays(20));
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync($"/beheer/acties?zoek={point.Reference}");
        await coach.LooksRightEverywhereAsync();
        await coach.GoByAsync(coach.Page.Locator("main table a").First);
        await coach.LooksRightEverywhereAsync();
        await coach.Page.GetByLabel("Status").SelectOptionAsync("Busy");
        await coach.TypeAsync("Wat is er nieuw?", "De hersteller komt vrijdag.");
        await coach.PressAsync("Bewaar en vertel het");
        Assert.Contains("hoort het", await coach.MessageAsync(), StringComparison.Ordinal);

        var news = await region.LetterAsync(Author, "De hersteller komt vrijdag");
        Assert.Equal("Er is nieuws over je punt", news.Subject);
        region.Clock.AdvanceTo(region.Today.AddDays(21), "09:00");
        await region.RunAsync("ChangeQuestions");
        var question = await region.LetterAsync(Author, "De lift wordt gemaakt");
        question = question.Subject == "Is er iets veranderd?" ? question : await region.LetterAsync(Author, "Is er iets veranderd?");
        await using var author = await region.VisitAsync(phone: true);
        await author.GoAsync(question.Link("/volg/").Replace("zeg=ja", "zeg=nee", StringComparison.Ordinal));
        await author.LooksRightEverywhereAsync();
        await author.PressAsync("Bevestig");
        Assert.Contains("Zeg kort wat er nog misloopt", await author.ErrorAsync(), StringComparison.Ordinal);
        await author.LooksRightEverywhereAsync();
        await author.TypeAsync("Wat loopt er nog mis?", "De lift is nog altijd stuk.");
        await author.PressAsync("Bevestig");
        Assert.Contains("Bedankt om het te zeggen", await author.MessageAsync(), StringComparison.Ordinal);
        Assert.Contains("Er veranderde niets", await author.TextAsync(), StringComparison.Ordinal);
    }
}

/// <summary>Pages of the desk and of groups about what is done, each looked at once.</summary>
[Collection("Zolim")]
public sealed class PromisePagesTests(Zolim region)
{
    [Fact]
    public async Task Pages_to_help_tell_bundle_and_look_back_look_right()
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        foreach (var (list, link) in new[] { ("/beheer/acties/nieuw", null), ("/beheer/vertellen", "main table a"), ("/beheer/signalenbundels", "main table a"), ("/beheer/antwoorden", "main table a[href$='/help']") })
        {
            await coach.GoAsync(list);
            await coach.LooksRightEverywhereAsync();
            if (link is null) continue;
            await coach.GoByAsync(coach.Page.Locator(link).First);
            await coach.LooksRightEverywhereAsync();
            if (!coach.Path.StartsWith("/beheer/vertellen/", StringComparison.Ordinal)) continue;
            await coach.GoAsync($"{coach.Path}/brief");
            await coach.LooksRightEverywhereAsync();
        }

        await using var visitor = await region.VisitAsync(phone: true, javaScript: false);
        await visitor.GoAsync("/klankgroepen/klankmoment-tongeren-borgloon/sinds-vorige-keer");
        await visitor.LooksRightEverywhereAsync();
        await visitor.GoAsync("/klankgroepen/klankmoment-tongeren-borgloon/sinds-vorige-keer/poster");
        await visitor.LooksRightEverywhereAsync();
    }
}
