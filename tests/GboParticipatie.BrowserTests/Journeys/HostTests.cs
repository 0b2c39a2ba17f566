using GboParticipatie.Web.Users.SecondStep;

namespace GboParticipatie.BrowserTests.Journeys;

/// <summary>Signing in and its dead ends, pages that say what went wrong, and what the administrator sees.</summary>
[Collection("TimedZolim")]
public sealed class HostTests(TimedZolim region)
{
    [Fact]
    public Task A_wrong_code_says_how_many_tries_are_left_and_a_used_link_says_what_to_do() => TryCodesAsync(javaScript: true);

    [Fact, Trait("Category", "Long")]
    public Task A_wrong_code_says_how_many_tries_are_left_and_a_used_link_says_what_to_do_without_script_too() => TryCodesAsync(javaScript: false);

    private async Task TryCodesAsync(bool javaScript)
    {
        const string person = "partner@zolim.example";
        await using var visitor = await region.VisitAsync(phone: true, javaScript);
        await visitor.GoAsync("/inloggen");
        await visitor.PressAsync("Stuur mij een code");
        Assert.NotEmpty(await visitor.ErrorAsync());
        await visitor.LooksRightEverywhereAsync();
        await visitor.TypeAsync("Wat is je e-mailadres?", person);
        var asked = DateTime.UtcNow;
        await visitor.PressAsync("Stuur mij een code");
        var letter = await region.LetterAsync(person, "code", asked);
        await visitor.TypeAsync("Welke code staat in de mail?", letter.Code == "000000" ? "111111" : "000000");
        await visitor.PressAsync("Log in");
        Assert.Contains("Die code klopt niet", await visitor.ErrorAsync(), StringComparison.Ordinal);
        await visitor.LooksRightEverywhereAsync();

        await using var another = await region.VisitAsync(javaScript: javaScript);
        var link = letter.Link("/inloggen/");
        await another.GoAsync(link);
        await another.GoAsync(link);
        await another.LooksRightEverywhereAsync();
        await another.PressAsync($"Log in als {person}");
        Assert.Equal("/mijn", another.Path);
        await visitor.GoAsync(link);
        Assert.Equal("Vraag een nieuwe mail", await visitor.HeadingAsync());
        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_code_and_link_no_longer_work()
    {
        const string person = "basiswerker@zolim.example";
        await using var visitor = await region.VisitAsync(phone: true);
        await visitor.GoAsync("/inloggen");
        await visitor.TypeAsync("Wat is je e-mailadres?", person);
        var asked = DateTime.UtcNow;
        await visitor.PressAsync("Stuur mij een code");
        var letter = await region.LetterAsync(person, "code", asked);
        region.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.TypeAsync("Welke code staat in de mail?", letter.Code);
        await visitor.PressAsync("Log in");
        Assert.NotEmpty(await visitor.ErrorAsync());
        await visitor.LooksRightEverywhereAsync();
        await visitor.Page.GotoAsync(letter.Link("/inloggen/"));
        Assert.Equal("Vraag een nieuwe mail", await visitor.HeadingAsync());
        await visitor.LooksRightEverywhereAsync();
        await visitor.FollowAsync("Vraag een nieuwe mail");
        Assert.StartsWith("/inloggen", visitor.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sets_up_a_second_step_logs_in_with_a_code_on_paper_and_turns_it_off()
    {
        const string member = "peter.coenen@zolim.example";
        await using var visitor = await region.VisitAsync();
        await visitor.SignInAsync(member);
        await visitor.GoAsync("/mijn/tweede-stap");
        await visitor.LooksRightEverywhereAsync();
        var key = FromBase32(await visitor.Page.Locator("main strong.font-monospace").InnerTextAsync());
        await visitor.TypeAsync("Welke code staat in je app?", TimeBasedCode.At(key, TimeBasedCode.StepAt(region.Clock.GetUtcNow())));
        await visitor.PressAsync("Zet de tweede stap aan");
        Assert.Equal("Bewaar deze codes", await visitor.HeadingAsync());
        await visitor.LooksRightEverywhereAsync();
        var paper = await visitor.Page.Locator("main ul.font-monospace li").AllInnerTextsAsync();

        await using var phone = await region.VisitAsync(phone: true);
        await phone.SignInAsync(member);
        Assert.StartsWith("/inloggen/tweede-stap", phone.Path, StringComparison.Ordinal);
        await phone.UnfoldAsync("Je gsm kwijt of stuk?");
        await phone.LooksRightEverywhereAsync();
        await phone.TypeAsync("Welke code staat in je app?", "000000");
        await phone.PressAsync("Log in");
        Assert.NotEmpty(await phone.ErrorAsync());
        await phone.LooksRightEverywhereAsync();
        await phone.TypeAsync("Welke code staat in je app?", paper[0].Trim());
        await phone.PressAsync("Log in");
        await phone.GoAsync("/mijn/tweede-stap");
        Assert.Equal("Je tweede stap staat aan", await phone.HeadingAsync());
        await phone.LooksRightEverywhereAsync();
        await phone.TypeAsync("Welke code staat in je app?", paper[1].Trim());
        await phone.PressAsync("Zet de tweede stap af");
        Assert.Contains("Je tweede stap staat af", await phone.MessageAsync(), StringComparison.Ordinal);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Where(char.IsLetterOrDigit).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    [Fact]
    public async Task A_fault_of_ours_gives_a_code_to_pass_on_and_no_technical_words()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.GoAsync("/test/kapot", status: 500);

        Assert.Equal("Er ging iets mis bij ons", await visitor.HeadingAsync());
        Assert.Contains("Geef dan deze code door", await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task Who_has_logged_in_and_may_not_see_a_page_is_not_asked_to_log_in_again()
    {
        await using var visitor = await region.VisitAsync();
        await visitor.SignInAsync("ervaring@zolim.example");
        await visitor.GoAsync("/beheer/systeem", status: 403);

        Assert.Equal(0, await visitor.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Inloggen", Exact = true }).CountAsync());
        await visitor.LooksRightEverywhereAsync();
        await visitor.GoAsync("/mijn");
        Assert.Contains("Mijn punten", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.LooksRightEverywhereAsync();
        foreach (var path in new[] { "/mijn/gegevens", "/mijn/toegang", "/antwoorden", "/uitloggen" })
        {
            await visitor.GoAsync(path);
            await visitor.LooksRightEverywhereAsync();
        }

        await visitor.PressAsync("Log uit");
        await visitor.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task The_administrator_reads_mails_and_sees_how_the_system_is_doing()
    {
        await using var administrator = await region.VisitAsync();
        await administrator.SignInAsync("beheer@zolim.example");
        foreach (var path in new[] { "/beheer", "/beheer/systeem", "/beheer/stijlgids" })
        {
            await administrator.GoAsync(path);
            await administrator.LooksRightEverywhereAsync();
        }

        await administrator.GoAsync("/beheer/mail");
        await administrator.LooksRightEverywhereAsync();
        await administrator.GoByAsync(administrator.Page.Locator("main table a").First);
        Assert.Contains("Met opmaak", await administrator.TextAsync(), StringComparison.Ordinal);
        await administrator.LooksRightEverywhereAsync();
        await administrator.GoAsync("/beheer/mail?zoek=bestaat-niet");
        Assert.Contains("Geen mail gevonden", await administrator.TextAsync(), StringComparison.Ordinal);
        await administrator.LooksRightEverywhereAsync();
    }

    [Fact]
    public async Task The_menu_behind_its_button_looks_right_and_works_without_a_mouse()
    {
        await using var coach = await region.VisitAsync(phone: true);
        await coach.GoAsync("/");
        await coach.Page.Locator("details.menu summary").FocusAsync();
        await coach.Page.Keyboard.PressAsync("Enter");
        await coach.LooksRightAsync();
        await coach.FollowAsync("Kalender");
        Assert.Equal("/kalender", coach.Path);
        await coach.SignInAsync("coach@zolim.example");
        await coach.GoAsync("/beheer");
        await coach.Page.Locator("details.menu summary").ClickAsync();
        await coach.LooksRightAsync();
    }
}
