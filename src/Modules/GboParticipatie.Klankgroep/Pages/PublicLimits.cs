using GboParticipatie.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace GboParticipatie.Klankgroep.Pages;

/// <summary>
/// Counts per quarter of an hour, in this process, what strangers can try: codes and mails. Holds no names, only counters.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="configuration">With <c>Points:PerAccount</c>.</param>
public sealed class PublicLimits(TimeProvider time, IConfiguration configuration)
{
    // Someone who types over the paper cards of a meeting brings ten or twenty; nobody brings a hundred.
    private readonly int _mostPoints = configuration.GetValue("Points:PerAccount", 40);

    private readonly QuarterCounters _counters = new(time);

    /// <summary>Counts one more for this client; false when there were too many.</summary>
    /// <param name="what">What is tried: one word.</param>
    /// <param name="http">By whom.</param>
    /// <param name="most">How often it may be.</param>
    /// <param name="amount">For how many this one counts.</param>
    public bool Allows(string what, HttpContext http, int most, int amount = 1) => Allows($"{what} {QuarterCounters.ClientOf(http)}", most, amount);

    /// <summary>Counts one more; false when there were too many.</summary>
    /// <param name="key">What is tried, a space, and at what or by whom.</param>
    /// <param name="most">How often it may be.</param>
    /// <param name="amount">For how many this one counts.</param>
    public bool Allows(string key, int most, int amount = 1)
    {
        var words = key.Split(' ', 2);
        return _counters.Count(words[0], words[1], amount) <= most;
    }

    /// <summary>Counts one more point of someone, by form or by the API; false when there were too many.</summary>
    public bool AllowsPoint(string userId) => Allows($"sent {userId}", _mostPoints);

    /// <summary>What this client tried last was right: it does not count.</summary>
    public void GiveBack(string what, HttpContext http) => GiveBack($"{what} {QuarterCounters.ClientOf(http)}");

    /// <summary>What was counted last under this key does not count.</summary>
    public void GiveBack(string key)
    {
        var words = key.Split(' ', 2);
        _counters.GiveBack(words[0], words[1]);
    }
}
