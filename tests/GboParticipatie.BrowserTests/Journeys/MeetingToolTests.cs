using System.Globalization;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>On the day of a meeting people say that they are there; afterwards each line becomes a point. Who called reads what may go on.</summary>
[Collection("TimedZolim")]
public sealed class MeetingToolTests(TimedZolim region)
{
    private const string Coach = "coach@zolim.example";

    [Fact]
    public async Task People_say_on_their_phone_that_they_are_there_and_each_line_becomes_a_point()
    {
        var day = region.Today.AddDays(4);
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync("/beheer/groepen/klankmoment-bilzen-hoeselt/ritme");
        await coach.PressAsync("Bewaar het ritme");
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Zet deze bijeenkomsten klaar");
        Assert.Contains("bijeenkomsten staan klaar, in opmaak", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        var meeting = await PlanAsync(coach, day);
        foreach (var sheet in new[] { "", "/agenda", "/lijst", "/kaartjes", "/punten" })
        {
            await coach.GoAsync($"{meeting}/drukwerk{sheet}");
            await coach.LooksRightEverywhereAsync();
        }

        region.Clock.AdvanceTo(day, "14:05");
        await coach.SignInAsync(Coach);
        await coach.GoAsync($"{meeting}/aanwezig");
        await coach.GoByAsync(coach.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Eén erbij" }).First);
        await coach.LooksRightEverywhereAsync();
        var link = new Uri((await coach.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Open de link" }).GetAttributeAsync("href"))!).PathAndQuery;
        await using (var phone = await region.VisitAsync(phone: true))
        {
            await phone.GoAsync(link);
            await phone.LooksRightAsync();
            await phone.PressAsync("Ik ben er");
            Assert.Contains("Kies je organisatie", await phone.ErrorAsync(), StringComparison.Ordinal);
            await phone.LooksRightAsync();
            await phone.ChooseAsync("Ik kom voor mezelf");
            await phone.TypeAsync("Met hoeveel ben je?", "3");
            await phone.PressAsync("Ik ben er");
            Assert.Contains("met 3 genoteerd", await phone.HeadingAsync(), StringComparison.Ordinal);
            await phone.LooksRightAsync();
        }

        await coach.GoAsync($"{meeting}/lijnen");
        Assert.Contains("Eén lijn", await coach.HeadingAsync(), StringComparison.Ordinal);
        await coach.TypeAsync("Wat werd er gezegd?", "- De bus rijdt niet\n- De opvang is vol");
        await coach.PressAsync("Kijk de punten na");
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Maak deze 2 punten");
        Assert.Equal("2 punten gemaakt", await coach.HeadingAsync());
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync(meeting);
        Assert.Contains("4 mensen van 1 organisatie", await coach.TextAsync(), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Long")]
    public async Task Without_script_people_say_that_they_are_there_and_the_coach_counts_along()
    {
        var day = region.Today.AddDays(4);
        await using var coach = await region.VisitAsync(javaScript: false);
        await coach.SignInAsync(Coach);
        var meeting = await PlanAsync(coach, day);
        region.Clock.AdvanceTo(day, "14:05");
        await coach.SignInAsync(Coach);
        await coach.GoAsync($"{meeting}/aanwezig");
        await coach.LooksRightEverywhereAsync();
        await coach.GoByAsync(coach.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Eén erbij" }).First);
        var link = new Uri((await coach.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Open de link" }).GetAttributeAsync("href"))!).PathAndQuery;
        await using var phone = await region.VisitAsync(phone: true, javaScript: false);
        await phone.GoAsync(link);
        await phone.LooksRightAsync();
        await phone.PressAsync("Ik ben er");
        Assert.Contains("Kies je organisatie", await phone.ErrorAsync(), StringComparison.Ordinal);
        await phone.ChooseAsync("Ik kom voor mezelf");
        await phone.TypeAsync("Met hoeveel ben je?", "3");
        await phone.PressAsync("Ik ben er");
        Assert.Contains("met 3 genoteerd", await phone.HeadingAsync(), StringComparison.Ordinal);
        await phone.LooksRightAsync();

        await coach.GoAsync($"{meeting}/aanwezig");
        await coach.GoByAsync(coach.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Eén minder" }).First);
        await coach.GoAsync(meeting);
        Assert.Contains("3 mensen", await coach.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_guest_the_coach_counts_heads_and_notes_what_was_heard()
    {
        var day = region.Today.AddDays(2);
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync("/beheer/bijeenkomsten/nieuw");
        await coach.Page.GetByLabel("Groep").SelectOptionAsync(new SelectOptionValue { Label = "Stuurgroep GBO" });
        await coach.TypeAsync("Titel", "Te gast bij de moedergroep");
        await coach.Page.GetByLabel("Soort").SelectOptionAsync(new SelectOptionValue { Label = "Te gast bij" });
        await coach.TypeAsync("Dag", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await coach.Page.GetByLabel("Van", new PageGetByLabelOptions { Exact = true }).FillAsync("14:00");
        await coach.Page.GetByLabel("Tot", new PageGetByLabelOptions { Exact = true }).FillAsync("16:00");
        await coach.PressAsync("Maak de bijeenkomst");
        var meeting = coach.Path;
        await coach.PressAsync("Kondig de bijeenkomst aan");
        await coach.LooksRightEverywhereAsync();
        Assert.Equal(0, await coach.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Verstuur de agenda" }).CountAsync());

        region.Clock.AdvanceTo(day, "14:05");
        await coach.SignInAsync(Coach);
        await coach.GoAsync($"{meeting}/aanwezig");
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Hoeveel mensen zijn er?", "veel");
        await coach.PressAsync("Bewaar");
        Assert.NotEmpty(await coach.ErrorAsync());
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Hoeveel mensen zijn er?", "14");
        await coach.TypeAsync("Wat hoorde je?", "De bus rijdt niet op woensdag.");
        await coach.PressAsync("Bewaar");
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync(meeting);
        Assert.Contains("14 mensen", await coach.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_called_reads_the_neutral_text_by_a_link_and_says_yes()
    {
        const string author = "hilde.vrancken@zolim.example";
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync("/beheer/punten/nieuw");
        await coach.PressAsync("Bewaar het punt");
        await coach.LooksRightEverywhereAsync();
        await coach.ChooseAsync("Per telefoon");
        await coach.Page.GetByLabel("Voor welke groep?").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await coach.TypeAsync("Waar lopen mensen tegenaan?", "Een mama uit de Dorpsstraat werd uitgelachen aan het loket.");
        await coach.ChooseAsync("Alleen de procescoach");
        await coach.ChooseAsync("Iemand uit het netwerk");
        await coach.TypeAsync("Naam of e-mailadres", author);
        await coach.PressAsync("Bewaar het punt");
        await coach.LooksRightEverywhereAsync();
        var point = coach.Path.Replace("/briefje", "", StringComparison.Ordinal);
        await coach.GoAsync($"{point}/splits");
        await coach.LooksRightEverywhereAsync();

        await coach.GoAsync($"{point}/tekst");
        await coach.TypeAsync("De tekst", "Iemand werd uitgelachen aan een loket.");
        await coach.PressAsync("Vraag of deze tekst mag");
        await coach.LooksRightEverywhereAsync();
        var link = (await region.LetterAsync(author, "schreef een korte tekst bij je punt")).Link("/tekst/");
        await using var phone = await region.VisitAsync(phone: true);
        await phone.GoAsync(link);
        Assert.DoesNotContain("Dorpsstraat", await phone.TextAsync(), StringComparison.Ordinal);
        await phone.LooksRightAsync();
        await phone.PressAsync("Ja, zo mag het verder");
        Assert.Contains("Je zei ja", await phone.HeadingAsync(), StringComparison.Ordinal);
        await phone.LooksRightAsync();
        await coach.GoAsync($"{point}/tekst");
        Assert.Contains("zei ja op", await coach.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync(Visitor coach, DateOnly day)
    {
        await coach.GoAsync("/beheer/bijeenkomsten/nieuw");
        await coach.Page.GetByLabel("Groep").SelectOptionAsync(new SelectOptionValue { Label = "Klankmoment Bilzen-Hoeselt" });
        await coach.TypeAsync("Titel", "Klankmoment om te tellen");
        await coach.TypeAsync("Dag", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await coach.Page.GetByLabel("Van", new PageGetByLabelOptions { Exact = true }).FillAsync("14:00");
        await coach.Page.GetByLabel("Tot", new PageGetByLabelOptions { Exact = true }).FillAsync("16:00");
        await coach.PressAsync("Maak de bijeenkomst");
        var meeting = coach.Path;
        await coach.PressAsync("Kondig de bijeenkomst aan");
        return meeting;
    }
}
