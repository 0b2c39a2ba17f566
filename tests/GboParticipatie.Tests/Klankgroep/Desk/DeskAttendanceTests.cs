using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>Who was there: tapped by the coach, or by people themselves; and the meetings that follow from a rhythm.</summary>
public sealed class DeskAttendanceTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_coach_taps_and_people_scan_and_the_report_says_how_many(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (session, organisation) = await MeetingAsync(site);
        var coach = await CoachAsync(site);
        var address = $"/beheer/bijeenkomsten/{session.Id}/aanwezig";

        await coach.OpenAsync(address);
        await TapAsync(coach, $"More&organisation={organisation}");
        await TapAsync(coach, $"More&organisation={organisation}");
        await TapAsync(coach, $"Fewer&organisation={organisation}");
        var link = await site.UseAsync((AttendanceLinks l) => Task.FromResult(l.ToCheckIn(session.Id, organisation)));
        var visitor = site.NewBrowser();
        await visitor.OpenAsync(link);
        await coach.OpenAsync(address);
        Assert.Contains("1 mens van 1 organisatie", coach.Text("main"), StringComparison.Ordinal);
        await visitor.PressAsync("Ik ben er", ("People", "0"));
        Assert.Contains("van 1 tot 50", visitor.Errors, StringComparison.Ordinal);
        var form = visitor.Filled(("People", "4"), ("Name", "Rosa"));
        await visitor.PostAsync(link, form);
        await visitor.PostAsync(link, form);

        Assert.Contains("met 4 genoteerd", visitor.Heading, StringComparison.Ordinal);
        await coach.OpenAsync(address);
        Assert.Contains("5 mensen van 1 organisatie", coach.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Rosa", coach.Text("main"), StringComparison.Ordinal);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");
        Assert.Contains("Er waren 5 mensen van 1 organisatie", coach.Text("main"), StringComparison.Ordinal);
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));
        await site.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        await visitor.OpenAsync($"/bijeenkomsten/{session.Id}");
        Assert.Contains("5 mensen van 1 organisatie", visitor.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Rosa", visitor.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task How_many_came_is_told_to_anyone_from_five_on_and_to_the_coach_always(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (few, enough) = (await ReportedAsync(site, 4), await ReportedAsync(site, 5));
        var (coach, visitor) = (await CoachAsync(site), site.NewBrowser());

        Assert.Contains("Er waren 4 mensen", (await coach.OpenAsync($"/beheer/bijeenkomsten/{few.Id}/verslag")).Text("main"), StringComparison.Ordinal);
        Assert.Contains(few.Title, (await visitor.OpenAsync($"/bijeenkomsten/{few.Id}")).Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Er waren", visitor.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("4 mensen", visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Er waren 5 mensen", (await visitor.OpenAsync($"/bijeenkomsten/{enough.Id}")).Text("main"), StringComparison.Ordinal);
    }

    // A meeting with its report out, to which so many people came for themselves.
    private static async Task<Session> ReportedAsync(PublicSite site, int people)
    {
        var (_, session) = await GroupAsync(site);
        await site.UseAsync(async (AttendanceService s) =>
        {
            await s.CheckInAsync(new CheckInPeople { Key = Guid.NewGuid(), SessionId = session.Id, People = people, ByCoach = true });
            return true;
        });
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));
        return await site.UseAsync((SessionService s) => s.ReportAsync(session.Id));
    }

    [Fact]
    public async Task A_link_that_is_not_ours_opens_nothing_and_one_for_another_day_says_so()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (group, _) = await GroupAsync(site);
        var later = await DeskSteps.MeetingAsync(site, group, DateTime.UtcNow.AddDays(9));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(later.Id));
        var link = await site.UseAsync((AttendanceLinks l) => Task.FromResult(l.ToCheckIn(later.Id)));
        var visitor = site.NewBrowser();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync("/aanwezig/iets")).Status);
        await visitor.OpenAsync(link);

        Assert.Equal("Dit kan op de dag zelf", visitor.Heading);
        foreach (var counted in new[] { "-5", "0" }) Assert.Equal("Dit kan op de dag zelf", (await visitor.OpenAsync($"{link}?geteld={counted}")).Heading);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task The_code_on_the_list_of_a_meeting_that_was_not_announced_lets_people_say_that_they_are_there(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        Assert.Equal(SessionState.Draft, session.State);
        var link = await CodeAsync(site, session);
        var visitor = site.NewBrowser();

        await visitor.OpenAsync(link);
        Assert.Equal("Ben je er?", visitor.Heading);
        await visitor.PressAsync("Ik ben er", ("From", "zelf"), ("People", "3"));

        Assert.Contains("met 3 genoteerd", visitor.Heading, StringComparison.Ordinal);
        // The meeting itself is known to nobody else.
        Assert.Null(visitor.Page.QuerySelector($"main a[href$='/bijeenkomsten/{session.Id}']"));
        Assert.Equal(3, (await site.UseAsync((AttendanceService s) => s.FiguresAsync(session)))!.People);
        foreach (var days in new[] { -3, 3 })
        {
            var other = await DeskSteps.MeetingAsync(site, group, DateTime.UtcNow.AddDays(days));
            var closed = await site.NewBrowser().OpenAsync(await CodeAsync(site, other));
            Assert.Equal((HttpStatusCode.NotFound, "Deze link werkt niet"), (closed.Status, closed.Heading));
            Assert.DoesNotContain(other.Title, closed.Text("main"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_scans_the_code_after_the_day_reads_that_it_is_over()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (group, _) = await GroupAsync(site);
        var session = await DeskSteps.MeetingAsync(site, group, DateTime.UtcNow.AddDays(-3));
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));

        Assert.Equal("Deze bijeenkomst is voorbij", (await site.NewBrowser().OpenAsync(await CodeAsync(site, session))).Heading);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task From_a_rhythm_the_next_meetings_are_made_with_one_tap(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var coach = await CoachAsync(site);

        await coach.OpenAsync($"/beheer/groepen/{group.Slug}/ritme");
        await SendAsync(coach, null, ("EveryMonths", "2"), ("Week", "2"), ("Day", "Tuesday"), ("StartsAt", ""), ("Minutes", "90"));
        Assert.Contains("hoe laat", coach.ErrorAt("StartsAt"), StringComparison.Ordinal);
        await SendAsync(coach, null, ("EveryMonths", "2"), ("Week", "2"), ("Day", "Tuesday"), ("StartsAt", "19:30"), ("Minutes", "90"));
        Assert.Contains("Om de 2 maanden, de tweede dinsdag, van 19.30 tot 21.00 uur", coach.Text("main"), StringComparison.Ordinal);
        var day = coach.Page.QuerySelector("input[name=Days]")!.GetAttribute("value")!;
        await SendAsync(coach, "Make", ("Days", day));

        Assert.Contains("De bijeenkomst staat klaar", coach.Text("[role=status]"), StringComparison.Ordinal);
        Assert.True(await site.UseAsync(async (GboDbContext db) => await db.Set<Session>().CountAsync(s => s.GroupId == group.Id) == 2));
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task As_a_guest_the_coach_keeps_a_head_count_and_notes(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, _) = await GroupAsync(site);
        var start = DateTime.UtcNow.AddMinutes(-20);
        var session = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast", StartsAt = start, EndsAt = start.AddHours(1) })));
        var coach = await CoachAsync(site);
        var visitor = site.NewBrowser();
        await visitor.SignInAsync($"{Guid.NewGuid():N}@zolim.example");

        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/aanwezig");
        await SendAsync(coach, "Visit", ("HeadCount", "14"), ("Notes", "Veel vragen over huur."));

        Assert.Equal(("14", "Veel vragen over huur."), (coach.ValueOf("HeadCount"), coach.ValueOf("Notes")));
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}");
        Assert.Contains("14 mensen", coach.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/aanwezig")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.OpenAsync($"/beheer/groepen/{group.Slug}/ritme")).Status);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_report_is_corrected_with_a_reason_and_members_read_both(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(point.Id, "Zes mensen herkennen dit.")] }));
        await site.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        var coach = await CoachAsync(site);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}/verslag");
        var address = coach.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(a => a.EndsWith($"verslag/{point.Id}", StringComparison.Ordinal));

        await coach.OpenAsync(address);
        await SendAsync(coach, null, ("WhatWasSaid", "Zeven mensen herkennen dit."));
        Assert.Contains("Zeg waarom", coach.ErrorAt("Why"), StringComparison.Ordinal);
        await SendAsync(coach, null, ("WhatWasSaid", "Zeven mensen herkennen dit."), ("Why", "Verkeerd geteld."));

        Assert.Contains("Verbeterd op", coach.Text("main details summary"), StringComparison.Ordinal);
        await coach.OpenAsync($"/bijeenkomsten/{session.Id}");
        Assert.Contains("Zes mensen herkennen dit.", coach.Text("main details"), StringComparison.Ordinal);
        var stranger = await site.NewBrowser().OpenAsync($"/bijeenkomsten/{session.Id}");
        Assert.DoesNotContain("mensen herkennen dit", stranger.Text("main"), StringComparison.Ordinal);
    }

    private static async Task<(Session Session, Guid Organisation)> MeetingAsync(PublicSite site)
    {
        var organisation = await site.UseAsync(async (GboDbContext db) => await db.Set<Organisation>().OrderBy(o => o.Slug).Select(o => o.Id).FirstAsync());
        var (group, session) = await GroupAsync(site);
        await site.UseAsync((SessionService s) => s.StartAsync(session.Id));
        return (session, organisation);
    }

    private static Task<string> CodeAsync(PublicSite site, Session session) => site.UseAsync((AttendanceLinks l) => Task.FromResult(l.ToCheckIn(session.Id)));

    private static Task<Browser> TapAsync(Browser coach, string handler)
        => coach.PostAsync($"{coach.Path.Split('#')[0]}?handler={handler}", coach.Filled());
}
