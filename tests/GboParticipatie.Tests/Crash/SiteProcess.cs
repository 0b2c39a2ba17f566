using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GboParticipatie.Tests.Crash;

/// <summary>The real site as a process of its own, that a test can kill.</summary>
public sealed class SiteProcess : IAsyncDisposable
{
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Queue<string> _output = new();
    private Process? _process;

    private SiteProcess(string[] arguments, IReadOnlyDictionary<string, string> environment, int port)
    {
        (_arguments, _environment) = (arguments, environment);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>Talks to the site.</summary>
    public HttpClient Client { get; }

    /// <summary>The last lines that the site logged, for messages.</summary>
    public string LastLines
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>Our own site.</summary>
    /// <param name="environment">Its configuration, such as <c>Gbo__AppData</c>.</param>
    public static SiteProcess Ours(IReadOnlyDictionary<string, string> environment) => new([WebDll, "serve"], environment, FreePort());

    /// <summary>The site that confirms before it stores: the negative control.</summary>
    public static SiteProcess Naive(string folder)
        => new([Path.Combine(TestFolder.Repository, "tests/GboParticipatie.NaiveSite/bin", Configuration, "net10.0/GboParticipatie.NaiveSite.dll"), folder],
            new Dictionary<string, string>(StringComparer.Ordinal), FreePort());

    /// <summary>Runs a command of the site's command line and gives what it prints.</summary>
    public static async Task<string> CommandAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start([WebDll, .. arguments], environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{string.Join(' ', arguments)} failed: {await output}{await errors}");
    }

    /// <summary>Starts the process without waiting until it serves.</summary>
    public void Launch()
    {
        var environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = Client.BaseAddress!.ToString() };
        _process = Start(_arguments, environment);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts the process and waits until it serves.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        Launch();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await clock.WaitForNextTickAsync(limit.Token))
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The site stopped by itself:\n{LastLines}");
            if (await IsReadyAsync(limit.Token)) return;
        }
    }

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

    private static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancel)
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

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > 40) _output.Dequeue();
        }
    }
}
