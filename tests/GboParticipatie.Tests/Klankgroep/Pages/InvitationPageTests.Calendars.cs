using System.Net;
using System.Text;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Notifications.ICalendar;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <content>What calendars read: everyone's, one's own, and one meeting as a file.</content>
public sealed partial class InvitationPageTests
{
    [Theory, AllDatabases]
    public async Task The_calendar_for_everyone_holds_what_anyone_may_know(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (invitation, _) = await InvitedAsync(site, video: "https://video.example/geheim");
        var session = (await ReadAsync(site, invitation)).SessionId;
        var group = await site.UseAsync((GboDbContext db) => db.Set<Session>().Where(x => x.Id == session).Select(x => x.GroupId).SingleAsync());
        var hidden = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group, Details("In opmaak", null))));
        using var client = new HttpClient { BaseAddress = site.Address };

        using var first = await client.GetAsync(new Uri("/kalender.ics", UriKind.Relative), Cancel);
        var bytes = await first.Content.ReadAsByteArrayAsync(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/kalender.ics", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await client.SendAsync(request, Cancel);

        var ids = StrictCalendarReader.Read(bytes).Parts.Where(p => p.Name == "VEVENT").Select(e => e.One("UID").Text).ToList();
        Assert.Contains(session.ToString(), ids);
        Assert.DoesNotContain(hidden.Id.ToString(), ids);
        Assert.DoesNotContain("geheim", Encoding.UTF8.GetString(bytes).Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory, AllDatabases]
    public async Task A_feed_of_ones_own_holds_ones_own_meetings_until_it_is_stopped(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (invitation, _) = await InvitedAsync(site, "organisatie@zolim.example", video: "https://video.example/kamer");
        var (other, _) = await InvitedAsync(site, "stuurgroep@zolim.example");
        var (mine, theirs) = ((await ReadAsync(site, invitation)).SessionId, (await ReadAsync(site, other)).SessionId);
        var browser = site.NewBrowser();
        await browser.SignInAsync("organisatie@zolim.example");
        using var client = new HttpClient { BaseAddress = site.Address };

        var old = await MakeAsync();
        var current = await MakeAsync();
        var calendar = StrictCalendarReader.Read(await client.GetByteArrayAsync(new Uri(current, UriKind.Relative), Cancel));

        var events = calendar.Parts.Where(p => p.Name == "VEVENT").ToList();
        Assert.Contains("https://video.example/kamer", Assert.Single(events, e => e.One("UID").Text == mine.ToString()).One("DESCRIPTION").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(events, e => e.One("UID").Text == theirs.ToString());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(old));
        await DeskSteps.SendAsync(browser, "Stop");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(current));
        Assert.Equal(0, await site.UseAsync((GboDbContext db) => db.Set<GboParticipatie.Notifications.Models.CalendarFeed>().CountAsync()));

        async Task<string> MakeAsync()
        {
            await browser.OpenAsync("/mijn/kalender");
            await DeskSteps.SendAsync(browser, "Renew");
            return new Uri(browser.Page.QuerySelector("#adres")!.TextContent).PathAndQuery;
        }

        async Task<HttpStatusCode> StatusAsync(string address)
        {
            using var response = await client.GetAsync(new Uri(address, UriKind.Relative), Cancel);
            return response.StatusCode;
        }
    }

    [Theory, AllDatabases]
    public async Task One_meeting_can_be_put_in_a_calendar_by_whoever_may_see_it(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (invitation, _) = await InvitedAsync(site, readers: GroupReaders.Members);
        var session = (await ReadAsync(site, invitation)).SessionId;
        var stranger = site.NewBrowser();
        var coach = await DeskSteps.CoachAsync(site);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/bijeenkomsten/{session}.ics")).Status);
        Assert.Equal(HttpStatusCode.OK, (await coach.OpenAsync($"/bijeenkomsten/{session}.ics")).Status);
    }

    [Theory, AllDatabases]
    public async Task One_meeting_as_a_file_is_what_a_strict_reader_accepts(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (invitation, _) = await InvitedAsync(site);
        var session = (await ReadAsync(site, invitation)).SessionId;
        using var client = new HttpClient { BaseAddress = site.Address };

        var calendar = StrictCalendarReader.Read(await client.GetByteArrayAsync(new Uri($"/bijeenkomsten/{session}.ics", UriKind.Relative), Cancel));

        Assert.Equal("PUBLISH", calendar.One("METHOD").Value);
        Assert.Equal(session.ToString(), Assert.Single(calendar.Parts, p => p.Name == "VEVENT").One("UID").Text);
    }
}
