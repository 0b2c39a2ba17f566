using System.Net;
using System.Text;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary>What programs send: how often, with which key and in which encoding.</summary>
public sealed class SubmissionApiTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Points = "/api/v1/agenda-items";
    private const string Stories = "/api/v1/feedback";

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Forty_points_in_a_quarter_are_taken_and_one_more_waits_but_what_was_taken_is_found_again(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var caller = await site.CallerAsync("basiswerker@zolim.example");
        var group = (await GroupAsync(site)).Group.Id;
        var first = new { groupId = group, title = "De eerste" };
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.Created, (await caller.PostAsync(Points, first, key)).Status);
        for (var i = 0; i < 39; i++) Assert.Equal(HttpStatusCode.Created, (await caller.PostAsync(Points, new { groupId = group, title = $"Punt {i}" })).Status);

        var tooMany = await caller.PostAsync(Points, new { groupId = group, title = "Te veel" });

        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json", "900"), (tooMany.Status, tooMany.MediaType, tooMany.Headers.RetryAfter?.ToString()));
        Assert.Equal(HttpStatusCode.Created, (await caller.PostAsync(Points, first, key)).Status);
        Assert.Equal(40, await site.UseAsync((GboDbContext db) => db.Set<AgendaItem>().CountAsync(i => i.GroupId == group)));
    }

    [Theory, AllDatabases]
    public async Task A_key_that_comes_back_with_anything_else_in_the_body_is_refused(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var caller = await site.CallerAsync("organisatie@zolim.example");
        var organisations = await site.UseAsync((GboDbContext db) => db.Set<Organisation>().Where(o => o.IsActive).OrderBy(o => o.Slug).Select(o => o.Id).Take(2).ToListAsync());
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var action = await TellAboutActionTests.ActionAsync(site);
        var body = new Dictionary<string, object> { ["kind"] = "idea", ["description"] = "Een rek.", ["aboutOrganisationId"] = organisations[0] };
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.Created, (await caller.PostAsync(Stories, body, key)).Status);

        foreach (var (field, value) in new (string, object)[] { ("aboutOrganisationId", organisations[1]), ("aboutActionId", action.Id), ("aboutReference", point.Reference), ("readers", "coachOnly") })
        {
            var other = await caller.PostAsync(Stories, new Dictionary<string, object>(body) { [field] = value }, key);
            Assert.Equal((field, HttpStatusCode.UnprocessableEntity), (field, other.Status));
        }

        Assert.Equal(HttpStatusCode.Created, (await caller.PostAsync(Stories, body, key)).Status);
    }

    [Theory]
    [InlineData("foo")]
    [InlineData("\"foo\"")]
    [InlineData("utf-99")]
    public async Task Json_in_an_encoding_that_does_not_exist_is_refused(string charset)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var caller = await site.CallerAsync("organisatie@zolim.example");
        foreach (var path in new[] { Points, Stories, $"/api/v1/answers/{Guid.NewGuid()}" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
            content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
            var answer = await caller.SendAsync(HttpMethod.Post, path, content);
            Assert.Equal((path, HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (path, answer.Status, answer.MediaType));
        }

        using var known = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        known.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=\"UTF-8\"");
        Assert.Equal(HttpStatusCode.BadRequest, (await caller.SendAsync(HttpMethod.Post, Stories, known)).Status);
    }
}
