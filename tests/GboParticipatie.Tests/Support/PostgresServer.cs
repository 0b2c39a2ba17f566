using System.Diagnostics;
using Npgsql;

namespace GboParticipatie.Tests.Support;

/// <summary>
/// The PostgreSQL of the test run: the one that ./test started (GBO_TEST_POSTGRES), else a private one that lives as long as the run.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string? _directory;

    private PostgresServer(string connectionString, string? directory) => (ConnectionString, _directory) = (connectionString, directory);

    /// <summary>Connection string of the maintenance database.</summary>
    public string ConnectionString { get; }

    public static async Task<PostgresServer> StartAsync(bool durable = false)
    {
        var given = Environment.GetEnvironmentVariable("GBO_TEST_POSTGRES");
        if (!durable && !string.IsNullOrEmpty(given)) return new PostgresServer(given, null);
        var directory = TestFolder.Create("postgres");
        return new PostgresServer(await ScriptAsync("start", directory, durable ? "durable" : ""), directory);
    }

    /// <summary>Stops a server of our own as a power cut would, and starts it again.</summary>
    public async Task CrashAsync()
    {
        await ScriptAsync("crash", _directory ?? throw new InvalidOperationException("Only a server of our own."), "");
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Stops a server of our own for good.</summary>
    public Task StopAsync() => ScriptAsync("stop", _directory ?? throw new InvalidOperationException("Only a server of our own."), "");

    public async ValueTask DisposeAsync()
    {
        if (_directory is not null) await ScriptAsync("stop", _directory, "");
    }

    private static async Task<string> ScriptAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(TestFolder.Repository, "tests", "postgres")) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments.Where(a => a.Length > 0)) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // Only the first line: the server itself keeps the pipe open.
        var line = await process.StandardOutput.ReadLineAsync() ?? "";
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? line : throw new InvalidOperationException("tests/postgres failed; see its message above.");
    }
}
