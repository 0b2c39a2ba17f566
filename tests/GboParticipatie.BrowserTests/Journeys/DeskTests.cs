namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The coach's desk: every page in its usual state, and the agenda by keyboard.</summary>
[Collection("Zolim")]
public sealed class DeskTests(Zolim region)
{
    [Fact]
    public async Task Every_page_of_the_desk_looks_right()
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        foreach (var path in new[] { "/beheer", "/beheer/punten", "/beheer/feedback", "/beheer/feedback?termijn=telaat", "/beheer/feedback?status=alles", "/beheer/bijeenkomsten", "/beheer/bijeenkomsten/nieuw", "/beheer/antwoorden", "/beheer/groepen", "/beheer/netwerk", "/beheer/mail", "/beheer/workflows", "/mijn", "/antwoorden" })
        {
            await coach.GoAsync(path);
            await coach.LooksRightEverywhereAsync();
        }
    }

    [Fact]
    public async Task The_administrator_sees_how_the_system_is_doing()
    {
        await using var administrator = await region.VisitAsync();
        await administrator.SignInAsync("beheer@zolim.example");
        await administrator.GoAsync("/beheer/systeem");
        await administrator.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task The_coach_orders_the_agenda_of_the_next_meeting_and_sets_minutes()
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/beheer/bijeenkomsten");
        await coach.FollowAsync("Overkoepelende klankgroep");
        await coach.LooksRightEverywhereAsync();
        var rows = coach.Page.Locator("ol[data-sort] .agenda-row .grow a:not(.no-print)");
        var second = await rows.Nth(1).InnerTextAsync();

        await coach.Page.GetByLabel("Minuten voor punt 1").First.FillAsync("25");
        await coach.Page.Locator("ol[data-sort] .agenda-row").Nth(1).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Zet hoger" }).PressAsync("Enter");
        await coach.Page.WaitForLoadStateAsync();

        Assert.Equal(second, await rows.Nth(0).InnerTextAsync());
        Assert.Equal("25", await coach.Page.GetByLabel("Minuten voor punt 2").First.InputValueAsync());
        Assert.Contains("minuten gepland", (await coach.TextAsync()).Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_that_were_typed_are_there_again_after_another_button_or_a_look_elsewhere()
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/beheer/bijeenkomsten");
        await coach.FollowAsync("Overkoepelende klankgroep");
        var agenda = coach.Path;
        var was = await coach.Page.GetByLabel("Minuten voor punt 2").First.InputValueAsync();
        await coach.Page.GetByLabel("Minuten voor punt 2").First.FillAsync("35");

        await coach.GoAsync("/beheer");
        await coach.GoAsync(agenda);

        Assert.NotEqual("35", was);
        Assert.Equal("35", await coach.Page.GetByLabel("Minuten voor punt 2").First.InputValueAsync());
        Assert.Equal("35", (await coach.Page.Locator("ol[data-sort] .agenda-row").Nth(1).Locator("input[name$='.Minutes']").InputValueAsync()));
    }

    [Fact]
    public async Task The_coach_finds_points_by_a_word_and_gives_several_a_theme_at_once()
    {
        await using var coach = await region.VisitAsync(phone: true);
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/beheer/zoeken?zoek=gezinnen");
        await coach.LooksRightEverywhereAsync();

        await coach.GoAsync("/beheer/punten?status=alles");
        const int count = 2;
        for (var i = 0; i < count; i++) await coach.Page.Locator("tbody .tick").Nth(i).CheckAsync();
        await coach.PressAsync("Doe iets met de gekozen punten");
        Assert.Equal($"{count} gekozen punten", await coach.HeadingAsync());
        await coach.UnfoldAsync("Stel ze uit");
        await coach.PressAsync("Stel uit");
        Assert.Contains("Zeg waarom", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.UnfoldAsync("Geef ze een thema");
        await coach.Page.GetByLabel("Levensdomein").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await coach.PressAsync("Bewaar het thema");
        Assert.Contains($"{count} punten kregen dit thema", await coach.MessageAsync(), StringComparison.Ordinal);
    }
}
