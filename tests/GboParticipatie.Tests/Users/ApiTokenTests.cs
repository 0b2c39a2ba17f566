using System.Net;
using GboParticipatie.Security;
using GboParticipatie.Web.Users.Tokens;

namespace GboParticipatie.Tests.Users;

public sealed class ApiTokenTests(DatabaseFixture databases)
{
    [Fact]
    public async Task A_token_does_what_its_scopes_and_its_owner_may_and_no_more()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var viewer = await site.AddUserAsync("viewer@ocmw.example", AccessSite.View);
        var none = await site.AddUserAsync("none@ocmw.example");
        var read = site.WithToken(await site.TokenAsync(viewer, 1, ApiScopes.Read));
        var manage = site.WithToken(await site.TokenAsync(viewer, 1, ApiScopes.Manage));
        var poor = site.WithToken(await site.TokenAsync(none, 1, ApiScopes.Manage));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(read, HttpMethod.Get, "/api/v1/view"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(read, HttpMethod.Post, "/api/v1/answers"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(manage, HttpMethod.Get, "/api/v1/unscoped"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(manage, HttpMethod.Post, "/api/v1/answers"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(poor, HttpMethod.Get, "/api/v1/view"));
        Assert.Equal("viewer@ocmw.example False", await read.GetStringAsync(new Uri("/api/v1/view", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal("false", await read.GetStringAsync(new Uri("/api/v1/open", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_named()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var client = site.WithToken(await site.TokenAsync(await site.AddUserAsync("an@ocmw.example", AccessSite.View), 1, ApiScopes.Read));

        using var answer = await client.PostAsync(new Uri("/api/v1/answers", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"answer\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Cookies_do_not_count_on_the_api_and_tokens_only_there()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var user = await site.AddUserAsync("an@ocmw.example", AccessSite.View);
        var (browser, _) = await site.SignedInAsync(user);
        var client = site.WithToken(await site.TokenAsync(user, 1, ApiScopes.Manage));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, HttpMethod.Get, "/view"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser, HttpMethod.Get, "/api/v1/view"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(client, HttpMethod.Get, "/view"));
    }

    [Fact]
    public async Task A_token_stops_when_its_days_are_over_or_it_is_withdrawn()
    {
        await using var site = await AccessSite.CreateAsync(databases);
        var user = await site.AddUserAsync("an@ocmw.example", AccessSite.View);
        var days = site.WithToken(await site.TokenAsync(user, 2, ApiScopes.Read));
        var withdrawn = site.WithToken(await site.TokenAsync(user, 90, ApiScopes.Read));
        await using var scope = site.Services.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<ApiTokenService>();
        var tokens = await service.ListAsync(user.Id, TestContext.Current.CancellationToken);
        await service.RevokeAsync(user.Id, tokens.Single(t => t.ExpiresAt > site.Time.Now.AddDays(80)).Id, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(days, HttpMethod.Get, "/api/v1/view"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(withdrawn, HttpMethod.Get, "/api/v1/view"));
        site.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(days, HttpMethod.Get, "/api/v1/view"));
    }

    [Fact]
    public async Task A_made_up_token_is_refused_also_where_none_is_needed_to_read()
    {
        await using var site = await AccessSite.CreateAsync(databases);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site.WithToken("gbo_madeup"), HttpMethod.Get, "/api/v1/view"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(site.Anonymous(), HttpMethod.Get, "/api/v1/view"));
    }

    [Theory, AllDatabases]
    public async Task Tokens_are_stored_as_hashes_and_are_ones_own(Db db)
    {
        await using var site = await databases.CreateUsersAsync(db);
        var an = await UserAsync(site, "an@ocmw.example");
        var bo = await UserAsync(site, "bo@ocmw.example");

        var made = await site.UseAsync<ApiTokenService, CreatedApiToken>(s => s.CreateAsync(new CreateApiToken(an, "Website", [ApiScopes.Propose, ApiScopes.Read]), default));

        var stored = await site.DataAsync(d => d.Set<ApiToken>().SingleAsync());
        Assert.DoesNotContain(made.Secret, System.Text.Json.JsonSerializer.Serialize(stored), StringComparison.Ordinal);
        Assert.Equal(("read propose", made.Secret[..10]), (stored.Scopes, stored.Prefix));
        await Assert.ThrowsAsync<NotFoundException>(() => site.UseAsync<ApiTokenService>(s => s.RevokeAsync(bo, stored.Id, default)));
        Assert.Empty(await site.UseAsync<ApiTokenService, IReadOnlyList<ApiToken>>(s => s.ListAsync(bo, default)));
        var used = await site.UseAsync<ApiTokenService, ApiToken?>(s => s.FindWorkingAsync(made.Secret, default));
        Assert.Equal(stored.Id, used!.Id);
        Assert.Equal(new DateOnly(2026, 11, 22), await site.DataAsync(d => d.Set<ApiToken>().Select(t => t.LastUsedOn).SingleAsync()));
    }

    [Theory]
    [InlineData("", "read", 10, "Name")]
    [InlineData("x", "", 10, "Scopes")]
    [InlineData("x", "read,everything", 10, "Scopes")]
    [InlineData("x", "read", 0, "Days")]
    [InlineData("x", "read", 366, "Days")]
    public async Task What_is_missing_is_said_at_its_field(string name, string scopes, int days, string field)
    {
        await using var site = await databases.CreateUsersAsync(Db.Sqlite);
        var request = new CreateApiToken(await UserAsync(site, "an@ocmw.example"), name, scopes.Split(',', StringSplitOptions.RemoveEmptyEntries), days);

        var refused = await Assert.ThrowsAsync<RuleException>(() => site.UseAsync<ApiTokenService, CreatedApiToken>(s => s.CreateAsync(request, default)));

        Assert.Equal(field, refused.Field);
    }

    [Theory, AllDatabases]
    public async Task Of_many_tokens_that_are_made_at_once_twenty_are(Db kind)
    {
        await using var site = await databases.CreateUsersAsync(kind);
        var an = await UserAsync(site, "an@ocmw.example");

        var tries = await Task.WhenAll(Enumerable.Range(0, 28).Select(i => Task.Run(() => Record.ExceptionAsync(()
            => site.UseAsync<ApiTokenService, CreatedApiToken>(s => s.CreateAsync(new CreateApiToken(an, $"nr {i}", [ApiScopes.Read]), default))).AsTask())));

        Assert.Equal(8, tries.Count(t => t is RuleException));
        Assert.Equal(20, await site.DataAsync(d => d.Set<ApiToken>().CountAsync(t => t.UserId == an)));
    }

    private static async Task<string> UserAsync(TestSite site, string email)
        => (await site.UseAsync<GboParticipatie.Users.IUserDirectory, GboParticipatie.Users.UserSummary>(d => d.EnsureAsync(email, "x", []))).Id;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, HttpMethod method, string page)
    {
        using var request = new HttpRequestMessage(method, new Uri(page, UriKind.Relative));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
