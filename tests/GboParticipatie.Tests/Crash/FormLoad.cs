using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using GboParticipatie.Tests.Klankgroep.Pages;

namespace GboParticipatie.Tests.Crash;

/// <summary>
/// Someone who logs in with a code and brings one point after the other by the form, without script. What was not sent yet when the
/// site went down is filled in again; what was, is sent again until the page says that it arrived.
/// </summary>
/// <param name="site">The instance.</param>
/// <param name="mailFolder">Where its mails are.</param>
/// <param name="email">Who.</param>
public sealed partial class FormLoad(SiteProcess site, string mailFolder, string email)
{
    private readonly ConcurrentQueue<string> _confirmed = new();
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly Browser _browser = new(site.Client.BaseAddress!);

    /// <summary>References of the points that a page said had arrived.</summary>
    public IReadOnlyList<string> Confirmed => [.. _confirmed];

    /// <summary>Brings points until it is stopped, one at least; every point that was begun is seen through.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancel)
    {
        await UntilAsync(() => SignInAsync(cancel), cancel);
        do
        {
            await UntilAsync(FillInAsync, cancel);
            var form = _browser.Filled();
            await UntilAsync(() => SendAsync(form), cancel);
        }
        while (!stop.IsCancellationRequested);
    }

    // A mail of an earlier try may come late: its code is tried once, and then the next.
    private async Task<bool> SignInAsync(CancellationToken cancel)
    {
        await _browser.OpenAsync("/inloggen");
        await _browser.PressAsync("Stuur mij een code", ("Email", email));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var asked = 0; asked < 300 && await clock.WaitForNextTickAsync(cancel); asked++)
        {
            var codes = MailFolder.Read(mailFolder).Where(m => m.Text.Contains("Typ die op de pagina", StringComparison.Ordinal) && m.Text.Contains(email, StringComparison.OrdinalIgnoreCase));
            if (codes.Select(m => SixDigits().Match(m.Text).Value).FirstOrDefault(code => !_tried.Contains(code)) is not { Length: > 0 } code) continue;
            await _browser.PressAsync("Log in", ("Code", code));
            _tried.Add(code);
            if (!_browser.Path.StartsWith("/inloggen", StringComparison.Ordinal) && _browser.Status == System.Net.HttpStatusCode.OK) return true;
        }

        return false;
    }

    private async Task<bool> FillInAsync()
    {
        await _browser.OpenAsync("/punt?groep=overkoepelende-klankgroep");
        if (_browser.Path.Split('?')[0] == "/punt") await _browser.PressAsync("Begin een nieuw punt");
        for (var page = 0; page < 12 && _browser.Path != "/punt/nakijken"; page++)
            await _browser.PressAsync("Volgende", ("Description", $"{ProposalLoad.Title}."), ("Visibility", "WithName"));
        return _browser.Path == "/punt/nakijken";
    }

    private async Task<bool> SendAsync(Dictionary<string, string> form)
    {
        await _browser.PostAsync("/punt/nakijken", form);
        if (Reference().Match(_browser.Text(".confirmation")) is not { Success: true } match) return false;
        _confirmed.Enqueue(match.Value);
        return true;
    }

    // Nobody listens, the process died while it answered, or the page is one that says so.
    private async Task UntilAsync(Func<Task<bool>> isDone, CancellationToken cancel)
    {
        var begun = System.Diagnostics.Stopwatch.StartNew();
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await clock.WaitForNextTickAsync(cancel))
        {
            try
            {
                if (await isDone()) return;
                if (begun.Elapsed > TimeSpan.FromMinutes(3)) throw new TimeoutException($"It stays at {_browser.Path}: {_browser.Heading} {_browser.Errors}");
            }
            catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidOperationException || (problem is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                // Again, after a breath.
                if (begun.Elapsed > TimeSpan.FromMinutes(3)) throw;
            }
        }
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"AP-\d{4}-\d{4,}", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
