namespace GboParticipatie.Notifications.ICalendar;

/// <summary>Links to feeds.</summary>
public static class CalendarLinks
{
    /// <summary>A link that opens in the calendar of a phone or computer, which then reads the feed by itself (scheme webcal).</summary>
    /// <param name="site">Address of the site, without slash at the end.</param>
    /// <param name="path">Local address of the feed.</param>
    public static string Subscribe(string site, string path) => $"webcal{site[site.IndexOf(':', StringComparison.Ordinal)..]}{path}";
}
