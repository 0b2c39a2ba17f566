using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Users;
using GboParticipatie.Web.Users.Tokens;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public JsonArray List => Json.AsArray();

    public string? Detail => (string?)Json["detail"];

    /// <summary>The first message at this field, or null.</summary>
    public string? ErrorAt(string field) => (string?)Json["errors"]?[field]?[0];
}

/// <summary>A program that calls the API with someone's token, over real HTTP.</summary>
internal sealed class ApiCaller(Uri site, string? token)
{
    private readonly HttpClient _client = new() { BaseAddress = site };

    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<ApiAnswer> PostAsync(string path, object body, params (string Name, string Value)[] headers)
        => PostTextAsync(path, System.Text.Json.JsonSerializer.Serialize(body), headers);

    public Task<ApiAnswer> PostTextAsync(string path, string body, params (string Name, string Value)[] headers)
        => SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ApiAnswer(response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, text);
    }
}

/// <summary>Programs with tokens, on a site for tests of pages.</summary>
internal static class ApiCallers
{
    // One person has at most twenty tokens, fewer than the tests of a site ask.
    private static readonly ConditionalWeakTable<PublicSite, ConcurrentDictionary<string, ApiCaller>> Known = [];

    /// <summary>Calls with a token of the person with this address; without scopes with all.</summary>
    public static async Task<ApiCaller> CallerAsync(this PublicSite site, string email, params string[] scopes)
    {
        var known = Known.GetOrCreateValue(site);
        var key = $"{email} {string.Join(' ', scopes)}";
        return known.TryGetValue(key, out var caller) ? caller : known[key] = new ApiCaller(site.Address, (await site.TokenAsync(email, scopes)).Secret);
    }

    /// <summary>A new token of the person with this address; someone unknown gets an account without roles.</summary>
    public static async Task<CreatedApiToken> TokenAsync(this PublicSite site, string email, params string[] scopes)
    {
        var user = await site.UseAsync((IUserDirectory users) => users.EnsureAsync(email, "", []));
        var request = new CreateApiToken(user.Id, "test", scopes.Length == 0 ? [ApiScopes.Manage] : scopes);
        return await site.UseAsync((ApiTokenService s) => s.CreateAsync(request, TestContext.Current.CancellationToken));
    }
}
