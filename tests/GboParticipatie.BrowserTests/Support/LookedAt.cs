using System.Collections.Concurrent;
using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(LookedAt))]

namespace GboParticipatie.BrowserTests.Support;

/// <summary>
/// Which pages were looked at, with axe and at both widths. When all tests have run (GBO_TEST_WHOLE=1, as ./test does), a page that
/// nobody looked at is a failure: whoever adds a page, has a journey stop there.
/// </summary>
public sealed partial class LookedAt : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);
    private static readonly IReadOnlyList<(string Route, Regex Address)> Routes = [.. ReadRoutes()];

    // Pages without an address of their own to go to.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["/probleem"] = "Is drawn at the address that went wrong: HostTests.",
    };

    /// <summary>Notes that the page at this path was looked at.</summary>
    public static void Note(string path)
    {
        // Of two that fit, the one with the fewest parts left open: /beheer/punten/nieuw is no point.
        var found = Routes.Where(r => r.Address.IsMatch(path.Split('?')[0])).OrderBy(r => r.Route.Count(c => c == '{')).ThenByDescending(r => r.Route.Length).FirstOrDefault();
        if (found.Route is not null) Seen[found.Route] = true;
    }

    public ValueTask DisposeAsync()
    {
        var missed = Routes.Select(r => r.Route).Except(Seen.Keys).Except(Elsewhere.Keys).Order(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable("GBO_TEST_WHOLE") == "1")
            Assert.True(missed.Count == 0, $"Nobody looked at {string.Join(", ", missed)}.");
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<(string, Regex)> ReadRoutes()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(TestFolder.Repository, "src"), "*.cshtml", SearchOption.AllDirectories).Where(f => !Built().IsMatch(f));
        foreach (var match in pages.Select(f => Directive().Match(File.ReadAllText(f))).Where(m => m.Success))
        {
            var route = match.Groups["route"].Value;
            var address = Parameter().Replace(route, part => part.Value switch
            {
                { } value when value.EndsWith("?}", StringComparison.Ordinal) => "?[^/]*",
                _ when part.Groups["wanted"] is { Success: true } wanted => wanted.Value.TrimEnd('$') + "[^/]*",
                _ => "[^/]+",
            });
            yield return (route, new Regex($"^{address}/?$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)));
        }
    }

    [GeneratedRegex("^@page \"(?<route>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\{\w+(:regex\(\^(?<wanted>[^{}]+)\)|[^{}]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Built();
}
