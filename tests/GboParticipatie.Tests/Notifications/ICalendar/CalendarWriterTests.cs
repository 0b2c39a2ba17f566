using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GboParticipatie.Notifications.ICalendar;

namespace GboParticipatie.Tests.Notifications.ICalendar;

public sealed class CalendarWriterTests
{
    private const string Hostile = "Breng \"iets\" mee; kom, of niet\\zo\nEND:VEVENT\r\nBEGIN:VEVENT\u0000\u0007 ^ {é} 🙂";
    private static readonly DateTime Changed = Utc(2026, 11, 2, 8, 30);
    private static readonly CalendarParty Coach = new("coach@zolim.example", "Zuid-Oost-Limburg");

    [Fact]
    public void An_event_reads_back_as_it_was()
    {
        var one = Meeting() with { Description = "Breng iets mee.\nDe koffie is klaar.", Location = "Huis van het Kind, Tongeren", Url = new Uri("https://zolim.example/bijeenkomsten/1") };

        var read = Assert.Single(Events(Read(Feed(one))));

        Assert.Equal(one.Uid, read.One("UID").Text);
        Assert.Equal(one.StartsAt, read.One("DTSTART").Utc);
        Assert.Equal(one.EndsAt, read.One("DTEND").Utc);
        Assert.Equal("Europe/Brussels", read.One("DTSTART").Parameters["TZID"]);
        Assert.Equal(Changed, read.One("DTSTAMP").Utc);
        Assert.Equal(Changed, read.One("LAST-MODIFIED").Utc);
        Assert.Equal("3", read.One("SEQUENCE").Value);
        Assert.Equal(one.Summary, read.One("SUMMARY").Text);
        Assert.Equal(one.Description, read.One("DESCRIPTION").Text);
        Assert.Equal(one.Location, read.One("LOCATION").Text);
        Assert.Equal("https://zolim.example/bijeenkomsten/1", read.One("URL").Value);
        Assert.Equal("CONFIRMED", read.One("STATUS").Value);
    }

    [Fact]
    public void The_same_calendar_gives_the_same_bytes() => Assert.Equal(CalendarWriter.Write(Feed(Meeting())), CalendarWriter.Write(Feed(Meeting())));

    [Fact]
    public void A_text_cannot_end_its_line_and_begin_another()
    {
        var read = Assert.Single(Events(Read(Feed(Meeting() with { Uid = Hostile, Summary = Hostile, Description = Hostile, Location = Hostile }))));

        var plain = "Breng \"iets\" mee; kom, of niet\\zo\nEND:VEVENT\nBEGIN:VEVENT ^ {é} 🙂";
        Assert.All(["UID", "SUMMARY", "DESCRIPTION", "LOCATION"], name => Assert.Equal(plain, read.One(name).Text));
    }

    [Fact]
    public void A_name_or_an_address_cannot_either()
    {
        var invited = new CalendarParty("sam@zolim.example\r\nATTENDEE:mailto:kwaad@kwaad.example", "Sam \"de\nkok\"; ^n");

        var read = Assert.Single(Events(Read(new ICalendarObject { Method = CalendarMethod.Request, Events = [Meeting() with { Organizer = Coach, Attendees = [invited] }] })));

        var attendee = Assert.Single(read.All("ATTENDEE"));
        Assert.Equal("Sam \"de\nkok\"; ^n", attendee.Parameters["CN"]);
        Assert.Equal("mailto:sam@zolim.exampleATTENDEE:mailto:kwaad@kwaad.example", attendee.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public void Any_text_comes_back_however_it_is_folded(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var text = AnyText(random);

            var read = Assert.Single(Events(Read(Feed(Meeting() with { Summary = "x" + text, Description = text }))));

            Assert.Equal("x" + text, read.One("SUMMARY").Text);
            Assert.Equal(text, read.Maybe("DESCRIPTION")?.Text ?? "");
        }
    }

    // What is lost: control characters but the tab, and which kind of line end it was. Everything else, of all planes, comes back.
    [Theory]
    [InlineData(2)]
    [InlineData(5545)]
    public void Any_character_of_any_plane_comes_back_but_for_controls_and_kinds_of_line_end(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var runes = Enumerable.Range(0, random.Next(0, 90)).Select(_ => AnyRune(random)).ToList();
            var text = string.Concat(runes);
            var expected = Regex.Replace(text, "\r\n|[\r\f\u0085\u2028\u2029]", "\n", RegexOptions.None, TimeSpan.FromSeconds(1));
            expected = string.Concat(expected.EnumerateRunes().Where(r => r.Value is '\n' or '\t' || Rune.GetUnicodeCategory(r) != UnicodeCategory.Control));

            var read = Assert.Single(Events(Read(Feed(Meeting() with { Summary = "x" + text, Description = "y" + text, Location = "z" + text }))));

            Assert.Equal("x" + expected, read.One("SUMMARY").Text);
            Assert.Equal("y" + expected, read.One("DESCRIPTION").Text);
            Assert.Equal("z" + expected, read.One("LOCATION").Text);
        }
    }

    [Fact]
    public void Half_a_character_becomes_one_that_can_be_written()
        => Assert.Equal("a\uFFFDb", Assert.Single(Events(Read(Feed(Meeting() with { Summary = "a\uD83Db" })))).One("SUMMARY").Text);

    [Theory]
    [InlineData(2026, 3, 29, 0, 30)]
    [InlineData(2026, 3, 29, 1, 30)]
    [InlineData(2026, 10, 25, 0, 30)]
    [InlineData(2026, 10, 25, 1, 30)]
    [InlineData(2026, 10, 25, 2, 30)]
    public void The_nights_on_which_the_clock_changes_keep_their_moment(int year, int month, int day, int hour, int minute)
    {
        var start = Utc(year, month, day, hour, minute);

        var read = Assert.Single(Events(Read(Feed(Meeting() with { StartsAt = start, EndsAt = start.AddMinutes(45) }))));

        Assert.Equal(start, read.One("DTSTART").Utc);
        Assert.Equal(start.AddMinutes(45), read.One("DTEND").Utc);
    }

    [Fact]
    public void The_zone_says_when_the_clock_changes_as_this_machine_does()
    {
        var zone = Assert.Single(Read(Feed(Meeting())).Parts, p => p.Name == "VTIMEZONE");
        var brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

        foreach (var (part, month, hour) in new[] { ("DAYLIGHT", 3, 2), ("STANDARD", 10, 3) })
        {
            var rule = Assert.Single(zone.Parts, p => p.Name == part);
            Assert.Equal($"FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU", rule.One("RRULE").Value);
            for (var year = 1997; year <= 2040; year++)
            {
                var change = LastSunday(year, month).AddHours(hour) - Offset(rule.One("TZOFFSETFROM").Value);
                Assert.Equal(Offset(rule.One("TZOFFSETFROM").Value), brussels.GetUtcOffset(DateTime.SpecifyKind(change.AddSeconds(-1), DateTimeKind.Utc)));
                Assert.Equal(Offset(rule.One("TZOFFSETTO").Value), brussels.GetUtcOffset(DateTime.SpecifyKind(change, DateTimeKind.Utc)));
            }
        }
    }

    [Fact]
    public void A_feed_says_how_often_it_is_worth_reading()
    {
        var calendar = Read(Feed(Meeting()) with { Name = "Bijeenkomsten, Zuid-Oost-Limburg", RefreshInterval = TimeSpan.FromHours(1) });

        Assert.Equal("PT60M", calendar.One("REFRESH-INTERVAL").Value);
        Assert.Equal("PT60M", calendar.One("X-PUBLISHED-TTL").Value);
        Assert.Equal("Bijeenkomsten, Zuid-Oost-Limburg", calendar.One("NAME").Text);
    }

    [Fact]
    public void An_invitation_names_who_asks_and_who_is_asked_and_a_feed_names_nobody()
    {
        var people = Meeting() with { Organizer = Coach, Attendees = [new CalendarParty("sam@zolim.example", "Sam", ParticipationStatus.Accepted)] };

        var invitation = Assert.Single(Events(Read(new ICalendarObject { Method = CalendarMethod.Request, Events = [people] })));

        Assert.Equal("mailto:coach@zolim.example", invitation.One("ORGANIZER").Value);
        Assert.Equal("ACCEPTED", invitation.One("ATTENDEE").Parameters["PARTSTAT"]);
        Assert.Throws<ArgumentException>(() => CalendarWriter.Write(Feed(people)));
        Assert.Throws<ArgumentException>(() => CalendarWriter.Write(new ICalendarObject { Method = CalendarMethod.Request, Events = [Meeting()] }));
        Assert.Throws<ArgumentException>(() => CalendarWriter.Write(Feed(Meeting() with { EndsAt = Meeting().StartsAt })));
    }

    [Fact]
    public void The_strict_reader_refuses_what_is_wrong()
    {
        var good = Encoding.UTF8.GetString(CalendarWriter.Write(Feed(Meeting())));
        string[] wrong =
        [
            good.Replace("\r\n", "\n", StringComparison.Ordinal), good.Replace("DTSTAMP", "X-STAMP", StringComparison.Ordinal), good.Replace("END:VTIMEZONE\r\n", "", StringComparison.Ordinal),
            good.Replace("SUMMARY:", $"SUMMARY:{new string('x', 80)}", StringComparison.Ordinal), good.Replace("TZID:Europe/Brussels", "TZID:Europe/Paris", StringComparison.Ordinal),
            good.Replace("SUMMARY:", "SUMMARY:a\r\nSUMMARY:", StringComparison.Ordinal), good[..^2],
        ];

        Assert.All(wrong, text => Assert.ThrowsAny<Exception>(() => StrictCalendarReader.Read(Encoding.UTF8.GetBytes(text))));
    }

    private static CalendarEvent Meeting() => new()
    {
        Uid = "7d1f@zolim.example",
        Sequence = 3,
        ChangedAt = Changed,
        StartsAt = Utc(2026, 12, 8, 13, 0),
        EndsAt = Utc(2026, 12, 8, 15, 0),
        Summary = "Overkoepelende klankgroep",
    };

    private static ICalendarObject Feed(CalendarEvent one) => new() { Method = CalendarMethod.Publish, Events = [one] };

    private static CalendarPart Read(ICalendarObject calendar) => StrictCalendarReader.Read(CalendarWriter.Write(calendar));

    private static IEnumerable<CalendarPart> Events(CalendarPart calendar) => calendar.Parts.Where(p => p.Name == "VEVENT");

    private static DateTime Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(int)last.DayOfWeek);
    }

    private static TimeSpan Offset(string text) => TimeSpan.FromHours(int.Parse(text[..3], CultureInfo.InvariantCulture));

    // A scalar value of a plane drawn first: drawn from all at once, nearly none would be of the first.
    private static Rune AnyRune(Random random)
    {
        while (true)
        {
            var plane = random.Next(3) == 0 ? 0 : random.Next(17);
            var value = (plane << 16) + (plane == 0 && random.Next(2) == 0 ? random.Next(0x100) : random.Next(0x10000));
            if (Rune.IsValid(value)) return new Rune(value);
        }
    }

    // Letters of one to four octets, what must be escaped, and line breaks as they come back.
    private static string AnyText(Random random)
    {
        string[] pieces = ["a", "é", "€", "🙂", ",", ";", "\\", "\n", "\t", ":", "\"", " ", "\\n", "👩‍👧", "ſ", "END:VEVENT"];
        return string.Concat(Enumerable.Range(0, random.Next(0, 120)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
