using System.Globalization;
using GboParticipatie.Time;

namespace GboParticipatie.Notifications.ICalendar;

/// <summary>
/// Europe/Brussels as a VTIMEZONE (RFC 5545, 3.6.5). Summer time begins on the last Sunday of March at 2 o'clock and ends on the last
/// Sunday of October at 3 o'clock (directive 2000/84/EC), as it has since 1996.
/// </summary>
internal static class BrusselsZone
{
    private const string Id = "Europe/Brussels";

    public static void Add(ContentLines lines)
    {
        lines.Add("BEGIN", "VTIMEZONE");
        lines.Add("TZID", Id);
        AddPart(lines, "DAYLIGHT", start: "19970330T020000", month: 3, from: "+0100", to: "+0200", name: "CEST");
        AddPart(lines, "STANDARD", start: "19961027T030000", month: 10, from: "+0200", to: "+0100", name: "CET");
        lines.Add("END", "VTIMEZONE");
    }

    /// <summary>
    /// A moment (UTC) as people in Brussels say it. The hour that comes twice in October can be written so only the first time; the
    /// second time it is written as UTC.
    /// </summary>
    public static void AddLocal(ContentLines lines, string property, DateTime utc)
    {
        var local = BrusselsTime.ToLocal(utc);
        if (BrusselsTime.ToUtc(local) != DateTime.SpecifyKind(utc, DateTimeKind.Utc)) lines.AddUtc(property, utc);
        else lines.Add($"{property};TZID={Id}", local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture));
    }

    private static void AddPart(ContentLines lines, string part, string start, int month, string from, string to, string name)
    {
        lines.Add("BEGIN", part);
        lines.Add("DTSTART", start);
        lines.Add("RRULE", string.Create(CultureInfo.InvariantCulture, $"FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU"));
        lines.Add("TZOFFSETFROM", from);
        lines.Add("TZOFFSETTO", to);
        lines.Add("TZNAME", name);
        lines.Add("END", part);
    }
}
