using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>An author's "nee, niet duidelijk" reaches the coach: a tile on Mijn taken, its list, and the status of the row.</summary>
public sealed class DeskUnclearTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string Unclear = "Antwoord was niet duidelijk";

    [Theory, AllDatabases]
    public async Task A_point_that_came_back_unclear_stands_under_a_tile_until_someone_is_asked_again(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, _) = await AnsweredAsync(site);
        var (other, _) = await AnsweredAsync(site);
        await site.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wanneer dan wel?"));
        await site.UseAsync((AnswerService s) => s.RateAsync(other.Id, ClarityRating.Yes));
        var point = (await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId)))!;
        var clear = (await site.UseAsync((AgendaItemService s) => s.FindAsync(other.ItemId)))!;
        var coach = await CoachAsync(site);

        var tile = (await coach.OpenAsync("/beheer")).Page.QuerySelector(".attention a[href$='soort=punt&status=onduidelijk']");
        Assert.Contains("niet duidelijk", tile!.TextContent, StringComparison.Ordinal);
        await coach.OpenAsync(tile.GetAttribute("href")!);
        Assert.Contains(Unclear, Row(coach, point)!, StringComparison.Ordinal);
        Assert.Null(Row(coach, clear));
        await coach.OpenAsync("/beheer/punten?status=onduidelijk");
        Assert.Contains(Unclear, Row(coach, point)!, StringComparison.Ordinal);
        Assert.Null(Row(coach, clear));

        await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Wanneer kan het?" }));
        await coach.OpenAsync("/beheer?soort=punt&status=onduidelijk&wie=iedereen");
        Assert.Null(Row(coach, point));
        await coach.OpenAsync($"/beheer?soort=punt&zoek={point.Reference}&wie=iedereen");
        Assert.DoesNotContain(Unclear, Row(coach, point)!, StringComparison.Ordinal);
    }

    private static string? Row(Browser coach, AgendaItem point)
        => coach.Page.QuerySelectorAll("tbody tr").SingleOrDefault(r => r.TextContent.Contains(point.Reference, StringComparison.Ordinal))?.TextContent;
}
