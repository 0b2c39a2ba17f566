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
