using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Web;

/// <summary>What every answer of the site has, and what people get when something goes wrong.</summary>
public sealed partial class AnswerTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/over")]
    [InlineData("/bestaat-niet")]
    [InlineData("/test/stuk")]
    [InlineData("/api/v1/bestaat-niet")]
    [InlineData("/health/live")]
    public async Task Every_answer_tells_the_browser_to_trust_nothing_from_elsewhere(string path)
    {
        await using var site = await StartAsync();

        var headers = (await site.Client.GetAsync(path, Cancel)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("camera=()", headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_explained_in_plain_Dutch()
    {
        await using var site = await StartAsync();

        var answer = await site.Client.GetAsync("/bestaat/niet", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>Deze pagina bestaat niet</h1>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_gives_a_reference_and_no_detail()
    {
        var log = new SiteLog();
        await using var site = await StartAsync(log);

        var answer = await site.Client.GetAsync("/test/stuk", Cancel);

        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var reference = Reference().Match(text).Groups["code"].Value;
        Assert.Equal(8, reference.Length);
        Assert.DoesNotContain("geheim", text, StringComparison.Ordinal);
        AssertInLog(log, reference);
    }

    [Theory]
    [InlineData("/test/weg", HttpStatusCode.NotFound, "Deze pagina bestaat niet")]
    [InlineData("/test/regel", HttpStatusCode.BadRequest, "Kies een dag in de toekomst.")]
    [InlineData("/test/veranderd", HttpStatusCode.Conflict, "Iemand anders veranderde dit net")]
    public async Task What_no_page_caught_becomes_a_page_that_says_what_to_do(string path, HttpStatusCode status, string text)
    {
        await using var site = await StartAsync();

        var answer = await site.Client.GetAsync(path, Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(text, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/bestaat-niet", 404, null)]
    [InlineData("/api/test/regel", 400, "Kies een dag in de toekomst.")]
    [InlineData("/api/test/stuk", 500, null)]
    public async Task A_program_gets_problem_details(string path, int status, string? detail)
    {
        var log = new SiteLog();
        await using var site = await StartAsync(log);

        var answer = await site.Client.GetAsync(path, Cancel);

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.Equal(8, ((string)problem["reference"]!).Length);
        Assert.Equal(detail, (string?)problem["detail"]);
        Assert.DoesNotContain("geheim", problem.ToJsonString(), StringComparison.Ordinal);
        if (status == 500) AssertInLog(log, (string)problem["reference"]!);
    }

    [Fact]
    public async Task A_form_that_was_open_too_long_says_so()
    {
        await using var site = await StartAsync();
        var browser = await site.SignedInAsync("beheer@test.example");

        var answer = await browser.PostAsync("/beheer/systeem?handler=Retry", new FormUrlEncodedContent([new("Stream", Guid.NewGuid().ToString())]), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Deze pagina stond te lang open", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_system_page_is_for_who_manages_the_system()
    {
        await using var site = await StartAsync();

        var anonymous = await site.Client.GetAsync("/beheer/systeem", Cancel);
        var other = await (await site.SignedInAsync("organisatie@test.example")).GetAsync("/beheer/systeem", Cancel);
        var manager = await (await site.SignedInAsync("beheer@test.example")).GetAsync("/beheer/systeem", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, anonymous.StatusCode);
        Assert.Equal("/inloggen", anonymous.Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Contains("Deze pagina is niet voor jou", await other.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, manager.StatusCode);
    }

    [Theory]
    [InlineData("/over")]
    [InlineData("/hulp")]
    [InlineData("/privacy")]
    [InlineData("/toegankelijkheid")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/live")]
    [InlineData("/_content/GboParticipatie.Theme/gbo.css")]
    public async Task What_is_public_is_there_for_everyone(string path)
    {
        await using var site = await StartAsync();

        var answer = await site.Client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_proxy_is_only_believed_when_it_is_configured()
    {
        var who = (WebApplication app) => { app.MapGet("/test/adres", (Microsoft.AspNetCore.Http.HttpContext http) => $"{http.Connection.RemoteIpAddress} {http.Request.Scheme}").Public("test"); };
        await using var plain = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), map: who);
        await using var behind = await RunningSite.StartAsync(
            await databases.CreateDatabaseAsync(Db.Sqlite), map: who, settings: ("Gbo:Proxies:0", "127.0.0.1"));

        Assert.Equal("127.0.0.1 http", await AskAsync(plain));
        Assert.Equal("203.0.113.9 https", await AskAsync(behind));

        static async Task<string> AskAsync(RunningSite site)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/test/adres");
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            request.Headers.Add("X-Forwarded-Proto", "https");
            return await (await site.Client.SendAsync(request, Cancel)).Content.ReadAsStringAsync(Cancel);
        }
    }

    // Who reads the logs finds there, beside the reference, what the page does not tell.
    private static void AssertInLog(SiteLog log, string reference)
        => Assert.Contains(log.Lines, l => l.Contains($"Reference {reference}", StringComparison.Ordinal) && l.Contains("InvalidOperationException: geheim", StringComparison.Ordinal));

    private async Task<RunningSite> StartAsync(SiteLog? log = null) => await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), settings: ("Logging:LogLevel:Default", "Error"), replace: services =>
    {
        if (log is not null) services.AddSingleton<ILoggerProvider>(log);
    }, map: app =>
    {
        foreach (var prefix in new[] { "/test", "/api/test" })
        {
            app.MapGet($"{prefix}/stuk", string () => throw new InvalidOperationException("geheim")).Public("test");
            app.MapGet($"{prefix}/weg", string () => throw new NotFoundException("geheim")).Public("test");
            app.MapGet($"{prefix}/regel", string () => throw new RuleException("Kies een dag in de toekomst.", "Day")).Public("test");
            app.MapGet($"{prefix}/veranderd", string () => throw new ChangedMeanwhileException("geheim")).Public("test");
        }
    });

    [GeneratedRegex("<strong class='ref'>(?<code>[A-Z2-9]{8})</strong>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
