using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using GboParticipatie.Data;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Bench;

/// <summary>Proposals per second that are committed, against transactions by hand that insert the same rows.</summary>
internal static class ProposalBench
{
    private const double LeastShare = 0.7;

    public static async Task RunAsync(BenchPlace place, Report report)
    {
        var rows = new List<string[]>();
        foreach (var kind in place.Kinds)
        {
            await using var region = await BenchRegion.CreateAsync(place, kind, "proposals");
            var proposal = await ProposalAsync(region);
            var bare = await BareTransaction.ReadAsync(region.Database, await ProposeAsync(region, proposal));
            foreach (var writers in new[] { 1, 8 })
            {
                var (ours, byHand) = await CompareAsync(place, region, proposal, bare, writers);
                var share = ours.P50 / byHand.P50;
                var http = await OverHttpAsync(place, kind, writers);
                rows.Add([
                    $"{kind}, {writers} {(writers == 1 ? "writer" : "writers")}", Report.Number(ours.P50, "0"), Report.Number(byHand.P50, "0"), Report.Number(share * 100, "0") + " %",
                    $">= {LeastShare * 100} %", report.AtLeast($"{kind}, {writers} writers: proposals against bare transactions", share, LeastShare), Report.Number(http, "0")]);
            }
        }

        Report.Print("Proposals committed per second", ["database", "in process", "bare transactions", "share", "target", "", "over HTTP"], rows);
    }

    private static async Task<ProposeAgendaItem> ProposalAsync(BenchRegion region)
    {
        await using var scope = region.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        var now = DateTime.UtcNow;
        var group = await GroupWithMeetingAsync(db, now);
        var organisation = await db.Set<GboParticipatie.Network.Models.Organisation>().OrderBy(o => o.Slug).Select(o => o.Id).FirstAsync();
        return new ProposeAgendaItem
        {
            SubmissionKey = Guid.NewGuid(),
            GroupId = group,
            Author = new ProposalAuthor { OrganisationId = organisation, Channel = Channel.Web, IsConfirmed = true },
            Title = "De bus rijdt maar om de twee uur",
            Description = "De bus naar het ziekenhuis rijdt maar om de twee uur. Wie een afspraak heeft, is een halve dag weg.",
            Remedy = "Een belbus op weekdagen.",
            LifeDomain = "vervoer",
            HeardFrom = HeardFrom.FiveToNine,
        };
    }

    private static Task<Guid> GroupWithMeetingAsync(GboDbContext db, DateTime now)
        => (from s in db.Set<Session>() where s.State == SessionState.Announced && s.StartsAt > now && s.Group!.AcceptsItems orderby s.StartsAt select s.GroupId).FirstAsync();

    private static async Task<Guid> ProposeAsync(BenchRegion region, ProposeAgendaItem proposal)
    {
        await using var scope = region.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AgendaItemService>().ProposeAsync(proposal with { SubmissionKey = Guid.NewGuid() })).Id;
    }

    // In turns, so that what else the machine does meets both.
    private static async Task<(Samples Ours, Samples ByHand)> CompareAsync(BenchPlace place, BenchRegion region, ProposeAgendaItem proposal, IReadOnlyList<BareTransaction.Row> bare, int writers)
    {
        var byHands = new List<BareTransaction>();
        for (var i = 0; i < writers; i++) byHands.Add(await BareTransaction.CreateAsync(region.Database, bare));
        var (ours, byHand) = (new Samples(), new Samples());
        var (rounds, length) = place.Options.IsQuick ? (3, TimeSpan.FromSeconds(1)) : (7, TimeSpan.FromSeconds(2));
        // Warm first, by number: on a busy machine a round is over before the just-in-time compiler is.
        for (var i = 0; i < (place.Options.IsQuick ? 500 : 3000); i++) await ProposeAsync(region, proposal);
        for (var round = -1; round < rounds; round++)
        {
            var mine = await RateAsync(writers, length, _ => ProposeAsync(region, proposal));
            var theirs = await RateAsync(writers, length, writer => byHands[writer].RunAsync());
            if (round < 0) continue;
            ours.Add([mine]);
            byHand.Add([theirs]);
        }

        foreach (var writer in byHands) await writer.DisposeAsync();
        return (ours, byHand);
    }

    // The published site with everything on: workflows and mails of the proposals run beside them.
    private static async Task<double> OverHttpAsync(BenchPlace place, string kind, int writers)
    {
        IReadOnlyDictionary<string, string> environment;
        Guid group;
        await using (var region = await BenchRegion.CreateAsync(place, kind, $"http{writers}"))
        {
            environment = region.Environment;
            await using var scope = region.App.Services.CreateAsyncScope();
            group = await GroupWithMeetingAsync(scope.ServiceProvider.GetRequiredService<GboDbContext>(), DateTime.UtcNow);
        }

        var token = await SiteProcess.CommandAsync(place, environment, "token", "create", "organisatie@zolim.example", "--scope", "propose", "--days", "1");
        await using var site = await SiteProcess.StartAsync(place, environment);
        using var client = new HttpClient { BaseAddress = site.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        async Task SendAsync(int writer)
        {
            using var response = await client.PostAsJsonAsync(new Uri("/api/v1/agenda-items", UriKind.Relative), new { groupId = group, title = "De bus", description = "De bus rijdt maar om de twee uur." });
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        var length = place.Options.IsQuick ? TimeSpan.FromSeconds(2) : TimeSpan.FromSeconds(6);
        await RateAsync(writers, length / 2, SendAsync);
        return await RateAsync(writers, length, SendAsync);
    }

    private static async Task<double> RateAsync(int writers, TimeSpan length, Func<int, Task> write)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(start) < length; count++) await write(writer);
            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
