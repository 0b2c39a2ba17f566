using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace GboParticipatie.Tests.Crash;

/// <summary>
/// What was confirmed on screen survives kill -9 a millisecond later, and each author gets one confirmation. The moments are
/// random; the number of the seed is in the message when it fails.
/// </summary>
[Collection("Crash")]
public sealed class KillTests(DatabaseFixture databases)
{
    private const int Writers = 3;

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

    [Fact]
    public async Task This_proof_catches_a_site_that_confirms_before_it_stores()
    {
        var folder = TestFolder.Create("naive");
        await using var site = SiteProcess.Naive(folder);
        await site.StartAsync(Cancel);

        var lost = await LoadAndKillAsync([site], token: null, Guid.Empty, Path.Combine(folder, "mail"), kills: 3, TimeSpan.FromSeconds(3));

        Assert.NotEmpty(lost);
    }

    private async Task<IReadOnlyList<string>> RunAsync(Db kind, int instances, int kills)
    {
        var folder = TestFolder.Create("kill");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Gbo__Region"] = "zolim",
            ["Gbo__AppData"] = folder,
            // Mail goes out from the first moment on, so that a kill meets it.
            ["Gbo__BackgroundTasksAfter"] = "0",
        };
        if (kind == Db.PostgreSql) environment["ConnectionStrings__Gbo"] = (await databases.CreateEmptyAsync(kind)).ConnectionString;

        var sites = Enumerable.Range(0, instances).Select(_ => SiteProcess.Ours(environment)).ToList();
        try
        {
            await Task.WhenAll(sites.Select(site => site.StartAsync(Cancel)));
            var token = (await SiteProcess.CommandAsync(environment, "token", "create", "organisatie@zolim.example", "--scope", "read", "--scope", "propose")).Trim().Split('\n')[^1].Trim();
            var group = await GroupAsync(sites[0], token);
            var mail = Path.Combine(folder, "zolim", "mail");
            return await LoadAndKillAsync(sites, token, group, mail, kills, TimeSpan.FromMinutes(2));
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>What is wrong: nothing when every confirmed point is there and has exactly one confirmation.</returns>
    private static async Task<IReadOnlyList<string>> LoadAndKillAsync(
        List<SiteProcess> sites, string? token, Guid group, string mailFolder, int kills, TimeSpan patience)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var load = new ProposalLoad(sites, token, group);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(Writers, stop.Token, Cancel);
        for (var kill = 0; kill < kills; kill++)
        {
            // More points are let in than are waited for: the kill comes while others are on their way.
            var points = random.Next(3, 25);
            load.LetIn(points + 2 * Writers);
            await Task.WhenAny(load.ConfirmedMoreAsync(points, Cancel), running);
            var site = sites[random.Next(sites.Count)];
            await site.KillAsync();
            await site.StartAsync(Cancel);
        }

        await stop.CancelAsync();
        await running;
        var wrong = await WrongAsync(sites[0], token, load.All, mailFolder, patience);
        return wrong.Count == 0 ? [] : [$"seed {seed}, {load.All.Count} confirmed", .. wrong];
    }

    private static async Task<List<string>> WrongAsync(SiteProcess site, string? token, IReadOnlyList<Confirmed> confirmed, string mailFolder, TimeSpan patience)
    {
        var wrong = confirmed.GroupBy(c => c.Id).Where(g => g.Count() > 1).Select(g => $"{g.First().Reference} was given to two points").ToList();
        foreach (var point in confirmed)
        {
            if (!await ExistsAsync(site, token, point)) wrong.Add($"{point.Reference} was confirmed and is lost");
        }

        using var limit = new CancellationTokenSource(patience);
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var counts = Confirmations(confirmed, mailFolder);
        while (counts.Any(c => c.Value == 0) && !limit.IsCancellationRequested && await clock.WaitForNextTickAsync(Cancel)) counts = Confirmations(confirmed, mailFolder);
        wrong.AddRange(counts.Where(c => c.Value != 1).Select(c => $"{c.Key} has {c.Value} confirmations"));
        return wrong;
    }

    private static Dictionary<string, int> Confirmations(IReadOnlyList<Confirmed> confirmed, string folder)
    {
        // The coach hears of each point as well; only what its author gets counts.
        var mails = MailFolder.Read(folder).Where(m => !m.Text.Contains("Subject:", StringComparison.Ordinal)
            || m.Text.Contains("Subject: Je punt is goed aangekomen", StringComparison.Ordinal)).ToList();
        return confirmed.ToDictionary(
            c => c.Reference,
            c => mails.Where(m => m.Text.Contains(c.Reference, StringComparison.Ordinal)).Select(m => m.MessageId).Distinct(StringComparer.Ordinal).Count(),
            StringComparer.Ordinal);
    }

    private static async Task<bool> ExistsAsync(SiteProcess site, string? token, Confirmed point)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/agenda-items/{point.Id}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await site.Client.SendAsync(request, Cancel);
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
}
