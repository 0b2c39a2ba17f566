using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Tests.Klankgroep.Desk;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Many people answer an invitation at once, and one presses too often: as browsers without script.</summary>
public sealed class InvitationRaceTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task However_many_browsers_answer_at_once_no_more_come_than_fit_and_each_reads_what_is_so(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var meeting = await MeetingSteps.AnnouncedAsync(site, people: 12, change: d => d with { Maximum = 7 });
        var browsers = await Task.WhenAll(meeting.Links.Select(link => site.NewBrowser().OpenAsync(link)));

        await Task.WhenAll(browsers.Select(b => DeskSteps.SendAsync(b, null, ("Form.Reply", "Yes"), ("Form.People", "2"))));

        var stored = await InvitedAsync(site, meeting);
        Assert.Equal((6, 3, 9), (stored.Where(i => i.IsSeated).Sum(i => i.People), stored.Count(i => i.IsSeated), stored.Count(i => i.IsWaiting)));
        Assert.All(browsers, b => Assert.Equal((HttpStatusCode.OK, ""), (b.Status, b.Errors)));
        Assert.Equal(3, browsers.Count(b => b.Text("main").Contains("Jullie komen met 2.", StringComparison.Ordinal)));
        Assert.Equal(9, browsers.Count(b => b.Text("main").Contains("Je staat op de wachtlijst.", StringComparison.Ordinal)));
    }

    [Theory, AllDatabases]
    public async Task A_form_that_is_sent_four_times_at_once_and_once_more_counts_once(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var meeting = await MeetingSteps.AnnouncedAsync(site, change: d => d with { Maximum = 3 });
        var browser = await site.NewBrowser().OpenAsync(meeting.Links[0]);
        var (address, values) = DeskSteps.FormOf(browser, null, ("Form.Reply", "Yes"), ("Form.People", "2"), ("Form.Interpreters", "1"));

        var statuses = await browser.PostAtOnceAsync(address, values);
        await browser.PostAsync(address, values);

        Assert.All(statuses, s => Assert.Equal(HttpStatusCode.OK, s));
        Assert.Equal((HttpStatusCode.OK, ""), (browser.Status, browser.Errors));
        Assert.Contains("Jullie komen met 2.", browser.Text("main"), StringComparison.Ordinal);
        var stored = Assert.Single(await InvitedAsync(site, meeting));
        Assert.Equal((true, 2, new NeedCounts { Interpreters = 1 }), (stored.IsSeated, stored.People, stored.Needs));
    }

    private static Task<List<Invitation>> InvitedAsync(PublicSite site, AnnouncedMeeting meeting)
        => site.UseAsync((GboDbContext db) => db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == meeting.Session.Id).ToListAsync(TestContext.Current.CancellationToken));
}
