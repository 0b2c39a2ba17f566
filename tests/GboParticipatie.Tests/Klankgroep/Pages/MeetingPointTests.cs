using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>How a point comes to a meeting: brought along by who is invited, after the wished day, or put there by the coach after it waited.</summary>
public sealed class MeetingPointTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Brings = "Ik breng iets mee";

    [Theory]
    [InlineData("Yes")]
    [InlineData("Maybe")]
    public async Task Who_may_come_can_bring_something_along_and_is_asked_the_first_question(string reply)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var meeting = await MeetingSteps.AnnouncedAsync(site);
        var browser = await site.NewBrowser().OpenAsync(meeting.Links[0]);
        Assert.DoesNotContain(Brings, browser.Text("main"), StringComparison.Ordinal);

        await SendAsync(browser, null, ("Form.Reply", reply), ("Form.People", "1"));
        var link = Assert.Single(browser.Page.QuerySelectorAll("main a"), a => a.TextContent.Contains(Brings, StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Equal($"/punt?groep={meeting.Group.Slug}", link);
        await browser.OpenAsync(link);

        Assert.Equal(("/punt/wat", "Waar lopen mensen tegenaan?"), (browser.Path.Split('?')[0], browser.Heading));
        // The group is known already: nobody is asked for it.
        await browser.PressAsync("Volgende", ("Description", "Er is geen bus."));
        Assert.Equal("/punt/helpt", browser.Path);
        Assert.Equal(meeting.Group.Id, await site.UseAsync((GboDbContext db) => db.Set<ProposalDraft>().OrderByDescending(d => d.CreatedAt).Select(d => d.GroupId).FirstAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("No", true)]
    [InlineData("Yes", false)]
    public async Task Who_does_not_come_or_comes_to_a_group_that_takes_no_points_brings_nothing(string reply, bool takesPoints)
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var meeting = await MeetingSteps.AnnouncedAsync(site, takesPoints: takesPoints);
        var browser = await site.NewBrowser().OpenAsync(meeting.Links[0]);

        await SendAsync(browser, null, ("Form.Reply", reply), ("Form.People", "1"));

        Assert.Contains(reply == "No" ? "Je komt niet." : "Je komt.", browser.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(Brings, browser.Text("main"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("main a[href^='/punt']"));
    }

    [Theory, AllDatabases]
    public async Task The_day_by_which_points_are_wished_is_a_wish_and_what_comes_later_stands_on_the_agenda(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var wish = BrusselsTime.Today(TimeProvider.System).AddDays(-2);
        var meeting = await MeetingSteps.AnnouncedAsync(site, change: d => d with { PointsWishedBy = wish });
        var page = $"/bijeenkomsten/{meeting.Session.Id}";
        var browser = await site.NewBrowser().OpenAsync(page);
        Assert.Contains($"Dat kan ook nog op de dag zelf. Het liefst krijgen we je punt tegen {BrusselsTime.LongDate(wish)}.", browser.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector($"main a[href='/punt?groep={meeting.Group.Slug}']"));

        var point = await PointAsync(site, meeting.Group);

        Assert.Equal((AgendaItemStatus.OnAgenda, meeting.Session.Id), (point.Status, point.CurrentSessionId!.Value));
        await browser.OpenAsync(page);
        Assert.Contains(point.Title, browser.Text(".agenda-row a[href^='/volg']"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task What_waits_for_a_meeting_stands_beside_the_agenda_and_is_put_on_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var group = await MeetingSteps.GroupAsync(site);
        var point = await PointAsync(site, group);
        await site.UseAsync((AgendaItemService s) => s.ParkAsync(point.Id, "Eerst vragen we het na.", BrusselsTime.Today(TimeProvider.System).AddDays(60)));
        var meeting = await MeetingAsync(site, group, DateTime.UtcNow.AddDays(20));
        var page = $"/beheer/bijeenkomsten/{meeting.Id}";
        var coach = await (await CoachAsync(site)).OpenAsync(page);
        Assert.Contains(point.Title, coach.Text("section[aria-labelledby='wacht']"), StringComparison.Ordinal);
        Assert.Contains("Wacht op een bijeenkomst", coach.Text("#wacht"), StringComparison.Ordinal);
        Assert.Null(coach.Page.QuerySelector(".agenda-row a[href^='/beheer/punten']"));

        await SendAsync(coach, "Add", ("item", point.Id.ToString()));

        Assert.Equal((page, ""), (coach.Path, coach.Errors));
        Assert.Contains("Het punt staat op de agenda.", coach.Text("[role=status]"), StringComparison.Ordinal);
        Assert.Null(coach.Page.QuerySelector("#wacht"));
        Assert.Contains(point.Title, coach.Text(".agenda-row a[href^='/beheer/punten']"), StringComparison.Ordinal);
        Assert.Equal(meeting.Id, (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.CurrentSessionId);
    }
}
