using System.Text;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>The coach keeps the network: organisations, people, who sits where, municipalities, lists in and out.</summary>
[Collection("Zolim")]
public sealed class NetworkTests(Zolim region)
{
    private const string Coach = "coach@zolim.example";

    [Fact]
    public Task A_coach_adds_an_organisation_and_someone_without_an_address_and_gives_them_a_seat() => AddToTheNetworkAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task A_coach_adds_an_organisation_and_someone_without_an_address_and_gives_them_a_seat_without_script_too() => AddToTheNetworkAsync(javaScript: false);

    private async Task AddToTheNetworkAsync(bool javaScript)
    {
        var tail = Guid.NewGuid().ToString("N")[..6];
        var (organisation, person) = ($"Moedercafé {tail}", $"Nadia {tail}");
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync(Coach);

        await coach.GoAsync("/beheer/netwerk");
        await coach.LooksRightEverywhereAsync();
        await coach.FollowAsync("Voeg een organisatie toe");
        await coach.PressAsync("Voeg toe");
        Assert.Contains("Vul een naam in.", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Naam", organisation);
        await coach.Page.GetByLabel("Soort").SelectOptionAsync("Doelgroeporganisatie");
        await coach.PressAsync("Voeg toe");
        Assert.Equal(organisation, await coach.HeadingAsync());
        await coach.LooksRightEverywhereAsync();

        await coach.FollowAsync("Voeg iemand toe");
        await coach.TypeAsync("Naam", person);
        await coach.ChooseAsync("Met een mail");
        await coach.PressAsync("Voeg toe");
        Assert.Contains("komt een mail niet aan", await coach.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(person, await coach.Page.GetByLabel("Naam").First.InputValueAsync());
        await coach.LooksRightEverywhereAsync();
        await coach.ChooseAsync("Via mijn organisatie");
        await coach.PressAsync("Voeg toe");
        Assert.Contains(organisation, await coach.TextAsync(), StringComparison.Ordinal);
        await coach.UnfoldAsync("Stopt hier");
        await coach.LooksRightEverywhereAsync();

        await coach.GoAsync("/beheer/wie-zit-waar");
        await coach.LooksRightEverywhereAsync();
        await coach.FollowAsync("Wijzig");
        await coach.TypeAsync("Wie?", "Niemand met deze naam");
        await coach.PressAsync("Geef een plaats");
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Wie?", person);
        await coach.TypeAsync("Voor welke organisatie?", organisation);
        await coach.PressAsync("Geef een plaats");
        Assert.Contains(person, await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync("/beheer/wie-zit-waar");
        Assert.Contains($"{organisation}: {person}", await coach.TextAsync(), StringComparison.Ordinal);

        await coach.GoAsync($"/beheer/netwerk/mensen?zoek={tail}&mail=zonder");
        Assert.Contains(person, await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync("/beheer/netwerk/mensen?zoek=niemand-heet-zo");
        await coach.LooksRightEverywhereAsync();
    }

    [Fact]
    public Task A_coach_brings_a_list_in_sees_first_what_it_does_and_takes_it_out() => BringAListInAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task A_coach_brings_a_list_in_sees_first_what_it_does_and_takes_it_out_without_script_too() => BringAListInAsync(javaScript: false);

    private async Task BringAListInAsync(bool javaScript)
    {
        var tail = Guid.NewGuid().ToString("N")[..6];
        await using var coach = await region.VisitAsync(javaScript: javaScript);
        await coach.SignInAsync(Coach);
        await coach.GoAsync("/beheer/netwerk/bestanden");
        await coach.UnfoldAsync("Welke titels staan op de eerste regel?");
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Kijk het bestand na");
        Assert.Contains("Kies een bestand.", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();

        await BringAsync(coach, $"Naam;E-mailadres\nFatima {tail};geen adres\n");
        await WaitForAsync(coach, "Er zijn fouten", javaScript);
        Assert.Contains("geen e-mailadres", await coach.TextAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();

        await coach.GoAsync("/beheer/netwerk/bestanden");
        await BringAsync(coach, $"Naam;E-mailadres;Telefoon\nFatima {tail};fatima{tail}@x.example;\nJos {tail};;0470 12 34 56\n");
        await WaitForAsync(coach, "Wacht op jouw ja", javaScript);
        await coach.LooksRightEverywhereAsync();
        await coach.PressAsync("Voer in");
        await WaitForAsync(coach, "Ingevoerd", javaScript);
        await coach.LooksRightEverywhereAsync();

        await coach.GoAsync("/beheer/netwerk/bestanden");
        await coach.LooksRightEverywhereAsync();
        var download = await coach.Page.RunAndWaitForDownloadAsync(() => coach.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Mensen", Exact = true }).Last.ClickAsync());
        var file = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains($"fatima{tail}@x.example", file, StringComparison.Ordinal);
        Assert.StartsWith("mensen-", download.SuggestedFilename, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coach_notes_that_a_municipality_merges()
    {
        var name = $"Gemeente {Guid.NewGuid().ToString("N")[..6]}";
        await using var coach = await region.VisitAsync();
        await coach.SignInAsync(Coach);
        await coach.GoAsync("/beheer/netwerk/gemeenten");
        await coach.LooksRightEverywhereAsync();
        await coach.FollowAsync("Voeg een gemeente toe");
        await coach.TypeAsync("Naam", name);
        await coach.Page.GetByLabel("Ging op in").SelectOptionAsync(new SelectOptionValue { Label = "Riemst" });
        await coach.PressAsync("Voeg toe");
        Assert.Contains("Vul ook de laatste dag", await coach.ErrorAsync(), StringComparison.Ordinal);
        await coach.LooksRightEverywhereAsync();
        await coach.TypeAsync("Laatste dag", "2025-12-31");
        await coach.PressAsync("Voeg toe");
        Assert.Contains(name, await coach.TextAsync(), StringComparison.Ordinal);
        await coach.FollowAsync(name);
        await coach.LooksRightEverywhereAsync();
        await coach.GoAsync("/beheer/netwerk/organisaties/nieuw");
        Assert.DoesNotContain(name, await coach.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task BringAsync(Visitor coach, string text)
    {
        await coach.Page.Locator("label.choice", new PageLocatorOptions { HasText = "Mensen" }).ClickAsync();
        await coach.Page.GetByLabel("CSV-bestand").SetInputFilesAsync(new FilePayload { Name = "mensen.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await coach.PressAsync("Kijk het bestand na");
    }

    // With script the page looks by itself; without, the coach does.
    private static async Task WaitForAsync(Visitor coach, string state, bool javaScript)
    {
        var shown = coach.Page.Locator("#stand .status", new PageLocatorOptions { HasText = state });
        if (javaScript) await shown.WaitForAsync();
        for (var tries = 0; tries < 100 && await shown.CountAsync() == 0; tries++) await coach.GoAsync(coach.Path);
        Assert.Equal(1, await shown.CountAsync());
    }
}
