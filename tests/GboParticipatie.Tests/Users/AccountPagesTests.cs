using System.Net;
using GboParticipatie.Web.Users.SignIn;

namespace GboParticipatie.Tests.Users;

public sealed class AccountPagesTests(DatabaseFixture databases) : IAsyncLifetime
{
    private PagesSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await PagesSite.CreateAsync(databases);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Someone_signs_in_with_the_code_and_comes_to_the_page_they_wanted()
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/mijn/toegang");
        Assert.Equal("/inloggen?returnUrl=%2Fmijn%2Ftoegang", browser.Path);

        await browser.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));
        Assert.Contains("olga@buurtwerk.example", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("Log in", ("Code", "12"));
        Assert.Equal(["Typ de 6 cijfers die in de mail staan."], browser.Errors);
        await browser.PressAsync("Log in", ("Code", _site.Mail.WrongCode()));
        Assert.Contains("Je kan nog 4 keer proberen.", browser.Errors.Single(), StringComparison.Ordinal);
        await browser.PressAsync("Log in", ("Code", " " + _site.Mail.LastCode.Insert(3, " ")));

        Assert.Equal((HttpStatusCode.OK, "/mijn/toegang"), (browser.Status, browser.Path));
    }

    [Fact]
    public async Task A_wrong_address_is_said_at_the_field_and_the_way_on_is_kept()
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen?returnUrl=/mijn/gegevens");

        await browser.PressAsync("Stuur mij een code", ("Email", "olga"));
        Assert.Equal(["Dit e-mailadres klopt niet. Typ het zoals naam@voorbeeld.be."], browser.Errors);
        Assert.Equal("olga", browser.Page.QuerySelector("#Email")!.GetAttribute("value"));
        await browser.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));
        await browser.PressAsync("Log in", ("Code", _site.Mail.LastCode));

        Assert.Equal("/mijn/gegevens", browser.Path);
    }

    [Fact]
    public async Task Another_address_after_the_code_page_goes_on_to_the_same_page()
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen?returnUrl=/mijn/gegevens");
        await browser.PressAsync("Stuur mij een code", ("Email", "olga@verkeerd.example"));

        await browser.OpenAsync(browser.Page.QuerySelector(".back a")!.GetAttribute("href")!);
        await browser.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));
        await browser.PressAsync("Log in", ("Code", _site.Mail.LastCode));

        Assert.Equal("/mijn/gegevens", browser.Path);
    }

    [Fact]
    public async Task Who_signs_in_to_go_on_with_a_text_reads_that_it_is_kept_and_what_else_can_be_done()
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen?returnUrl=/punt/verder/0123456789abcdef0123456789abcdef");

        foreach (var typed in new[] { "", "olga" })
        {
            await browser.PressAsync("Stuur mij een code", ("Email", typed));
            Assert.NotEmpty(browser.Errors);
            Assert.Contains("Wat je schreef, blijft bewaard.", browser.Text, StringComparison.Ordinal);
            Assert.Contains("Heb je geen e-mail?", browser.Text, StringComparison.Ordinal);
            Assert.NotNull(browser.Page.QuerySelector("main a[href='/punt/bewaard']"));
        }

        await browser.OpenAsync("/inloggen");
        Assert.DoesNotContain("blijft bewaard", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elders.example/")]
    [InlineData("//elders.example/")]
    [InlineData("/%5Celders.example")]
    public async Task Nobody_is_sent_to_another_site(string returnUrl)
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen?returnUrl=" + returnUrl);
        await browser.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));

        await browser.PressAsync("Log in", ("Code", _site.Mail.LastCode));

        Assert.Equal("/mijn", browser.Path);
    }

    [Fact]
    public async Task The_link_waits_for_its_button_and_works_in_any_browser_once()
    {
        var asked = _site.OpenBrowser();
        await asked.OpenAsync("/inloggen?returnUrl=/mijn/gegevens");
        await asked.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));
        var link = _site.Mail.Mails[^1].ActionUrl!;
        await _site.OpenBrowser().OpenAsync(link);
        var phone = _site.OpenBrowser();

        await phone.OpenAsync(link);
        await phone.PressAsync("Log in als olga@buurtwerk.example");
        Assert.Equal("/mijn/gegevens", phone.Path);
        var late = _site.OpenBrowser();
        await late.OpenAsync(link);

        Assert.Contains("Hiermee is al eens ingelogd.", late.Errors.Single(), StringComparison.Ordinal);
        Assert.Equal("/inloggen?returnUrl=%2Fmijn%2Fgegevens", late.Page.QuerySelector("main .buttons a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_link_that_is_too_late_or_cut_off_leads_to_a_new_mail()
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen");
        await browser.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));
        var link = _site.Mail.Mails[^1].ActionUrl!;

        await browser.OpenAsync(link[..^3]);
        Assert.Contains("Kopieer hem helemaal", browser.Errors.Single(), StringComparison.Ordinal);
        _site.Time.Advance(TimeSpan.FromMinutes(16));
        await browser.OpenAsync(link);
        Assert.Contains("ouder dan 15 minuten", browser.Errors.Single(), StringComparison.Ordinal);
        await browser.OpenAsync("/inloggen/code");

        Assert.Contains("ouder dan 15 minuten", browser.Errors.Single(), StringComparison.Ordinal);
        Assert.Contains(browser.Page.QuerySelectorAll("main button"), b => b.TextContent.Contains("Stuur een nieuwe code", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_newest_code_works_after_a_new_one_was_asked()
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen?returnUrl=/mijn/gegevens");
        await browser.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));

        await browser.PressAsync("Stuur een nieuwe code");
        Assert.Contains("We stuurden een nieuwe code.", browser.Text, StringComparison.Ordinal);
        await browser.PressAsync("Log in", ("Code", _site.Mail.WrongCode()));
        Assert.Single(browser.Errors);
        await browser.PressAsync("Log in", ("Code", _site.Mail.LastCode));

        Assert.Equal("/mijn/gegevens", browser.Path);
        Assert.Equal(2, _site.Mail.Mails.Count);
    }

    [Fact]
    public async Task After_five_wrong_codes_only_a_new_one_is_offered()
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen");
        await browser.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));

        for (var i = 0; i < 5; i++) await browser.PressAsync("Log in", ("Code", _site.Mail.WrongCode()));

        Assert.Contains("5 keer een foute code", browser.Errors.Single(), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("#Code"));
    }

    [Fact]
    public async Task The_code_page_without_a_code_that_was_asked_starts_again()
    {
        var browser = _site.OpenBrowser();

        await browser.OpenAsync("/inloggen/code");

        Assert.Equal("/inloggen", browser.Path);
    }

    [Fact]
    public async Task Someone_gives_their_name_and_signs_out_everywhere()
    {
        var browser = await SignedInAsync("olga@buurtwerk.example", "/mijn/gegevens");

        await browser.PressAsync("Bewaar", ("DisplayName", " "));
        Assert.Equal(["Vul je naam in."], browser.Errors);
        await browser.PressAsync("Bewaar", ("DisplayName", "\u2060\u3164"));
        Assert.Equal(["Vul je naam in."], browser.Errors);
        await browser.PressAsync("Bewaar", ("DisplayName", " \u202EOlga\u0007 "));
        Assert.Equal("Olga", browser.Page.QuerySelector("#DisplayName")!.GetAttribute("value"));
        await browser.PressAsync("Log overal uit");

        Assert.Contains("Je bent uitgelogd", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/mijn/gegevens");
        Assert.StartsWith("/inloggen", browser.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signed_in_here_before_gets_a_code_though_strangers_used_up_the_mails_of_the_address()
    {
        var browser = await SignedInAsync("olga@buurtwerk.example", "/mijn/gegevens");
        await browser.OpenAsync("/uitloggen");
        await browser.PressAsync("Log uit");
        await using (var scope = _site.Services.CreateAsyncScope())
        {
            var signIn = scope.ServiceProvider.GetRequiredService<SignInService>();
            for (var i = 1; i < 10; i++) await signIn.AskAsync(new AskToSignIn("olga@buurtwerk.example", null, $"10.0.0.{i}"), TestContext.Current.CancellationToken);
        }

        var stranger = await AskAsync(_site.OpenBrowser());
        var colleague = await AskAsync(await SignedInAsync("piet@buurtwerk.example", "/mijn"));
        var own = await AskAsync(browser);

        Assert.Contains("over enkele uren", stranger.Errors.Single(), StringComparison.Ordinal);
        Assert.Equal(stranger.Errors, colleague.Errors);
        Assert.Equal("/inloggen/code", own.Path);

        static async Task<Browser> AskAsync(Browser browser)
        {
            await browser.OpenAsync("/inloggen");
            await browser.PressAsync("Stuur mij een code", ("Email", "olga@buurtwerk.example"));
            return browser;
        }
    }

    [Fact]
    public async Task A_key_is_shown_once_and_can_be_withdrawn()
    {
        var browser = await SignedInAsync("olga@buurtwerk.example", "/mijn/toegang");

        await browser.PressAsync("Maak een sleutel", ("Name", ""));
        Assert.Equal(["Geef een naam van hoogstens 100 letters."], browser.Errors);
        await browser.PressAsync("Maak een sleutel", ("Name", "Website"));
        Assert.StartsWith("gbo_", browser.Page.QuerySelector("#sleutel")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/mijn/toegang");
        Assert.Null(browser.Page.QuerySelector("#sleutel"));
        await browser.PressAsync("Trek in");

        Assert.Contains("De sleutel is ingetrokken.", browser.Text, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("main table"));
    }

    [Fact]
    public async Task Another_persons_key_does_not_exist_for_me()
    {
        var olga = await SignedInAsync("olga@buurtwerk.example", "/mijn/toegang");
        await olga.PressAsync("Maak een sleutel", ("Name", "Van Olga"));
        var her = olga.Page.QuerySelector("main table button")!.GetAttribute("value")!;
        var evi = await SignedInAsync("evi@elders.example", "/mijn/toegang");
        await evi.PressAsync("Maak een sleutel", ("Name", "Van Evi"));
        evi.Page.QuerySelector("main table button")!.SetAttribute("value", her);

        await evi.PressAsync("Trek in");

        Assert.Equal(HttpStatusCode.NotFound, evi.Status);
        await olga.OpenAsync("/mijn/toegang");
        Assert.Contains("Van Olga", olga.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_asks_for_a_press_of_the_button()
    {
        var browser = await SignedInAsync("olga@buurtwerk.example", "/mijn/gegevens");
        await browser.OpenAsync("/uitloggen");
        await browser.OpenAsync("/mijn/gegevens");
        Assert.Equal("/mijn/gegevens", browser.Path);

        await browser.OpenAsync("/uitloggen");
        await browser.PressAsync("Log uit");

        Assert.Contains("Je bent uitgelogd", browser.Text, StringComparison.Ordinal);
    }

    private async Task<Browser> SignedInAsync(string email, string page)
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen?returnUrl=" + page);
        await browser.PressAsync("Stuur mij een code", ("Email", email));
        await browser.PressAsync("Log in", ("Code", _site.Mail.LastCode));
        return browser;
    }
}
