using System.Diagnostics;
using System.Text.RegularExpressions;
using GboParticipatie.Data.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Bench;

/// <summary>How soon the first page is there, how much memory the site takes when nobody comes, and what pages weigh.</summary>
internal static partial class StartBench
{
    private const double MostSeconds = 2;
    private const double MostMegabytes = 200;
    private const double MostKilobytes = 100;
    private static readonly string[] Pages = ["/", "/wat-deden-we", "/kalender", "/klankgroepen", "/punt", "/volg", "/inloggen", "/over", "/hulp", "/privacy", "/toegankelijkheid"];

    public static async Task RunAsync(BenchPlace place, Report report)
    {
        var sites = new List<(string Kind, IReadOnlyDictionary<string, string> Environment, Guid Meeting, Samples Starts)>();
        foreach (var kind in place.Kinds) sites.Add(await PrepareAsync(place, kind));
        // In turns, so that what else the machine does meets both.
        for (var i = 0; i < (place.Options.IsQuick ? 3 : 9); i++)
        {
            foreach (var site in sites) site.Starts.Add([await StartAsync(place, site.Environment)]);
        }

        var rows = new List<string[]>();
        foreach (var (kind, environment, meeting, starts) in sites)
        {
            var seconds = starts.P50 / 1000;
            await using var site = await SiteProcess.StartAsync(place, environment);
            var weights = await WeighAsync(site.Address, [.. Pages, $"/bijeenkomsten/{meeting}"]);
            await Task.Delay(TimeSpan.FromSeconds(place.Options.IsQuick ? 10 : 30));
            var memory = site.ResidentMegabytes;
            var heaviest = weights.MaxBy(w => w.Kilobytes);
            rows.Add([$"{kind}: cold start to first page (s)", Report.Number(seconds), $"<= {MostSeconds}", report.AtMost($"{kind}: cold start", seconds, MostSeconds)]);
            rows.Add([$"{kind}: idle memory after visits (MB)", Report.Number(memory, "0"), $"<= {MostMegabytes}", report.AtMost($"{kind}: idle memory", memory, MostMegabytes)]);
            if (kind != "SQLite") continue;
            rows.Add([$"heaviest public page, {heaviest.Page} (kB compressed)", Report.Number(heaviest.Kilobytes, "0.0"), $"<= {MostKilobytes}", report.AtMost("page weight", heaviest.Kilobytes, MostKilobytes)]);
            rows.Add(["lightest public page (kB compressed)", Report.Number(weights.Min(w => w.Kilobytes), "0.0"), $"<= {MostKilobytes}", ""]);
        }

        Report.Print("Start, memory and weight", ["figure", "now", "target", ""], rows);
    }

    // A site that has been in use: what its recipe set going is done, and its scheduler knows its tasks.
    private static async Task<(string, IReadOnlyDictionary<string, string>, Guid, Samples)> PrepareAsync(BenchPlace place, string kind)
    {
        IReadOnlyDictionary<string, string> environment;
        Guid meeting;
        await using (var region = await BenchRegion.CreateAsync(place, kind, "start"))
        {
            environment = region.Environment;
            meeting = await History.AddAsync(region, place.Options.FewPoints);
            await region.App.Services.GetRequiredService<OutboxDispatcher>().DrainAsync(CancellationToken.None);
        }

        await using var site = await SiteProcess.StartAsync(place, environment);
        await Task.Delay(TimeSpan.FromSeconds(15));
        return (kind, environment, meeting, new Samples());
    }

    private static async Task<double> StartAsync(BenchPlace place, IReadOnlyDictionary<string, string> environment)
    {
        var start = Stopwatch.GetTimestamp();
        await using var site = await SiteProcess.StartAsync(place, environment);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // The page and what it refers to, as a browser asks for it the first time; fonts apart.
    private static async Task<List<(string Page, double Kilobytes)>> WeighAsync(Uri address, IEnumerable<string> pages)
    {
        using var plain = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true, AutomaticDecompression = System.Net.DecompressionMethods.None }) { BaseAddress = address };
        using var reading = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true, AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = address };
        var weights = new List<(string, double)>();
        foreach (var page in pages)
        {
            var html = await reading.GetStringAsync(new Uri(page, UriKind.Relative));
            var parts = Reference().Matches(html).Select(m => m.Groups["path"].Value).Where(r => !r.EndsWith(".woff2", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
            var bytes = 0L;
            foreach (var part in parts.Prepend(page)) bytes += await SizeAsync(plain, part);
            weights.Add((page, bytes / 1000.0));
        }

        return weights;
    }

    private static async Task<long> SizeAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }

    [GeneratedRegex("""<(link|script|img)\b[^>]*?(href|src)="(?<path>/[^"]+)"[^>]*>""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Reference();
}
