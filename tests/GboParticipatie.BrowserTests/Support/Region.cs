using System.Collections.Concurrent;
using GboParticipatie.Tests.Crash;
using GboParticipatie.Tests.Notifications;

namespace GboParticipatie.BrowserTests.Support;

/// <summary>The real site of one region, with its demo recipe and an empty mailbox.</summary>
public abstract class Region(string name) : IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create($"browser-{name}");
    private readonly ConcurrentDictionary<string, ReadMail> _read = new(StringComparer.Ordinal);

    // The shell draws the same pages without the windows around them, which takes half the time.
    private static string Chromium { get; } = Environment.GetEnvironmentVariable("GBO_TEST_CHROMIUM")
        ?? new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.First(File.Exists);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Chromium.</summary>
    public IBrowser Browser { get; private set; } = null!;

    private string MailFolder => Path.Combine(_folder, name, "mail");

    public async ValueTask InitializeAsync()
    {
        Address = await StartSiteAsync(Settings());
        var playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        await StopSiteAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Starts the site.</summary>
    /// <returns>Where it answers.</returns>
    protected abstract Task<Uri> StartSiteAsync(IReadOnlyDictionary<string, string> settings);

    /// <summary>Stops it.</summary>
    protected abstract Task StopSiteAsync();

    /// <summary>What the site logged last, for messages.</summary>
    protected virtual string LastLines => "";

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["Gbo:Region"] = name,
        ["Gbo:AppData"] = _folder,
        ["Gbo:BackgroundTasksAfter"] = "0",
        // One machine plays everyone, many times a day.
        ["SignIn:PerAddress"] = "1000",
        ["SignIn:PerAddressAndClient"] = "1000",
    };

    /// <summary>Someone with a device of their own.</summary>
    /// <param name="phone">360 by 740 pixels with touch; else 1280 by 900.</param>
    /// <param name="javaScript">False: the site must work without.</param>
    public async Task<Visitor> VisitAsync(bool phone = false, bool javaScript = true)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = phone ? new ViewportSize { Width = 360, Height = 740 } : new ViewportSize { Width = 1280, Height = 900 },
            HasTouch = phone,
            JavaScriptEnabled = javaScript,
            Locale = "nl-BE",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        return new Visitor(this, await context.NewPageAsync(), javaScript);
    }

    /// <summary>Waits for a mail to an address; of several, the newest.</summary>
    /// <param name="to">The address.</param>
    /// <param name="containing">A word that its text must have.</param>
    /// <param name="since">Only mails from then on (UTC).</param>
    public async Task<Letter> LetterAsync(string to, string containing, DateTime since = default)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(45));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(150));
        while (true)
        {
            foreach (var file in NewestFirst(since))
            {
                if (!_read.TryGetValue(file, out var mail)) mail = _read[file] = await ReadMail.FromFileAsync(file);
                var text = mail.Parts.First(p => p[0] == "text/plain")[2];
                if (mail["To"].Contains(to, StringComparison.OrdinalIgnoreCase) && text.Contains(containing, StringComparison.Ordinal))
                    return new Letter(mail["Subject"], text);
            }

            if (!await WaitAsync(clock, limit.Token)) throw new TimeoutException($"No mail to {to} with \"{containing}\".\n{LastLines}");
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer clock, CancellationToken limit)
    {
        try
        {
            return await clock.WaitForNextTickAsync(limit);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>True when a mail to an address is there already.</summary>
    public async Task<bool> HasLetterAsync(string to, string containing)
    {
        foreach (var file in NewestFirst(default))
        {
            var mail = _read.TryGetValue(file, out var known) ? known : _read[file] = await ReadMail.FromFileAsync(file);
            if (mail["To"].Contains(to, StringComparison.OrdinalIgnoreCase) && mail.Parts.First(p => p[0] == "text/plain")[2].Contains(containing, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    // The clock of a file system may lag a tick behind.
    private IEnumerable<string> NewestFirst(DateTime since) => Directory.Exists(MailFolder)
        ? Directory.GetFiles(MailFolder, "*.eml").Where(f => File.GetLastWriteTimeUtc(f) >= since.AddMilliseconds(since == default ? 0 : -50)).OrderByDescending(File.GetLastWriteTimeUtc)
        : [];
}

/// <summary>A region whose site is a process of its own, as the server runs it.</summary>
public abstract class ServedRegion(string name) : Region(name)
{
    private SiteProcess? _site;

    /// <inheritdoc />
    protected override string LastLines => _site?.LastLines ?? "";

    /// <inheritdoc />
    protected override async Task<Uri> StartSiteAsync(IReadOnlyDictionary<string, string> settings)
    {
        var environment = settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value, StringComparer.Ordinal);
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _site = SiteProcess.Ours(environment);
        await _site.StartAsync(CancellationToken.None);
        return _site.Client.BaseAddress!;
    }

    /// <inheritdoc />
    protected override async Task StopSiteAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
    }
}

/// <summary>ZOLim.</summary>
public sealed class Zolim() : ServedRegion("zolim");

/// <summary>ZORA.</summary>
public sealed class Zora() : ServedRegion("zora");

/// <summary>Tests that share one ZOLim.</summary>
[CollectionDefinition("Zolim")]
public sealed class ZolimGroup : ICollectionFixture<Zolim>;

/// <summary>Tests that share one ZORA.</summary>
[CollectionDefinition("Zora")]
public sealed class ZoraGroup : ICollectionFixture<Zora>;
