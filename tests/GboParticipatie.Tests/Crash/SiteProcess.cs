using System.Diagnostics;
using GboParticipatie.Processes;

namespace GboParticipatie.Tests.Crash;

/// <summary>The real site as a process of its own, that a test can kill.</summary>
public sealed class SiteProcess : IAsyncDisposable
{
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly LastLines _output = new();
    private Process? _process;

    private SiteProcess(string[] arguments, IReadOnlyDictionary<string, string> environment, int port)
    {
        (_arguments, _environment) = (arguments, environment);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>Talks to the site.</summary>
    public HttpClient Client { get; }

    /// <summary>The last lines that the site logged, for messages.</summary>
    public string LastLines => _output.ToString();

    /// <summary>Our own site.</summary>
    /// <param name="environment">Its configuration, such as <c>Gbo__AppData</c>.</param>
    public static SiteProcess Ours(IReadOnlyDictionary<string, string> environment) => new([WebDll, "serve"], environment, DotnetProcess.FreePort());

    /// <summary>A site with a fault that the tests must find: the negative control.</summary>
    /// <param name="folder">Where it stores.</param>
    /// <param name="fault">One of those that its program names.</param>
    public static SiteProcess Naive(string folder, string fault)
        => new([Path.Combine(TestFolder.Repository, "tests/GboParticipatie.NaiveSite/bin", Configuration, "net10.0/GboParticipatie.NaiveSite.dll"), folder, fault],
            new Dictionary<string, string>(StringComparer.Ordinal), DotnetProcess.FreePort());

    /// <summary>Runs a command of the site's command line and gives what it prints.</summary>
    public static Task<string> CommandAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
        => DotnetProcess.RunAsync([WebDll, .. arguments], environment);

    /// <summary>Starts the process without waiting until it serves.</summary>
    public void Launch()
    {
        var environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = Client.BaseAddress!.ToString() };
        _process = DotnetProcess.Start(_arguments, environment);
        _output.ReadAlong(_process);
    }

    /// <summary>Starts the process and waits until it serves.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        Launch();
        await ReadyAsync(cancel);
    }

    /// <summary>Waits until it serves.</summary>
    public async Task ReadyAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await clock.WaitForNextTickAsync(limit.Token))
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The site stopped by itself:\n{LastLines}");
            if (await IsReadyAsync(limit.Token)) return;
        }
    }

    /// <summary>True when it serves.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using var response = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Holds the process where it is.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>Lets a process that was held go on.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>True once the process has loaded this library.</summary>
    public bool HasLoaded(string library) => File.ReadAllText($"/proc/{_process!.Id}/maps").Contains(library, StringComparison.Ordinal);

    /// <summary>kill -9: the process gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string WebDll => Path.Combine(TestFolder.Repository, "src/GboParticipatie.Web/bin", Configuration, "net10.0/GboParticipatie.Web.dll");

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill {signal} {_process!.Id}"]);
        await kill.WaitForExitAsync();
    }
}
