using System.Collections.Concurrent;
using GboParticipatie.Tests.Crash;
using GboParticipatie.Tests.Notifications;

namespace GboParticipatie.BrowserTests.Support;

/// <summary>The real site of one region, in a process of its own, with its demo recipe and an empty mailbox.</summary>
public abstract class Region(string name) : IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create($"browser-{name}");
    private readonly ConcurrentDictionary<string, ReadMail> _read = new(StringComparer.Ordinal);
    private SiteProcess? _site;

    /// <summary>Where it answers.</summary>
    public Uri Address => _site!.Client.BaseAddress!;

    /// <summary>Chromium.</summary>
    public IBrowser Browser { get; private set; } = null!;

    private string MailFolder => Path.Combine(_folder, name, "mail");

    public async ValueTask InitializeAsync()
    {
        _site = SiteProcess.Ours(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Gbo__Region"] = name,
            ["Gbo__AppData"] = _folder,
            // One machine plays everyone, many times a day.
            ["SignIn__PerAddressPerDay"] = "1000",
            ["SignIn__PerAddressAndClient"] = "1000",
        });
        await _site.StartAsync(CancellationToken.None);
        var playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("GBO_TEST_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        if (_site is not null) await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

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

    /// <summary>Waits for the next mail to an address that this test has not read yet.</summary>
    /// <param name="to">The address.</param>
    /// <param name="containing">A word that its text must have.</param>
    public async Task<Letter> LetterAsync(string to, string containing)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(45));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(150));
        while (true)
        {
            foreach (var file in NewestFirst())
            {
                if (!_read.TryGetValue(file, out var mail)) mail = _read[file] = await ReadMail.FromFileAsync(file);
                var text = mail.Parts.First(p => p[0] == "text/plain")[2];
                if (mail["To"].Contains(to, StringComparison.OrdinalIgnoreCase) && text.Contains(containing, StringComparison.Ordinal))
                    return new Letter(mail["Subject"], text);
            }

            if (!await WaitAsync(clock, limit.Token)) throw new TimeoutException($"No mail to {to} with \"{containing}\".\n{_site!.LastLines}");
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

    private IEnumerable<string> NewestFirst() => Directory.Exists(MailFolder)
        ? Directory.GetFiles(MailFolder, "*.eml").OrderByDescending(File.GetLastWriteTimeUtc)
        : [];
}

/// <summary>ZOLim.</summary>
public sealed class Zolim() : Region("zolim");

/// <summary>ZORA.</summary>
public sealed class Zora() : Region("zora");

/// <summary>Tests that share one ZOLim.</summary>
[CollectionDefinition("Zolim")]
public sealed class ZolimGroup : ICollectionFixture<Zolim>;

/// <summary>Tests that share one ZORA.</summary>
[CollectionDefinition("Zora")]
public sealed class ZoraGroup : ICollectionFixture<Zora>;
