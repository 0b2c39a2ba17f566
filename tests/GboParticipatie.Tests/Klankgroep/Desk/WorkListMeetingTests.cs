using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>The one list of Mijn taken says of which meeting a point waits.</summary>
public sealed class WorkListMeetingTests(PublicSites sites) : IClassFixture<PublicSites>
{
    [Theory, AllDatabases]
    public async Task A_point_on_an_agenda_and_one_that_waits_for_a_later_one_say_of_which_day(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var ((group, session), (other, _)) = (await GroupAsync(site), await GroupAsync(site));
        var (stands, later, waits) = (await PointAsync(site, group), await PointAsync(site, group), await PointAsync(site, other));
        var next = await MeetingAsync(site, group, DateTime.UtcNow.AddDays(40));
        await site.UseAsync((AgendaItemService s) => s.ParkAsync(later.Id, "Eerst vragen we het na."));
        await site.UseAsync((AgendaItemService s) => s.ParkAsync(waits.Id, "Eerst vragen we het na."));
        var coach = await CoachAsync(site);
        async Task<string> RowAsync(AgendaItem item) => (await coach.OpenAsync($"/beheer?zoek={item.Reference}&soort=punt&wie=iedereen")).Page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(item.Reference, StringComparison.Ordinal)).TextContent;

        // Short beside seven other columns, whole in a file.
        Assert.Contains($"Agenda {BrusselsTime.ShortDate(BrusselsTime.DayOf(session.StartsAt))}", await RowAsync(stands), StringComparison.Ordinal);
        Assert.Contains($"Volgende keer: {BrusselsTime.ShortDate(BrusselsTime.DayOf(next.StartsAt))}", await RowAsync(later), StringComparison.Ordinal);
        Assert.Contains("Volgende keer", await RowAsync(waits), StringComparison.Ordinal);
        Assert.DoesNotContain("Volgende keer:", await RowAsync(waits), StringComparison.Ordinal);
        Assert.Contains($"Op de agenda van {BrusselsTime.LongDate(session.StartsAt)}", (await coach.DownloadAsync($"/beheer?handler=csv&zoek={stands.Reference}&soort=punt&wie=iedereen")).Text, StringComparison.Ordinal);
    }
}
