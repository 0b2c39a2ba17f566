using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GboParticipatie.Processes;

/// <summary>Programs of this solution as processes of their own. One file, compiled into the tests and into the bench.</summary>
internal static class DotnetProcess
{
    /// <summary>Starts a program; who starts it reads what it prints, or it stops when the pipe is full.</summary>
    /// <param name="arguments">The path of its dll, and its own arguments.</param>
    /// <param name="environment">Configuration on top of that of this process.</param>
    public static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
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

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds all that it said.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        using var process = Start(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{string.Join(' ', arguments)} failed: {await output}{await errors}");
    }

    /// <summary>A port of 127.0.0.1 on which nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The last lines that a process printed, for messages.</summary>
internal sealed class LastLines
{
    private const int Most = 40;
    private readonly Queue<string> _lines = new();

    /// <summary>Reads along from now on.</summary>
    public void ReadAlong(Process process)
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Most) _lines.Dequeue();
        }
    }
}
