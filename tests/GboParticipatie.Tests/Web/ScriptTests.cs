using System.Diagnostics;

namespace GboParticipatie.Tests.Web;

/// <summary>
/// What the scripts ./run and ./test do around dotnet, with a stand-in for it that only says how it was called: what they do with the
/// real one is for <see cref="FirstRunTests"/>, which takes minutes.
/// </summary>
public sealed class ScriptTests : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        case "$1" in
          --version) echo 10.0.100 ;;
          build) echo "a warning of the build"; exit "${STUB_BUILD:-0}" ;;
          *Tests.dll) echo "   ${STUB_SUMMARY:-X  Total: 5, Errors: 0, Failed: 0, Skipped: 2, Not Run: 1, Time: 1s}"; exit "${STUB_STATUS:-0}" ;;
          *) echo "region=$Gbo__Region environment=$ASPNETCORE_ENVIRONMENT urls=$ASPNETCORE_URLS dll=$(basename "$1")"; shift; for a in "$@"; do echo "[$a]"; done ;;
        esac
        """;

    private const string Node = """
        #!/bin/sh
        case "$1" in -p) echo "${STUB_NODE:-22}" ;; *) echo "v${STUB_NODE:-22}.0.0" ;; esac
        """;

    private readonly string _stubs = TestFolder.Create("stubs");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_stubs, recursive: true);

    [Theory]
    [InlineData("zolim", "")]
    [InlineData("zora", "", "zora")]
    [InlineData("zora", "[doctor]", "zora", "doctor")]
    [InlineData("zora", "[token] [create] [coach@zora.example] [--scope] [read]", "zora", "token", "create", "coach@zora.example", "--scope", "read")]
    [InlineData("zolim", "[recipe] [apply] [een map/naam.json]", "recipe", "apply", "een map/naam.json")]
    [InlineData("zolim", "[--urls] [http://localhost:5081]", "--urls", "http://localhost:5081")]
    [InlineData("zolim", "[zora]", "zolim", "zora")]
    [InlineData("zolim", "[gbo]", "gbo")]
    [InlineData("zolim", "[zolim-klankgroep]", "zolim-klankgroep")]
    [InlineData("zolim", "[zroa] [doctor]", "zroa", "doctor")]
    public async Task Run_hands_over_the_region_and_what_comes_after_it(string region, string rest, params string[] arguments)
    {
        var (status, output, errors) = await RunAsync("run", [], arguments);

        Assert.Equal((0, ""), (status, errors));
        var lines = output.Trim().Split('\n');
        // Where it listens is for the site to say: 5080 unless the caller set something.
        Assert.Equal($"region={region} environment=Development urls= dll=GboParticipatie.Web.dll", lines[0]);
        Assert.Equal(rest, string.Join(' ', lines[1..]));
    }

    [Fact]
    public async Task Run_keeps_what_the_caller_set()
    {
        var (_, output, _) = await RunAsync("run", [("ASPNETCORE_URLS", "http://localhost:5099"), ("ASPNETCORE_ENVIRONMENT", "Production")], "zora");

        Assert.Equal("region=zora environment=Production urls=http://localhost:5099 dll=GboParticipatie.Web.dll", output.Trim());
    }

    [Fact]
    public async Task Run_says_what_the_build_said_only_when_it_failed()
    {
        var (status, output, errors) = await RunAsync("run", [("STUB_BUILD", "1")]);

        Assert.Equal((1, ""), (status, output));
        Assert.Equal("a warning of the build\nDe site kon niet worden gebouwd: zie hierboven.", errors.Trim());
    }

    [Fact]
    public async Task Run_refuses_a_Node_that_is_too_old()
    {
        var (status, output, errors) = await RunAsync("run", [("STUB_NODE", "18")]);

        Assert.Equal((1, ""), (status, output));
        Assert.Equal("Node.js v18.0.0 is te oud. Installeer versie 20 of later van https://nodejs.org.", errors.Trim());
    }

    [Theory]
    [InlineData("0", null, 0, "4 passed, 0 failed, 4 skipped")]
    [InlineData("1", "X  Total: 5, Errors: 0, Failed: 2, Skipped: 0, Not Run: 0, Time: 1s", 1, "6 passed, 4 failed, 0 skipped")]
    // Crashed after its last word.
    [InlineData("139", null, 1, "4 passed, 2 failed, 4 skipped")]
    // Crashed before it.
    [InlineData("134", "halfway", 1, "0 passed, 2 failed, 0 skipped")]
    public async Task Test_passes_only_when_each_runner_ends_well(string runner, string? summary, int expected, string lastLine)
    {
        (string, string)[] settings = [("STUB_STATUS", runner), ("GBO_TEST_POSTGRES", "Host=none"), .. summary is null ? [] : new[] { ("STUB_SUMMARY", summary) }];

        var (status, output, _) = await RunAsync("test", settings, "-class", "*None");

        Assert.Equal((expected, lastLine), (status, output.Trim().Split('\n')[^1]));
    }

    private async Task<(int Status, string Output, string Errors)> RunAsync(string script, IEnumerable<(string Name, string Value)> settings, params string[] arguments)
    {
        await StubAsync("dotnet", Dotnet);
        await StubAsync("node", Node);
        // From another folder than that of the script.
        var start = new ProcessStartInfo(Path.Combine(TestFolder.Repository, script)) { WorkingDirectory = _stubs, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || n.StartsWith("Gbo__", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["PATH"] = $"{_stubs}:{start.Environment["PATH"]}";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await errors);
    }

    private async Task StubAsync(string name, string text)
    {
        var file = Path.Combine(_stubs, name);
        await File.WriteAllTextAsync(file, text + "\n", Cancel);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
