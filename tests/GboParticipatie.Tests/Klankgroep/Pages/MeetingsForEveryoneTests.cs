using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>Which meetings anyone finds on the first page and in the calendar.</summary>
public sealed class MeetingsForEveryoneTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task The_first_page_and_the_calendar_show_what_is_announced_and_nothing_that_is_made_or_closed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        // Sooner than what the region plans: the first page shows the next three.
        var soon = DateTime.UtcNow.AddMinutes(20);
        var announced = await MeetingSteps.AnnouncedAsync(site, change: d => d with { StartsAt = soon, EndsAt = soon.AddHours(1), Place = "De Kring, Tongeren" });
        var closed = await MeetingSteps.AnnouncedAsync(site, readers: GroupReaders.Members, change: d => d with { StartsAt = soon, EndsAt = soon.AddHours(1) });
        var draft = await DeskSteps.MeetingAsync(site, announced.Group, soon);

        foreach (var page in new[] { "/", "/kalender" })
        {
            var browser = await site.NewBrowser().OpenAsync(page);

            var row = browser.Page.QuerySelector($"a[href='/bijeenkomsten/{announced.Session.Id}']")!.Closest(".panel")!.TextContent;
            Assert.Contains(announced.Session.Title, row, StringComparison.Ordinal);
            Assert.Contains($"{BrusselsTime.LongRange(announced.Session.StartsAt, announced.Session.EndsAt)} · De Kring, Tongeren", row, StringComparison.Ordinal);
            Assert.Contains("Je kan nog een punt brengen, ook op de dag zelf", row, StringComparison.Ordinal);
            foreach (var hidden in new[] { draft, closed.Session }) Assert.Null(browser.Page.QuerySelector($"a[href*='{hidden.Id}']"));
        }
    }

    [Theory, AllDatabases]
    public async Task The_calendar_says_of_a_meeting_that_was_announced_that_it_is_off_and_of_a_draft_nothing(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var off = await MeetingSteps.AnnouncedAsync(site);
        var draft = await DeskSteps.MeetingAsync(site, off.Group, DateTime.UtcNow.AddDays(25));
        foreach (var meeting in new[] { off.Session.Id, draft.Id }) await site.UseAsync((SessionService s) => s.CancelAsync(meeting, "De zaal is bezet."));

        var browser = await site.NewBrowser().OpenAsync("/kalender");

        var link = browser.Page.QuerySelector($"a[href='/bijeenkomsten/{off.Session.Id}']");
        Assert.NotNull(link);
        Assert.Contains("Gaat niet door", link.Closest(".panel")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("nog een punt brengen", link.Closest(".panel")!.TextContent, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector($"a[href*='{draft.Id}']"));
        Assert.Null((await browser.OpenAsync("/")).Page.QuerySelector($"a[href*='{off.Session.Id}']"));
        await browser.OpenAsync($"/bijeenkomsten/{off.Session.Id}");
        Assert.Contains("De zaal is bezet.", browser.Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/bijeenkomsten/{draft.Id}")).Status);
    }
}
