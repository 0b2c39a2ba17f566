using GboParticipatie.Email;
using GboParticipatie.Notifications.ICalendar;

namespace GboParticipatie.Tests.Notifications;

public sealed class MailMessageTests(DatabaseFixture databases)
{
    private readonly NotificationSite _notifications = new();

    [Fact]
    public async Task Another_mail_program_reads_the_file_as_it_was_meant()
    {
        var message = NotificationSite.Mail("a") with
        {
            ToName = "Zoë Çelik-Müller",
            Subject = "Je punt is goed aangekomen – dank je, Zoë",
            Body = """
                Dag Zoë,

                Wij kregen je **punt** over de crèche. Het kost € 5 of meer.
                .Deze regel begint met een punt.

                - eerst dit
                - dan [dat](/volg/AP-2026-0001)
                """,
            ActionText = "Volg je punt",
            ActionUrl = "/volg/AP-2026-0001?code=a=b&c",
            UnsubscribeUrl = "/digest/uit/abc",
        };

        var mail = await SendAsync(message);

        Assert.Empty(mail.Defects);
        Assert.True(mail.Ascii);
        Assert.Equal("multipart/alternative", mail.Type);
        Assert.Equal([["text/plain", "utf-8"], ["text/html", "utf-8"]], mail.Parts.Select(p => p[..2]));
        Assert.Equal(message.Subject, mail["Subject"]);
        Assert.Equal("Zoë Çelik-Müller <an@schakel.example>", mail["To"]);
        Assert.Equal("GBO ZOLim <gbo@zolim.example>", mail["From"]);
        Assert.Equal("Ann Peeters <coach@zolim.example>", mail["Reply-To"]);
        Assert.Equal("<https://gbo.zolim.example/digest/uit/abc>", mail["List-Unsubscribe"]);
        Assert.Equal("auto-generated", mail["Auto-Submitted"]);
        Assert.Matches("^[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} [+-]\\d{4}$", mail["Date"]);
        Assert.Matches("^<[0-9a-f]{32}@zolim\\.example>$", mail["Message-ID"]);
        var text = mail.Parts[0][2].ReplaceLineEndings("\n");
        Assert.StartsWith("Dag Zoë,\n\nWij kregen je punt over de crèche. Het kost € 5 of meer. .Deze regel begint met een punt.\n\n- eerst dit\n- dan dat: https://gbo.zolim.example/volg/AP-2026-0001\n\n"
            + "Volg je punt:\nhttps://gbo.zolim.example/volg/AP-2026-0001?code=a=b&c\n\n-- \nGBO ZOLim · Zuidoost-Limburg\n", text, StringComparison.Ordinal);
        Assert.Contains("Liever bellen? Ann Peeters: 012 34 56 78", text, StringComparison.Ordinal);
        Assert.Contains("<strong>punt</strong>", mail.Parts[1][2], StringComparison.Ordinal);
        Assert.Contains("href=\"https://gbo.zolim.example/volg/AP-2026-0001?code=a=b&amp;c\"", mail.Parts[1][2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_named_by_its_Message_ID_and_nothing_else_lies_beside_it()
    {
        var mail = await SendAsync(NotificationSite.Mail("a"));

        Assert.Equal([mail["Message-ID"].Trim('<', '>') + ".eml"], Directory.GetFileSystemEntries(_notifications.MailFolder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Hallo\r\nBcc: iedereen@kwaad.example")]
    [InlineData("Hallo\nBcc: iedereen@kwaad.example")]
    [InlineData("Hallo\u0085Bcc: iedereen@kwaad.example\u0000")]
    public async Task A_line_break_in_subject_or_name_makes_no_header(string evil)
    {
        var mail = await SendAsync(NotificationSite.Mail("a") with { Subject = evil, ToName = evil });

        Assert.False(mail.Has("Bcc"));
        Assert.Equal("Hallo Bcc: iedereen@kwaad.example", mail["Subject"]);
        Assert.EndsWith("<an@schakel.example>", mail["To"], StringComparison.Ordinal);
        Assert.Equal(1, mail.Headers.Count(h => h[0] == "To"));
    }

    [Theory]
    [InlineData("an@schakel.example, bo@kwaad.example")]
    [InlineData("an@schakel.example\r\nBcc: bo@kwaad.example")]
    public async Task Two_addresses_in_one_are_refused(string to)
    {
        await using var site = await databases.CreateAsync(Db.Sqlite, _notifications.Configure);

        await site.QueueAsync(NotificationSite.Mail("a", to));
        await site.DrainAsync();

        Assert.Equal(GboParticipatie.Notifications.Models.MailState.Failed, Assert.Single(await site.MailsAsync()).State);
        Assert.False(Directory.Exists(_notifications.MailFolder) && Directory.GetFiles(_notifications.MailFolder).Length > 0);
    }

    [Fact]
    public async Task Html_scripts_and_pictures_in_a_body_do_not_come_through()
    {
        var mail = await SendAsync(NotificationSite.Mail("a", body: """
            <script>alert(1)</script> <b>vet</b> [klik](javascript:alert(1)) ![volg](https://kwaad.example/pixel.png) <javascript:alert(1)> [ok](//kwaad.example)
            """));

        var html = mail.Parts[1][2];
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"//", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# geen titel")]
    [InlineData("1. geen lijst")]
    [InlineData("*vet* _schuin_ `code` [link](https://kwaad.example) <b> & > | ~~door~~")]
    [InlineData("regel een\nregel twee\n\nnieuwe alinea")]
    [InlineData("    ingesprongen")]
    [InlineData("- geen\n- lijst\n\n---\n\n> geen citaat")]
    public async Task What_a_person_typed_reads_as_typed(string typed)
    {
        var mail = await SendAsync(NotificationSite.Mail("a", body: MailMarkdown.Escape(typed)));

        var text = mail.Parts[0][2].ReplaceLineEndings("\n");
        Assert.Equal(string.Join('\n', typed.Split('\n').Select(l => l.Trim())), text[..text.IndexOf("\n\n-- \n", StringComparison.Ordinal)]);
    }

    // RFC 6047: the method stands in the type too. Outlook reads the alternative, others what is attached.
    [Theory]
    [InlineData(CalendarMethod.Request, 0, "CONFIRMED")]
    [InlineData(CalendarMethod.Request, 3, "CONFIRMED")]
    [InlineData(CalendarMethod.Cancel, 4, "CANCELLED")]
    public async Task A_meeting_travels_twice_as_calendar_programs_want_it(CalendarMethod method, int sequence, string status)
    {
        var start = new DateTime(2026, 12, 8, 13, 0, 0, DateTimeKind.Utc);
        var meeting = new CalendarEvent
        {
            Uid = "7c1b",
            Sequence = sequence,
            ChangedAt = start.AddDays(-9),
            StartsAt = start,
            EndsAt = start.AddHours(2),
            Summary = "Klankgroep – crèche, € en “meer”",
            Status = method == CalendarMethod.Cancel ? EventStatus.Cancelled : EventStatus.Confirmed,
            Organizer = new CalendarParty("coach@zolim.example", "GBO"),
            Attendees = [new CalendarParty("an@schakel.example", "Zoë")],
        };
        var content = System.Text.Encoding.UTF8.GetString(CalendarWriter.Write(new ICalendarObject { Method = method, Events = [meeting] }));

        var mail = await SendAsync(NotificationSite.Mail("a") with { Calendar = new CalendarPart(CalendarWriter.MethodOf(method), content) });

        Assert.Empty(mail.Defects);
        var parts = mail.Parts.Where(p => p[0] == "text/calendar").ToList();
        Assert.Equal([["text/calendar", "utf-8", ""], ["text/calendar", "utf-8", "attachment"]], parts.Select(p => new[] { p[0], p[1], p[4] }));
        foreach (var part in parts)
        {
            Assert.Equal(CalendarWriter.MethodOf(method), part[3]);
            var read = ICalendar.StrictCalendarReader.Read(Convert.FromHexString(part[5]));
            Assert.Equal(CalendarWriter.MethodOf(method), read.One("METHOD").Value);
            var one = Assert.Single(read.Parts, p => p.Name == "VEVENT");
            Assert.Equal(($"{sequence}", status), (one.One("SEQUENCE").Value, one.One("STATUS").Value));
        }
    }

    private async Task<ReadMail> SendAsync(EmailMessage message)
    {
        await using var site = await databases.CreateAsync(Db.Sqlite, _notifications.Configure);
        await site.QueueAsync(message);
        await site.DrainAsync();
        return await ReadMail.FromFileAsync(Assert.Single(Directory.GetFiles(_notifications.MailFolder)));
    }
}
