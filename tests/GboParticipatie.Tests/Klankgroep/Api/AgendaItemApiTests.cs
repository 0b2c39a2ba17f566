using System.Net;
using System.Text.Json.Nodes;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Pages;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary><c>POST /api/v1/agenda-items</c> and <c>GET /api/v1/agenda-items/{id}</c>.</summary>
public sealed class AgendaItemApiTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Items = "/api/v1/agenda-items";
    private const string Organisation = "organisatie@zolim.example";

    [Theory, AllDatabases]
    public async Task A_point_gets_an_id_a_reference_a_status_and_an_address_that_shows_its_timeline(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, group) = await CallerAsync(site);

        var created = await caller.PostAsync(Items, new
        {
            groupId = group,
            title = "De bus",
            description = "De bus rijdt maar om de twee uur.",
            remedy = "Een bus elk uur.",
            heardFrom = "tenToTwenty",
            lifeDomain = "vervoer",
            visibility = "withoutName",
        });

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Matches("^AP-[0-9]{4}-[0-9]{4,}$", (string)created.Json["reference"]!);
        Assert.Equal($"/volg/{created.Json["reference"]}", (string?)created.Json["url"]);
        Assert.EndsWith($"{Items}/{created.Json["id"]}", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        var read = await caller.GetAsync(created.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal((string?)created.Json["status"], (string?)read.Json["status"]);
        Assert.Equal(
            ["De bus", "De bus rijdt maar om de twee uur.", "Een bus elk uur.", "tenToTwenty", "vervoer", "Zonder naam"],
            new[] { "title", "description", "remedy", "heardFrom", "lifeDomain", "from" }.Select(f => (string?)read.Json[f]));
        Assert.NotNull((string?)read.Json["dueOn"]);
        Assert.True((bool)read.Json["timeline"]![0]!["hasHappened"]!);
        Assert.False((bool)read.Json["timeline"]!.AsArray()[^1]!["hasHappened"]!);
    }

    [Theory, AllDatabases]
    public async Task Nothing_but_a_group_and_a_title_is_enough(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, group) = await CallerAsync(site);

        var created = await caller.PostAsync(Items, new { groupId = group, title = "Er is geen opvang op zaterdag." });

        Assert.Equal(HttpStatusCode.Created, created.Status);
        var stored = await site.UseAsync((AgendaItemService s) => s.FindAsync((Guid)created.Json["id"]!));
        Assert.Equal("Er is geen opvang op zaterdag.", stored!.Description);
        Assert.NotNull(stored.OwnerUserId);
        Assert.NotNull(stored.AuthorOrganisationId);
        Assert.Equal(GboParticipatie.Klankgroep.Models.Channel.Api, stored.EnteredBy);
    }

    [Theory, AllDatabases]
    public async Task The_same_key_gives_the_first_point_and_another_body_with_it_is_refused(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, group) = await CallerAsync(site);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = await caller.PostAsync(Items, new { groupId = group, title = "Eerste", description = "Dezelfde tekst." }, key);

        var again = await caller.PostAsync(Items, new { groupId = group, title = "Eerste", description = "Dezelfde tekst." }, key);
        var other = await caller.PostAsync(Items, new { groupId = group, title = "Eerste", description = "Een andere tekst." }, key);
        var otherTitle = await caller.PostAsync(Items, new { groupId = group, title = "Tweede", description = "Dezelfde tekst." }, key);
        await site.UseAsync((AgendaItemService s) => s.RetitleAsync((Guid)first.Json["id"]!, "Van de coach"));
        var organisation = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().OrderByDescending(o => o.Slug).Select(o => o.Id).FirstAsync());
        await site.UseAsync((AgendaItemService s) => s.ConfirmAsync((Guid)first.Json["id"]!, organisation));
        var afterChange = await caller.PostAsync(Items, new { groupId = group, title = "Eerste", description = "Dezelfde tekst." }, key);

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Created], [first.Status, again.Status, afterChange.Status]);
        Assert.All([again, afterChange], a => Assert.Equal((string?)first.Json["id"], (string?)a.Json["id"]));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.All([other, otherTitle], refused =>
        {
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (refused.Status, refused.MediaType));
            Assert.Contains("Idempotency-Key", refused.Detail, StringComparison.Ordinal);
        });
    }

    [Theory, AllDatabases]
    public async Task A_key_of_someone_else_is_another_key(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, group) = await CallerAsync(site);
        var stranger = await site.CallerAsync("rachid.benali@zolim.example", ApiScopes.Propose);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var mine = await caller.PostAsync(Items, new { groupId = group, title = "Van mij" }, key);
        var theirs = await stranger.PostAsync(Items, new { groupId = group, title = "Van een ander" }, key);

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], [mine.Status, theirs.Status]);
        Assert.NotEqual((string?)mine.Json["id"], (string?)theirs.Json["id"]);
    }

    [Theory, AllDatabases]
    public async Task Eight_at_once_with_one_key_are_one_point(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, group) = await CallerAsync(site);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var text = $"Tegelijk {Guid.NewGuid():N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => caller.PostAsync(Items, new { groupId = group, title = text }, key)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Status));
        Assert.Single(answers.Select(a => (string?)a.Json["id"]).Distinct());
        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().CountAsync(i => i.Description == text)));
    }

    [Theory, AllDatabases]
    public async Task Without_a_key_the_same_twice_is_two_points(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, group) = await CallerAsync(site);

        var one = await caller.PostAsync(Items, new { groupId = group, title = "Nog eens" });
        var two = await caller.PostAsync(Items, new { groupId = group, title = "Nog eens" });

        Assert.NotEqual((string?)one.Json["reference"], (string?)two.Json["reference"]);
    }

    public static TheoryData<string, string, string> Refusals() => new()
    {
        { """{ "title": "" }""", "description", "Vertel kort waar mensen tegenaan lopen" },
        { $$"""{ "title": "x", "description": "{{new string('a', 20_001)}}" }""", "description", "te lang" },
        { $$"""{ "title": "{{new string('a', 201)}}", "description": "x" }""", "title", "te lang" },
        { """{ "title": "x", "description": "Haar nummer is 85.07.30-033.28." }""", "description", "rijksregisternummer" },
        { """{ "title": "x", "remedy": "Stort op BE68 5390 0754 7034." }""", "remedy", "rekeningnummer" },
        { """{ "title": "x", "lifeDomain": "verzonnen" }""", "lifeDomain", "Kies een thema" },
        { """{ "title": "x", "heardFrom": "allemaal" }""", "heardFrom", "tenToTwenty" },
        { """{ "title": "x", "heardFrom": "2" }""", "heardFrom", "geen geldige keuze" },
        { """{ "title": "x", "visibility": "everyone" }""", "visibility", "coachOnly" },
        { """{ "title": "x", "organisationId": "00000000-0000-0000-0000-000000000001" }""", "organisationId", "waar je bij hoort" },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_a_point_is_refused_at_its_field(string body, string field, string message)
    {
        foreach (var kind in Enum.GetValues<Db>())
        {
            var site = await sites.GetAsync(kind);
            var (caller, group) = await CallerAsync(site);
            var json = JsonNode.Parse(body)!.AsObject();
            json["groupId"] = group;

            var answer = await caller.PostTextAsync(Items, json.ToJsonString());

            Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
            Assert.Contains(message, answer.ErrorAt(field), StringComparison.Ordinal);
        }
    }

    [Theory, AllDatabases]
    public async Task A_group_that_ended_or_takes_no_points_is_refused_at_its_field_and_an_unknown_one_is_not_found(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, _) = await CallerAsync(site);
        var slug = $"groep-{Guid.NewGuid():N}";
        var ended = await site.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails { Slug = slug, Name = "Oude groep", Kind = GroupKind.Klankgroep, AcceptsItems = true }));
        await site.UseAsync(async (GroupService g) =>
        {
            await g.EndAsync(ended.Id, new DateOnly(2020, 1, 1));
            return true;
        });
        var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));

        var old = await caller.PostAsync(Items, new { groupId = ended.Id, title = "x" });
        var closed = await caller.PostAsync(Items, new { groupId = body!.Id, title = "x" });
        var unknown = await caller.PostAsync(Items, new { groupId = Guid.NewGuid(), title = "x" });

        Assert.Contains("bestaat niet meer", old.ErrorAt("groupId"), StringComparison.Ordinal);
        Assert.Contains("Je kan geen punten", closed.ErrorAt("groupId"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (unknown.Status, unknown.MediaType));
    }

    [Theory]
    [InlineData("{ dit is geen json", HttpStatusCode.BadRequest, null)]
    [InlineData("", HttpStatusCode.BadRequest, null)]
    [InlineData("[]", HttpStatusCode.BadRequest, null)]
    [InlineData("null", HttpStatusCode.BadRequest, null)]
    [InlineData("""{ "groupId": "geen nummer" }""", HttpStatusCode.BadRequest, "groupId")]
    [InlineData("""{ "title": 5 }""", HttpStatusCode.BadRequest, "title")]
    public async Task A_body_that_cannot_be_read_is_refused_and_no_type_of_ours_is_named(string body, HttpStatusCode status, string? field)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (caller, _) = await CallerAsync(site);

        var answer = await caller.PostTextAsync(Items, body);

        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.NotNull(answer.Detail);
        if (field is not null) Assert.NotNull(answer.ErrorAt(field));
        Assert.DoesNotContain("NewAgendaItem", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_big_is_refused_and_so_is_one_that_is_no_json()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (caller, group) = await CallerAsync(site);

        var big = await caller.PostAsync(Items, new { groupId = group, title = "x", description = new string('a', 2_000_000) }, ("Expect", "100-continue"));
        var form = await caller.SendAsync(HttpMethod.Post, Items, new FormUrlEncodedContent([new("title", "x")]));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (big.Status, big.MediaType));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.Status);
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (caller, group) = await CallerAsync(site);

        var answer = await caller.PostAsync(Items, new { groupId = group, title = "x" }, ("Idempotency-Key", new string('k', 201)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Idempotency-Key", answer.Detail, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_point_for_the_coach_alone_exists_for_its_author_and_the_coach_only(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, group) = await CallerAsync(site);
        var created = await caller.PostAsync(Items, new { groupId = group, title = "Vertrouwelijk", visibility = "coachOnly" });
        var id = (string)created.Json["id"]!;
        var member = await site.CallerAsync("rachid.benali@zolim.example", ApiScopes.Read);
        var coach = await site.CallerAsync("coach@zolim.example", ApiScopes.Read);

        var theirs = await member.GetAsync($"{Items}/{id}");
        var unknown = await member.GetAsync($"{Items}/{Guid.NewGuid()}");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [(await caller.GetAsync($"{Items}/{id}")).Status, (await coach.GetAsync($"{Items}/{id}")).Status]);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [theirs.Status, unknown.Status]);
        Assert.Equal(unknown.Detail, theirs.Detail);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"{Items}/geen-nummer")).Status);
    }

    [Theory, AllDatabases]
    public async Task A_point_that_has_not_changed_is_not_sent_again_and_one_that_has_is(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (caller, group) = await CallerAsync(site);
        var id = (Guid)(await caller.PostAsync(Items, new { groupId = group, title = "Met een label" })).Json["id"]!;
        var tag = (await caller.GetAsync($"{Items}/{id}")).Headers.ETag!.ToString();

        var same = await caller.GetAsync($"{Items}/{id}", ("If-None-Match", tag));
        await site.UseAsync((AgendaItemService s) => s.DeclineAsync(id, "Dit loopt al."));
        var changed = await caller.GetAsync($"{Items}/{id}", ("If-None-Match", tag));

        Assert.Equal((HttpStatusCode.NotModified, ""), (same.Status, same.Body));
        Assert.Equal((HttpStatusCode.OK, "declined"), (changed.Status, (string?)changed.Json["status"]));
        Assert.Contains(changed.Json["timeline"]!.AsArray(), t => ((string?)t!["text"])?.Contains("Dit loopt al.", StringComparison.Ordinal) == true);
    }

    private static async Task<(ApiCaller Caller, Guid Group)> CallerAsync(PublicSite site)
        => (await site.CallerAsync(Organisation, ApiScopes.Read, ApiScopes.Propose), (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!.Id);
}
