using GboParticipatie.BackgroundTasks;
using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Web;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>A site at a moment at which nothing else happens, someone who has signed in there, and all that is stored, written and sent.</summary>
internal sealed class AnonymousScene : IAsyncDisposable
{
    public const string Author = "rachid.benali@zolim.example";
    public const string Device = "OudToestel/7.3";
    public const string Address = "203.0.113.77";
    public const string Minute = ":47:1";
    public static readonly DateTime Moment = new(2026, 11, 24, 13, 47, 12, 345, DateTimeKind.Utc);
    public static readonly string[] Names = [Author, Device, Address];

    private string _mailFolder = "";

    public required PublicSite Site { get; init; }

    public required TestTime Time { get; init; }

    public required SiteLog Log { get; init; }

    public required Browser Browser { get; init; }

    public string UserId { get; private set; } = "";

    /// <summary>All that names the author in a row.</summary>
    public IReadOnlyList<string> Marks { get; private set; } = [];

    public static async Task<AnonymousScene> StartAsync(DatabaseFixture databases, Db kind)
    {
        var (time, log, folder) = (new TestTime(), new SiteLog(), TestFolder.Create("anonymous"));
        time.Set(Moment.AddHours(-2).AddMinutes(-20));
        var site = await PublicSite.StartAsync(
            await databases.CreateDatabaseAsync(kind), time, services => services.AddSingleton<ILoggerProvider>(log),
            ("Gbo:AppData", folder), ("Gbo:Proxies:0", "127.0.0.1"), ("Gbo:Outbox", "false"), ("Gbo:BackgroundTasks", "false"),
            ("Logging:LogLevel:Default", "Trace"), ("Logging:Console:LogLevel:Default", "None"));
        var scene = new AnonymousScene { Site = site, Time = time, Log = log, Browser = new Browser(site.Address, ("User-Agent", Device), ("X-Forwarded-For", Address)), _mailFolder = folder };
        await scene.DrainAsync();
        await scene.Browser.SignInAsync(Author);
        await scene.Browser.OpenAsync("/mijn");
        scene.UserId = await site.UseAsync((GboDbContext db) => db.Users.Where(u => u.Email == Author).Select(u => u.Id).SingleAsync());
        var person = await site.UseAsync((GboDbContext db) => db.Set<Person>().Where(p => p.Email == Author).Select(p => p.Id).SingleAsync());
        await scene.SealAsync();
        scene.Marks = [.. Names, scene.UserId, person.ToString(), person.ToString("N")];
        return scene;
    }

    /// <summary>Fills in the page, sends it at that moment and lets all that follows happen at once.</summary>
    public Task<Feedback> TellAsync(DateTime at, string speaker) => TellAsync(Browser, at, speaker);

    /// <summary>The same, in another browser.</summary>
    public async Task<Feedback> TellAsync(Browser browser, DateTime at, string speaker)
    {
        var text = $"De wachtzaal is te klein {Guid.NewGuid():N}.";
        await browser.OpenAsync("/vertel");
        Assert.Equal("/vertel/kort", browser.Path);
        Time.Set(at);
        await browser.PressAsync("Verstuur", ("Kind", "Barrier"), ("Description", text), ("Readers", "WhoCanHelp"), ("Speaker", speaker));
        return await ToldAsync(browser, text);
    }

    private async Task<Feedback> ToldAsync(Browser browser, string text)
    {
        Assert.Equal("/vertel/klaar", browser.Path);
        await DrainAsync();
        var told = await Site.UseAsync((GboDbContext db) => db.Set<Feedback>().AsNoTracking().SingleAsync(f => f.Description == text));
        Assert.Contains(told.ShortCode, browser.Text("main"), StringComparison.Ordinal);
        return told;
    }

    /// <summary>Answers one question per page, looks the answers over and sends them, all at that moment.</summary>
    public async Task<Feedback> TellAtLengthAsync(DateTime at, string sign)
    {
        var text = $"De wachtzaal is te klein {Guid.NewGuid():N}.";
        Time.Set(at);
        await Browser.OpenAsync("/vertel/soort");
        await Browser.PressAsync("Volgende", ("Kind", "Barrier"));
        await Browser.PressAsync("Volgende", ("Description", text));
        await Browser.PressAsync("Volgende", ("Remedy", "Een grotere zaal."));
        await Browser.PressAsync("Volgende", ("LifeDomain", "geld"));
        await Browser.PressAsync("Volgende", ("HeardFrom", "TwoToFour"));
        await Browser.PressAsync("Volgende", ("Readers", "WhoCanHelp"));
        await Browser.PressAsync("Volgende", ("Sign", sign));
        Assert.Equal("/vertel/nakijken", Browser.Path);
        await Browser.PressAsync("Verstuur");
        return await ToldAsync(Browser, text);
    }

    /// <summary>The coach hears of it, reads it and answers.</summary>
    public async Task NextMorningAsync(Feedback told)
    {
        Time.Set(new DateTime(2026, 11, 25, 7, 5, 0, DateTimeKind.Utc));
        await RunAsync("DueWorkTask");
        // What came in goes along in the one mail of the next day on which the coach works.
        Time.Set(new DateTime(2026, 11, 26, 7, 35, 0, DateTimeKind.Utc));
        await RunAsync("DailyMailTask");
        var coach = await DeskSteps.CoachAsync(Site);
        await coach.OpenAsync($"/beheer/feedback/{told.Reference}");
        var form = coach.Page.QuerySelectorAll("form").Single(f => f.GetAttribute("action")!.EndsWith("handler=Answer", StringComparison.Ordinal));
        var values = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);
        values["Answer"] = "Vanaf maart is er een grotere zaal.";
        await coach.PostAsync(form.GetAttribute("action")!, values);
        await DrainAsync();
        await SealAsync();
    }

    private async Task RunAsync(string task)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IBackgroundTask>().Single(t => t.GetType().Name == task).DoWorkAsync(scope.ServiceProvider, default);
        await DrainAsync();
    }

    private Task SealAsync() => Site.UseAsync((AuditSealer sealer) => sealer.SealAsync(default));

    public Task DrainAsync() => Site.Services.GetRequiredService<OutboxDispatcher>().DrainAsync(CancellationToken.None);

    public Task<List<string>> RowsAsync() => Site.UseAsync((GboDbContext db) => WholeDatabase.RowsAsync(db));

    /// <summary>The rows that name the author, in order.</summary>
    public async Task<List<string>> MentionsAsync()
        => [.. (await RowsAsync()).Where(row => Marks.Any(mark => row.Contains(mark, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal)];

    public List<string> Mails() => [.. Directory.GetFiles(_mailFolder, "*.eml", SearchOption.AllDirectories).Select(Decoded)];

    public Task<List<AuditEntry>> AuditAsync(Guid subject) => Site.UseAsync((GboDbContext db) => db.Set<AuditEntry>().Where(a => a.SubjectId == subject).ToListAsync());

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    // Parts in base64 as text too.
    private static string Decoded(string file)
    {
        var raw = File.ReadAllText(file);
        var parts = raw.Split("\r\n\r\n").Select(p => p.Split("\r\n--")[0].ReplaceLineEndings(""));
        return raw + string.Concat(parts.Select(p => Convert.TryFromBase64String(p, new byte[p.Length], out _) ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(p)) : ""));
    }
}
