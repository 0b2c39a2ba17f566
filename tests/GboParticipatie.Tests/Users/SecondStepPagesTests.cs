using System.Net;
using GboParticipatie.Settings;

namespace GboParticipatie.Tests.Users;

public sealed class SecondStepPagesTests(DatabaseFixture databases) : IAsyncLifetime
{
    private const string Coach = "coach@zolim.example";
    private PagesSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await PagesSite.CreateAsync(databases);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task With_a_second_step_the_mail_alone_signs_nobody_in()
    {
        var (secret, _) = await SetUpAsync();
        _site.Time.Advance(TimeSpan.FromMinutes(1));
        var browser = await FirstStepAsync("/beheer/mail");

        await browser.OpenAsync("/beheer");
        Assert.StartsWith("/inloggen?", browser.Path, StringComparison.Ordinal);
        await browser.OpenAsync("/inloggen/tweede-stap");
        await browser.PressAsync("Log in", ("Code", "000000"));
        Assert.Contains("Die code klopt niet", browser.Errors.Single(), StringComparison.Ordinal);
        await browser.PressAsync("Log in", ("Code", secret.CodeAt(_site.Time.GetUtcNow())));

        Assert.Equal((HttpStatusCode.OK, "/beheer/mail"), (browser.Status, browser.Path));
    }

    [Fact]
    public async Task Who_lost_the_phone_uses_a_code_on_paper_and_turns_the_second_step_off()
    {
        var (_, paper) = await SetUpAsync();
        var browser = await FirstStepAsync();

        await browser.PressAsync("Log in", ("Code", paper[0]));
        await browser.OpenAsync("/mijn/tweede-stap");
        await browser.PressAsync("Zet de tweede stap af", ("Code", paper[0]));
        Assert.Single(browser.Errors);
        await browser.PressAsync("Zet de tweede stap af", ("Code", paper[1]));
        Assert.Contains("Je tweede stap staat af.", browser.Text, StringComparison.Ordinal);

        Assert.Equal("/beheer", (await FirstStepAsync()).Path);
    }

    [Fact]
    public async Task Nobody_comes_to_the_second_step_without_the_first()
    {
        await SetUpAsync();
        var browser = _site.OpenBrowser();

        await browser.OpenAsync("/inloggen/tweede-stap");

        Assert.Equal("/inloggen", browser.Path);
    }

    [Fact]
    public async Task Where_staff_need_a_second_step_the_desk_opens_once_it_is_set_up()
    {
        await RequireAsync();
        var browser = await FirstStepAsync("/beheer/mail");
        Assert.Equal("/mijn/tweede-stap?returnUrl=%2Fbeheer%2Fmail", browser.Path);
        Assert.Contains("Je werkt met gegevens van anderen", browser.Text, StringComparison.Ordinal);

        await browser.PressAsync("Zet de tweede stap aan", ("Code", "123"));
        Assert.Contains("Die code klopt niet", browser.Errors.Single(), StringComparison.Ordinal);
        await browser.PressAsync("Zet de tweede stap aan", ("Code", SecretOn(browser).CodeAt(_site.Time.GetUtcNow())));
        Assert.Equal("/beheer/mail", browser.Page.QuerySelector("main a.btn")!.GetAttribute("href"));
        await browser.OpenAsync("/beheer/mail");

        Assert.Equal((HttpStatusCode.OK, "/beheer/mail"), (browser.Status, browser.Path));
    }

    [Fact]
    public async Task Who_is_no_staff_needs_no_second_step()
    {
        await RequireAsync();

        var browser = await FirstStepAsync("/mijn", "organisatie@zolim.example");

        Assert.Equal((HttpStatusCode.OK, "/mijn"), (browser.Status, browser.Path));
    }

    private static AppSecret SecretOn(Browser browser) => new(browser.Page.QuerySelector("main strong.font-monospace")!.TextContent);

    private async Task<Browser> FirstStepAsync(string? returnUrl = null, string email = Coach)
    {
        var browser = _site.OpenBrowser();
        await browser.OpenAsync("/inloggen" + (returnUrl is null ? "" : $"?returnUrl={returnUrl}"));
        await browser.PressAsync("Stuur mij een code", ("Email", email));
        await browser.PressAsync("Log in", ("Code", _site.Mail.LastCode));
        return browser;
    }

    private async Task<(AppSecret Secret, List<string> Paper)> SetUpAsync()
    {
        var browser = await FirstStepAsync();
        await browser.OpenAsync("/mijn/tweede-stap");
        var secret = SecretOn(browser);
        await browser.PressAsync("Zet de tweede stap aan", ("Code", secret.CodeAt(_site.Time.GetUtcNow())));
        return (secret, [.. browser.Page.QuerySelectorAll("main ul.font-monospace li").Select(li => li.TextContent)]);
    }

    private async Task RequireAsync()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<ISiteService>();
        await scope.ServiceProvider.GetRequiredService<GboDbContext>().WriteAsync(
            async c => await settings.SetAsync(await settings.GetAsync<SiteSettings>(c) with { SecondStepForStaff = true }, c), TestContext.Current.CancellationToken);
    }
}
