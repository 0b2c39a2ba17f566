using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using GboParticipatie.Processes;

namespace GboParticipatie.Tests.Web;

/// <summary>
/// What the README promises who has just cloned the repository, done so: a clone of what was committed, a home folder with nothing in
/// it, no setting of ours, and from another folder. Takes minutes, and the package registries.
/// </summary>
public sealed partial class FirstRunTests
{
    private const int UsualPort = 5080;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Category", "Long")]
    public async Task Who_just_cloned_it_runs_it_with_one_command()
    {
        // Not in memory, as the folders of other tests are: packages of half a gigabyte come in it.
        var folder = Directory.CreateTempSubdirectory("gbo-first-run-").FullName;
        try
        {
            var clone = Path.Combine(folder, "clone");
            await RunAsync(folder, "git", "clone", "--quiet", "--no-hardlinks", TestFolder.Repository, clone);
            var run = Path.Combine(clone, "run");

            // Before the first start there is nothing to be well: it says what to do.
            var before = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(folder, run, "doctor"));
            Assert.Contains("Dat gebeurt bij de start van de site.", before.Message, StringComparison.Ordinal);
            var token = (await RunAsync(folder, run, "zora", "token", "create", "coach@zora.example")).Trim();
            Assert.Matches(Token(), token);
            // The usual port when nobody else has it; with ASPNETCORE_URLS that one, whether the usual one is free or not.
            var isUsualFree = IsFree(UsualPort);
            if (isUsualFree) await ServesAsync(folder, run, UsualPort, "GBO ZOLim");
            await ServesAsync(folder, run, DotnetProcess.FreePort(), "GBO ZOLim");
            await ServesAsync(folder, run, DotnetProcess.FreePort(), "GBO ZORA", "zora");
            await RunAsync(folder, run, "doctor");
            await RunAsync(folder, run, "zora", "doctor");

            foreach (var region in new[] { "zolim", "zora" })
                Assert.True(new FileInfo(Path.Combine(clone, "App_Data", region, "gbo.db")) is { Exists: true, Length: > 0 }, $"{region} has no database of its own.");
            Assert.Equal(["zolim", "zora"], Directory.GetDirectories(Path.Combine(clone, "App_Data")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal("", await RunAsync(clone, "git", "status", "--porcelain"));
            Assert.SkipUnless(isUsualFree, $"Another program listens at {UsualPort}, where the site serves when nothing else is said: that it does is not shown. All else is.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ServesAsync(string folder, string run, int port, string name, params string[] region)
    {
        var start = StartInfo(folder, run, region);
        if (port != UsualPort) start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{port}";
        using var site = Process.Start(start)!;
        var output = new LastLines();
        output.ReadAlong(site);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
            var home = await FirstPageAsync(client, site, output);
            Assert.Contains(name, home, StringComparison.Ordinal);
            var style = Stylesheet().Match(home).Groups["address"].Value;
            Assert.Contains("font-family", await client.GetStringAsync(style, Cancel), StringComparison.Ordinal);

            // The script becomes the site, so that what stops it stops the site.
            await RunAsync(folder, "kill", $"{site.Id}");
            await site.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel);
            Assert.True(site.ExitCode == 0, $"It stopped with {site.ExitCode}:\n{output}");
        }
        finally
        {
            if (!site.HasExited) site.Kill();
        }
    }

    private static async Task<string> FirstPageAsync(HttpClient client, Process site, LastLines output)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await clock.WaitForNextTickAsync(limit.Token))
        {
            Assert.False(site.HasExited, $"It stopped by itself:\n{output}");
            try
            {
                return await client.GetStringAsync("/", limit.Token);
            }
            catch (HttpRequestException)
            {
                // It still builds.
            }
        }

        throw new TimeoutException(output.ToString());
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(StartInfo(folder, program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{await output}{await errors}");
    }

    private static ProcessStartInfo StartInfo(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var kept = start.Environment.Where(IsOfTheMachine).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept) start.Environment[name] = value;
        start.Environment["HOME"] = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        // No compiler stays behind.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        return start;
    }

    // How the machine reaches the registries is no setting of ours.
    private static bool IsOfTheMachine(KeyValuePair<string, string?> variable)
        => variable.Key is "PATH" or "LANG" or "TMPDIR" or "DOTNET_ROOT" or "SSL_CERT_FILE" or "SSL_CERT_DIR" or "NODE_EXTRA_CA_CERTS"
            || variable.Key.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase) || variable.Key.StartsWith("NUGET_", StringComparison.Ordinal);

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"<link[^>]*href=""(?<address>[^""]*gbo[^""]*\.css)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stylesheet();

    [GeneratedRegex(@"^\S{30,}$", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
