namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>People without e-mail, and organisations that something was told about: through the coach, and back the same way.</summary>
[Collection("TimedZolim")]
public sealed class SpokenTests(TimedZolim region)
{
    private const string Member = "stuurgroep@zolim.example";

    [Fact]
    public Task Who_calls_gets_a_card_and_is_called_with_the_answer_and_what_they_say_of_it_is_noted_and_brings_the_point_back() => CallAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task Who_calls_gets_a_card_and_is_called_with_the_answer_and_what_they_say_of_it_is_noted_and_brings_the_point_back_without_script_too() => CallAsync(javaScript: false);

    [Fact]
    public Task What_someone_told_goes_to_one_organisation_whose_answer_comes_back_by_telephone() => PassOnAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task What_someone_told_goes_to_one_organisation_whose_answer_comes_back_by_telephone_without_script_too() => PassOnAsync(javaScript: false);

    private async Task CallAsync(bool javaScript)
    {
        var problem = $"In het station is er geen lift voor een {(javaScript ? "kinderwagen" : "rolstoel")}.";
        await region.ComingMeetingAsync("overkoepelende-klankgroep");
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/beheer/punten/nieuw");
        await coach.ChooseAsync("Per telefoon");
        await coach.Page.GetByLabel("Voor welke groep?").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await coach.TypeAsync("Waar lopen mensen tegenaan?", problem);
        await coach.Page.Locator("label.choice:has(input[name=Visibility][value=WithoutName])").ClickAsync();
        await coach.Page.Locator("label.choice:has(input[name=Who][value=nieuw])").ClickAsync();
        await coach.Page.Locator("input[name=Name]").FillAsync("Mimoun");
        await coach.Page.Locator("input[name=Phone]").FillAsync("0470 00 00 05");
        await coach.Page.GetByLabel("Hoe hoort die persoon het antwoord?").SelectOptionAsync("Phone");
        await coach.PressAsync("Bewaar het punt");
        Assert.Equal("Briefje om mee te geven", await coach.HeadingAsync());
        var reference = Steps.Reference(await coach.TextAsync());

        await coach.GoAsync($"/beheer?zoek={reference}");
        await coach.GoByAsync(coach.Page.Locator("main table a").First);
        await coach.GoAsync($"{coach.Path.Split('?')[0]}/doorsturen");
        await coach.Page.GetByLabel("Wie moet antwoorden?").SelectOptionAsync(new SelectOptionValue { Label = "Stuurgroep GBO" });
        await coach.PressAsync("Vraag het");
        await using var member = await region.VisitAsync(javaScript: javaScript);
        await member.GoAsync((await region.LetterAsync(Member, problem.TrimEnd('.'))).Link("/antwoord/"));
        await member.ChooseAsync("Doen we niet");
        await member.TypeAsync("Waarom?", "De lift is van de spoorwegen.");
        await Steps.SendAnswerAsync(member);

        await OpenTaskAsync(coach, reference, "Is dit antwoord duidelijk?");
        Assert.Equal("Bel Mimoun", await coach.HeadingAsync());
        await coach.LooksRightEverywhereAsync();
        var task = coach.Path;
        await coach.GoAsync($"{task}/brief");
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync(task);
        await coach.PressAsync("Ik heb het verteld");
        Assert.Contains("Noteer het hier", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.ChooseAsync("Nee");
        await coach.PressAsync("Noteer");
        Assert.Contains("Zeg kort wat niet duidelijk is", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Wat is er niet duidelijk?", "Wie vraagt het dan aan de spoorwegen?");
        await coach.PressAsync("Noteer");
        Assert.Contains("Genoteerd wat die persoon zei", await coach.MessageAsync(), StringComparison.Ordinal);

        await coach.GoAsync($"/beheer?soort=punt&zoek={reference}");
        Assert.Contains("Kwam terug na een antwoord", await coach.Page.Locator("main tr", new PageLocatorOptions { HasText = problem.TrimEnd('.') }).InnerTextAsync(), StringComparison.Ordinal);
        await coach.GoByAsync(coach.Page.Locator("main table a").First);
        Assert.Contains("Op de agenda", await coach.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Wie vraagt het dan aan de spoorwegen?", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await OpenAgendaAsync(coach, reference);
        await coach.LooksRightEverywhereAsync();
    }

    // The meeting on whose agenda a point stands: one of those that are still to come.
    private static async Task OpenAgendaAsync(Visitor coach, string reference)
    {
        await coach.GoAsync("/beheer/bijeenkomsten");
        var meetings = await coach.Page.Locator("main table a[href*='/beheer/bijeenkomsten/']").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        foreach (var meeting in meetings)
        {
            await coach.GoAsync(meeting);
            if (await coach.Page.Locator(".agenda-row", new PageLocatorOptions { HasText = reference }).CountAsync() == 1) return;
        }

        Assert.Fail($"{reference} stands on no agenda: {string.Join(", ", meetings)}");
    }

    private async Task PassOnAsync(bool javaScript)
    {
        var title = $"{(javaScript ? "De soep" : "Het brood")} is op";
        var problem = $"{title} wanneer je na de school komt.";
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/vertel/kort");
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Waar lopen mensen tegenaan?", problem);
        await coach.ChooseAsync("Iemand anders, die het mij vertelde");
        await coach.Page.GetByLabel("Hoe?", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("Phone");
        await coach.Page.Locator("input[name=Name]").FillAsync("Fien");
        await coach.Page.GetByLabel("Hoe gaat het antwoord terug?").SelectOptionAsync("Phone");
        await coach.PressAsync("Verstuur");
        Assert.Contains("Schrijf het telefoonnummer", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Telefoonnummer", "0470 00 00 06");
        await coach.PressAsync("Verstuur");

        await coach.GoAsync("/beheer/feedback");
        await coach.GoByAsync(coach.Page.Locator("main table a", new PageLocatorOptions { HasText = title }).First);
        await coach.UnfoldAsync("Stuur door naar een organisatie");
        await coach.Page.GetByLabel("Welke organisatie?").SelectOptionAsync(new SelectOptionValue { Label = "Vereniging De Schakel" });
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Zet in de bundel");
        Assert.Contains("Ze krijgt een mail en kan antwoorden", await coach.MessageAsync(), StringComparison.Ordinal);
        var told = coach.Path;

        await using var organisation = await region.VisitAsync(phone: true, javaScript);
        await organisation.GoAsync((await region.LetterAsync("deschakel@zolim.example", "Mensen vertelden wat ze merken")).Link("/signalen/"));
        await organisation.LooksRightEverywhereAsync();
        await organisation.GoByAsync(organisation.Page.Locator("article", new PageLocatorOptions { HasText = problem }).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Antwoord hierop" }));
        await organisation.PressAsync("Geef dit antwoord");
        Assert.Contains("Schrijf je antwoord", await organisation.ErrorAsync(), StringComparison.Ordinal);
        await organisation.LooksRightEverywhereAsync();
        await organisation.TypeAsync("Jullie antwoord", "Vanaf januari houden we tien kommen apart.");
        await organisation.PressAsync("Geef dit antwoord");
        Assert.Contains("Bedankt", await organisation.MessageAsync(), StringComparison.Ordinal);
        await organisation.LooksRightEverywhereAsync();

        await coach.GoAsync(told);
        Assert.Contains("Vereniging De Schakel antwoordt", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await OpenTaskAsync(coach, title, "tien kommen");
        Assert.Equal("Bel Fien", await coach.HeadingAsync());
        await coach.LooksRightEverywhereAsync();
    }

    // The site makes the task in the background: look until it is there.
    private static async Task OpenTaskAsync(Visitor coach, string about, string containing)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            await coach.GoAsync("/beheer/vertellen");
            var rows = coach.Page.Locator("main tr", new PageLocatorOptions { HasText = about });
            for (var i = await rows.CountAsync() - 1; i >= 0; i--)
            {
                await coach.GoByAsync(rows.Nth(i).Locator("a").First);
                if ((await coach.TextAsync()).Contains(containing, StringComparison.Ordinal)) return;
                await coach.GoAsync("/beheer/vertellen");
            }
        }
    }
}
