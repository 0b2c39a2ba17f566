using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Api;
using GboParticipatie.Tests.Klankgroep.Desk;
using static GboParticipatie.Tests.Klankgroep.Pages.AnonymousScene;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>
/// Someone who has signed in tells something without a name, at a moment at which nothing else happens. Then everything that is
/// stored, written or sent is searched for that person, the browser and the moment. The same with a name finds all of them, so the
/// search works.
/// </summary>
public sealed class AnonymityTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public Task Without_a_name_nothing_leads_to_who_told_it_or_to_when(Db kind) => LeavesNoTraceAsync(kind, scene => scene.TellAsync(Moment, "zonder"));

    [Theory, AllDatabases]
    public Task Nor_does_it_when_it_was_told_page_by_page_and_looked_over(Db kind) => LeavesNoTraceAsync(kind, scene => scene.TellAtLengthAsync(Moment, "zonder"));

    private async Task LeavesNoTraceAsync(Db kind, Func<AnonymousScene, Task<Feedback>> tell)
    {
        await using var scene = await AnonymousScene.StartAsync(databases, kind);
        var before = await scene.MentionsAsync();

        var told = await tell(scene);
        await scene.NextMorningAsync(told);

        Assert.True(told.IsAnonymous);
        Assert.Equal(before, await scene.MentionsAsync());
        Assert.DoesNotContain(await scene.RowsAsync(), row => row.Contains(Minute, StringComparison.Ordinal));
        Assert.All(scene.Log.Lines, line => Assert.DoesNotContain(Names, name => line.Contains(name, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(scene.Log.Lines, line => IsRequest(line, "/mijn"));
        Assert.DoesNotContain(scene.Log.Lines, line => IsRequest(line, "/vertel") || IsRequest(line, "/volg/{reference:"));
        var mails = scene.Mails();
        Assert.Contains(mails, mail => mail.Contains(told.Reference, StringComparison.Ordinal));
        Assert.All(mails.Where(m => m.Contains(told.Reference, StringComparison.Ordinal)), mail => Assert.DoesNotContain([.. Names, Minute], name => mail.Contains(name, StringComparison.OrdinalIgnoreCase)));
        var desk = await DeskSteps.CoachAsync(scene.Site);
        Assert.DoesNotContain([.. Names, "Rachid"], name => desk.OpenAsync($"/beheer/feedback/{told.Id}").Result.Text("body").Contains(name, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(await scene.AuditAsync(told.Id), line => line.UserId is null || line.UserId == scene.UserId);
        Assert.All(new[] { told.Id, told.SubmissionKey }, id => Assert.Equal(4, id.Version));
    }

    [Theory, AllDatabases]
    public async Task With_a_name_the_same_search_finds_the_author_and_the_moment(Db kind)
    {
        await using var scene = await AnonymousScene.StartAsync(databases, kind);
        var before = await scene.MentionsAsync();

        var told = await scene.TellAsync(Moment, "mezelf");
        await scene.NextMorningAsync(told);

        Assert.False(told.IsAnonymous);
        Assert.NotEqual(before, await scene.MentionsAsync());
        Assert.Contains(await scene.RowsAsync(), row => row.StartsWith("Feedback: ", StringComparison.Ordinal) && scene.Marks.Any(m => row.Contains(m, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(await scene.RowsAsync(), row => row.Contains(Minute, StringComparison.Ordinal));
        Assert.Contains(scene.Mails(), mail => mail.Contains(told.Reference, StringComparison.Ordinal) && mail.Contains(Author, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(await scene.AuditAsync(told.Id), line => line.UserId == scene.UserId);
    }

    [Theory, AllDatabases]
    public async Task Told_page_by_page_with_a_name_the_same_search_finds_the_author_and_the_moment(Db kind)
    {
        await using var scene = await AnonymousScene.StartAsync(databases, kind);
        var before = await scene.MentionsAsync();

        var told = await scene.TellAtLengthAsync(Moment, "naam");

        Assert.False(told.IsAnonymous);
        Assert.NotEqual(before, await scene.MentionsAsync());
        Assert.Contains(await scene.RowsAsync(), row => row.Contains(Minute, StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task Without_a_name_through_the_API_nothing_leads_to_the_token_and_the_key_still_counts_once(Db kind)
    {
        await using var scene = await AnonymousScene.StartAsync(databases, kind);
        var caller = await scene.Site.CallerAsync(Author, ApiScopes.Propose, ApiScopes.Read);
        // What a token was last used on is a day, and is there before.
        await caller.GetAsync("/api/v1/groups");
        var before = await scene.MentionsAsync();
        var body = new { kind = "idea", description = "Een loket op zaterdag.", anonymous = true };
        var key = Guid.NewGuid().ToString();
        scene.Time.Set(Moment);

        var first = await caller.PostAsync("/api/v1/feedback", body, ("Idempotency-Key", key), ("User-Agent", Device), ("X-Forwarded-For", Address));
        var again = await caller.PostAsync("/api/v1/feedback", body, ("Idempotency-Key", key));
        var other = await caller.PostAsync("/api/v1/feedback", new { kind = "idea", description = "Iets anders.", anonymous = true }, ("Idempotency-Key", key));
        await scene.DrainAsync();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Body, again.Body);
        Assert.DoesNotContain(Names, name => first.Body.Contains(name, StringComparison.OrdinalIgnoreCase));
        scene.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(before, await scene.MentionsAsync());
        Assert.DoesNotContain(await scene.RowsAsync(), row => row.Contains(Minute, StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task A_draft_knows_no_account_and_no_moment_either(Db kind)
    {
        await using var scene = await AnonymousScene.StartAsync(databases, kind);
        var before = await scene.MentionsAsync();
        scene.Time.Set(Moment);

        await scene.Browser.OpenAsync("/vertel/soort");
        await scene.Browser.PressAsync("Volgende", ("Kind", "Barrier"));
        await scene.Browser.PressAsync("Volgende", ("Description", "Half geschreven."));

        var rows = await scene.RowsAsync();
        Assert.Contains(rows, row => row.StartsWith("FeedbackDrafts: ", StringComparison.Ordinal) && row.Contains("Half geschreven.", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.Contains(Minute, StringComparison.Ordinal));
        Assert.Equal(before, await scene.MentionsAsync());
    }

    [Theory, AllDatabases]
    public async Task Linked_and_sent_on_without_a_name_no_list_file_bundle_or_page_of_others_leads_to_who_told_it(Db kind)
    {
        await using var scene = await AnonymousScene.StartAsync(databases, kind);
        var told = await scene.TellAsync(Moment, "zonder");
        scene.Time.Set(new DateTime(2026, 11, 26, 9, 0, 0, DateTimeKind.Utc));
        var asked = await DeskSteps.AskedAsync(scene.Site);
        var point = (await scene.Site.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId)))!;
        var organisation = await scene.Site.UseAsync((GboDbContext db) => db.Set<Organisation>().AsNoTracking().SingleAsync(o => o.Slug == "vereniging-de-schakel"));
        await scene.Site.UseAsync((SignalBundles b) => b.SendAsync(organisation.Id, [told.Id]));
        await scene.Site.UseAsync((FeedbackService f) => f.LinkAsync(told.Id, point.Reference));
        await scene.DrainAsync();

        var desk = await DeskSteps.CoachAsync(scene.Site);
        // What the coach reads elsewhere names people of the network; what stands with the story does not.
        foreach (var page in new[] { $"/beheer/feedback?zoek={told.Reference}&status=alles", $"/beheer/zoeken?zoek={told.Reference}", $"/beheer/punten/{point.Id}", "/beheer/signalenbundels/vereniging-de-schakel" })
        {
            await desk.OpenAsync(page);
            Assert.Equal(HttpStatusCode.OK, desk.Status);
            Assert.Contains(told.Description[..20], desk.Text("main"), StringComparison.Ordinal);
            Assert.DoesNotContain([.. Names, "Rachid"], name => desk.Text("main").Contains(name, StringComparison.OrdinalIgnoreCase));
        }

        var body = await scene.Site.NewBrowser().OpenAsync(await scene.Site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));
        Assert.Contains(told.Description, body.Text("main"), StringComparison.Ordinal);
        var receiver = await scene.Site.NewBrowser().OpenAsync(await scene.Site.UseAsync((SignalLinks l) => l.ToAnswerAsync(organisation.Id)));
        Assert.Contains(told.Description, receiver.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(told.Reference, receiver.Text("main"), StringComparison.Ordinal);
        Assert.All(new[] { body, receiver }, b => Assert.DoesNotContain([.. scene.Marks, "Rachid"], mark => b.Page.DocumentElement.OuterHtml.Contains(mark, StringComparison.OrdinalIgnoreCase)));
        await desk.OpenAsync("/beheer/punten?handler=csv");
        Assert.DoesNotContain(told.Description, desk.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.All(scene.Mails().Where(m => m.Contains("Mensen vertelden", StringComparison.Ordinal)), m => Assert.DoesNotContain([.. Names, told.Reference, told.ShortCode], part => m.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsRequest(string line, string route)
        => line.StartsWith("GboParticipatie.Web.Hosting.RequestLog", StringComparison.Ordinal) && line.Contains($" {route}", StringComparison.OrdinalIgnoreCase);
}
