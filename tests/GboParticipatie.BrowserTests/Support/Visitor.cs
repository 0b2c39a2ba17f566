using System.Diagnostics;
using Deque.AxeCore.Commons;

namespace GboParticipatie.BrowserTests.Support;

/// <summary>Someone who uses the site as a person does: by the words on it. Each page that a visitor reaches can be checked.</summary>
public sealed class Visitor(Region region, IPage page, bool javaScript) : IAsyncDisposable
{
    // With GBO_PICTURES=folder every state that is looked at is kept as a picture, for a person to look at.
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("GBO_PICTURES") is { Length: > 0 } folder ? Directory.CreateDirectory(folder).FullName : null;
    private static readonly bool IsLongRun = Environment.GetEnvironmentVariable("GBO_TEST_LONG") == "1";
    private static int _pictures;

    private DateTime _pressedAt;

    private const string SidewaysScroll = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private const string TooWide =
        """
        [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > document.documentElement.clientWidth + .5)
          .slice(-5).map(e => `${e.tagName}.${e.className} "${(e.innerText ?? '').trim().slice(0, 30)}"`)
        """;

    // After a change of width, the page is measured once it has been laid out and its font is there.
    private const string Settled = "() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))";

    // WCAG 2.2 2.5.8: targets of at least 24 pixels, links in a sentence apart. The public site promises 44; half a pixel is rounding.
    private const string SmallTargets =
        """
        least => [...document.querySelectorAll('button, select, textarea, input:not([type=hidden]), summary, .btn, nav a')]
          .filter(e => e.checkVisibility() && !e.closest('.visually-hidden') && !e.classList.contains('visually-hidden') && !e.classList.contains('skip'))
          .map(e => [e.closest('label') ?? e, e])
          .filter(([t, e]) => { const r = t.getBoundingClientRect(); return r.width > 0 && (r.height < least - .5 || r.width < least - .5); })
          .map(([t, e]) => `${e.tagName} "${(e.innerText || e.name || '').trim().slice(0, 30)}" ${Math.round(t.getBoundingClientRect().width)}x${Math.round(t.getBoundingClientRect().height)}`)
        """;

    // In the page itself and for violations only: the runner for Playwright opens a second page each time and sends all that is in order.
    private static readonly string AskAxe =
        $$"""
        async script => {
          // Where scripts are off no timer runs: what axe puts off for a moment is done next, what it puts off for seconds is to give up by.
          if (!script) window.setTimeout = (later, after) => { if (!(after > 100)) Promise.resolve().then(later); return 0; };
          if (!window.axe) { {{new BundledAxeScriptProvider().GetScript()}} }
          const found = await axe.run(document, {
            iframes: false, preload: script, resultTypes: ['violations'],
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          });
          return found.violations.map(v => `${v.id}: ${v.help} ${v.nodes.map(n => n.html).join(' | ')}`);
        }
        """;

    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>The path in the address bar.</summary>
    public string Path => new Uri(page.Url).PathAndQuery;

    /// <summary>The h1.</summary>
    public Task<string> HeadingAsync() => page.Locator("h1").InnerTextAsync();

    /// <summary>All words of the page's main part.</summary>
    public Task<string> TextAsync() => page.Locator("main").InnerTextAsync();

    /// <summary>Goes to an address and expects it to be there.</summary>
    public async Task GoAsync(string path, int status = 200)
    {
        var response = await page.GotoAsync(path);
        Assert.Equal(status, response!.Status);
    }

    /// <summary>Types in the field with this label.</summary>
    public Task TypeAsync(string label, string text) => page.GetByLabel(label).First.FillAsync(text);

    /// <summary>Chooses the option with this text.</summary>
    public Task ChooseAsync(string option) => page.Locator("label.choice", new PageLocatorOptions { HasText = option }).First.ClickAsync();

    /// <summary>Presses the button with this text, and waits for the page that follows.</summary>
    public async Task PressAsync(string button)
    {
        _pressedAt = DateTime.UtcNow;
        await LeaveAsync(() => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).First.ClickAsync());
    }

    /// <summary>Follows the link with this text.</summary>
    public Task FollowAsync(string link)
        => LeaveAsync(() => page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = link }).First.ClickAsync());

    /// <summary>Clicks on a link or button, or presses a key on it, and waits for the page that follows.</summary>
    public Task GoByAsync(ILocator part, string? key = null) => LeaveAsync(() => key is null ? part.ClickAsync() : part.PressAsync(key));

    /// <summary>Does something by mouse or key, and waits for the page that follows.</summary>
    public Task LeaveByAsync(Func<Task> act) => LeaveAsync(act);

    /// <summary>Opens a part of the page that is folded.</summary>
    public Task UnfoldAsync(string summary) => page.Locator("summary", new PageLocatorOptions { HasText = summary }).First.ClickAsync();

    /// <summary>What is wrong, as the page says it on top after a failed post.</summary>
    public Task<string> ErrorAsync() => ReadAsync(AriaRole.Alert);

    /// <summary>What the page says on top after something was done.</summary>
    public Task<string> MessageAsync() => ReadAsync(AriaRole.Status);

    private async Task<string> ReadAsync(AriaRole role)
    {
        var part = page.GetByRole(role);
        Assert.True(await part.CountAsync() > 0, $"{Path} has no {role}: {await page.Locator("main").InnerTextAsync()}");
        return await part.First.InnerTextAsync();
    }

    // Only the page that follows counts; what still stands there may look the same.
    private async Task LeaveAsync(Func<Task> act)
    {
        var left = new TaskCompletionSource();
        void OnNavigated(object? sender, IFrame frame)
        {
            if (frame == page.MainFrame) left.TrySetResult();
        }

        page.FrameNavigated += OnNavigated;
        try
        {
            await act();
            await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
            // Asked of the page itself, waiting for the event misses it when it comes in the same instant; and from here, a page without JavaScript looks only once.
            for (var asked = Stopwatch.StartNew(); await page.EvaluateAsync<string>("document.readyState") == "loading"; await Task.Delay(20))
                Assert.True(asked.Elapsed < TimeSpan.FromSeconds(30), $"{Path} did not come in.");
        }
        finally
        {
            page.FrameNavigated -= OnNavigated;
        }
    }

    /// <summary>Logs in with the code of a mail.</summary>
    public async Task SignInAsync(string email)
    {
        await GoAsync("/inloggen");
        await TypeAsync("Wat is je e-mailadres?", email);
        await PressAsync("Stuur mij een code");
        await EnterCodeAsync(email);
    }

    /// <summary>Types the code that was mailed.</summary>
    public async Task EnterCodeAsync(string email)
    {
        var shown = await page.ContentAsync();
        Assert.Contains(email, shown, StringComparison.OrdinalIgnoreCase);
        // Not the code of an earlier time, nor another mail with a code in it.
        var letter = await region.LetterAsync(email, "Typ die op de pagina", _pressedAt);
        await TypeAsync("Welke code staat in de mail?", letter.Code);
        await PressAsync("Log in");
    }

    /// <summary>Looks right at this width.</summary>
    public Task LooksRightAsync() => LooksRightAsync(axeOnPhones: true);

    // axe finds nothing, nothing scrolls sideways, targets are big enough, no address was left unresolved, one h1, a title, Dutch.
    private async Task LooksRightAsync(bool axeOnPhones)
    {
        var where = $"{Path} at {page.ViewportSize!.Width} px";
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        Assert.Matches(@"\S+ · GBO", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("[href^='~'], [src^='~'], [action^='~'], [formaction^='~']").CountAsync());
        await SettleAsync();
        if (Pictures is not null) await KeepPictureAsync(Pictures);
        await FitsAsync(where);
        if (page.ViewportSize!.Width < 1000 && !axeOnPhones) return;
        var violations = await page.EvaluateAsync<string[]>(AskAxe, javaScript);
        Assert.True(violations.Length == 0, $"{where}: {string.Join("\n", violations)}");
        LookedAt.Note(Path);
    }

    /// <summary>Nothing scrolls sideways, and what is to be touched is big enough: 44 pixels, at the desk 24.</summary>
    public Task FitsAsync() => FitsAsync($"{Path} at {page.ViewportSize!.Width} px");

    private async Task FitsAsync(string where)
    {
        // A busy machine can still be at the width of before: what really is too wide stays so.
        var sideways = await page.EvaluateAsync<int>(SidewaysScroll);
        for (var asked = Stopwatch.StartNew(); sideways > 0 && asked.Elapsed < TimeSpan.FromSeconds(3); await SettleAsync())
            sideways = await page.EvaluateAsync<int>(SidewaysScroll);
        Assert.True(sideways <= 0, $"{where} scrolls sideways by {sideways} px: {string.Join("; ", await page.EvaluateAsync<string[]>(TooWide))}");
        var small = await page.EvaluateAsync<string[]>(SmallTargets, Path.StartsWith("/beheer", StringComparison.Ordinal) ? 24 : 44);
        Assert.True(small.Length == 0, $"{where} has small targets: {string.Join("; ", small)}");
    }

    // Where scripts are off, the page answers what it is asked but runs nothing later: a picture makes it draw, and it is asked again and again.
    private async Task SettleAsync()
    {
        if (javaScript)
        {
            await page.EvaluateAsync(Settled);
            return;
        }

        await DrawAsync();
        for (var asked = Stopwatch.StartNew(); await page.EvaluateAsync<string>("document.fonts.status") != "loaded"; await Task.Delay(20))
            Assert.True(asked.Elapsed < TimeSpan.FromSeconds(30), $"The fonts of {Path} did not come in.");
        await DrawAsync();
    }

    private Task DrawAsync() => page.ScreenshotAsync(new PageScreenshotOptions { Clip = new Clip { Width = 1, Height = 1 } });

    /// <summary>Looks right at both widths. What axe looks at is nearly all the same at both: the long run asks it twice.</summary>
    public async Task LooksRightEverywhereAsync()
    {
        var size = page.ViewportSize!;
        await LooksRightAsync(IsLongRun);
        await page.SetViewportSizeAsync(size.Width < 1000 ? 1280 : 360, 800);
        await LooksRightAsync(IsLongRun);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>What the printer gives: on the size of paper that the page asks for, else on A4.</summary>
    public async Task<Print> PrintAsync()
    {
        await page.EvaluateAsync(Settled);
        var print = new Print(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, Format = "A4", PrintBackground = true }));
        if (Pictures is not null) await File.WriteAllBytesAsync(System.IO.Path.Combine(Pictures, $"{PictureName()}.pdf"), print.Pdf);
        return print;
    }

    private string PictureName()
    {
        var name = $"{Interlocked.Increment(ref _pictures):000}{new Uri(page.Url).AbsolutePath.Replace('/', '-')}";
        return name[..Math.Min(60, name.Length)];
    }

    private Task KeepPictureAsync(string folder)
        => page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = System.IO.Path.Combine(folder, $"{PictureName()}-{page.ViewportSize!.Width}.png") });

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();
}
