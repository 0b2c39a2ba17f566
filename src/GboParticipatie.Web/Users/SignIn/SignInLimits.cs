using GboParticipatie.Security;

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
    private readonly QuarterCounters _counters = new(time);

    /// <summary>Counts a request for a mail.</summary>
    /// <exception cref="RuleException">Too many.</exception>
    public void CountRequest(EmailAddress email, string client)
    {
        if (!Allows("client", client, options.Value.PerClient) || !Allows("mail", $"{email.Normalized} {client}", options.Value.PerAddressAndClient))
            throw new RuleException("Je vroeg al enkele codes. Kijk in je mailbox, ook bij ongewenste mail. Of wacht een kwartier en vraag dan een nieuwe.", "Email");
    }

    /// <summary>Counts a request of a browser in which this address signed in before; false when there were too many.</summary>
    public bool CountKnown(EmailAddress email) => Allows("known", email.Normalized, options.Value.PerKnownAccount);

    /// <summary>Counts a code or link that is tried.</summary>
    /// <exception cref="RuleException">Too many.</exception>
    public void CountTry(string client)
    {
        if (!Allows("try", client, options.Value.PerClient))
            throw new RuleException("Je probeerde heel vaak. Wacht een kwartier en probeer dan opnieuw.", "Code");
    }

    /// <summary>What a client is.</summary>
    public static string ClientOf(HttpContext http) => QuarterCounters.ClientOf(http);

    private bool Allows(string kind, string who, int most) => _counters.Count(kind, who) <= most;
}
