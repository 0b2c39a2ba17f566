using System.Net;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Api;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Web;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>
/// Someone who has signed in tells something without a name, at a moment at which nothing else happens. Then everything that is
/// stored, written or sent is searched for that person, the browser and the moment. The same with a name finds all of them, so the
/// search works.
/// </summary>
public sealed class AnonymityTests(DatabaseFixture databases)
{
    private const string Author = "rachid.benali@zolim.example";
    private const string Device = "OudToestel/7.3";
    private const string Address = "203.0.113.77";
    private const string Minute = ":47:1";
    private static readonly DateTime Moment = new(2026, 11, 24, 13, 47, 12, 345, DateTimeKind.Utc);

    private static readonly string[] Names = [Author, Device, Address];

    [Theory, AllDatabases]
    public async Task Without_a_name_nothing_leads_to_who_told_it_or_to_when(Db kind)
    {
        await using var scene = await Scene.StartAsync(databases, kind);
        var before = await scene.MentionsAsync();

        var told = await scene.TellAsync(Moment, "zonder");
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
        await using var scene = await Scene.StartAsync(databases, kind);
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
    public async Task Without_a_name_through_the_API_nothing_leads_to_the_token_and_the_key_still_counts_once(Db kind)
    {
        await using var scene = await Scene.StartAsync(databases, kind);
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
        await using var scene = await Scene.StartAsync(databases, kind);
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
        await using var scene = await Scene.StartAsync(databases, kind);
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
        var receiver = await scene.Site.NewBrowser().OpenAsync(await scene.Site.UseAsync((SignalLinks l) => Task.FromResult(l.ToAnswer(organisation.Id))));
        Assert.Contains(told.Description, receiver.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(told.Reference, receiver.Text("main"), StringComparison.Ordinal);
        Assert.All(new[] { body, receiver }, b => Assert.DoesNotContain([.. scene.Marks, "Rachid"], mark => b.Page.DocumentElement.OuterHtml.Contains(mark, StringComparison.OrdinalIgnoreCase)));
        await desk.OpenAsync("/beheer/punten?handler=csv");
        Assert.DoesNotContain(told.Description, desk.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.All(scene.Mails().Where(m => m.Contains("Mensen vertelden", StringComparison.Ordinal)), m => Assert.DoesNotContain([.. Names, told.Reference, told.ShortCode], part => m.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsRequest(string line, string route)
        => line.StartsWith("GboParticipatie.Web.Hosting.RequestLog", StringComparison.Ordinal) && line.Contains($" {route}", StringComparison.OrdinalIgnoreCase);

    private sealed class Scene : IAsyncDisposable
    {
        private string _mailFolder = "";

        public required PublicSite Site { get; init; }

        public required TestTime Time { get; init; }

        public required SiteLog Log { get; init; }

        public required Browser Browser { get; init; }

        public string UserId { get; private set; } = "";

        /// <summary>All that names the author in a row.</summary>
        public IReadOnlyList<string> Marks { get; private set; } = [];

        public static async Task<Scene> StartAsync(DatabaseFixture databases, Db kind)
        {
            var (time, log, folder) = (new TestTime(), new SiteLog(), TestFolder.Create("anonymous"));
            time.Set(Moment.AddHours(-2).AddMinutes(-20));
            var site = await PublicSite.StartAsync(
                await databases.CreateDatabaseAsync(kind), time, services => services.AddSingleton<ILoggerProvider>(log),
                ("Gbo:AppData", folder), ("Gbo:Outbox", "false"), ("Gbo:BackgroundTasks", "false"),
                ("Logging:LogLevel:Default", "Trace"), ("Logging:Console:LogLevel:Default", "None"));
            var scene = new Scene { Site = site, Time = time, Log = log, Browser = new Browser(site.Address, ("User-Agent", Device), ("X-Forwarded-For", Address)), _mailFolder = folder };
            await scene.DrainAsync();
            await scene.Browser.SignInAsync(Author);
            await scene.Browser.OpenAsync("/mijn");
            scene.UserId = await site.UseAsync((GboDbContext db) => db.Users.Where(u => u.Email == Author).Select(u => u.Id).SingleAsync());
            var person = await site.UseAsync((GboDbContext db) => db.Set<Person>().Where(p => p.Email == Author).Select(p => p.Id).SingleAsync());
            await scene.SealAsync();
            scene.Marks = [.. Names, scene.UserId, person.ToString(), person.ToString("N")];
            return scene;
        }

        /// <summary>Fills in the page, sends it at that moment and lets all that follows happen at once.</summary>
        public async Task<Feedback> TellAsync(DateTime at, string speaker)
        {
            var text = $"De wachtzaal is te klein {Guid.NewGuid():N}.";
            await Browser.OpenAsync("/vertel");
            Assert.Equal("/vertel/kort", Browser.Path);
            Time.Set(at);
            await Browser.PressAsync("Verstuur", ("Kind", "Barrier"), ("Description", text), ("Readers", "WhoCanHelp"), ("Speaker", speaker));
            Assert.Equal("/vertel/klaar", Browser.Path);
            await DrainAsync();
            var told = await Site.UseAsync((GboDbContext db) => db.Set<Feedback>().AsNoTracking().SingleAsync(f => f.Description == text));
            Assert.Contains(told.ShortCode, Browser.Text("main"), StringComparison.Ordinal);
            return told;
        }

        /// <summary>The coach hears of it, reads it and answers.</summary>
        public async Task NextMorningAsync(Feedback told)
        {
            Time.Set(new DateTime(2026, 11, 25, 7, 5, 0, DateTimeKind.Utc));
            await RunAsync("DueWorkTask");
            // What came in goes along in the one mail of the next day on which the coach works.
            Time.Set(new DateTime(2026, 11, 26, 7, 35, 0, DateTimeKind.Utc));
            await RunAsync("DailyMailTask");
            var coach = await DeskSteps.CoachAsync(Site);
            await coach.OpenAsync($"/beheer/feedback/{told.Reference}");
            var form = coach.Page.QuerySelectorAll("form").Single(f => f.GetAttribute("action")!.EndsWith("handler=Answer", StringComparison.Ordinal));
            var values = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
            values["Answer"] = "Vanaf maart is er een grotere zaal.";
            await coach.PostAsync(form.GetAttribute("action")!, values);
            await DrainAsync();
            await SealAsync();
        }

        private async Task RunAsync(string task)
        {
            await using var scope = Site.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetServices<IBackgroundTask>().Single(t => t.GetType().Name == task).DoWorkAsync(scope.ServiceProvider, default);
            await DrainAsync();
        }

        private Task SealAsync() => Site.UseAsync((AuditSealer sealer) => sealer.SealAsync(default));

        public Task DrainAsync() => Site.Services.GetRequiredService<OutboxDispatcher>().DrainAsync(CancellationToken.None);

        public Task<List<string>> RowsAsync() => Site.UseAsync((GboDbContext db) => WholeDatabase.RowsAsync(db));

        /// <summary>The rows that name the author, in order.</summary>
        public async Task<List<string>> MentionsAsync()
            => [.. (await RowsAsync()).Where(row => Marks.Any(mark => row.Contains(mark, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal)];

        public List<string> Mails() => [.. Directory.GetFiles(_mailFolder, "*.eml", SearchOption.AllDirectories).Select(Decoded)];

        public Task<List<AuditEntry>> AuditAsync(Guid subject) => Site.UseAsync((GboDbContext db) => db.Set<AuditEntry>().Where(a => a.SubjectId == subject).ToListAsync());

        public ValueTask DisposeAsync() => Site.DisposeAsync();

        // Parts in base64 as text too.
        private static string Decoded(string file)
        {
            var raw = File.ReadAllText(file);
            var parts = raw.Split("\r\n\r\n").Select(p => p.Split("\r\n--")[0].ReplaceLineEndings(""));
            return raw + string.Concat(parts.Select(p => Convert.TryFromBase64String(p, new byte[p.Length], out _) ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(p)) : ""));
        }
    }
}
