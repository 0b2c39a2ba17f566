using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary>What /openapi/v1.json says is what the API does: how it refuses, which values it takes, what it must get.</summary>
public sealed class ApiDescriptionTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Member = "stuurgroep@zolim.example";
    private const string Administrator = "beheer@zolim.example";
    private const string Organisation = "organisatie@zolim.example";

    private static readonly string Unknown = Guid.NewGuid().ToString();

    public static TheoryData<string, string, string, string?, int> Refused => new()
    {
        { Member, "GET", "/api/v1/sessions?from=30-02-2026", null, 400 },
        { Member, "GET", "/api/v1/sessions?group=x", null, 400 },
        { Member, "GET", "/api/v1/answers?state=foo", null, 400 },
        { Member, "GET", "/api/v1/digests?page=x", null, 400 },
        { Member, "GET", "/api/v1/ledger?from=2026-02-01", null, 400 },
        { Member, "GET", "/api/v1/ledger?from=2025-01-01&to=2026-12-31", null, 400 },
        { Organisation, "GET", "/api/v1/ledger", null, 403 },
        { Administrator, "GET", "/api/v1/workflows/x/runs?state=foo", null, 400 },
        { Administrator, "GET", "/api/v1/workflows/x/runs", null, 404 },
        { Member, "GET", "/api/v1/workflows", null, 403 },
        { Member, "GET", $"/api/v1/agenda-items/{Unknown}", null, 404 },
        { "", "GET", "/api/v1/groups", null, 401 },
        { Member, "POST", "/api/v1/agenda-items", "{", 400 },
        { Member, "POST", "/api/v1/agenda-items", $$"""{ "groupId": "{{Unknown}}", "title": "x" }""", 404 },
        { Member, "POST", $"/api/v1/answers/{Unknown}", """{ "decision": "willNotDo", "why": "Nee." }""", 404 },
        { Member, "POST", $"/api/v1/answers/{Unknown}", "geen JSON", 400 },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task Every_refusal_is_described(string who, string method, string path, string? body, int status)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var caller = who.Length == 0 ? new ApiCaller(site.Address, null) : await site.CallerAsync(who);

        var answer = await caller.SendAsync(new HttpMethod(method), path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((status, "application/problem+json"), ((int)answer.Status, answer.MediaType));
        var responses = (await DescriptionAsync())["paths"]![Template(path)]![method.ToLowerInvariant()]!["responses"]!.AsObject();
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), responses.Select(r => r.Key));
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_JSON_is_refused_as_described()
    {
        var caller = await (await sites.GetAsync(Db.Sqlite)).CallerAsync(Member);
        const string Path = "/api/v1/agenda-items";

        var text = await caller.SendAsync(HttpMethod.Post, Path, new StringContent("{}", Encoding.UTF8, "text/plain"));
        // Asked first, as RFC 9110 (10.1.1) has it: who is refused while it still sends may only see a broken connection.
        var large = await caller.PostTextAsync(Path, $$"""{ "title": "{{new string('x', 2 << 20)}}" }""", ("Expect", "100-continue"));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.RequestEntityTooLarge), (text.Status, large.Status));
        foreach (var path in new[] { Path, "/api/v1/answers/{id}" })
            Assert.Subset((await DescriptionAsync())["paths"]![path]!["post"]!["responses"]!.AsObject().Select(r => r.Key).ToHashSet(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal) { "413", "415" });
    }

    [Fact]
    public async Task What_only_some_endpoints_can_answer_is_described_at_those()
    {
        var paths = (await DescriptionAsync())["paths"]!;

        Assert.NotNull(paths["/api/v1/agenda-items"]!["post"]!["responses"]!["422"]);
        Assert.NotNull(paths["/api/v1/answers/{id}"]!["post"]!["responses"]!["409"]);
        Assert.NotNull(paths["/api/v1/answers/{id}"]!["post"]!["responses"]!["412"]);
        // Nothing counts calls but those that bring a point: elsewhere a description that promises 429 would promise too much.
        Assert.Equal(["/api/v1/agenda-items"], paths.AsObject().Where(p => p.Value!.ToJsonString().Contains("\"429\"", StringComparison.Ordinal)).Select(p => p.Key));
    }

    [Fact]
    public async Task Every_choice_names_its_values()
    {
        var description = await DescriptionAsync();
        var schemas = description["components"]!["schemas"]!;

        Assert.Equal([.. Names<HeardFrom>(), null], Values(schemas["NewAgendaItem"]!["properties"]!["heardFrom"]));
        Assert.Equal([.. Names<Visibility>(), null], Values(schemas["NewAgendaItem"]!["properties"]!["visibility"]));
        Assert.Equal(Names<Decision>(), Values(schemas["NewAnswer"]!["properties"]!["decision"]));
        Assert.Equal(Names<WorkflowState>(), Values(schemas["WorkflowState"]).OfType<string>());
        Assert.Equal(["open", "overdue", "answered"], Values(Parameter(description, "/api/v1/answers", "state")));
        Assert.Equal(Names<WorkflowState>(), Values(Parameter(description, "/api/v1/workflows/{id}/runs", "state")).OfType<string>());
    }

    [Fact]
    public async Task Every_value_of_a_choice_in_an_address_is_taken()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (member, administrator) = (await site.CallerAsync(Member), await site.CallerAsync(Administrator));
        var workflow = (string)(await administrator.GetAsync("/api/v1/workflows")).List[0]!["id"]!;

        foreach (var state in new[] { "open", "overdue", "answered" }) Assert.Equal(HttpStatusCode.OK, (await member.GetAsync($"/api/v1/answers?state={state}")).Status);
        foreach (var state in Names<WorkflowState>()) Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync($"/api/v1/workflows/{workflow}/runs?state={state}")).Status);
    }

    [Fact]
    public async Task What_a_body_must_have_is_required_and_no_more()
    {
        var schemas = (await DescriptionAsync())["components"]!["schemas"]!;

        Assert.Equal(["groupId"], schemas["NewAgendaItem"]!["required"]!.AsArray().Select(r => (string)r!));
        Assert.Equal(["decision", "why"], schemas["NewAnswer"]!["required"]!.AsArray().Select(r => (string)r!));
    }

    private static IEnumerable<string> Names<TEnum>() where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static IEnumerable<string?> Values(JsonNode? schema) => schema!["enum"]!.AsArray().Select(v => (string?)v);

    private static JsonNode? Parameter(JsonNode description, string path, string name)
        => description["paths"]![path]!["get"]!["parameters"]!.AsArray().Single(p => (string?)p!["name"] == name)!["schema"];

    private static string Template(string path)
        => path.Split('?')[0].Replace(Unknown, "{id}", StringComparison.Ordinal).Replace("/x/", "/{id}/", StringComparison.Ordinal);

    private async Task<JsonNode> DescriptionAsync() => (await new ApiCaller((await sites.GetAsync(Db.Sqlite)).Address, null).GetAsync("/openapi/v1.json")).Json;
}
