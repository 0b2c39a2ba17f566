using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GboParticipatie.Bench;

/// <summary>The desk of a coach who works in it all day: the list of points and search, with few points and with many.</summary>
internal static partial class DeskBench
{
    private const string Coach = "coach@zolim.example";

    // What a person takes for at once.
    private const double MostMilliseconds = 200;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("my tasks", "/beheer"), ("my tasks, everyone and all", "/beheer?wie=iedereen&status=alles"), ("my tasks, page 100", "/beheer?wie=iedereen&status=alles&pagina=100"),
        ("my tasks, a common word", "/beheer?wie=iedereen&zoek=wachttijden"), ("my tasks, late", "/beheer?termijn=telaat"), ("stories", "/beheer/feedback"), ("actions", "/beheer/acties"),
        ("list of points", "/beheer/punten"), ("list, page 100", "/beheer/punten?status=alles&pagina=100"),
        ("list, a rare word", "/beheer/punten?zoek=consultatiebureau"), ("list, a common word", "/beheer/punten?zoek=wachttijden"),
        ("list, a number", "/beheer/punten?zoek=AP-2025-1500"), ("search, a rare word", "/beheer/zoeken?zoek=consultatiebureau"),
        ("search, a common word", "/beheer/zoeken?zoek=wachttijden"), ("search, all points", "/beheer/zoeken?zoek=gezin"),
    ];

    public static async Task RunAsync(BenchPlace place, Report report)
    {
        foreach (var kind in place.Kinds) await RunAsync(place, kind, report);
    }

    private static async Task RunAsync(BenchPlace place, string kind, Report report)
    {
        var few = await MeasureAsync(place, kind, "deskfew", place.Options.FewPoints);
        var many = await MeasureAsync(place, kind, "deskmany", place.Options.ManyPoints);
        var points = $"{place.Options.ManyPoints:#,0}";
        Report.Print($"{kind}: the coach's desk, one at a time (milliseconds)", ["page", "1,000 p50", "p99", $"{points} p50", "p99", "target", ""], Pages.Select(p => new[]
        {
            p.Name, Report.Number(few[p.Path].P50), Report.Number(few[p.Path].P99), Report.Number(many[p.Path].P50), Report.Number(many[p.Path].P99),
            $"<= {MostMilliseconds}", report.AtMost($"{kind}, {p.Name}: p50 with {points} points", many[p.Path].P50, MostMilliseconds),
        }));
    }

    private static async Task<Dictionary<string, Samples>> MeasureAsync(BenchPlace place, string kind, string name, int points)
    {
        Dictionary<string, string> environment;
        string folder;
        await using (var region = await BenchRegion.CreateAsync(place, kind, name))
        {
            // A site in production gives a cookie for https alone, and here is none.
            environment = new Dictionary<string, string>(region.Environment, StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Development" };
            folder = region.Folder;
            await History.AddAsync(region, points);
        }

        await using var site = await SiteProcess.StartAsync(place, environment);
        using var coach = await SignInAsync(site.Address, folder);
        var samples = new Dictionary<string, Samples>(StringComparer.Ordinal);
        foreach (var (_, path) in Pages)
        {
            var times = new List<double>();
            for (var i = -3; i < (place.Options.IsQuick ? 10 : 50); i++)
            {
                var start = Stopwatch.GetTimestamp();
                using var response = await coach.GetAsync(new Uri(path, UriKind.Relative));
                response.EnsureSuccessStatusCode();
                await response.Content.ReadAsByteArrayAsync();
                if (i >= 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            samples[path] = new Samples();
            samples[path].Add(times);
        }

        return samples;
    }

    // As a person does: an address, the code of the mail.
    private static async Task<HttpClient> SignInAsync(Uri address, string folder)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
        var asked = await PostAsync(client, await client.GetStringAsync(new Uri("/inloggen", UriKind.Relative)), "/inloggen", ("Email", Coach));
        var done = await PostAsync(client, asked, "/inloggen/code", ("Code", await CodeAsync(folder)));
        if (!done.Contains("Uitloggen", StringComparison.Ordinal)) throw new InvalidOperationException("The coach could not sign in.");
        return client;
    }

    private static async Task<string> PostAsync(HttpClient client, string page, string path, (string Name, string Value) field)
    {
        var hidden = HiddenField().Matches(page).Select(m => KeyValuePair.Create(Name().Match(m.Value).Groups["name"].Value, Value().Match(m.Value).Groups["value"].Value));
        using var form = new FormUrlEncodedContent([.. hidden.DistinctBy(h => h.Key), KeyValuePair.Create(field.Name, field.Value)]);
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> CodeAsync(string folder)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var i = 0; i < 150 && await clock.WaitForNextTickAsync(); i++)
        {
            foreach (var mail in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml", SearchOption.AllDirectories) : [])
            {
                var text = await File.ReadAllTextAsync(mail);
                if (text.Contains(Coach, StringComparison.Ordinal) && SixDigits().Match(text) is { Success: true } code) return code.Value;
            }
        }

        throw new InvalidOperationException("No mail with a code came.");
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();

    [GeneratedRegex("name=\"(?<name>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();

    [GeneratedRegex(@"(?<![\w.-])\d{6}(?![\w.-])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SixDigits();
}
