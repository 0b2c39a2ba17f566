using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GboParticipatie.Data.Audit;
using GboParticipatie.Settings;
using GboParticipatie.Tests.Crash;
using GboParticipatie.Web.CommandLine;
using GboParticipatie.Web.Hosting;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Web;

public sealed class CommandLineTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recipe_is_applied_from_any_folder()
    {
        var (host, folder) = await HostAsync();
        var file = Path.Combine(folder, "naam.recipe.json");
        await File.WriteAllTextAsync(file, Recipes.With("""{ "name": "settings", "SiteSettings": { "RegionName": "Anders" } }"""), Cancel);

        var environment = host.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!, StringComparer.Ordinal);
        environment["ASPNETCORE_ENVIRONMENT"] = host.Environment!;

        // Where the command runs, its file is found from there.
        var output = await SiteProcess.CommandAsync(environment, "recipe", "apply", Path.GetRelativePath(Path.GetTempPath(), file));

        Assert.Contains("'test' is toegepast", output, StringComparison.Ordinal);
        await using var app = await GboHost.BuildAsync(host, Cancel);
        await using var scope = app.Services.CreateAsyncScope();
        Assert.Equal("Anders", (await scope.ServiceProvider.GetRequiredService<ISiteService>().GetAsync<SiteSettings>(Cancel)).RegionName);
    }

    [Fact]
    public async Task A_wrong_recipe_gives_one_line_and_exit_status_1()
    {
        var (host, folder) = await HostAsync();
        var file = Path.Combine(folder, "fout.recipe.json");
        await File.WriteAllTextAsync(file, Recipes.With("""{ "name": "Stapp" }"""), Cancel);

        var (status, output, error) = await RunAsync(host, "recipe", "apply", file);

        Assert.Equal(1, status);
        Assert.Empty(output);
        Assert.StartsWith("Recept fout.recipe.json, stap 1 (Stapp): onbekende stap.", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_recipe_that_says_something_twice_gives_one_line_and_exit_status_1()
    {
        var (host, folder) = await HostAsync();
        var file = Path.Combine(folder, "fout.recipe.json");
        await File.WriteAllTextAsync(file, Recipes.With("""{ "name": "Roles", "Roles": [], "Roles": [] }"""), Cancel);

        var (status, _, error) = await RunAsync(host, "recipe", "apply", file);

        Assert.Equal((1, "Recept fout.recipe.json, stap 1 (Roles): de eigenschap 'Roles' staat er twee keer in."), (status, error.Trim()));
    }

    [Fact]
    public async Task An_invitation_makes_the_account_and_its_mail_together()
    {
        var (host, _) = await HostAsync();

        var wrong = await RunAsync(host, "user", "invite", "nieuw@test.example", "--role", "Koning");
        var right = await RunAsync(host, "user", "invite", "nieuw@test.example", "--role", "Organisatie", "--name", "Nel");

        Assert.Equal(1, wrong.Status);
        Assert.Contains("Koning", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(0, right.Status);
        Assert.Contains("nieuw@test.example kan inloggen", right.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_the_only_thing_on_standard_output()
    {
        var (host, _) = await HostAsync();

        var (status, output, error) = await RunAsync(host, "token", "create", "organisatie@test.example", "--days", "30", "--scope", "read", "--scope", "propose");
        var unknown = await RunAsync(host, "token", "create", "niemand@test.example");

        Assert.Equal(0, status);
        Assert.Matches(@"^gbo_\S+$", output.Trim());
        Assert.Contains("30 dagen", error, StringComparison.Ordinal);
        Assert.Equal(1, unknown.Status);
        Assert.Contains("niemand@test.example", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_finds_a_changed_audit_trail()
    {
        var (host, _) = await HostAsync();
        await using (var app = await GboHost.BuildAsync(host, Cancel))
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AuditSealer>().SealAsync(Cancel);
        }

        var healthy = await RunAsync(host, "doctor");
        await TamperAsync(host);
        var ill = await RunAsync(host, "doctor");

        Assert.Contains("databank", healthy.Output, StringComparison.Ordinal);
        Assert.Contains("regels kloppen", healthy.Output, StringComparison.Ordinal);
        Assert.Equal(1, ill.Status);
        Assert.Contains("FOUT    controlespoor", ill.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_finds_a_mail_server_that_is_away()
    {
        var (host, _) = await HostAsync(("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", "1"));

        var (status, output, _) = await RunAsync(host, "doctor");

        Assert.Equal(1, status);
        Assert.Contains("127.0.0.1:1 is niet bereikbaar", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_of_the_region_is_for_the_site_alone_and_the_doctor_says_when_it_is_not()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var (host, folder) = await HostAsync();
        var files = Path.Combine(folder, "App_Data", "test");
        Assert.Equal(Own, File.GetUnixFileMode(files));

        File.SetUnixFileMode(files, Own | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var (_, output, _) = await RunAsync(host, "doctor");
        Assert.Contains("let op  bestanden", output, StringComparison.Ordinal);

        await using (await GboHost.BuildAsync(host, Cancel)) Assert.Equal(Own, File.GetUnixFileMode(files));
        Assert.Contains("goed    bestanden", (await RunAsync(host, "doctor")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recipe")]
    [InlineData("token", "create")]
    [InlineData("user", "invite", "a@test.example")]
    public async Task An_incomplete_command_is_refused(params string[] args) => Assert.NotEqual(0, (await RunAsync(new GboHostOptions(), args)).Status);

    [Theory]
    [InlineData("doctr", "doctr")]
    [InlineData("zroa", "zroa")]
    [InlineData("zroa", "zroa", "doctor")]
    [InlineData("zroa", "zroa", "--urls", "http://127.0.0.1:0")]
    [InlineData("zroa", "--urls", "http://127.0.0.1:0", "zroa")]
    [InlineData("zroa", "serve", "zroa")]
    [InlineData("--urls", "--urls")]
    public async Task An_unknown_word_starts_nothing_and_names_commands_and_regions(string word, params string[] args)
    {
        var host = RunningSite.Options(await databases.CreateEmptyAsync(Db.Sqlite), RunningSite.RecipeFolder());

        var (status, output, error) = await RunAsync(host, args);

        Assert.Equal(1, status);
        Assert.Empty(output);
        Assert.StartsWith($"'{word}' is geen opdracht en geen regio. Opdrachten: serve, recipe, user, token, doctor. Regio's: test, zolim, zora.", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.False(Directory.Exists(host.Settings["Gbo:AppData"]));
    }

    [Theory]
    [InlineData("'invit' is geen opdracht van user. Wel: invite, second-step-off.", "user", "invit", "a@test.example")]
    [InlineData("'zora' hoort niet bij doctor.", "doctor", "zora")]
    public async Task A_word_that_a_command_does_not_know_is_named(string message, params string[] args)
    {
        var (status, output, error) = await RunAsync(new GboHostOptions(), args);

        Assert.Equal((1, ""), (status, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://127.0.0.1:0")]
    [InlineData("--urls=http://127.0.0.1:0")]
    [InlineData("serve", "urls=http://127.0.0.1:0", "/Gbo:BaseUrl", "https://gbo.example")]
    public async Task Configuration_beside_a_command_still_reaches_the_site(params string[] args)
    {
        var host = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder());
        using var stop = new CancellationTokenSource();
        await using var output = new StopsWhenServing(stop);

        var status = await GboCommandLine.RunAsync(args, output, new StringWriter(), host, stop.Token);

        Assert.Equal(0, status);
        Assert.Contains("De site staat op http://127.0.0.1:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_told_in_one_line()
    {
        var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var logs = new Logs();
        var host = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder(), "test",
            ("urls", $"http://{taken.LocalEndpoint}"), ("Gbo:Outbox", "true"), ("Gbo:BackgroundTasks", "true"), ("Logging:LogLevel:Default", "Information"));

        var (status, output, error) = await RunAsync(host with { ReplaceServices = services => services.AddSingleton<ILoggerProvider>(logs) });
        taken.Stop();

        Assert.Equal((1, ""), (status, output));
        Assert.StartsWith("Dat adres is al in gebruik: ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Empty(logs.Serious);
    }

    private sealed class Logs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Serious { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Serious.Enqueue($"{logLevel} {formatter(state, exception)}");
        }

        public void Dispose()
        {
        }
    }

    private sealed class StopsWhenServing(CancellationTokenSource stop) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            await stop.CancelAsync();
        }
    }

    private static async Task TamperAsync(GboHostOptions host)
    {
        await using var app = await GboHost.BuildAsync(host, Cancel);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        await db.WriteAsync(c => db.Set<AuditEntry>().Where(a => a.Position == 1).ExecuteUpdateAsync(s => s.SetProperty(a => a.Action, "Iets anders"), c), Cancel);
    }

    private async Task<(GboHostOptions Host, string Folder)> HostAsync(params (string Key, string Value)[] settings)
    {
        var folder = RunningSite.RecipeFolder();
        var host = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), folder, "test", settings);
        await using var app = await GboHost.BuildAsync(host, Cancel);
        return (host, folder);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(GboHostOptions host, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var status = await GboCommandLine.RunAsync(args, output, error, host, Cancel);
        return (status, output.ToString(), error.ToString());
    }
}
