namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The coach makes a group, changes it and ends it.</summary>
[Collection("Zolim")]
public sealed class GroupTests(Zolim region)
{
    [Fact]
    public Task A_coach_makes_a_group_changes_it_and_ends_it() => FromFirstToLastDayAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task A_coach_makes_a_group_changes_it_and_ends_it_without_script_too() => FromFirstToLastDayAsync(javaScript: false);

    private async Task FromFirstToLastDayAsync(bool javaScript)
    {
        var name = $"Klankgroep {Guid.NewGuid().ToString("N")[..6]}";
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync("coach@zolim.example");

        await coach.GoAsync("/beheer/groepen");
        await coach.LooksRightEverywhereAsync();
        await coach.FollowAsync("Maak een groep");
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Welke organisaties horen erbij?", "Bestaat niet");
        await coach.PressAsync("Maak de groep");
        Assert.Contains("Kies wat voor groep het is.", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.Page.GetByLabel("Wat voor groep is het?").SelectOptionAsync("Klankgroep");
        await coach.TypeAsync("Naam", name);
        await coach.PressAsync("Maak de groep");
        Assert.Contains("“Bestaat niet”", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Welke organisaties horen erbij?", "");
        await coach.ChooseAsync("Riemst");
        await coach.PressAsync("Maak de groep");
        Assert.Equal(name, await coach.HeadingAsync());
        Assert.Contains("Riemst", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();

        await coach.FollowAsync("Wijzig");
        await coach.TypeAsync("Waar komt ze meestal samen?", "Zaal De Linde");
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Bewaar");
        Assert.Contains("Zaal De Linde", await coach.TextAsync(), StringComparison.Ordinal);

        await coach.FollowAsync("Deze groep stopt");
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Bewaar de laatste dag");
        Assert.Contains("Deze groep stopt na", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.FollowAsync("Verander de laatste dag");
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("De groep gaat toch door");
        Assert.DoesNotContain("Deze groep stopt na", await coach.TextAsync(), StringComparison.Ordinal);
    }
}
