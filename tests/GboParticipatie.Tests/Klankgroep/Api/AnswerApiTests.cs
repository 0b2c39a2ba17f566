using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Api;

/// <summary><c>GET /api/v1/answers</c> and <c>POST /api/v1/answers/{id}</c>.</summary>
public sealed class AnswerApiTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Answers = "/api/v1/answers";
    private const string Member = "stuurgroep@zolim.example";
    private const string Outsider = "werkgroep@zolim.example";

    private static object WillNotDo => new { decision = "willNotDo", why = "Er is geen plaats." };

    [Theory, AllDatabases]
    public async Task Who_sits_in_the_body_sees_its_questions_and_nobody_else_does(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var open = await AskedAsync(site);
        var late = await AskedAsync(site);
        var given = await AskedAsync(site);
        await MakeLateAsync(site, late);
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer { AnswerId = given.Id, Decision = Decision.WillNotDo, Why = "Nee." }));
        var member = await site.CallerAsync(Member, ApiScopes.Read);
        var outsider = await site.CallerAsync(Outsider, ApiScopes.Read);

        async Task<List<Guid>> AskAsync(ApiCaller caller, string state)
            => [.. (await caller.GetAsync($"{Answers}?state={state}&pageSize=200")).List.Select(a => (Guid)a!["id"]!).Where(id => id == open.Id || id == late.Id || id == given.Id)];

        Assert.Equal([late.Id, open.Id], await AskAsync(member, "open"));
        Assert.Equal([late.Id], await AskAsync(member, "overdue"));
        Assert.Equal([given.Id], await AskAsync(member, "answered"));
        foreach (var state in new[] { "open", "overdue", "answered" }) Assert.Empty(await AskAsync(outsider, state));
    }

    [Theory, AllDatabases]
    public async Task A_question_tells_what_is_needed_to_answer_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        await MakeLateAsync(site, asked);

        var list = await (await site.CallerAsync(Member, ApiScopes.Read)).GetAsync($"{Answers}?pageSize=200");

        var question = list.List.Single(a => (Guid)a!["id"]! == asked.Id)!;
        Assert.Equal(("Kan dit?", "asked", true), ((string?)question["question"], (string?)question["state"], (bool)question["isOverdue"]!));
        Assert.Equal(asked.ItemId, (Guid)question["agendaItemId"]!);
        Assert.Matches("^AP-", (string)question["reference"]!);
    }

    [Fact]
    public async Task An_unknown_state_is_refused_at_its_field()
    {
        var site = await sites.GetAsync(Db.Sqlite);

        var answer = await (await site.CallerAsync(Member, ApiScopes.Read)).GetAsync($"{Answers}?state=later");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("open, overdue of answered", answer.ErrorAt("state"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task An_answer_reaches_the_point_and_a_second_one_is_refused(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var member = await MemberAsync(site);

        var given = await member.PostAsync($"{Answers}/{asked.Id}", new { decision = "willDo", why = "Dit kan.", whatHappens = "We maken plaats.", byWhen = "2031-03-01" });
        var second = await member.PostAsync($"{Answers}/{asked.Id}", WillNotDo);

        Assert.Equal((HttpStatusCode.OK, "answered", "willDo", "2031-03-01"), (given.Status, (string?)given.Json["state"], (string?)given.Json["decision"], (string?)given.Json["byWhen"]));
        Assert.Equal(HttpStatusCode.BadRequest, second.Status);
        Assert.Contains("al geantwoord", second.Detail, StringComparison.Ordinal);
        var point = await site.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId));
        Assert.Equal((AgendaItemStatus.Answered, "Dit kan."), (point!.Status, point.Answers.Single().Why));
    }

    [Theory, AllDatabases]
    public async Task An_answer_that_is_sent_again_with_its_key_is_the_first_one_and_another_is_refused(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var member = await MemberAsync(site);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => member.PostAsync($"{Answers}/{asked.Id}", WillNotDo, key)));
        var other = await member.PostAsync($"{Answers}/{asked.Id}", new { decision = "existsAlready", why = "Dat is er al." }, key);

        Assert.All(both, b => Assert.Equal((HttpStatusCode.OK, "Er is geen plaats."), (b.Status, (string?)b.Json["why"])));
        Assert.Equal(HttpStatusCode.BadRequest, other.Status);
        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<GboParticipatie.Data.Outbox.OutboxMessage>().CountAsync(m => m.StreamId == asked.ItemId && m.Type == "AnswerGiven")));
    }

    [Theory, AllDatabases]
    public async Task An_answer_to_a_question_that_changed_meanwhile_is_refused_when_it_says_which_it_saw(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var member = await MemberAsync(site);
        var seen = (int)(await member.GetAsync($"{Answers}?pageSize=200")).List.Single(a => (Guid)a!["id"]! == asked.Id)!["version"]!;
        var greet = await site.UseAsync((GboDbContext db) => db.Set<GboParticipatie.Network.Models.Person>().Where(p => p.Email == "greet.stevens@zolim.example").Select(p => p.Id).SingleAsync());
        await site.UseAsync((AnswerService s) => s.AssignAsync(asked.Id, greet));

        var stale = await member.PostAsync($"{Answers}/{asked.Id}", WillNotDo, ("If-Match", $"\"{seen}\""));
        var nonsense = await member.PostAsync($"{Answers}/{asked.Id}", WillNotDo, ("If-Match", "\"gisteren\""));
        var now = await member.PostAsync($"{Answers}/{asked.Id}", WillNotDo, ("If-Match", $"\"{seen + 1}\""));

        Assert.Equal([HttpStatusCode.PreconditionFailed, HttpStatusCode.BadRequest, HttpStatusCode.OK], [stale.Status, nonsense.Status, now.Status]);
    }

    public static TheoryData<string, string, string> Refusals() => new()
    {
        { "{}", "decision", "Kies wat jullie doen" },
        { """{ "decision": "misschien", "why": "x" }""", "decision", "willFindOut" },
        { """{ "decision": "willNotDo" }""", "why", "Zeg waarom" },
        { """{ "decision": "willDo", "why": "x", "byWhen": "2031-01-01" }""", "whatHappens", "Zeg wat er nu gebeurt" },
        { """{ "decision": "willDo", "why": "x", "whatHappens": "y" }""", "byWhen", "tegen wanneer" },
        { """{ "decision": "willFindOut", "why": "x", "byWhen": "2020-01-01" }""", "byWhen", "al voorbij" },
        { """{ "decision": "willFindOut", "why": "x", "byWhen": "2031-02-30" }""", "byWhen", "past hier niet" },
        { """{ "decision": "willNotDo", "why": "Bel 85.07.30-033.28." }""", "why", "rijksregisternummer" },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_an_answer_is_refused_at_its_field(string body, string field, string message)
    {
        foreach (var kind in Enum.GetValues<Db>())
        {
            var site = await sites.GetAsync(kind);
            var asked = await AskedAsync(site);

            var answer = await (await MemberAsync(site)).PostTextAsync($"{Answers}/{asked.Id}", body);

            Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
            Assert.Contains(message, answer.ErrorAt(field), StringComparison.Ordinal);
            Assert.Equal(AnswerState.Asked, (await site.UseAsync((AnswerService s) => s.FindAsync(asked.Id)))!.State);
        }
    }

    [Theory, AllDatabases]
    public async Task Someone_elses_question_looks_like_one_that_does_not_exist(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var outsider = await site.CallerAsync(Outsider, ApiScopes.Answer);

        var theirs = await outsider.PostAsync($"{Answers}/{asked.Id}", WillNotDo);
        var unknown = await outsider.PostAsync($"{Answers}/{Guid.NewGuid()}", WillNotDo);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound], [theirs.Status, unknown.Status]);
        Assert.Equal(unknown.Detail, theirs.Detail);
        Assert.Equal(AnswerState.Asked, (await site.UseAsync((AnswerService s) => s.FindAsync(asked.Id)))!.State);
    }

    private static Task<ApiCaller> MemberAsync(PublicSite site) => site.CallerAsync(Member, ApiScopes.Read, ApiScopes.Answer);

    private static async Task<Answer> AskedAsync(PublicSite site)
    {
        var group = await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep"));
        var point = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group!.Id,
            Author = new ProposalAuthor { OrganisationName = "Iemand", Channel = Channel.Web, IsConfirmed = true },
            Description = $"Er is geen plaats voor een buggy {Guid.NewGuid()}",
        }));
        return await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));
    }

    private static Task<int> MakeLateAsync(PublicSite site, Answer answer)
    {
        var yesterday = BrusselsTime.Today(TimeProvider.System).AddDays(-1);
        return site.UseAsync((GboDbContext db) => db.Set<Answer>().Where(a => a.Id == answer.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.DueOn, yesterday)));
    }
}
