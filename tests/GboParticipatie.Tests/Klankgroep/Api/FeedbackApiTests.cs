using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Pages;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary><c>POST /api/v1/feedback</c>.</summary>
public sealed class FeedbackApiTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Path = "/api/v1/feedback";
    private const string Nobody = "nieuw-zonder-rol@zolim.example";

    [Theory, AllDatabases]
    public async Task It_gets_an_id_a_reference_a_code_and_an_address_to_follow_it_once_per_key(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var caller = await site.CallerAsync("organisatie@zolim.example", ApiScopes.Propose);
        var body = new { kind = "barrier", description = $"De wachtzaal is te klein {Guid.NewGuid():N}.", heardFrom = "twoToFour", readers = "coachOnly" };
        var key = Guid.NewGuid().ToString();

        var created = await caller.PostAsync(Path, body, ("Idempotency-Key", key));
        var again = await caller.PostAsync(Path, body, ("Idempotency-Key", key));
        var other = await caller.PostAsync(Path, new { kind = "idea", description = "Iets anders." }, ("Idempotency-Key", key));

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Matches("^FB-[0-9]{4}-[0-9]{4,}$", (string)created.Json["reference"]!);
        Assert.Equal(("received", $"/volg/{created.Json["reference"]}"), ((string?)created.Json["status"], (string?)created.Json["url"]));
        Assert.Equal((created.Body, HttpStatusCode.UnprocessableEntity), (again.Body, other.Status));
        var stored = await site.UseAsync((GboDbContext db) => db.Set<Feedback>().SingleAsync(f => f.Description == body.description));
        Assert.Equal((Channel.Api, FeedbackReaders.CoachOnly, HeardFrom.TwoToFour, false), (stored.EnteredBy, stored.Readers, stored.HeardFrom, stored.IsAnonymous));
        Assert.NotNull(stored.AuthorPersonId);
    }

    [Theory, AllDatabases]
    public async Task How_an_action_works_out_is_kept_with_that_action_and_one_that_does_not_exist_is_refused_at_its_field(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var caller = await site.CallerAsync("organisatie@zolim.example", ApiScopes.Propose);
        var action = await TellAboutActionTests.ActionAsync(site);
        var body = new { kind = "evaluation", description = $"De ingang is breder {Guid.NewGuid():N}.", aboutActionId = action.Id };

        var created = await caller.PostAsync(Path, body);
        var unknown = await caller.PostAsync(Path, body with { aboutActionId = Guid.NewGuid() });
        var garbage = await caller.PostTextAsync(Path, """{"kind":"evaluation","description":"Iets.","aboutActionId":"geen"}""");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(action.Id, await site.UseAsync((GboDbContext db) => db.Set<Feedback>().Where(f => f.Description == body.description).Select(f => f.AboutActionId).SingleAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.Status);
        Assert.NotNull(unknown.ErrorAt("aboutActionId"));
        Assert.Equal(HttpStatusCode.BadRequest, garbage.Status);
    }

    [Theory, AllDatabases]
    public async Task What_cannot_be_is_refused_at_its_field(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var caller = await site.CallerAsync("organisatie@zolim.example", ApiScopes.Propose);

        Assert.NotNull((await caller.PostAsync(Path, new { kind = "gossip", description = "Iets." })).ErrorAt("kind"));
        Assert.NotNull((await caller.PostAsync(Path, new { kind = "idea", description = "85.07.30-033.28" })).ErrorAt("description"));
        Assert.NotNull((await caller.PostAsync(Path, new { kind = "idea", description = "Iets.", aboutReference = "AP-2020-9999" })).ErrorAt("aboutReference"));
        var weak = await caller.PostAsync(Path, new { kind = "idea", description = "Iets.", anonymous = true }, ("Idempotency-Key", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, weak.Status);
        Assert.Contains("UUID", weak.Body, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_token_that_may_only_read_and_someone_without_the_permission_are_refused(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var body = new { kind = "idea", description = "Iets." };

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.CallerAsync("organisatie@zolim.example", ApiScopes.Read)).PostAsync(Path, body)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.CallerAsync(Nobody, ApiScopes.Propose)).PostAsync(Path, body)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new ApiCaller(site.Address, token: null).PostAsync(Path, body)).Status);
    }
}
