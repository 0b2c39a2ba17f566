using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Web.Users.Tokens;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary>
/// Who reaches the API, for every endpoint that its description names; and that the description names every endpoint that there is.
/// </summary>
public sealed class ApiAccessTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Fact]
    public async Task The_description_names_every_endpoint_its_scope_and_what_it_answers()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var mapped = await site.UseAsync((EndpointDataSource source) => Task.FromResult(source.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} /{e.RoutePattern.RawText!.TrimStart('/').Replace(":guid", "", StringComparison.Ordinal)}"))
            .Order(StringComparer.Ordinal).ToList()));

        var described = await DescribedAsync(site);

        Assert.Equal(mapped, described.Select(d => $"{d.Method} {d.Path}").Order(StringComparer.Ordinal));
        foreach (var wanted in new[] { "GET /api/v1/groups", "GET /api/v1/sessions", "POST /api/v1/agenda-items", "GET /api/v1/agenda-items/{id}", "GET /api/v1/agenda-items/{id}/files/{file}", "GET /api/v1/answers", "POST /api/v1/answers/{id}", "GET /api/v1/ledger", "POST /api/v1/feedback" })
            Assert.Contains(wanted, mapped);
        Assert.All(described, d =>
        {
            Assert.Contains(d.Scope, ApiScopes.All);
            Assert.False(string.IsNullOrEmpty((string?)d.Operation["summary"]));
            var statuses = d.Operation["responses"]!.AsObject();
            Assert.Contains(statuses, r => r.Key[0] == '2' && (r.Value!["content"]!["application/json"]?["schema"] ?? r.Value["content"]!["application/octet-stream"]) is not null);
            Assert.True(statuses.ContainsKey("401") && statuses.ContainsKey("403"), $"{d.Path} does not say how it refuses");
        });
        Assert.All(described.Where(d => d.Method == "POST"), d => Assert.Contains(d.Operation["responses"]!.AsObject(), r => r.Key == "400"));
    }

    [Fact]
    public async Task Without_a_token_or_with_one_that_is_made_up_has_expired_or_was_withdrawn_nothing_opens()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var expired = await site.TokenAsync("beheer@zolim.example");
        await site.UseAsync((GboDbContext db) => db.Set<ApiToken>().Where(t => t.Id == expired.Token.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.ExpiresAt, DateTime.UtcNow.AddMinutes(-1))));
        var withdrawn = await site.TokenAsync("beheer@zolim.example");
        await site.UseAsync(async (ApiTokenService s) =>
        {
            await s.RevokeAsync(withdrawn.Token.UserId, withdrawn.Token.Id, default);
            return true;
        });

        foreach (var token in new[] { null, "gbo_verzonnen", "", expired.Secret, withdrawn.Secret })
        {
            var caller = new ApiCaller(site.Address, token);
            foreach (var endpoint in await DescribedAsync(site))
            {
                var answer = await CallAsync(caller, endpoint);
                Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.Status, answer.MediaType));
                Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_token_with_every_scope_but_the_one_that_is_asked_is_refused_and_the_scope_named()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        foreach (var endpoint in await DescribedAsync(site))
        {
            var others = ApiScopes.All.Where(s => s != endpoint.Scope && s != ApiScopes.Manage).ToArray();

            var answer = await CallAsync(await site.CallerAsync("coach@zolim.example", others), endpoint);

            Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (answer.Status, answer.MediaType));
            Assert.Contains($"scope=\"{endpoint.Scope}\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_with_all_scopes_does_no_more_than_its_owner_may()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var nobody = await site.CallerAsync("niemand@zolim.example", [.. ApiScopes.All]);

        foreach (var endpoint in (await DescribedAsync(site)).Where(e => e.Scope != ApiScopes.Read))
            Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync(nobody, endpoint)).Status);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_have_is_named_as_such()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var caller = await site.CallerAsync("coach@zolim.example", ApiScopes.Read);

        var answer = await caller.SendAsync(HttpMethod.Delete, "/api/v1/groups", null);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    [Fact]
    public async Task A_session_in_a_browser_opens_nothing_of_the_API()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var browser = site.NewBrowser();
        await browser.SignInAsync("coach@zolim.example");

        await browser.OpenAsync("/api/v1/groups");

        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
    }

    private static async Task<List<Described>> DescribedAsync(PublicSite site)
    {
        var description = (await new ApiCaller(site.Address, null).GetAsync("/openapi/v1.json")).Json;
        return [.. description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => new Described(o.Key.ToUpperInvariant(), path.Key, o.Value!.AsObject())))];
    }

    private static Task<ApiAnswer> CallAsync(ApiCaller caller, Described endpoint)
        => caller.SendAsync(new HttpMethod(endpoint.Method), endpoint.Path.Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{file}", Guid.NewGuid().ToString(), StringComparison.Ordinal),
            endpoint.Method == "POST" ? new StringContent("{}", Encoding.UTF8, "application/json") : null);

    private sealed record Described(string Method, string Path, JsonObject Operation)
    {
        public string? Scope => (string?)Operation["security"]?[0]?["token"]?[0];
    }
}
