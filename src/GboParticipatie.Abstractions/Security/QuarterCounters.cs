using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace GboParticipatie.Security;

/// <summary>
/// Counts in this process, per quarter of an hour, how often something was tried. Each kind has its own counters, and when there are
/// too many of a kind, those that counted least are forgotten: who tried often cannot hide in a crowd, nor make one.
/// </summary>
public sealed class QuarterCounters(TimeProvider time)
{
    private const int MostOfAKind = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Counter>> _kinds = new(StringComparer.Ordinal);
    private readonly Lock _pruning = new();

    /// <summary>Counts one more.</summary>
    /// <param name="kind">What is tried; there are few kinds.</param>
    /// <param name="who">By whom, or at what.</param>
    /// <param name="amount">For how many this one counts.</param>
    /// <returns>How many there are in this quarter.</returns>
    public int Count(string kind, string who, int amount = 1)
    {
        var now = time.GetUtcNow();
        var counters = _kinds.GetOrAdd(kind, _ => new(StringComparer.Ordinal));
        if (counters.Count >= MostOfAKind) Prune(counters, now);
        return counters.AddOrUpdate(who, _ => new(amount, now + Window), (_, c) => c.Until <= now ? new(amount, now + Window) : c with { Number = c.Number + amount }).Number;
    }

    /// <summary>One that was counted does not count.</summary>
    public void GiveBack(string kind, string who)
    {
        if (!_kinds.TryGetValue(kind, out var counters)) return;
        while (counters.TryGetValue(who, out var counter) && counter.Number > 0 && !counters.TryUpdate(who, counter with { Number = counter.Number - 1 }, counter))
        {
            // Someone counted at the same time: once more.
        }
    }

    /// <summary>What a client is: an IPv4 address, or the network of an IPv6 address, as one subscriber has a whole network.</summary>
    public static string ClientOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes).ToString();
    }

    private void Prune(ConcurrentDictionary<string, Counter> counters, DateTimeOffset now)
    {
        lock (_pruning)
        {
            if (counters.Count < MostOfAKind) return;
            var least = counters.ToArray().OrderBy(c => c.Value.Until <= now ? 0 : c.Value.Number).Take(MostOfAKind / 2);
            foreach (var (who, _) in least) counters.TryRemove(who, out _);
        }
    }

    private sealed record Counter(int Number, DateTimeOffset Until);
}
