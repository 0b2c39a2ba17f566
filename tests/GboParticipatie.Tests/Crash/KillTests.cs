using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Notifications.Models;

namespace GboParticipatie.Tests.Crash;

/// <summary>
/// What was confirmed on screen or to a program survives kill -9 a millisecond later or at any moment, on PostgreSQL a crash of the
/// database as well, and each author gets one confirmation of each point. The moments are random; the number of the seed is in the message when it fails.
/// </summary>
[Collection("Crash")]
public sealed class KillTests
{
    private const int Writers = 3;
    private const string Organisation = "organisatie@zolim.example";
    private const string Member = "rachid.benali@zolim.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Db.Sqlite, 1)]
    [InlineData(Db.PostgreSql, 2)]
    public async Task After_three_kills_every_confirmed_point_is_there_and_has_one_confirmation(Db kind, int instances)
        => Assert.Empty(await RunAsync(kind, instances, kills: 3));

    [Theory, Trait("Category", "Long")]
    [InlineData(Db.Sqlite, 1)]
    [InlineData(Db.PostgreSql, 2)]
    public async Task After_twenty_kills_every_confirmed_point_is_there_and_has_one_confirmation(Db kind, int instances)
        => Assert.Empty(await RunAsync(kind, instances, kills: 20));

    [Theory]
    [InlineData("early", "was confirmed and is lost")]
    [InlineData("twice", "has 2 confirmations")]
    [InlineData("forgets", "points are there")]
    public async Task This_proof_catches_a_site_with_a_fault(string fault, string found)
    {
        var folder = TestFolder.Create("naive");
        await using var site = SiteProcess.Naive(folder, fault);
        await site.StartAsync(Cancel);
        var stage = new Stage
        {
            Sites = [site],
            MailFolder = Path.Combine(folder, "mail"),
            PointsAsync = () => Task.FromResult(Directory.GetFiles(folder).Length),
            IsQuietAsync = async () => (await site.Client.GetAsync(new Uri("/quiet", UriKind.Relative), Cancel)).IsSuccessStatusCode,
        };

        var wrong = await LoadAndKillAsync(stage, kills: 3);

        Assert.Contains(wrong, w => w.Contains(found, StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Db kind, int instances, int kills)
    {
        var folder = TestFolder.Create("kill");
        // A server of its own, that puts on disk what it says it has put there: the other tests do without.
        await using var server = kind == Db.PostgreSql ? await PostgresServer.StartAsync(durable: true) : null;
        var database = server is not null ? GboDatabaseOptions.From(server.ConnectionString) : GboDatabaseOptions.SqliteFile(Path.Combine(folder, "zolim", "gbo.db"));
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Gbo__Region"] = "zolim",
            ["Gbo__AppData"] = folder,
            ["ConnectionStrings__Gbo"] = database.ConnectionString,
            // Mail goes out from the first moment on, so that a kill meets it; what a killed instance held is soon another's.
            ["Gbo__BackgroundTasksAfter"] = "0",
            ["Gbo__OutboxLeaseSeconds"] = "10",
            ["Points__PerAccount"] = "1000000",
        };
        var sites = Enumerable.Range(0, instances).Select(_ => SiteProcess.Ours(environment)).ToList();
        await using var look = TestSite.On(database, null);
        try
        {
            await Task.WhenAll(sites.Select(site => site.StartAsync(Cancel)));
            var token = (await SiteProcess.CommandAsync(environment, "token", "create", Organisation, "--scope", "read", "--scope", "propose")).Trim().Split('\n')[^1].Trim();
            var stage = new Stage
            {
                Sites = sites,
                Token = token,
                Group = await GroupAsync(sites[0], token),
                MailFolder = Path.Combine(folder, "zolim", "mail"),
                PointsAsync = () => look.DataAsync(db => db.Set<AgendaItem>().CountAsync(i => i.Title == ProposalLoad.Title, Cancel)),
                IsQuietAsync = () => look.DataAsync(IsQuietAsync),
                ByForm = new FormLoad(sites[0], Path.Combine(folder, "zolim", "mail"), Member),
                ExistsAsync = reference => look.DataAsync(db => db.Set<AgendaItem>().AnyAsync(i => i.Reference == reference, Cancel)),
                LosePowerAsync = server is null ? null : async () =>
                {
                    foreach (var site in sites) await site.KillAsync();
                    await server.CrashAsync();
                    await Task.WhenAll(sites.Select(site => site.StartAsync(Cancel)));
                },
            };
            return await LoadAndKillAsync(stage, kills);
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>What is wrong: nothing when every confirmed point is there, no other is, and each has exactly one confirmation.</returns>
    private static async Task<IReadOnlyList<string>> LoadAndKillAsync(Stage stage, int kills)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var load = new ProposalLoad(stage.Sites, stage.Token, stage.Group);
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(load.RunAsync(Writers, stop.Token, Cancel), stage.ByForm?.RunAsync(stop.Token, Cancel) ?? Task.CompletedTask);
        for (var kill = 0; kill < kills; kill++)
        {
            // More points are let in than are waited for: the kill comes while others are on their way.
            var points = random.Next(3, 25);
            load.LetIn(points + 2 * Writers);
            await Task.WhenAny(load.ConfirmedMoreAsync(points, Cancel), running);
            // At the moment that a point is confirmed, and every other time at any moment: mails and digests are made then as well.
            if (kill % 2 == 1) await WaitAsync(TimeSpan.FromMilliseconds(random.Next(10, 1000)));
            var site = stage.Sites[random.Next(stage.Sites.Count)];
            await site.KillAsync();
            await site.StartAsync(Cancel);
        }

        if (stage.LosePowerAsync is { } losePower)
        {
            // While points come in, and they go on coming in after it.
            load.LetIn(4 * Writers);
            await Task.WhenAny(load.ConfirmedMoreAsync(2, Cancel), running);
            await losePower();
            load.LetIn(2 * Writers);
            await Task.WhenAny(load.ConfirmedMoreAsync(2 * Writers, Cancel), running);
        }

        await stop.CancelAsync();
        await running;
        var wrong = await WrongAsync(stage, load.All);
        wrong.AddRange(load.Failures.Select(f => $"{f.Value} times the answer was {(int)f.Key} {f.Key}"));
        return wrong.Count == 0 ? [] : [$"seed {seed}, {load.All.Count} confirmed", .. wrong];
    }

    private static async Task WaitAsync(TimeSpan time)
    {
        using var clock = new PeriodicTimer(time);
        await clock.WaitForNextTickAsync(Cancel);
    }

    private static async Task<List<string>> WrongAsync(Stage stage, IReadOnlyList<Confirmed> confirmed)
    {
        var byForm = stage.ByForm?.Confirmed ?? [];
        var wrong = confirmed.GroupBy(c => c.Id).Where(g => g.Count() > 1).Select(g => $"{g.First().Reference} was given to two points").ToList();
        foreach (var point in confirmed)
        {
            if (!await ExistsAsync(stage, point)) wrong.Add($"{point.Reference} was confirmed and is lost");
        }

        if (stage.ByForm is not null && byForm.Count == 0) wrong.Add("nothing was sent by the form");
        foreach (var reference in byForm)
            if (!await stage.ExistsAsync!(reference)) wrong.Add($"{reference} was confirmed on the page and is lost");

        // A second confirmation may come late, from whoever takes over what a killed instance held: it must be quiet first.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var isQuiet = await stage.IsQuietAsync();
        while (!isQuiet && !limit.IsCancellationRequested && await clock.WaitForNextTickAsync(Cancel)) isQuiet = await stage.IsQuietAsync();
        if (!isQuiet) wrong.Add("the outbox was not quiet after two minutes");
        var references = confirmed.Select(c => c.Reference).Concat(byForm).ToList();
        wrong.AddRange(references.GroupBy(r => r, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"{g.Key} stands for two points"));
        var mails = Confirmations(references, stage.MailFolder);
        wrong.AddRange(mails.Where(c => c.Value.Count != 1).Select(c => $"{c.Key} has {c.Value.Count} confirmations"));
        if (stage.ByForm is not null)
        {
            string AuthorOf(string reference) => byForm.Contains(reference) ? Member : Organisation;
            wrong.AddRange(mails.SelectMany(c => c.Value.Where(to => !to.Contains(AuthorOf(c.Key), StringComparison.OrdinalIgnoreCase)).Select(to => $"the confirmation of {c.Key} went to {to}, not to {AuthorOf(c.Key)}")));
        }

        // Every point that was begun was sent until it was confirmed: with one key, what was stored while its answer failed is the same point.
        if (await stage.PointsAsync() is var points && points != references.Count) wrong.Add($"{points} points are there, {references.Count} were confirmed");
        return wrong;
    }

    // A stream that nobody holds and in which nothing waits; what a killed instance held, it holds until its lease ends.
    private static async Task<bool> IsQuietAsync(GboDbContext db)
        => !await db.Set<OutboxStream>().AnyAsync(s => s.LeasedUntil != null || (s.HandledPosition < s.NextPosition && s.ParkedAt == null), Cancel)
            && !await db.Set<OutgoingMail>().AnyAsync(m => m.State == MailState.Queued, Cancel);

    // Who the confirmations of each went to.
    private static Dictionary<string, List<string>> Confirmations(IEnumerable<string> references, string folder)
    {
        // The coach hears of each point as well; only what its author gets counts.
        var mails = MailFolder.Read(folder).Where(m => !m.Text.Contains("Subject:", StringComparison.Ordinal)
            || m.Text.Contains("Subject: Je punt is goed aangekomen", StringComparison.Ordinal)).ToList();
        return references.Distinct(StringComparer.Ordinal).ToDictionary(
            r => r,
            r => mails.Where(m => m.Text.Contains(r, StringComparison.Ordinal)).DistinctBy(m => m.MessageId, StringComparer.Ordinal).Select(m => m.To.Trim()).ToList(),
            StringComparer.Ordinal);
    }

    private static async Task<bool> ExistsAsync(Stage stage, Confirmed point)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/agenda-items/{point.Id}");
        if (stage.Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", stage.Token);
        using var response = await stage.Sites[0].Client.SendAsync(request, Cancel);
        return response.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<Guid> GroupAsync(SiteProcess site, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/groups");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await site.Client.SendAsync(request, Cancel);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return body.EnumerateArray().First(g => g.GetProperty("acceptsItems").GetBoolean() && g.GetProperty("isMine").GetBoolean()).GetProperty("id").GetGuid();
    }

    /// <summary>What is killed, and where to look what became of it.</summary>
    private sealed class Stage
    {
        public required IReadOnlyList<SiteProcess> Sites { get; init; }

        public string? Token { get; init; }

        public Guid Group { get; init; }

        public required string MailFolder { get; init; }

        public required Func<Task<int>> PointsAsync { get; init; }

        public required Func<Task<bool>> IsQuietAsync { get; init; }

        /// <summary>Who brings points by the form beside the programs; null for a site that has none.</summary>
        public FormLoad? ByForm { get; init; }

        /// <summary>True when there is a point with this reference.</summary>
        public Func<string, Task<bool>>? ExistsAsync { get; init; }

        /// <summary>Takes the power from all of it, database and sites, and starts it again; null where that cannot be told from a kill.</summary>
        public Func<Task>? LosePowerAsync { get; init; }
    }
}
