using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using GboParticipatie.Processes;

namespace GboParticipatie.Bench;

/// <summary>A site as a process of its own, on 127.0.0.1.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiteProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Memory that is in use of the machine, in MB, by what the operating system says.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts the published site and waits until this page answers.</summary>
    public static Task<SiteProcess> StartAsync(BenchPlace place, IReadOnlyDictionary<string, string> environment, string firstPage = "/")
        => StartAsync([Path.Combine(place.Options.SiteFolder, "GboParticipatie.Web.dll"), "serve"], environment, firstPage);

    /// <summary>Starts the bare endpoint with these answers.</summary>
    public static Task<SiteProcess> StartBareAsync(string file, string firstPage)
        => StartAsync([typeof(SiteProcess).Assembly.Location, "bare", file], new Dictionary<string, string>(StringComparer.Ordinal), firstPage);

    /// <summary>Runs a command of the published site and gives what it prints.</summary>
    public static async Task<string> CommandAsync(BenchPlace place, IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => (await DotnetProcess.RunAsync([Path.Combine(place.Options.SiteFolder, "GboParticipatie.Web.dll"), .. arguments], environment)).Trim();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<SiteProcess> StartAsync(string[] arguments, IReadOnlyDictionary<string, string> environment, string firstPage)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{DotnetProcess.FreePort()}"));
        var isBare = arguments.Contains("bare");
        var process = DotnetProcess.Start(
            isBare ? [.. arguments, address.ToString()] : arguments,
            new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = address.ToString() });
        var output = new LastLines();
        output.ReadAlong(process);
        var site = new SiteProcess(process, address);
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        var started = Stopwatch.GetTimestamp();
        while (!Listens(address.Port) || !await AnswersAsync(client, firstPage))
        {
            await Task.Delay(20);
            if (!process.HasExited && Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(2)) continue;
            await site.DisposeAsync();
            throw new InvalidOperationException($"The site did not start:\n{output}");
        }

        return site;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string page)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(page, UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Looked up in the system's table: knocking on a closed door throws, which takes processor time from the site that starts.
    private static bool Listens(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(l => l.Port == port);
}
