using System.Net;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.Tokens;

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

    [Fact]
    public async Task A_browser_that_signed_in_with_the_mail_alone_never_gets_the_desk_by_what_another_one_sets_up()
    {
        await RequireAsync();
        var mailOnly = await FirstStepAsync();
        var stamp = await StampAsync(value: null);
        var (secret, _) = await SetUpAsync();

        await mailOnly.OpenAsync("/beheer/mail");
        Assert.StartsWith("/inloggen?", mailOnly.Path, StringComparison.Ordinal);

        // Also without the new stamp: the cookie does not say that the second step was passed, so it is asked.
        await StampAsync(stamp);
        await mailOnly.OpenAsync("/beheer/mail");
        Assert.Equal("/inloggen/tweede-stap", mailOnly.Path);
        _site.Time.Advance(TimeSpan.FromMinutes(1));
        await mailOnly.PressAsync("Log in", ("Code", secret.CodeAt(_site.Time.GetUtcNow())));
        Assert.Equal((HttpStatusCode.OK, "/beheer/mail"), (mailOnly.Status, mailOnly.Path));
    }

    [Fact]
    public async Task Who_saw_the_key_of_an_earlier_page_does_not_know_the_one_that_is_turned_on()
    {
        var (thief, owner) = (await FirstStepAsync(), await FirstStepAsync());
        await thief.OpenAsync("/mijn/tweede-stap");
        var seen = SecretOn(thief);
        await owner.OpenAsync("/mijn/tweede-stap");
        var own = SecretOn(owner);
        Assert.NotEqual(seen, own);

        await owner.PressAsync("Zet de tweede stap aan", ("Code", "123"));
        Assert.Equal(own, SecretOn(owner));
        await owner.PressAsync("Zet de tweede stap aan", ("Code", own.CodeAt(_site.Time.GetUtcNow())));
        _site.Time.Advance(TimeSpan.FromMinutes(1));
        var again = await FirstStepAsync();
        await again.PressAsync("Log in", ("Code", seen.CodeAt(_site.Time.GetUtcNow())));

        Assert.Single(again.Errors);
        await owner.OpenAsync("/mijn/gegevens");
        Assert.Equal("/mijn/gegevens", owner.Path);
    }

    [Fact]
    public async Task A_key_for_programs_opens_the_desk_only_when_it_was_made_after_the_second_step_or_by_an_operator()
    {
        var early = await TokenAsync(await FirstStepAsync());
        Assert.Equal(HttpStatusCode.OK, await DeskAsync(early));
        await RequireAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await DeskAsync(early));
        var mailOnly = await FirstStepAsync("/mijn/toegang");
        Assert.Contains("Stel eerst je tweede stap in", mailOnly.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Maak een sleutel", mailOnly.Text, StringComparison.Ordinal);

        _site.Time.Advance(TimeSpan.FromMinutes(1));
        var (_, paper) = await SetUpAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await DeskAsync(early));
        var both = await FirstStepAsync();
        await both.PressAsync("Log in", ("Code", paper[0]));
        var late = await TokenAsync(both);
        Assert.Equal(HttpStatusCode.OK, await DeskAsync(late));

        await both.OpenAsync("/mijn/tweede-stap");
        await both.PressAsync("Zet de tweede stap af", ("Code", paper[1]));
        Assert.Equal(HttpStatusCode.Forbidden, await DeskAsync(late));
        Assert.Equal(HttpStatusCode.OK, await DeskAsync(await OperatorTokenAsync()));
    }

    private async Task<string> TokenAsync(Browser browser)
    {
        await browser.OpenAsync("/mijn/toegang");
        await browser.PressAsync("Maak een sleutel", ("Name", "test"), ("Scopes", "manage"));
        return browser.Page.QuerySelector("#sleutel")!.TextContent;
    }

    private async Task<string> OperatorTokenAsync()
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var coach = await scope.ServiceProvider.GetRequiredService<IUserDirectory>().FindByEmailAsync(Coach);
        var request = new CreateApiToken(coach!.Id, "test", ["manage"], ByOperator: true);
        return (await scope.ServiceProvider.GetRequiredService<ApiTokenService>().CreateAsync(request, TestContext.Current.CancellationToken)).Secret;
    }

    private async Task<HttpStatusCode> DeskAsync(string token)
    {
        using var client = _site.OpenClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await client.GetAsync(new Uri("/api/v1/workflows", UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    // The coach's security stamp; with a value: changed to that.
    private async Task<string> StampAsync(string? value)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<GboDbContext>().Users.Where(u => u.Email == Coach);
        if (value is not null) await users.ExecuteUpdateAsync(s => s.SetProperty(u => u.SecurityStamp, value), TestContext.Current.CancellationToken);
        _site.Services.GetRequiredService<AccessCache>().Forget();
        return (await users.Select(u => u.SecurityStamp).SingleAsync(TestContext.Current.CancellationToken))!;
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
