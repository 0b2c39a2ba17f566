using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>What the coach takes to a meeting on paper.</summary>
public sealed class DeskPrintTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task Each_point_of_the_agenda_has_a_card_that_opens_it_for_its_author(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (group, session) = await GroupAsync(site);
        var point = await PointAsync(site, group);
        var item = (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!;
        var coach = await CoachAsync(site);
        var address = $"/beheer/bijeenkomsten/{session.Id}/drukwerk";

        await coach.OpenAsync($"{address}/punten");
        Assert.Contains(item.Reference, coach.Text(".paper-card"), StringComparison.Ordinal);
        Assert.Contains(item.ShortCode, coach.Text(".paper-card"), StringComparison.Ordinal);
        Assert.NotNull(coach.Page.QuerySelector(".paper-card svg[role=img]"));
        await coach.OpenAsync($"{address}/agenda");
        Assert.Contains(item.Title, coach.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(item.ShortCode, coach.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_code_on_the_list_where_nobody_could_use_it_and_it_says_why()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var (group, session) = await GroupAsync(site);
        var start = DateTime.UtcNow.AddDays(9);
        var guest = await site.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group.Id, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast", StartsAt = start, EndsAt = start.AddHours(1) })));
        var cancelled = await MeetingAsync(site, group, start);
        await site.UseAsync((SessionService s) => s.CancelAsync(cancelled.Id, "De zaal is niet vrij."));
        var coach = await CoachAsync(site);

        foreach (var (meeting, why) in new[] { (session, "werkt alleen op de dag zelf"), (guest, "je bent hier te gast"), (cancelled, "gaat niet door") })
        {
            await coach.OpenAsync($"/beheer/bijeenkomsten/{meeting.Id}/drukwerk/lijst");
            Assert.Equal(meeting == session, coach.Page.QuerySelector(".paper-top svg[role=img]") is not null);
            Assert.Contains(why, coach.Text("main p.no-print"), StringComparison.Ordinal);
        }

        var link = await site.UseAsync((AttendanceLinks l) => Task.FromResult(l.ToCheckIn(guest.Id)));
        Assert.Equal(HttpStatusCode.NotFound, (await site.NewBrowser().OpenAsync(link)).Status);
    }

    [Fact]
    public async Task There_is_a_list_to_sign_and_there_are_cards_to_write_on_and_none_of_it_is_for_others()
    {
        var site = await sites.GetAsync(Db.Sqlite);
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!;
        var session = await site.UseAsync((SessionService s) => s.NextAsync(group.Id));
        var coach = await CoachAsync(site);
        var visitor = site.NewBrowser();
        await visitor.SignInAsync($"{Guid.NewGuid():N}@zolim.example");
        var address = $"/beheer/bijeenkomsten/{session!.Id}/drukwerk";

        Assert.Equal(4, (await coach.OpenAsync(address)).Page.QuerySelectorAll("main .agenda-row a").Length);
        await coach.OpenAsync($"{address}/lijst");
        Assert.True(coach.Page.QuerySelectorAll("tbody tr").Length >= 14);
        await coach.OpenAsync($"{address}/kaartjes");
        Assert.Equal(4, coach.Page.QuerySelectorAll(".paper-card").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await coach.OpenAsync($"{address}/iets")).Status);
        foreach (var sheet in new[] { "", "/agenda", "/lijst", "/kaartjes", "/punten" })
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.OpenAsync(address + sheet)).Status);
    }
}
