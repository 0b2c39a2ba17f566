namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The one list of Mijn taken: by keyboard alone, several at once and back again, and each of its states.</summary>
[Collection("Zolim")]
public sealed class WorkListTests(Zolim region)
{
    private const string Coach = "coach@zolim.example";

    [Fact]
    public async Task The_coach_works_through_the_desk_by_keyboard_alone()
    {
        var word = await BringAsync(3);
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync("/beheer");
        var keys = coach.Page.Keyboard;

        await keys.PressAsync("?");
        Assert.Contains("Met het toetsenbord", await coach.Page.GetByRole(AriaRole.Dialog).InnerTextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await keys.PressAsync("Escape");
        await keys.PressAsync("/");
        await keys.TypeAsync(word);
        await coach.LeaveByAsync(() => keys.PressAsync("Enter"));
        await keys.PressAsync("j");
        await keys.PressAsync("x");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("x");
        Assert.Equal(2, await coach.Page.Locator("tbody .tick:checked").CountAsync());
        await keys.PressAsync("k");
        await coach.LooksRightEverywhereAsync();
        await coach.LeaveByAsync(() => keys.PressAsync("Enter"));
        var first = coach.Path;
        await coach.LooksRightEverywhereAsync();
        await coach.LeaveByAsync(() => keys.PressAsync("j"));
        Assert.NotEqual(first, coach.Path);
        await coach.LeaveByAsync(() => keys.PressAsync("k"));
        Assert.Equal(first, coach.Path);
        await coach.FollowAsync("Terug naar de lijst");
        Assert.Equal(3, await coach.Page.Locator("tbody tr").CountAsync());

        await keys.PressAsync("?");
        await coach.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Zet de toetsen uit" }).PressAsync("Enter");
        await keys.PressAsync("Escape");
        await keys.PressAsync("j");
        Assert.Equal(0, await coach.Page.Locator("tbody tr:focus-within").CountAsync());
    }

    [Fact]
    public async Task All_columns_of_the_list_are_in_sight_on_a_laptop()
    {
        await BringAsync(1);
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.Page.SetViewportSizeAsync(1280, 800);
        foreach (var list in new[] { "/beheer", "/beheer/punten", "/beheer/punten?status=alles" })
        {
            await coach.GoAsync(list);
            var (width, room) = (await coach.Page.EvaluateAsync<int>("document.querySelector('.table-wrap').scrollWidth"), await coach.Page.EvaluateAsync<int>("document.querySelector('.table-wrap').clientWidth"));
            Assert.True(width <= room, $"The table of {list} is {width} px wide, its box {room} px.");
        }
    }

    [Fact]
    public Task Several_points_are_done_at_once_and_then_one_is_back_in_the_same_list() => DoSeveralAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task Without_script_several_points_are_done_at_once_as_well() => DoSeveralAsync(javaScript: false);

    private async Task DoSeveralAsync(bool javaScript)
    {
        var word = await BringAsync(2);
        await using var coach = await region.VisitAsync(phone: true, javaScript);
        await coach.SignInAsync(Coach);
        await coach.GoAsync($"/beheer?zoek={word}&soort=punt");
        await coach.LooksRightEverywhereAsync();
        for (var i = 0; i < 2; i++) await coach.Page.Locator("tbody .tick").Nth(i).CheckAsync();
        await coach.PressAsync("Doe iets met de gekozen punten");
        await coach.UnfoldAsync("Vraag er een antwoord op");
        await coach.PressAsync("Stuur door");
        Assert.Contains("Kies wie moet antwoorden", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.Page.GetByLabel("Wie antwoordt?").SelectOptionAsync(new SelectOptionValue { Label = "Stuurgroep GBO" });
        await coach.TypeAsync("Wat vraag je?", "Kan dit anders?");
        await coach.PressAsync("Stuur door");

        Assert.Contains("2 punten zijn doorgestuurd", await coach.MessageAsync(), StringComparison.Ordinal);
        Assert.Contains($"zoek={word}", coach.Path, StringComparison.Ordinal);
        Assert.Contains("Stuurgroep", await coach.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_state_of_the_list_and_of_what_is_done_at_once_looks_right()
    {
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        foreach (var path in new[]
        {
            "/beheer?wie=iedereen&status=alles&sorteer=nieuwste", "/beheer?soort=verhaal", "/beheer?soort=antwoord&wie=iedereen", "/beheer?soort=actie&wie=iedereen", "/beheer?soort=vertellen",
            "/beheer?soort=verslag", "/beheer?zoek=bestaatnergens", "/beheer?pagina=999", "/beheer/vertellen", "/beheer/acties", "/beheer/punten/samen", "/beheer/feedback/samen", "/beheer/vertellen/samen",
        })
        {
            await coach.GoAsync(path);
            await coach.LooksRightEverywhereAsync();
        }

        await coach.GoAsync("/beheer/feedback?status=alles");
        await coach.Page.Locator("tbody .tick").First.CheckAsync();
        await coach.PressAsync("Doe iets met de gekozen verhalen");
        await coach.UnfoldAsync("Sluit ze af");
        await coach.PressAsync("Sluit af");
        Assert.Contains("Zeg waarom", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task What_is_typed_and_chosen_at_the_desk_is_there_again_after_the_page_was_lost()
    {
        var word = await BringAsync(1);
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync("/beheer/acties/nieuw");
        await coach.TypeAsync("Over welk punt of verhaal?", word);
        await coach.Page.GetByLabel("Wie doet het?").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var chosen = await coach.Page.GetByLabel("Wie doet het?").InputValueAsync();

        await coach.GoAsync("/beheer");
        await coach.GoAsync("/beheer/acties/nieuw");

        Assert.Equal((word, chosen), (await coach.Page.GetByLabel("Over welk punt of verhaal?").InputValueAsync(), await coach.Page.GetByLabel("Wie doet het?").InputValueAsync()));
    }

    private async Task<string> BringAsync(int count)
    {
        var word = "zoekwoord" + string.Concat(Guid.NewGuid().ToString("N").Take(10).Select(c => char.IsDigit(c) ? (char)(c - '0' + 'g') : c));
        await using var author = await region.VisitAsync(phone: true);
        await author.SignInAsync("organisatie@zolim.example");
        for (var i = 0; i < count; i++) await Steps.BringPointAsync(author, $"De lift is stuk, {word}, al {i + 2} weken.");
        return word;
    }
}
