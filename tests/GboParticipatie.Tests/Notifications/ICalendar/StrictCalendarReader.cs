using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GboParticipatie.Tests.Notifications.ICalendar;

/// <summary>A part of a calendar: VCALENDAR, VEVENT and so on.</summary>
internal sealed record CalendarPart(string Name, IReadOnlyList<CalendarProperty> Properties, IReadOnlyList<CalendarPart> Parts)
{
    public CalendarProperty One(string name) => Assert.Single(Properties, p => p.Name == name);

    public CalendarProperty? Maybe(string name) => Properties.SingleOrDefault(p => p.Name == name);

    public IReadOnlyList<CalendarProperty> All(string name) => [.. Properties.Where(p => p.Name == name)];
}

/// <summary>A property, with its parameters and its value as it stands.</summary>
internal sealed record CalendarProperty(string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    /// <summary>The value as a text.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            for (var i = 0; i < Value.Length; i++)
            {
                if (Value[i] is ',' or ';') throw new FormatException($"{Name}: a bare {Value[i]} in a text.");
                if (Value[i] != '\\')
                {
                    text.Append(Value[i]);
                    continue;
                }

                if (++i == Value.Length) throw new FormatException($"{Name}: ends in a backslash.");
                text.Append(Value[i] switch { 'n' or 'N' => '\n', '\\' or ';' or ',' => Value[i], _ => throw new FormatException($"{Name}: \\{Value[i]}") });
            }

            return text.ToString();
        }
    }

    /// <summary>The value as a moment (UTC). A local time that comes twice is the first one (RFC 5545, 3.3.5).</summary>
    public DateTime Utc
    {
        get
        {
            if (!Parameters.TryGetValue("TZID", out var id))
                return DateTime.ParseExact(Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
            var (zone, local) = (TimeZoneInfo.FindSystemTimeZoneById(id), Local(Value));
            return DateTime.SpecifyKind(local - (zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local)), DateTimeKind.Utc);
        }
    }

    private static DateTime Local(string value) => DateTime.ParseExact(value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
}

/// <summary>
/// Reads a calendar and refuses whatever RFC 5545 does not allow: bare line ends, lines over 75 octets, broken characters, unknown
/// parts, properties that are missing or stand there twice, zones that are not defined, people in a feed.
/// </summary>
internal static partial class StrictCalendarReader
{
    private static readonly Dictionary<string, string[]> Once = new(StringComparer.Ordinal)
    {
        ["VCALENDAR"] = ["VERSION", "PRODID", "METHOD"],
        ["VTIMEZONE"] = ["TZID"],
        ["DAYLIGHT"] = ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"],
        ["STANDARD"] = ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"],
        ["VEVENT"] = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"],
    };

    private static readonly string[] MayRepeat = ["ATTENDEE"];

    public static CalendarPart Read(byte[] bytes)
    {
        var lines = Unfold(bytes);
        var position = 0;
        var calendar = ReadPart(lines, ref position);
        Assert.Equal(lines.Count, position);
        Assert.Equal("VCALENDAR", calendar.Name);
        Assert.Equal("2.0", calendar.One("VERSION").Value);
        Check(calendar);
        return calendar;
    }

    private static List<string> Unfold(byte[] bytes)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var lines = new List<string>();
        foreach (var line in text[..^2].Split("\r\n"))
        {
            Assert.DoesNotContain(line, c => char.IsControl(c) && c != '\t');
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
            if (line[0] is ' ' or '\t') lines[^1] += line[1..];
            else lines.Add(line);
        }

        return lines;
    }

    private static CalendarPart ReadPart(List<string> lines, ref int position)
    {
        var begin = Property(lines[position++]);
        Assert.Equal("BEGIN", begin.Name);
        Assert.Contains(begin.Value, Once.Keys);
        var (properties, parts) = (new List<CalendarProperty>(), new List<CalendarPart>());
        while (true)
        {
            var property = Property(lines[position]);
            if (property.Name == "BEGIN") parts.Add(ReadPart(lines, ref position));
            else
            {
                position++;
                if (property.Name == "END") break;
                properties.Add(property);
            }
        }

        Assert.Equal($"END:{begin.Value}", lines[position - 1]);
        Assert.All(Once[begin.Value], name => Assert.Single(properties, p => p.Name == name));
        Assert.Empty(properties.GroupBy(p => p.Name).Where(g => g.Count() > 1 && !MayRepeat.Contains(g.Key)).Select(g => g.Key));
        return new CalendarPart(begin.Value, properties, parts);
    }

    private static CalendarProperty Property(string line)
    {
        var match = Line().Match(line);
        Assert.True(match.Success, $"No content line: {line}");
        var parameters = match.Groups["key"].Captures.Zip(match.Groups["quoted"].Captures, (key, value) => (Key: key.Value, Value: Plain(value.Value)));
        return new CalendarProperty(match.Groups["name"].Value, parameters.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal), match.Groups["value"].Value);
    }

    // RFC 6868.
    private static string Plain(string value)
        => Caret().Replace(value.Trim('"'), m => m.Value switch { "^n" => "\n", "^'" => "\"", "^^" => "^", _ => m.Value });

    private static void Check(CalendarPart calendar)
    {
        var zones = calendar.Parts.Where(p => p.Name == "VTIMEZONE").Select(z => z.One("TZID").Value).ToList();
        Assert.Equal(zones.Distinct(), zones);
        var events = calendar.Parts.Where(p => p.Name == "VEVENT").ToList();
        Assert.Equal(events.Count, events.Select(e => e.One("UID").Value).Distinct().Count());
        foreach (var one in events)
        {
            Assert.All(one.Properties.Where(p => p.Parameters.ContainsKey("TZID")), p => Assert.Contains(p.Parameters["TZID"], zones));
            Assert.True(one.One("DTSTART").Utc < one.One("DTEND").Utc);
            Assert.True(int.Parse(one.One("SEQUENCE").Value, NumberStyles.None, CultureInfo.InvariantCulture) >= 0);
            Assert.Contains(one.One("STATUS").Value, new[] { "TENTATIVE", "CONFIRMED", "CANCELLED" });
            var isFeed = calendar.One("METHOD").Value == "PUBLISH";
            Assert.Equal(isFeed, one.Maybe("ORGANIZER") is null);
            Assert.Equal(isFeed, one.All("ATTENDEE").Count == 0);
            if (calendar.One("METHOD").Value == "CANCEL") Assert.Equal("CANCELLED", one.One("STATUS").Value);
        }
    }

    [GeneratedRegex("""^(?<name>[A-Z][A-Z0-9-]*)(;(?<key>[A-Z-]+)=(?<quoted>"[^"]*"|[^",;:]*))*:(?<value>.*)$""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"\^.", RegexOptions.None, 1000)]
    private static partial Regex Caret();
}
