using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using static GboParticipatie.Tests.Klankgroep.Desk.DeskSteps;

namespace GboParticipatie.Tests.Klankgroep.Desk;

/// <summary>An author's "nee" to an answer, or to "Is er iets veranderd?", reaches the coach: a tile on Mijn taken, its list, and the status of the row.</summary>
public sealed class DeskCameBackTests(PublicSites sites) : IClassFixture<PublicSites>
{
    private const string CameBack = "Kwam terug na een antwoord";

    [Theory, AllDatabases]
    public async Task A_point_that_came_back_stands_under_a_tile_until_someone_is_asked_again(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var (answer, _) = await AnsweredAsync(site);
        var (other, _) = await AnsweredAsync(site);
        await site.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wanneer dan wel?"));
        await site.UseAsync((AnswerService s) => s.RateAsync(other.Id, ClarityRating.Yes));
        var point = (await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId)))!;
        var clear = (await site.UseAsync((AgendaItemService s) => s.FindAsync(other.ItemId)))!;
        var coach = await CoachAsync(site);

        var tile = (await coach.OpenAsync("/beheer")).Page.QuerySelector(".attention a[href$='soort=punt&status=terug']");
        Assert.Contains("terug na een antwoord", tile!.TextContent, StringComparison.Ordinal);
        await coach.OpenAsync(tile.GetAttribute("href")!);
        Assert.Contains(CameBack, Row(coach, point)!, StringComparison.Ordinal);
        Assert.Null(Row(coach, clear));
        await coach.OpenAsync("/beheer/punten?status=terug");
        Assert.Contains(CameBack, Row(coach, point)!, StringComparison.Ordinal);
        Assert.Null(Row(coach, clear));

        await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Wanneer kan het?" }));
        await coach.OpenAsync("/beheer?soort=punt&status=terug&wie=iedereen");
        Assert.Null(Row(coach, point));
        await coach.OpenAsync($"/beheer?soort=punt&zoek={point.Reference}&wie=iedereen");
        Assert.DoesNotContain(CameBack, Row(coach, point)!, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task So_does_one_of_which_nothing_changed(Db kind)
    {
        var site = await sites.GetAsync(kind);
        var answer = await AskedAsync(site);
        await site.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer
        {
            AnswerId = answer.Id,
            Decision = Decision.WillDo,
            Why = "Het klopt.",
            WhatHappens = "Het loket gaat open.",
            ByWhen = BrusselsTime.Today(TimeProvider.System),
        }));
        var action = await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().SingleAsync(a => a.FromAnswerId == answer.Id));
        await site.UseAsync((GboDbContext db) => db.Set<ActionItem>().Where(a => a.Id == action.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.ChangeAskedOn, BrusselsTime.Today(TimeProvider.System))));

        await site.UseAsync((ActionService s) => s.RateAsync(action.Id, answer.ItemId, ChangeRating.No, "Het loket is nog altijd dicht."));

        var point = (await site.UseAsync((AgendaItemService s) => s.FindAsync(answer.ItemId)))!;
        var coach = await (await CoachAsync(site)).OpenAsync("/beheer?soort=punt&status=terug&wie=iedereen");
        Assert.Contains(CameBack, Row(coach, point)!, StringComparison.Ordinal);
    }

    private static string? Row(Browser coach, AgendaItem point)
        => coach.Page.QuerySelectorAll("tbody tr").SingleOrDefault(r => r.TextContent.Contains(point.Reference, StringComparison.Ordinal))?.TextContent;
}
