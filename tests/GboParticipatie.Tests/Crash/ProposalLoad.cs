using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace GboParticipatie.Tests.Crash;

/// <summary>A point that a site said it received.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reference">Its reference.</param>
public sealed record Confirmed(Guid Id, string Reference);

/// <summary>
/// Organisations that keep sending points to whichever instance answers. A request that fails is sent again with the same
/// Idempotency-Key until it is confirmed, as a person would press the button again.
/// </summary>
public sealed class ProposalLoad(IReadOnlyList<SiteProcess> sites, string? token, Guid group)
{
    private readonly ConcurrentQueue<Confirmed> _confirmed = new();
    private readonly ConcurrentDictionary<HttpStatusCode, int> _failures = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly SemaphoreSlim _allowed = new(0);

    /// <summary>Title of each point.</summary>
    public const string Title = "De bus rijdt maar om de twee uur";

    /// <summary>What was confirmed so far.</summary>
    public IReadOnlyList<Confirmed> All => [.. _confirmed];

    /// <summary>How often a site answered that it failed. One that is killed answers nothing.</summary>
    public IReadOnlyDictionary<HttpStatusCode, int> Failures => _failures;

    /// <summary>Lets this many more points in. Without a limit, a running instance would leave a starting one no processor.</summary>
    public void LetIn(int count) => _allowed.Release(count);

    /// <summary>Sends until cancelled; every point that was begun is seen through.</summary>
    public Task RunAsync(int writers, CancellationToken stop, CancellationToken cancel)
        => Task.WhenAll(Enumerable.Range(0, writers).Select(number => WriteAsync(number, stop, cancel)));

    /// <summary>Waits until this many more points are confirmed.</summary>
    public async Task ConfirmedMoreAsync(int count, CancellationToken cancel)
    {
        for (var i = 0; i < count; i++)
        {
            if (!await _news.WaitAsync(TimeSpan.FromMinutes(1), cancel)) throw new TimeoutException($"No point was confirmed for a minute.\n{sites[0].LastLines}");
        }
    }

    private async Task WriteAsync(int writer, CancellationToken stop, CancellationToken cancel)
    {
        for (var number = 0; await IsLetInAsync(stop); number++)
        {
            var key = $"{writer}-{number}-{Guid.NewGuid():N}";
            for (var attempt = 0; ; attempt++)
            {
                cancel.ThrowIfCancellationRequested();
                if (await TryAsync(sites[(writer + attempt) % sites.Count], key, cancel) is not { } confirmed) continue;
                _confirmed.Enqueue(confirmed);
                _news.Release();
                break;
            }
        }
    }

    private async Task<bool> IsLetInAsync(CancellationToken stop)
    {
        try
        {
            await _allowed.WaitAsync(stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<Confirmed?> TryAsync(SiteProcess site, string key, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/agenda-items");
            request.Headers.Add("Idempotency-Key", key);
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Content = JsonContent.Create(new { groupId = group, title = Title, description = "Wie de bus mist, wacht lang." });
            using var response = await site.Client.SendAsync(request, cancel);
            if (response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
            {
                var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
                return new Confirmed(body.GetProperty("id").GetGuid(), body.GetProperty("reference").GetString()!);
            }

            if (response.StatusCode < HttpStatusCode.InternalServerError)
                throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancel)}");
            _failures.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
            return null;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            // Nobody listens, or the process died while it answered: try again, after a breath.
            using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            await clock.WaitForNextTickAsync(cancel);
            return null;
        }
    }
}
