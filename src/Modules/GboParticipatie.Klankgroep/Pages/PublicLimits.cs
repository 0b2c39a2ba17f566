using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace GboParticipatie.Klankgroep.Pages;

/// <summary>
/// Counts per quarter of an hour, in this process, what strangers can try: codes and mails. Holds no names, only counters.
/// </summary>
public sealed class PublicLimits(TimeProvider time)
{
    private const int MostCounters = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, Counter> _counters = new(StringComparer.Ordinal);

    /// <summary>Counts one more for this client; false when there were too many.</summary>
    /// <param name="what">What is tried.</param>
    /// <param name="http">By whom.</param>
    /// <param name="most">How often it may be.</param>
    /// <param name="amount">For how many this one counts.</param>
    public bool Allows(string what, HttpContext http, int most, int amount = 1) => Allows($"{what} {ClientOf(http)}", most, amount);

    /// <summary>Counts one more; false when there were too many.</summary>
    public bool Allows(string key, int most, int amount = 1)
    {
        var now = time.GetUtcNow();
        if (_counters.Count >= MostCounters) Prune(now);
        return _counters.AddOrUpdate(key, _ => new(amount, now + Window), (_, c) => c.Until <= now ? new(amount, now + Window) : c with { Number = c.Number + amount }).Number <= most;
    }

    /// <summary>What this client tried last was right: it does not count.</summary>
    public void GiveBack(string what, HttpContext http)
    {
        var key = $"{what} {ClientOf(http)}";
        while (_counters.TryGetValue(key, out var counter) && counter.Number > 0 && !_counters.TryUpdate(key, counter with { Number = counter.Number - 1 }, counter))
        {
            // Someone counted at the same time: once more.
        }
    }

    // One subscriber has a whole network of IPv6 addresses.
    private static string ClientOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }

    private void Prune(DateTimeOffset now)
    {
        foreach (var (key, counter) in _counters)
            if (counter.Until <= now) _counters.TryRemove(key, out _);
        if (_counters.Count >= MostCounters) _counters.Clear();
    }

    private sealed record Counter(int Number, DateTimeOffset Until);
}
