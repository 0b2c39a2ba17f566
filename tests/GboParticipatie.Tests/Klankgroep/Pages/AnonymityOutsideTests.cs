using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using GboParticipatie.Diagnostics;
using GboParticipatie.Digests;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Api;
using GboParticipatie.Tests.Klankgroep.Desk;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>
/// As <see cref="AnonymityTests"/>, for whoever gets hold of more than the rows: the bytes of the database, a dump of it, every line of
/// the log, what is traced, and all that programs and files show. One person tells something with a name and another, a while later,
/// without; each search finds the first, so that it can find the second.
/// </summary>
public sealed class AnonymityOutsideTests(DatabaseFixture databases)
{
    private static readonly DateTime Earlier = new(2026, 11, 24, 10, 21, 33, 678, DateTimeKind.Utc);

    [Theory, AllDatabases]
    public async Task Bytes_dump_log_and_traces_hold_the_moment_and_browser_of_who_gave_a_name_and_nothing_of_who_did_not(Db kind)
    {
        await using var scene = await AnonymousScene.StartAsync(databases, kind);
        using var traces = new Traces();
        var (named, told, _, _) = await TellBothAsync(scene, traces);

        var bytes = await scene.Site.UseAsync((GboDbContext db) => StoredAsync(db));
        Assert.Contains("10:21:33", named.In(bytes));
        // What is overwritten stays in the file of SQLite: the lease of a minute too.
        if (kind == Db.Sqlite) Assert.Contains("10:22:33", named.In(bytes));
        Assert.Empty(told.In(bytes));

        // Nothing of a request or an event names a person or an address; a line that does, is found.
        scene.Site.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Controle").LogDebug("{At:HH:mm:ss} van 203.0.113.20", Earlier);
        var log = string.Join('\n', scene.Log.Lines);
        Assert.NotEmpty(named.In(log));
        Assert.Empty(told.In(log));

        using (GboDiagnostics.Activities.StartActivity("Controle")?.SetTag("van", "203.0.113.20"))
        {
        }

        // Of the whole process: the addresses of other tests hold ids of the same minute.
        Assert.Equal(["203.0.113.20"], named.In(traces.Text).Where(f => !Guid.TryParse(f, out _)));
        Assert.Contains("GET /mijn", traces.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(nameof(FeedbackGiven), traces.Text, StringComparison.Ordinal);
        // Traces are of the whole process: another test may be at /beheer/vertellen.
        Assert.DoesNotMatch(@"/vertel\b", traces.OfRequests);
        Assert.Empty(told.In(traces.Text));
    }

    [Theory, AllDatabases]
    public async Task Programs_files_digests_and_mails_show_what_was_told_the_day_and_the_number(Db kind)
    {
        await using var scene = await AnonymousScene.StartAsync(databases, kind);
        using var traces = new Traces();
        var (named, told, with, without) = await TellBothAsync(scene, traces);
        await scene.NextMorningAsync(without);
        var asked = await DeskSteps.AskedAsync(scene.Site);
        var point = (await scene.Site.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId)))!;
        await scene.Site.UseAsync((FeedbackService f) => f.LinkAsync(without.Id, point.Reference));
        await scene.DrainAsync();

        var shown = await ShownAsync(scene, point.Id);
        foreach (var (where, text) in shown)
        {
            Assert.True(told.In(text).Count == 0, $"{where} shows {string.Join(", ", told.In(text))}");
            Assert.DoesNotContain(AnonymousScene.Author, Around(text, without.Reference), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Rachid", Around(text, without.Reference), StringComparison.OrdinalIgnoreCase);
        }

        // The run that a named story started tells its moment; the list of stories has both, with their day.
        Assert.NotEmpty(named.In(shown["/api/v1/workflows/feedback-received/runs"]));
        foreach (var file in new[] { "/beheer/feedback?handler=csv&status=alles", "/beheer/feedback?handler=xlsx&status=alles" })
            Assert.All(new[] { with, without }, f => Assert.Contains(f.Reference, shown[file], StringComparison.Ordinal));
        Assert.Contains("hilde.vrancken@zolim.example", shown["/beheer/netwerk/bestanden?handler=Export&soort=People"], StringComparison.OrdinalIgnoreCase);

        var mails = scene.Mails();
        Assert.Contains(mails, m => m.Contains(with.Reference, StringComparison.Ordinal) && m.Contains("hilde.vrancken", StringComparison.OrdinalIgnoreCase));
        Assert.All(mails, m => Assert.Empty(told.In(m)));
    }

    // With a name in another browser, and a quarter of a day later without one. All that follows from each happens at once.
    private static async Task<(Clues Named, Clues Told, Feedback With, Feedback Without)> TellBothAsync(AnonymousScene scene, Traces traces)
    {
        var browser = new Browser(scene.Site.Address, ("User-Agent", "NieuwToestel/1.9"), ("X-Forwarded-For", "203.0.113.20"));
        await browser.SignInAsync("hilde.vrancken@zolim.example");
        await browser.OpenAsync("/mijn");
        traces.Begin();
        scene.Time.Set(Earlier);
        await browser.OpenAsync("/mijn");
        var named = new Clues(Earlier, ["NieuwToestel/1.9", "203.0.113.20", .. browser.CookieValues]);
        var from = DateTimeOffset.UtcNow;
        var with = await scene.TellAsync(browser, Earlier, "mezelf");
        named.Real = (from, DateTimeOffset.UtcNow);

        var told = new Clues(AnonymousScene.Moment, [AnonymousScene.Device, AnonymousScene.Address, .. scene.Browser.CookieValues]);
        // The clock of the machine counts in milliseconds: the one of the first is over.
        from = DateTimeOffset.UtcNow.AddMilliseconds(1);
        var without = await scene.TellAsync(AnonymousScene.Moment, "zonder");
        told.Real = (from, DateTimeOffset.UtcNow);
        Assert.NotEmpty(scene.Browser.CookieValues);
        return (named, told, with, without);
    }

    // The file and what was written beside it, with what was overwritten and taken away; or what a backup holds.
    private static async Task<byte[]> StoredAsync(GboDbContext db)
    {
        if (!db.IsSqlite) return Encoding.UTF8.GetBytes(await DumpAsync(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString())));
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        var parts = new[] { file, $"{file}-wal", $"{file}-shm" }.Where(File.Exists).ToList();
        Assert.True(parts.Count > 1, "There is nothing beside the database.");
        var bytes = new MemoryStream();
        foreach (var part in parts)
        {
            await using var open = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await open.CopyToAsync(bytes);
        }

        return bytes.ToArray();
    }

    private static async Task<string> DumpAsync(NpgsqlConnectionStringBuilder to)
    {
        var start = new ProcessStartInfo(Directory.GetFiles("/usr/lib/postgresql", "pg_dump", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last())
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList = { "--host", to.Host!, "--port", $"{to.Port}", "--username", to.Username!, to.Database! },
            Environment = { ["PGPASSWORD"] = to.Password },
        };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }

    private static async Task<Dictionary<string, string>> ShownAsync(AnonymousScene scene, Guid point)
    {
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        var caller = await scene.Site.CallerAsync("beheer@zolim.example", ApiScopes.Manage, ApiScopes.Read, ApiScopes.Answer);
        foreach (var path in new[]
        {
            "/api/v1/groups", "/api/v1/sessions", $"/api/v1/agenda-items/{point}", "/api/v1/answers", "/api/v1/ledger", "/api/v1/digests", "/api/v1/workflows",
            "/api/v1/workflows/feedback-received/runs", "/api/v1/workflows/feedback-first-word/runs",
        })
        {
            var answer = await caller.GetAsync(path);
            Assert.True(answer.Status == System.Net.HttpStatusCode.OK, $"{path}: {answer.Status}");
            shown[path] = answer.Body;
        }

        var coach = await DeskSteps.CoachAsync(scene.Site);
        foreach (var list in new[] { "feedback", "punten", "antwoorden", "acties" })
        {
            shown[$"/beheer/{list}?handler=csv&status=alles"] = (await coach.DownloadAsync($"/beheer/{list}?handler=csv&status=alles")).Text;
            shown[$"/beheer/{list}?handler=xlsx&status=alles"] = Unpacked(await coach.BytesAsync($"/beheer/{list}?handler=xlsx&status=alles"));
        }

        shown["/beheer?handler=csv"] = (await coach.DownloadAsync("/beheer?handler=csv")).Text;
        foreach (var kind in new[] { "Organisations", "People" })
            shown[$"/beheer/netwerk/bestanden?handler=Export&soort={kind}"] = (await coach.DownloadAsync($"/beheer/netwerk/bestanden?handler=Export&soort={kind}")).Text;
        await scene.Site.UseAsync((IDigestService d) => d.CompileNowAsync(DigestAudiences.Coach));
        await scene.DrainAsync();
        return shown;
    }

    private static string Unpacked(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(zip.Entries.Select(e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }

    private static string Around(string text, string reference)
        => string.Join('\n', text.Split('\n').Where(l => l.Contains(reference, StringComparison.Ordinal) && l.Length < 5000));

    // As an exporter sees it: what begins inside something that is not recorded, is not recorded either.
    private sealed class Traces : IDisposable
    {
        private readonly ActivityListener _listener;
        private readonly StringBuilder _text = new();
        private bool _isOn;

        public Traces()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> o) => o.Parent == default || o.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                    ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.PropagationData,
                ActivityStopped = Note,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public string Text
        {
            get { lock (_text) return _text.ToString(); }
        }

        /// <summary>Of what the site was asked.</summary>
        public string OfRequests => string.Join('\n', Text.Split('\n').Where(l => l.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)));

        public void Begin() => _isOn = true;

        public void Dispose() => _listener.Dispose();

        private void Note(Activity activity)
        {
            if (!_isOn || !activity.Recorded) return;
            lock (_text) _text.AppendLine($"{activity.Source.Name} {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(e => e.Tags))} {string.Join(' ', activity.Baggage)}");
        }
    }
}
