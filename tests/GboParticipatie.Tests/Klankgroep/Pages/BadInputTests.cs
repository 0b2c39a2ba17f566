using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>
/// Bad input on the pages: a clear message in Dutch at the field, and what was typed stays. Each on both databases, over real HTTP.
/// <list type="table">
/// <listheader><term>Case</term><description>Test</description></listheader>
/// <item><term>Text over the limit</term><description><see cref="A_text_that_cannot_be_kept_is_refused_at_its_field_and_stays_there"/>, for every field with text: <see cref="TextFieldTests"/> finds one that has no row</description></item>
/// <item><term>National number or IBAN in a text</term><description>the same; which texts are numbers: <c>TypedTextTests</c></description></item>
/// <item><term>Control characters</term><description><see cref="Control_characters_are_left_out_and_the_rest_is_kept"/>; nothing but those: <see cref="ProposeJourneyTests"/></description></item>
/// <item><term>NUL</term><description><see cref="The_one_character_that_no_database_keeps_is_left_out_or_refused_at_its_field"/>, for every field with text; in what comes with files: <see cref="FilePageTests"/></description></item>
/// <item><term>30 February</term><description><see cref="A_day_that_does_not_exist_is_refused_at_its_field_and_stays_there"/>; in an answer: <see cref="FollowAndAnswerTests"/></description></item>
/// <item><term>A meeting that ends before it starts</term><description><see cref="DeskTests"/>; when it is changed: <see cref="A_meeting_that_would_end_before_it_starts_stays_as_it_is"/></description></item>
/// <item><term>A point for an ended group</term><description><see cref="ProposeJourneyTests"/>; a meeting of one: <see cref="A_meeting_of_a_group_that_ended_is_refused_at_its_field"/></description></item>
/// <item><term>Two coaches saving one agenda</term><description><see cref="TwoCoachesTests"/></description></item>
/// <item><term>The same form sent twice</term><description><see cref="SentTwiceTests"/>; a new point: <see cref="ProposeJourneyTests"/></description></item>
/// <item><term>11 files, one over 10 MB, an executable named .pdf, a file with a number in it</term><description><see cref="FilePageTests"/>; which content is refused: <c>InspectionTests</c></description></item>
/// <item><term>A form that is far too big</term><description><see cref="A_form_that_is_far_too_big_is_refused_without_a_fault_and_what_was_kept_stays"/>; with files: <see cref="FilePageTests"/></description></item>
/// </list>
/// </summary>
public sealed partial class BadInputTests(PublicSites sites) : IClassFixture<PublicSites>
{
    /// <summary>A form that stands open on its page, and how to send it with a text in its field.</summary>
    private sealed record Opened(Browser Browser, string Field, Func<string, Task> Send);

    private static readonly Dictionary<string, (int Most, Func<PublicSite, Task<Opened>> Open)> Fields = new(StringComparer.Ordinal)
    {
        ["what would help"] = (20_000, async site =>
        {
            var browser = await site.NewBrowser().OpenAsync("/punt?groep=overkoepelende-klankgroep");
            await browser.PressAsync("Volgende", ("Description", "Kort."));
            return new(browser, "Remedy", text => browser.PressAsync("Volgende", ("Remedy", text)));
        }
        ),
        ["name of an organisation"] = (200, async site =>
        {
            var browser = await site.NewBrowser().OpenAsync(await site.GroupLinkAsync());
            await browser.PressAsync("Begin");
            await browser.PressAsync("Volgende", ("Description", "Kort."));
            await browser.PressAsync("Volgende");
            await browser.PressAsync("Volgende");
            await browser.PressAsync("Volgende");
            await browser.PressAsync("Volgende");
            await browser.PressAsync("Volgende", ("Visibility", "WithName"));
            return new(browser, "OrganisationName", text => browser.PressAsync("Volgende", ("Speaker", "andere"), ("OrganisationName", text)));
        }
        ),
        ["why of an answer"] = (20_000, site => AnswerAsync(site, "Why", text => [("Why", text), ("WhatHappens", "We maken plaats.")])),
        ["what happens of an answer"] = (20_000, site => AnswerAsync(site, "WhatHappens", text => [("Why", "Dit kan."), ("WhatHappens", text)])),
        ["why an answer is not clear"] = (2_000, async site =>
        {
            var browser = await site.NewBrowser().OpenAsync((await AnsweredAsync(site)).Link);
            await browser.PressAsync("Verstuur", ("Clear", "No"));
            return new(browser, "Word", text => browser.PressAsync("Verstuur", ("Word", text)));
        }
        ),
        ["what an action is"] = (5_000, async site =>
        {
            var point = await DeskSteps.PointAsync(site, (await GroupAsync(site)).Group);
            var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
            var coach = await (await CoachAsync(site)).OpenAsync("/beheer/acties/nieuw");
            return new(coach, "Form.What", text => SendAsync(coach, null, ("punt", point.Reference), ("Form.What", text), ("Form.Owner", body!.Id.ToString()), ("Form.DueOn", "2031-03-03")));
        }
        ),
        ["news of an action"] = (5_000, site => ActionAsync(site, "Move", "News", ("State", "Busy"))),
        ["what people said after a trial"] = (5_000, site => ActionAsync(site, "Judge", "Said", ("Verdict", "Keep"))),
        ["why an answer takes longer"] = (5_000, site => HelpAsync(site, "Pause", "PauseReason", ("PauseUntil", Later()))),
        ["text of the coach for a body"] = (20_000, site => HelpAsync(site, null, "Why", ("Kind", "voorstel"))),
        ["answer to what someone told"] = (5_000, site => ToldAsync(site, "Answer", "Answer")),
        ["why what someone told is done"] = (5_000, site => ToldAsync(site, "Close", "CloseReason")),
        ["what someone notices"] = (20_000, async site =>
        {
            var browser = await site.NewBrowser().OpenAsync("/vertel/soort");
            await browser.PressAsync("Volgende", ("Kind", "Barrier"));
            return new(browser, "Description", text => browser.PressAsync("Volgende", ("Description", text)));
        }
        ),
        ["what would help, says who notices"] = (20_000, async site =>
        {
            var browser = await site.NewBrowser().OpenAsync("/vertel/soort");
            await browser.PressAsync("Volgende", ("Kind", "Barrier"));
            await browser.PressAsync("Volgende", ("Description", "Kort."));
            return new(browser, "Remedy", text => browser.PressAsync("Volgende", ("Remedy", text)));
        }
        ),
        ["title of a point"] = (200, site => PointAsync(site, "", "Title", "Title")),
        ["reason to put off"] = (5_000, site => PointAsync(site, "", "Park", "ParkReason")),
        ["reason to decline"] = (5_000, site => PointAsync(site, "", "Decline", "DeclineReason")),
        ["question to a body"] = (20_000, site => PointAsync(site, "/doorsturen", null, "Question", ("DueOn", "2031-03-03"))),
        ["note of a meeting"] = (20_000, site => ReportAsync(site, null)),
        ["report of a meeting"] = (20_000, site => ReportAsync(site, "Hold")),
        ["title of a meeting"] = (200, site => MeetingFormAsync(site, "Form.Title")),
        ["place of a meeting"] = (300, site => MeetingFormAsync(site, "Form.Place")),
        ["introduction of a meeting"] = (20_000, site => MeetingFormAsync(site, "Form.Introduction")),
        ["what someone runs into, written down by the coach"] = (20_000, site => BehalfAsync(site, "Description")),
        ["what would help, written down by the coach"] = (20_000, site => BehalfAsync(site, "Remedy")),
        ["text without names"] = (5_000, async site =>
        {
            var group = (await GroupAsync(site)).Group;
            var point = await site.UseAsync((AgendaItemService s) => s.ProposeAsync(new ProposeAgendaItem
            {
                SubmissionKey = Guid.NewGuid(),
                GroupId = group.Id,
                Author = new ProposalAuthor { IsConfirmed = true },
                Description = "Haar baas lacht haar uit.",
                Visibility = Visibility.CoachOnly,
            }));
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}/tekst");
            return new(coach, "Text", text => SendAsync(coach, null, ("Text", text)));
        }
        ),
        ["line of a meeting"] = (SaidLines.Longest, async site =>
        {
            var (_, session) = await GroupAsync(site);
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/lijnen");
            await SendAsync(coach, null, ("Text", "De bus rijdt niet"));
            return new(coach, "Rows[0].Text", text => SendAsync(coach, "Make", ("Rows[0].Text", text), ("Visibility", "WithName")));
        }
        ),
        ["why a report is corrected"] = (ReportCorrection.WhyLength, site => CorrectionAsync(site, "Why", ("WhatWasSaid", "Zeven mensen."))),
        ["report that is corrected"] = (20_000, site => CorrectionAsync(site, "WhatWasSaid", ("Why", "Het waren er meer."))),
        ["what the coach heard as a guest"] = (20_000, async site =>
        {
            var (group, _) = await GroupAsync(site);
            var start = DateTime.UtcNow.AddMinutes(-20);
            var session = await site.UseAsync((SessionService s) => s.CreateAsync(
                new CreateSession(group.Id, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast", StartsAt = start, EndsAt = start.AddHours(1) })));
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/aanwezig");
            return new(coach, "Notes", text => SendAsync(coach, "Visit", ("HeadCount", "14"), ("Notes", text)));
        }
        ),
        ["reason to cancel a meeting"] = (2_000, async site =>
        {
            var (_, session) = await GroupAsync(site);
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/afzeggen");
            return new(coach, "Reason", text => SendAsync(coach, null, ("Reason", text)));
        }
        ),
    };

    /// <summary>Every text that has a row here.</summary>
    internal static IEnumerable<string> Known => Fields.Keys.Concat(MoreFields.Keys);

    public static TheoryData<string, Db> EveryField()
    {
        var data = new TheoryData<string, Db>();
        foreach (var field in Known) data.Add(field, Db.Sqlite);
        foreach (var field in Fields.Keys) data.Add(field, Db.PostgreSql);
        if (AllDatabasesAttribute.IsShortRun) return data;
        foreach (var field in MoreFields.Keys) data.Add(field, Db.PostgreSql);
        return data;
    }

    private static (int Most, Func<PublicSite, Task<Opened>> Open) FieldOf(string name) => Fields.TryGetValue(name, out var field) ? field : MoreFields[name];

    [Theory, MemberData(nameof(EveryField))]
    public async Task A_text_that_cannot_be_kept_is_refused_at_its_field_and_stays_there(string field, Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (most, open) = FieldOf(field);
        var form = await open(site);
        foreach (var (text, message) in new[] { (new string('a', most + 1), "te lang"), ("Haar nummer is 85.07.30-033.28.", "rijksregisternummer"), ("Stort op BE68 5390 0754 7034 aub.", "rekeningnummer") })
        {
            await form.Send(text);

            Assert.Equal(HttpStatusCode.OK, form.Browser.Status);
            Assert.Contains(message, form.Browser.ErrorAt(form.Field), StringComparison.Ordinal);
            Assert.Contains(message, form.Browser.Errors, StringComparison.Ordinal);
            Assert.Equal(text, form.Browser.ValueOf(form.Field).Trim());
        }
    }

    [Theory]
    [InlineData("what would help", Db.Sqlite)]
    [InlineData("what would help", Db.PostgreSql)]
    [InlineData("note of a meeting", Db.Sqlite)]
    [InlineData("note of a meeting", Db.PostgreSql)]
    public async Task Control_characters_are_left_out_and_the_rest_is_kept(string field, Db kind)
    {
        var site = await sites.GetAsync(kind);
        var form = await FieldOf(field).Open(site);

        await form.Send("Een bel\u0007 en\u001b een\u202e\u0000 lijn.");

        Assert.Equal("", form.Browser.Errors);
        Assert.Equal(HttpStatusCode.OK, form.Browser.Status);
        if (field == "what would help") await form.Browser.OpenAsync("/punt/helpt");
        Assert.Equal("Een bel en een lijn.", form.Browser.ValueOf(form.Field).Trim());
    }

    [Theory, MemberData(nameof(EveryField))]
    public async Task The_one_character_that_no_database_keeps_is_left_out_or_refused_at_its_field(string field, Db kind)
    {
        var site = await sites.GetAsync(kind);
        var form = await FieldOf(field).Open(site);

        var marked = $"{Guid.NewGuid():N}"[..12];

        await form.Send($"Een\u0000 nul {marked}.");

        Assert.Equal(HttpStatusCode.OK, form.Browser.Status);
        if (form.Browser.Errors.Length == 0)
        {
            // The author reads a reason only when the coach has looked at it once more.
            if (form.Browser.Text("main").Contains("Stuur dit", StringComparison.Ordinal)) await form.Browser.PressAsync("Stuur dit");
            // What was kept is the text, without that character. The index of SQLite to search in is no text.
            var kept = (await site.UseAsync((GboDbContext db) => WholeDatabase.RowsAsync(db)))
                .Where(r => r.Contains(marked, StringComparison.Ordinal) && !r.StartsWith("SearchWords_", StringComparison.Ordinal)).ToList();
            Assert.Contains(kept, r => r.Contains($"Een nul {marked}", StringComparison.Ordinal));
            Assert.DoesNotContain(kept, r => r.Contains('\0', StringComparison.Ordinal) || r.Contains("\\u0000", StringComparison.OrdinalIgnoreCase));
            return;
        }

        // What stands beside it is still to be mended; this text is there all the same.
        Assert.Equal("", form.Browser.ErrorAt(form.Field));
        Assert.StartsWith("Een", form.Browser.ValueOf(form.Field).Trim(), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task The_same_character_in_an_address_is_no_fault(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var coach = await CoachAsync(site);

        foreach (var address in new[] { "/zoeken?zoek=a%00b", "/beheer/zoeken?zoek=a%00b", "/beheer?wie=iedereen&zoek=a%00b", "/beheer/punten?zoek=a%00b", "/beheer/feedback?zoek=a%00b", "/beheer/netwerk?zoek=a%00b", "/beheer/netwerk/mensen?zoek=a%00b", "/volg?nummer=a%00b" })
            Assert.True((await coach.OpenAsync(address)).Status == HttpStatusCode.OK, $"{address}: {coach.Status}");
    }

    [Theory, AllDatabases]
    public async Task A_form_that_is_far_too_big_is_refused_without_a_fault_and_what_was_kept_stays(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var browser = await site.NewBrowser().OpenAsync("/punt/wat?groep=overkoepelende-klankgroep");
        await browser.PressAsync("Volgende", ("Description", "De bus rijdt niet."));
        await browser.OpenAsync("/punt/wat");
        var coach = await PointAsync(site, "", "Decline", "DeclineReason");

        // Above 30 MB the server hangs up before it has read all.
        foreach (var length in new[] { 5_000_000, 25_000_000 })
        {
            await browser.PressAsync("Volgende", ("Description", new string('a', length)));
            await coach.Send(new string('a', length));

            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "Dat is te groot"), (browser.Status, browser.Heading));
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "Dat is te groot"), (coach.Browser.Status, coach.Browser.Heading));
            Assert.Equal("De bus rijdt niet.", (await browser.OpenAsync("/punt/wat")).ValueOf("Description"));
            coach = await PointAsync(site, "", "Decline", "DeclineReason");
        }
    }
}
