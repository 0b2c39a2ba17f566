using System.Diagnostics;
using System.Text.Json;

namespace GboParticipatie.Bench;

/// <summary>Public pages: do they stay as fast with a hundred times the points, and how far are they from a bare endpoint?</summary>
internal static class PageBench
{
    private const int Visitors = 4;
    private const int CallsUntilCompiled = 20_000;
    private const double MostGrowth = 1.3;
    private const double MostOverBare = 5;

    /// <summary>What a visitor asks for.</summary>
    /// <param name="Site">Which of the three processes.</param>
    /// <param name="Path">Address.</param>
    /// <param name="Anew">True for a page that the site must make anew: one with a cookie, or the first after a change.</param>
    private sealed record Lane(string Site, string Path, bool Anew);

    public static async Task RunAsync(BenchPlace place, Report report)
    {
        foreach (var kind in place.Kinds) await RunAsync(place, kind, report);
    }

    private static async Task RunAsync(BenchPlace place, string kind, Report report)
    {
        var few = await FillAsync(place, kind, "few", place.Options.FewPoints);
        var many = await FillAsync(place, kind, "many", place.Options.ManyPoints);
        await using var fewSite = await SiteProcess.StartAsync(place, few.Environment);
        await using var manySite = await SiteProcess.StartAsync(place, many.Environment);
        (string Name, string Few, string Many)[] pages =
            [("home /", "/", "/"), ("meeting /bijeenkomsten/{id}", $"/bijeenkomsten/{few.Meeting}", $"/bijeenkomsten/{many.Meeting}"), ("ledger /wat-deden-we", "/wat-deden-we", "/wat-deden-we")];
        var recorded = Path.Combine(place.NewFolder($"bare-{kind}"), "answers.json");
        await File.WriteAllTextAsync(recorded, JsonSerializer.Serialize(await RecordAsync(manySite.Address, pages.Select(p => p.Many))));
        await using var bareSite = await SiteProcess.StartBareAsync(recorded, "/");

        var clients = new Dictionary<string, HttpClient>(StringComparer.Ordinal) { ["few"] = Browser(fewSite.Address), ["many"] = Browser(manySite.Address), ["bare"] = Browser(bareSite.Address) };
        var lanes = pages.SelectMany(p => new[]
        {
            new Lane("few", p.Few, Anew: false), new Lane("many", p.Many, Anew: false), new Lane("bare", p.Many, Anew: false),
            new Lane("few", p.Few, Anew: true), new Lane("many", p.Many, Anew: true),
        }).ToList();
        var samples = lanes.ToDictionary(l => l, _ => new Samples());
        var (rounds, requests) = place.Options.IsQuick ? (3, 100) : (10, 200);
        // Methods are compiled a second time after 16,384 calls: until then a busy site and a bare endpoint are not compared, but how far each is.
        foreach (var lane in lanes.Where(l => !l.Anew)) await VisitAsync(clients[lane.Site], lane, CallsUntilCompiled / Visitors / pages.Length);
        for (var round = -2; round < rounds; round++)
        {
            foreach (var lane in lanes)
            {
                var times = await VisitAsync(clients[lane.Site], lane, requests / Visitors);
                if (round >= 0) samples[lane].Add(times);
            }
        }

        foreach (var client in clients.Values) client.Dispose();
        Samples Of(string site, string path, bool anew) => samples[new Lane(site, path, anew)];
        var points = $"{place.Options.ManyPoints:#,0}";
        Report.Print($"{kind}: public pages, {Visitors} visitors at once (milliseconds)", ["page", "1,000 p50", "p99", $"{points} p50", "p99", "ratio p50", "target", ""], pages.SelectMany(p => new[] { false, true }.Select(anew =>
        {
            var (a, b) = (Of("few", p.Few, anew), Of("many", p.Many, anew));
            var name = anew ? $"{p.Name}, made anew" : p.Name;
            return new[] { name, Report.Number(a.P50), Report.Number(a.P99), Report.Number(b.P50), Report.Number(b.P99), Report.Number(b.P50 / a.P50), $"<= {Report.Number(MostGrowth, "0.0")}", report.AtMost($"{kind}, {name}: {points} against 1,000 points", b.P50 / a.P50, MostGrowth) };
        })));
        Report.Print($"{kind}: the same pages with {points} points against a bare Kestrel endpoint with the same bytes (milliseconds)", ["page", "bare p50", "p99", "site p50", "p99", "ratio p50", "target", "", "made anew"], pages.Select(p =>
        {
            var (bare, site) = (Of("bare", p.Many, anew: false), Of("many", p.Many, anew: false));
            var ratio = site.P50 / bare.P50;
            return new[] { p.Name, Report.Number(bare.P50), Report.Number(bare.P99), Report.Number(site.P50), Report.Number(site.P99), Report.Number(ratio), $"<= {MostOverBare}", report.AtMost($"{kind}, {p.Name}: against bare Kestrel", ratio, MostOverBare), Report.Number(Of("many", p.Many, anew: true).P50 / bare.P50) };
        }));
    }

    private static async Task<(IReadOnlyDictionary<string, string> Environment, Guid Meeting)> FillAsync(BenchPlace place, string kind, string name, int points)
    {
        await using var region = await BenchRegion.CreateAsync(place, kind, name);
        return (region.Environment, await History.AddAsync(region, points));
    }

    private static HttpClient Browser(Uri address) => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };

    private static HttpRequestMessage Request(string path, bool anew)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        if (anew) request.Headers.TryAddWithoutValidation("Cookie", "bezoek=1");
        return request;
    }

    private static async Task<List<Recorded>> RecordAsync(Uri address, IEnumerable<string> paths)
    {
        using var browser = Browser(address);
        var all = new List<Recorded>();
        foreach (var path in paths)
        {
            using var request = Request(path, anew: false);
            using var response = await browser.SendAsync(request);
            response.EnsureSuccessStatusCode();
            var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not ("Date" or "Server" or "Transfer-Encoding" or "Age"));
            all.Add(new Recorded(path, headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value)), await response.Content.ReadAsByteArrayAsync()));
        }

        return all;
    }

    private static async Task<IEnumerable<double>> VisitAsync(HttpClient client, Lane lane, int requests)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Visitors).Select(async _ =>
        {
            var times = new List<double>(requests);
            for (var i = 0; i < requests; i++)
            {
                var start = Stopwatch.GetTimestamp();
                using var request = Request(lane.Path, lane.Anew);
                using var response = await client.SendAsync(request);
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times;
        }));
        return all.SelectMany(t => t);
    }
}
