namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The coach puts points together, undoes it, and splits a point: with the mouse, and with the keyboard alone.</summary>
[Collection("TimedZolim")]
public sealed class PointsTogetherTests(TimedZolim region)
{
    private const string Coach = "coach@zolim.example";
    private const string Author = "organisatie@zolim.example";

    [Fact]
    public Task The_coach_puts_points_together_and_each_author_follows_and_undoes_it() => PutTogetherAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task The_coach_puts_points_together_and_each_author_follows_and_undoes_it_without_script_too() => PutTogetherAsync(javaScript: false);

    [Fact]
    public Task With_the_mouse_the_coach_splits_a_point_and_both_are_followed_by_who_brought_it() => SplitAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task Without_script_the_coach_splits_a_point_as_well() => SplitAsync(javaScript: false);

    private async Task PutTogetherAsync(bool javaScript)
    {
        var first = await BringAsync("De laatste bus vertrekt om zes uur en dan geraakt niemand nog thuis.");
        var second = await BringAsync("Na de avondles rijdt er geen bus meer.");
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync(Coach);
        await coach.GoAsync($"/beheer/punten/{first}");
        await coach.FollowAsync("Zet samen met een punt dat hierop lijkt");
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Nummer van het andere punt", "AP-1999-0001");
        await coach.PressAsync("Vergelijk");
        Assert.Contains("geen punt met dit nummer", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Nummer van het andere punt", second);
        await coach.PressAsync("Vergelijk");
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Zet ze samen");
        Assert.Contains("staan nu samen", await coach.MessageAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();

        await using (var author = await region.VisitAsync(phone: true, javaScript))
        {
            await author.SignInAsync(Author);
            await author.GoAsync($"/volg/{second}");
            Assert.Contains("Je punt staat samen met 1 ander punt", await author.TextAsync(), StringComparison.Ordinal);
            await author.LooksRightEverywhereAsync();
            await author.GoAsync("/mijn");
            await author.LooksRightAsync();
        }

        await coach.GoAsync($"/beheer/punten/{second}");
        Assert.Contains("Dit punt staat samen met", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Zet dit punt weer apart");
        Assert.Contains("staat weer apart", await coach.MessageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_keyboard_alone_the_coach_puts_points_together_undoes_it_and_splits_one()
    {
        var first = await BringAsync("Het loket is dicht na vier uur.");
        var second = await BringAsync("Wie werkt, geraakt niet aan het loket.");
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync($"/beheer/punten?zoek={first}");
        var id = await coach.Page.Locator("tbody .tick").First.GetAttributeAsync("value");
        await coach.GoAsync($"/beheer/punten/samenvoegen?punt={id}&nummer={second}");
        await ToAsync(coach, "input[type=radio][name=Stays]");
        await coach.Page.Keyboard.PressAsync("Space");
        await ToAsync(coach, "main form button[type=submit]");
        await coach.LeaveByAsync(() => coach.Page.Keyboard.PressAsync("Enter"));
        Assert.Contains("staan nu samen", await coach.MessageAsync(), StringComparison.Ordinal);
        await ToAsync(coach, "form[action*=Apart] button");
        await coach.LeaveByAsync(() => coach.Page.Keyboard.PressAsync("Enter"));
        Assert.Contains("staat weer apart", await coach.MessageAsync(), StringComparison.Ordinal);

        await coach.GoAsync($"/beheer/punten/{first}");
        await ToAsync(coach, "a[href$='/splits']");
        await coach.LeaveByAsync(() => coach.Page.Keyboard.PressAsync("Enter"));
        await ToAsync(coach, "textarea[name=Description]");
        await coach.Page.Keyboard.PressAsync("Control+A");
        await coach.Page.Keyboard.TypeAsync("Aan het loket spreekt niemand Arabisch.");
        await coach.LooksRightEverywhereAsync();
        await ToAsync(coach, "main form button[type=submit]");
        await coach.LeaveByAsync(() => coach.Page.Keyboard.PressAsync("Enter"));

        Assert.Contains("Het zijn nu twee punten", await coach.MessageAsync(), StringComparison.Ordinal);
        Assert.Equal("Aan het loket spreekt niemand Arabisch", await coach.HeadingAsync());
        Assert.Contains(first, await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
    }

    private async Task SplitAsync(bool javaScript)
    {
        var first = await BringAsync("Het zwembad is te duur en de kleedkamers zijn vuil.");
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync(Coach);
        await coach.GoAsync($"/beheer/punten/{first}");
        await coach.FollowAsync("Splits in twee punten");
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Waar lopen mensen tegenaan?", "");
        await coach.PressAsync("Maak er twee punten van");
        Assert.NotEmpty(await coach.ErrorAsync());
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Titel van het eerste punt", "Het zwembad is te duur");
        await coach.TypeAsync("Waar lopen mensen tegenaan?", "De kleedkamers zijn vuil.");
        await coach.PressAsync("Maak er twee punten van");

        Assert.Contains("Het zijn nu twee punten", await coach.MessageAsync(), StringComparison.Ordinal);
        Assert.Equal("De kleedkamers zijn vuil", await coach.HeadingAsync());
        await coach.FollowAsync(first);
        Assert.Equal("Het zwembad is te duur", await coach.HeadingAsync());
        await coach.LooksRightEverywhereAsync();
        await using var author = await region.VisitAsync(phone: true, javaScript);
        await author.SignInAsync(Author);
        await author.GoAsync("/mijn");
        Assert.Contains("De kleedkamers zijn vuil", await author.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("Het zwembad is te duur", await author.TextAsync(), StringComparison.Ordinal);
    }

    private async Task<string> BringAsync(string problem) => (await region.PointAsync(Author, "overkoepelende-klankgroep", problem)).Reference;

    // Tab by tab, as someone does who has no mouse.
    private static async Task ToAsync(Visitor visitor, string selector)
    {
        for (var i = 0; i < 150; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) === true", selector)) return;
        }

        Assert.Fail($"{visitor.Path}: the keyboard does not come to {selector}");
    }
}
