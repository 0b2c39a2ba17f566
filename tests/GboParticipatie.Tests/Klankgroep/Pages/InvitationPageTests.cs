using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Klankgroep.Desk;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Invitations and calendars in the real host.</summary>
public sealed partial class InvitationPageTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Opening_the_link_changes_nothing_and_sending_the_form_does(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (invitation, link) = await InvitedAsync(site);
        var browser = site.NewBrowser();

        await browser.OpenAsync(link);
        Assert.Equal(InvitationReply.None, (await ReadAsync(site, invitation)).Reply);
        await DeskSteps.SendAsync(browser, null, ("Form.Reply", "Yes"), ("Form.People", "3"), ("Form.Interpreters", "2"), ("Form.Children", "1"));

        var read = await ReadAsync(site, invitation);
        Assert.Equal((InvitationReply.Yes, 3, new NeedCounts { Interpreters = 2, Children = 1 }, (string?)null), (read.Reply, read.People, read.Needs, read.RepliedBy));
        Assert.Contains("2 tolken, opvang voor 1 kind", browser.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Jullie komen met 3.", browser.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_was_typed_stays_beside_the_fault(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (_, link) = await InvitedAsync(site);
        var browser = site.NewBrowser();

        await browser.OpenAsync(link);
        await DeskSteps.SendAsync(browser, null, ("Form.Reply", "Yes"), ("Form.People", "tien"), ("Form.Transport", "60"));

        Assert.NotEmpty(browser.Errors);
        Assert.Equal("tien", browser.Page.QuerySelector("input[name='Form.People']")!.GetAttribute("value"));
        Assert.Equal("60", browser.ValueOf("Form.Transport"));
        await DeskSteps.SendAsync(browser, null, ("Form.Reply", "Yes"), ("Form.People", "1"), ("Form.Transport", "60"));
        Assert.Contains("van 0 tot 50", browser.ErrorAt("Form.Transport"), StringComparison.Ordinal);
        await browser.OpenAsync(link);
        await DeskSteps.SendAsync(browser, null, ("Form.Reply", "No"), ("Form.People", "tien"));
        Assert.Contains("Je komt niet.", browser.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Nobody_is_sent_to_a_page_that_they_cannot_open(Db kind)
    {
        var site = await sites.GetAsync(kind);
        foreach (var readers in new[] { GroupReaders.Members, GroupReaders.Everyone })
        {
            var (open, meeting) = (readers == GroupReaders.Everyone, await MeetingSteps.AnnouncedAsync(site, readers: readers));
            var (guest, page) = (site.NewBrowser(), $"/bijeenkomsten/{meeting.Session.Id}");
            var scanned = await site.NewBrowser().OpenAsync(await site.UseAsync((AttendanceLinks l) => Task.FromResult(l.ToCheckIn(meeting.Session.Id))));
            Assert.Equal(open ? page : "/kalender", Assert.Single(scanned.Page.QuerySelectorAll("main a.btn")).GetAttribute("href"));
            await guest.OpenAsync(meeting.Links[0]);
            await DeskSteps.SendAsync(guest, null, ("Form.Reply", "Yes"), ("Form.People", "1"));
            Assert.Equal(open, guest.Page.QuerySelector($"main a[href='{page}.ics']") is not null);
            await site.UseAsync((GboDbContext db) => db.Set<Session>().Where(s => s.Id == meeting.Session.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.StartsAt, DateTime.UtcNow.AddHours(-3)).SetProperty(m => m.EndsAt, DateTime.UtcNow.AddHours(-1)), Cancel));
            await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = meeting.Session.Id }));

            await guest.OpenAsync(meeting.Links[0]);

            var told = guest.Page.QuerySelectorAll("main a.btn").Single(a => a.TextContent.Contains("Lees wat er gebeurde", StringComparison.Ordinal)).GetAttribute("href")!;
            Assert.Equal(open ? page : $"/inloggen?returnUrl={Uri.EscapeDataString(page)}", told);
            await guest.OpenAsync(told);
            Assert.Equal(HttpStatusCode.OK, guest.Status);
        }
    }

    [Theory, AllDatabases]
    public async Task A_link_that_is_not_for_this_opens_nothing(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, _) = await DeskSteps.AnsweredAsync(site);
        var other = await site.AnswerLinkAsync(answer, "stuurgroep@zolim.example");
        var browser = site.NewBrowser();

        foreach (var token in new[] { "onzin", other.Split('/')[^1], Convert.ToHexString(Guid.NewGuid().ToByteArray()) })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/uitnodiging/{token}")).Status);
    }

    [Theory, AllDatabases]
    public async Task The_coach_writes_down_what_someone_said_and_nobody_else_can(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (invitation, _) = await InvitedAsync(site);
        var page = $"/beheer/bijeenkomsten/{(await ReadAsync(site, invitation)).SessionId}/genodigden";
        var member = site.NewBrowser();
        await member.SignInAsync("organisatie@zolim.example");
        var coach = await DeskSteps.CoachAsync(site);

        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync(page)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync($"{page}/{invitation}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync($"{page}/{Guid.NewGuid()}")).Status);
        await coach.OpenAsync($"{page}/{invitation}");
        await DeskSteps.SendAsync(coach, null, ("Form.Reply", "Maybe"), ("Form.People", "2"));

        var read = await ReadAsync(site, invitation);
        Assert.Equal((InvitationReply.Maybe, 2), (read.Reply, read.People));
        Assert.NotNull(read.RepliedBy);
        Assert.Contains("is bewaard", coach.Text("body"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_needs_an_interpreter_is_noted_with_the_language(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var email = $"{Guid.NewGuid():N}@zolim.example";
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(new Person { Name = "Samira", Email = email, Language = "ar" });
            return await db.SaveChangesAsync(Cancel);
        });
        var (invitation, link) = await InvitedAsync(site, email);
        await DeskSteps.SendAsync(await site.NewBrowser().OpenAsync(link), null, ("Form.Reply", "Yes"), ("Form.People", "1"), ("Form.Interpreters", "1"));

        var coach = await DeskSteps.CoachAsync(site);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{(await ReadAsync(site, invitation)).SessionId}/genodigden");

        Assert.Contains("1 tolk", coach.Text("[aria-labelledby='nodig']"), StringComparison.Ordinal);
        Assert.Contains("Talen voor de tolken: Arabisch", coach.Text("[aria-labelledby='nodig']"), StringComparison.Ordinal);
        Assert.Contains("1 tolk Arabisch", coach.Text("main table"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task An_answer_to_a_meeting_that_was_cancelled_meanwhile_is_kept_on_the_page_and_says_why(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (invitation, link) = await InvitedAsync(site);
        var browser = site.NewBrowser();
        await browser.OpenAsync(link);
        var session = (await ReadAsync(site, invitation)).SessionId;
        await site.UseAsync((SessionService s) => s.CancelAsync(session, "De zaal is niet vrij."));

        await DeskSteps.SendAsync(browser, null, ("Form.Reply", "Yes"), ("Form.People", "3"), ("Form.Interpreters", "2"));

        Assert.Contains("Deze bijeenkomst gaat niet door", browser.Errors, StringComparison.Ordinal);
        Assert.Contains("Ja, ik kom, met 3 mensen, 2 tolken", browser.Text("main"), StringComparison.Ordinal);
        Assert.Contains("De zaal is niet vrij.", browser.Text("main"), StringComparison.Ordinal);
        Assert.Equal(InvitationReply.None, (await ReadAsync(site, invitation)).Reply);
    }

    [Theory, AllDatabases]
    public async Task A_meeting_of_a_group_of_members_is_on_no_page_of_others(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (invitation, _) = await InvitedAsync(site, readers: GroupReaders.Members);
        var session = (await ReadAsync(site, invitation)).SessionId;
        var title = await site.UseAsync((GboDbContext db) => db.Set<Session>().Where(s => s.Id == session).Select(s => s.Title).SingleAsync());
        var group = await site.UseAsync((GboDbContext db) => db.Set<Session>().Where(s => s.Id == session).Select(s => s.Group!.Slug).SingleAsync());
        var hidden = await site.UseAsync(async (SessionService s) => await s.CreateAsync(new CreateSession((await s.FindAsync(session))!.GroupId, Details("In opmaak", null))));
        var (stranger, member) = (site.NewBrowser(), site.NewBrowser());
        await member.SignInAsync("organisatie@zolim.example");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/bijeenkomsten/{session}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await member.OpenAsync($"/bijeenkomsten/{session}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.OpenAsync($"/bijeenkomsten/{hidden.Id}")).Status);
        foreach (var page in new[] { "/kalender", $"/klankgroepen/{group}", "/" })
        {
            await stranger.OpenAsync(page);
            Assert.DoesNotContain($"/bijeenkomsten/{session}", stranger.Page.Body!.OuterHtml, StringComparison.Ordinal);
        }

        await member.OpenAsync("/kalender");
        Assert.Contains(title, member.Text("main"), StringComparison.Ordinal);
        await member.OpenAsync($"/inloggen?returnUrl=%2Fbijeenkomsten%2F{session}");
        Assert.Equal($"/bijeenkomsten/{session}", member.Path);
    }

    [Theory, AllDatabases]
    public async Task What_was_said_stands_on_no_page_before_the_report_is_there(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, meeting) = await DeskSteps.GroupAsync(site);
        var point = await DeskSteps.PointAsync(site, group);
        var normalized = Person.Normalize("organisatie@zolim.example");
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(new Mandate { PersonId = await db.Set<Person>().Where(p => p.NormalizedEmail == normalized).Select(p => p.Id).SingleAsync(), GroupId = group.Id, From = new DateOnly(2020, 1, 1) });
            return await db.SaveChangesAsync();
        });
        await site.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = meeting.Id, Discussed = [new DiscussedPoint(point.Id, "Nog een klad.") { Conclusion = "Nog niets zeker." }] }));
        var (stranger, member) = (site.NewBrowser(), site.NewBrowser());
        await member.SignInAsync("organisatie@zolim.example");
        string[] pages = [$"/bijeenkomsten/{meeting.Id}", $"/volg/{point.Reference}"];

        foreach (var page in pages) await ReadsAsync(member, page, false);
        await site.UseAsync((SessionService s) => s.ReportAsync(meeting.Id));
        foreach (var page in pages) await ReadsAsync(member, page, true);
        foreach (var page in pages) await ReadsAsync(stranger, page, false);
        await stranger.OpenAsync(pages[0]);
        Assert.Contains("Log in om het verslag te lezen", stranger.Text("main"), StringComparison.Ordinal);

        static async Task ReadsAsync(Browser browser, string page, bool reads)
        {
            await browser.OpenAsync(page);
            Assert.Equal((reads, reads), (browser.Text("main").Contains("Nog een klad.", StringComparison.Ordinal), browser.Text("main").Contains("Nog niets zeker.", StringComparison.Ordinal)));
        }
    }

    private static SessionDetails Details(string title, string? video)
    {
        var start = DateTime.UtcNow.Date.AddDays(30).AddHours(13);
        return new SessionDetails { Title = title, StartsAt = start, EndsAt = start.AddHours(2), VideoLink = video };
    }

    // A group of its own, with one person in it who is invited.
    private static async Task<(Guid Invitation, string Link)> InvitedAsync(
        PublicSite site, string email = "organisatie@zolim.example", string? video = null, GroupReaders readers = GroupReaders.Everyone)
    {
        var name = $"groep-{Guid.NewGuid():N}";
        var group = await site.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails { Slug = name, Name = name, Kind = GroupKind.Klankgroep, AcceptsItems = true, Readers = readers }));
        var normalized = Person.Normalize(email);
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(new Mandate { PersonId = await db.Set<Person>().Where(p => p.NormalizedEmail == normalized).Select(p => p.Id).SingleAsync(), GroupId = group.Id, From = new DateOnly(2020, 1, 1) });
            return await db.SaveChangesAsync();
        });
        var session = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, Details(name, video))));
        await site.UseAsync((SessionService s) => s.AnnounceAsync(session.Id));
        var invitation = await site.UseAsync((GboDbContext db) => db.Set<Invitation>().AsNoTracking().SingleAsync(i => i.SessionId == session.Id));
        return (invitation.Id, await site.UseAsync((InvitationLinks l) => Task.FromResult(l.ToReply(invitation.Id, invitation.LinkVersion))));
    }

    private static Task<Invitation> ReadAsync(PublicSite site, Guid id) => site.UseAsync((GboDbContext db) => db.Set<Invitation>().AsNoTracking().SingleAsync(i => i.Id == id));
}
