using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>How often one may ask. Configuration section <c>SignIn</c>.</summary>
public sealed class SignInLimitOptions
{
    /// <summary>Mails to one address in <see cref="Window"/>, whoever asks.</summary>
    public int PerAddress { get; set; } = 10;

    /// <summary>For how long a mail counts for <see cref="PerAddress"/>: each one frees its place when its time is over.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(3);

    /// <summary>Mails in 15 minutes that browsers in which an account signed in before may ask beyond <see cref="PerAddress"/>.</summary>
    public int PerKnownAccount { get; set; } = 6;

    /// <summary>Mails to one address that one client may ask in 15 minutes.</summary>
    public int PerAddressAndClient { get; set; } = 6;

    /// <summary>Requests of one client in 15 minutes, for all addresses: room for an office of fifty behind one address.</summary>
    public int PerClient { get; set; } = 300;
}

/// <summary>
/// Counts per client, in this process only. What protects an account (tries per challenge, mails per address) is counted in the
/// database; this merely keeps one client from filling it.
/// </summary>
public sealed class SignInLimits(Microsoft.Extensions.Options.IOptions<SignInLimitOptions> options, TimeProvider time)
{
    private const int MostCounters = 50_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, Counter> _counters = new(StringComparer.Ordinal);

    /// <summary>Counts a request for a mail.</summary>
    /// <exception cref="RuleException">Too many.</exception>
    public void CountRequest(EmailAddress email, string client)
    {
        if (!Count($"client {client}", options.Value.PerClient) || !Count($"mail {email.Normalized} {client}", options.Value.PerAddressAndClient))
            throw new RuleException("Je vroeg al enkele codes. Kijk in je mailbox, ook bij ongewenste mail. Of wacht een kwartier en vraag dan een nieuwe.", "Email");
    }

    /// <summary>Counts a request of a browser in which this address signed in before; false when there were too many.</summary>
    public bool CountKnown(EmailAddress email) => Count($"known {email.Normalized}", options.Value.PerKnownAccount);

    /// <summary>Counts a code or link that is tried.</summary>
    /// <exception cref="RuleException">Too many.</exception>
    public void CountTry(string client)
    {
        if (!Count($"try {client}", options.Value.PerClient))
            throw new RuleException("Je probeerde heel vaak. Wacht een kwartier en probeer dan opnieuw.", "Code");
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

    private bool Count(string key, int most)
    {
        var now = time.GetUtcNow();
        if (_counters.Count >= MostCounters) Prune(now);
        var counter = _counters.AddOrUpdate(key, _ => new(1, now + Window), (_, c) => c.Until <= now ? new(1, now + Window) : c with { Number = c.Number + 1 });
        return counter.Number <= most;
    }

    private void Prune(DateTimeOffset now)
    {
        foreach (var (key, counter) in _counters)
            if (counter.Until <= now) _counters.TryRemove(key, out _);
        if (_counters.Count >= MostCounters) _counters.Clear();
    }

    private sealed record Counter(int Number, DateTimeOffset Until);
}
