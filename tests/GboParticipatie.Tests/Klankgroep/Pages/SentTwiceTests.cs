using System.Net;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>
/// The same form sent four times at once, and once more: it counts once, and whoever pressed too often reads what whoever pressed
/// once reads. For a new point see <see cref="ProposeJourneyTests"/>.
/// </summary>
public sealed class SentTwiceTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task An_answer(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var asked = await AskedAsync(site);
        var link = await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example");
        var browser = await site.NewBrowser().OpenAsync(link);
        await browser.PressAsync("Kijk het antwoord na", ("Decision", "WillNotDo"), ("Why", "Er is geen plaats."));

        await PressOftenAsync(browser, link, browser.Filled());

        Assert.Equal("Het antwoord is gegeven", browser.Heading);
        Assert.Equal(1, await EventsAsync(site, asked.ItemId, "AnswerGiven"));
    }

    [Theory, AllDatabases]
    public async Task What_the_author_thinks_of_an_answer(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, link) = await AnsweredAsync(site);
        var browser = await site.NewBrowser().OpenAsync(link);

        await PressOftenAsync(browser, browser.Path, browser.Filled(("Clear", "No"), ("Word", "Waar dan wel?")));

        Assert.Equal("", browser.Errors);
        Assert.Equal(1, await EventsAsync(site, answer.ItemId, "AnswerRated"));
        Assert.NotNull((await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId)))!.ReopenedAt);
    }

    [Theory, AllDatabases]
    public async Task A_question_to_a_body(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}/doorsturen");
        var (address, values) = FormOf(coach, null, ("Body", body!.Id.ToString()), ("Question", "Kan dit?"), ("DueOn", "2031-03-03"));

        await PressOftenAsync(coach, address, values);

        Assert.Equal($"/beheer/punten/{point.Id}", coach.Path);
        Assert.Single((await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.Answers);
        Assert.Equal(1, await EventsAsync(site, point.Id, "AnswerRequested"));
    }

    [Theory]
    [InlineData("Park", "ParkedUntil", "2031-03-03", "AgendaItemParked")]
    [InlineData("Park", "ParkedUntil", "", "AgendaItemParked")]
    [InlineData("Decline", "DeclineReason", "Dit loopt al.", "AgendaItemDeclined")]
    public async Task What_the_coach_does_with_a_point(string handler, string field, string value, string @event)
    {
        foreach (var kind in Enum.GetValues<Db>())
        {
            var site = await sites.GetAsync(kind);
            var point = await PointAsync(site, (await GroupAsync(site)).Group);
            var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/punten/{point.Id}");
            var (address, values) = FormOf(coach, handler, ("ParkReason", "De agenda is vol."), (field, value));
            if (handler == "Decline")
            {
                // Looked at first: the form of that step leaves.
                await PressOftenAsync(coach, address, values);
                Assert.Equal(0, await EventsAsync(site, point.Id, @event));
                (address, values) = FormOf(coach, handler);
            }

            await PressOftenAsync(coach, address, values);

            Assert.Equal(($"/beheer/punten/{point.Id}", ""), (coach.Path, coach.Errors));
            Assert.Equal(1, await EventsAsync(site, point.Id, @event));
        }
    }

    [Theory, AllDatabases]
    public async Task The_end_of_a_meeting(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var discussed = await PointAsync(site, group);
        var left = await PointAsync(site, group);
        var next = await MeetingAsync(site, group, DateTime.UtcNow.AddDays(40));
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");
        var (address, values) = FormOf(coach, "Hold", ($"WhatWasSaid[{discussed.Id}]", "Zes anderen herkennen dit."), ($"Discussed[{discussed.Id}]", "true"), ($"WhatWasSaid[{left.Id}]", ""));

        await PressOftenAsync(coach, address, values);

        Assert.Equal(($"/beheer/bijeenkomsten/{session.Id}/verslag", ""), (coach.Path, coach.Errors));
        Assert.Equal(1, await EventsAsync(site, session.Id, "SessionHeld"));
        var carried = await site.UseAsync((AgendaItemService s) => s.FindAsync(left.Id));
        Assert.Equal(next.Id, carried!.CurrentSessionId);
        Assert.Equal(2, carried.Entries.Count);
    }

    [Theory, AllDatabases]
    public async Task A_point_that_is_taken_back(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var link = await site.UseAsync((PointLinks l) => Task.FromResult(l.ToFollow(point)));
        var browser = await site.NewBrowser().OpenAsync(link.Replace("?", "/terugtrekken?", StringComparison.Ordinal));

        await PressOftenAsync(browser, browser.Path, browser.Filled());

        Assert.Equal("", browser.Errors);
        Assert.Equal(AgendaItemStatus.Withdrawn, (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.Status);
    }

    [Theory, AllDatabases]
    public async Task An_action_that_the_coach_notes(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var point = await PointAsync(site, (await GroupAsync(site)).Group);
        var body = await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo"));
        var coach = await (await CoachAsync(site)).OpenAsync("/beheer/acties/nieuw");
        var (address, values) = FormOf(coach, null, ("punt", point.Reference), ("Form.What", "Er komt een rek."), ("Form.Owner", body!.Id.ToString()),
            ("Form.DueOn.Day", "3"), ("Form.DueOn.Month", "3"), ("Form.DueOn.Year", "2031"));

        await PressOftenAsync(coach, address, values);

        Assert.Equal(("Er komt een rek", ""), (coach.Heading, coach.Errors));
        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().CountAsync(a => a.Points.Any(p => p.ItemId == point.Id))));
        Assert.Equal(1, await EventsAsync(site, point.Id, "ActionMoved"));
    }

    [Theory, AllDatabases]
    public async Task A_meeting_that_the_coach_plans(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = (await GroupAsync(site)).Group;
        var title = $"Denkdag {Guid.NewGuid():N}";
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/bijeenkomsten/nieuw?groep={group.Slug}");
        var (address, values) = FormOf(coach, null, ("GroupId", group.Id.ToString()), ("Form.Title", title), ("Form.Day", "2031-03-03"), ("Form.From", "14:00"), ("Form.Until", "16:00"), ("Form.Kind", "ThinkDay"));

        await PressOftenAsync(coach, address, values);

        Assert.Equal((title, ""), (coach.Heading, coach.Errors));
        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<Session>().CountAsync(s => s.Title == title)));
    }

    [Theory, AllDatabases]
    public async Task The_announcement_of_a_meeting_and_that_it_is_off(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var meeting = await MeetingAsync(site, (await GroupAsync(site)).Group, DateTime.UtcNow.AddDays(30));
        var page = $"/beheer/bijeenkomsten/{meeting.Id}";

        var coach = await (await CoachAsync(site)).OpenAsync(page);
        var (address, values) = FormOf(coach, "Announce");
        await PressOftenAsync(coach, address, values);
        Assert.Equal((page, "", 1), (coach.Path, coach.Errors, await EventsAsync(site, meeting.Id, "SessionAnnounced")));

        await coach.OpenAsync($"{page}/afzeggen");
        (address, values) = FormOf(coach, null, ("Reason", "De zaal is bezet."));
        await PressOftenAsync(coach, address, values);
        Assert.Equal((page, "", 1), (coach.Path, coach.Errors, await EventsAsync(site, meeting.Id, "SessionCancelled")));
    }

    [Theory, AllDatabases]
    public async Task A_report_that_goes_out_and_a_correction_of_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(point.Id, "Zes anderen herkennen dit.")] }));
        var page = $"/beheer/bijeenkomsten/{session.Id}/verslag";

        var coach = await (await CoachAsync(site)).OpenAsync(page);
        var (address, values) = FormOf(coach, "Publish");
        await PressOftenAsync(coach, address, values);
        Assert.Equal((page, "", 1), (coach.Path, coach.Errors, await EventsAsync(site, session.Id, "SessionReported")));

        await coach.OpenAsync($"{page}/{point.Id}");
        (address, values) = FormOf(coach, null, ("WhatWasSaid", "Zeven anderen herkennen dit."), ("Why", "Verkeerd geteld."), ("TellMembers", "true"));
        await PressOftenAsync(coach, address, values);
        Assert.Equal(("", 1), (coach.Errors, await EventsAsync(site, session.Id, "SessionReportCorrected")));
        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<ReportCorrection>().CountAsync(c => c.ItemId == point.Id)));
    }

    [Theory, AllDatabases]
    public async Task An_answer_to_a_story(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var told = await ToldAsync(site);
        var coach = await (await CoachAsync(site)).OpenAsync($"/beheer/feedback/{told.Id}");
        var (address, values) = FormOf(coach, "Answer", ("Answer", "Er komt een grotere wachtzaal."));

        await PressOftenAsync(coach, address, values);

        Assert.Equal(($"/beheer/feedback/{told.Id}", "", 1), (coach.Path, coach.Errors, await EventsAsync(site, told.Id, "FeedbackAnswered")));
    }

    private static async Task PressOftenAsync(Browser browser, string address, Dictionary<string, string> values)
    {
        var statuses = await browser.PostAtOnceAsync(address, values);
        await browser.PostAsync(address, values);
        Assert.All(statuses, s => Assert.Equal(HttpStatusCode.OK, s));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    private static Task<int> EventsAsync(PublicSite site, Guid stream, string type)
        => site.UseAsync((GboDbContext db) => db.Set<OutboxMessage>().CountAsync(m => m.StreamId == stream && m.Type == type));
}
