using System.Globalization;
using System.Text;

namespace GboParticipatie.Notifications.ICalendar;

/// <summary>Writes calendars as programs read them (RFC 5545, 5546 and 7986). The same calendar always gives the same bytes.</summary>
public static class CalendarWriter
{
    /// <summary>Media type of a feed; a mail adds its method.</summary>
    public const string MediaType = "text/calendar";

    private const string Product = "-//GboParticipatie//NL";

    /// <summary>The calendar as text in UTF-8, with CRLF at the end of each line.</summary>
    /// <exception cref="ArgumentException">An event ends before it starts, or does not fit its method: see <see cref="CalendarMethod"/>.</exception>
    public static byte[] Write(ICalendarObject calendar)
    {
        var lines = new ContentLines();
        lines.Add("BEGIN", "VCALENDAR");
        lines.Add("VERSION", "2.0");
        lines.Add("PRODID", Product);
        lines.Add("METHOD", MethodOf(calendar.Method));
        lines.AddText("NAME", calendar.Name);
        lines.AddText("X-WR-CALNAME", calendar.Name);
        if (calendar.RefreshInterval is { } interval)
        {
            lines.Add("REFRESH-INTERVAL;VALUE=DURATION", Duration(interval));
            lines.Add("X-PUBLISHED-TTL", Duration(interval));
        }

        BrusselsZone.Add(lines);
        foreach (var one in calendar.Events) AddEvent(lines, one, calendar.Method);
        lines.Add("END", "VCALENDAR");
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>The method as it stands in the calendar and in the Content-Type of a mail.</summary>
    public static string MethodOf(CalendarMethod method) => method.ToString().ToUpperInvariant();

    private static void AddEvent(ContentLines lines, CalendarEvent one, CalendarMethod method)
    {
        if (one.EndsAt <= one.StartsAt) throw new ArgumentException("The event ends before it starts.", nameof(one));
        var (needsPeople, hasPeople) = (method != CalendarMethod.Publish, one.Organizer is not null && one.Attendees.Count > 0);
        if (needsPeople != hasPeople || (!needsPeople && (one.Organizer is not null || one.Attendees.Count > 0)))
            throw new ArgumentException($"{method} asks for {(needsPeople ? "an organizer and attendees" : "no organizer and no attendees")}.", nameof(one));
        lines.Add("BEGIN", "VEVENT");
        lines.AddText("UID", one.Uid);
        lines.AddUtc("DTSTAMP", one.ChangedAt);
        lines.AddUtc("LAST-MODIFIED", one.ChangedAt);
        lines.Add("SEQUENCE", one.Sequence.ToString(CultureInfo.InvariantCulture));
        BrusselsZone.AddLocal(lines, "DTSTART", one.StartsAt);
        BrusselsZone.AddLocal(lines, "DTEND", one.EndsAt);
        lines.AddText("SUMMARY", one.Summary);
        lines.AddText("DESCRIPTION", one.Description);
        lines.AddText("LOCATION", one.Location);
        if (one.Url is { } url) lines.Add("URL", url.AbsoluteUri);
        lines.Add("STATUS", one.Status.ToString().ToUpperInvariant());
        if (one.Organizer is { } organizer) lines.Add($"ORGANIZER{NameOf(organizer)}", AddressOf(organizer));
        foreach (var attendee in one.Attendees)
            lines.Add($"ATTENDEE{NameOf(attendee)};ROLE=REQ-PARTICIPANT;PARTSTAT={StatusOf(attendee.Status)};RSVP=FALSE", AddressOf(attendee));
        lines.Add("END", "VEVENT");
    }

    private static string NameOf(CalendarParty party) => string.IsNullOrWhiteSpace(party.Name) ? "" : $";CN={ContentLines.Parameter(party.Name)}";

    // A control character would start another line; the rest of an address is for its reader to judge.
    private static string AddressOf(CalendarParty party) => $"mailto:{new string([.. party.Email.Where(c => !char.IsControl(c))])}";

    private static string StatusOf(ParticipationStatus status) => status == ParticipationStatus.NeedsAction ? "NEEDS-ACTION" : status.ToString().ToUpperInvariant();

    private static string Duration(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"PT{(int)span.TotalMinutes}M");
}
