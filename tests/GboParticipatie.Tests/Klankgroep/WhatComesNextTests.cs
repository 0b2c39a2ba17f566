using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>What the timeline of a point says of what is still to come, and by when a body is asked to answer.</summary>
public sealed class WhatComesNextTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_point_that_is_passed_on_before_its_meeting_still_shows_that_meeting_and_every_answer_that_is_asked(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(10);
        var item = await world.ProposeAsync();

        await world.ForwardAsync(item.Id, f => f.DueOn = world.Today.AddDays(30));
        await world.ForwardAsync(item.Id, f => (f.OrganisationId, f.DueOn) = (world.Organisation, world.Today.AddDays(5)));

        Assert.Equal(
            [(5, "Antwoord van Buurtwerk Tongeren"), (10, "Klankgroep bespreekt dit punt"), (30, "Antwoord van de stuurgroep")],
            await ExpectedAsync(world, item.Id));
    }

    [Theory, AllDatabases]
    public async Task What_is_found_out_stays_in_sight_after_a_no_until_another_answer_comes(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var first = await world.ForwardAsync(item.Id);
        await world.GiveAsync(first.Id, Decision.WillFindOut);
        await world.AddSessionAsync(10);

        await world.UseAsync((AnswerService s) => s.RateAsync(first.Id, ClarityRating.No, "Wie zoekt dit uit?"));

        Assert.Equal([(10, "Klankgroep bespreekt dit punt"), (30, "De stuurgroep zoekt dit uit")], await ExpectedAsync(world, item.Id));
        var second = await world.ForwardAsync(item.Id, f => f.DueOn = world.Today.AddDays(20));
        await world.GiveAsync(second.Id, Decision.WillNotDo);
        Assert.DoesNotContain(await ExpectedAsync(world, item.Id), e => e.Title.Contains("zoekt", StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task A_body_is_asked_to_answer_two_working_days_after_it_meets_when_the_usual_day_comes_before_that(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        // Sunday 22 November 2026 is today: the usual day is Tuesday 5 January.
        var usual = new DateOnly(2027, 1, 5);
        var promised = new DateOnly(2027, 2, 16);
        Assert.Equal(new AnswerDay(usual, null), await ProposeAsync(world, world.Body, promised));
        Assert.Equal(new AnswerDay(usual, null), await ProposeAsync(world, null, promised));
        var draft = await world.AddSessionAsync(54, world.Body, announce: false);

        // Friday 15 January, and then the weekend.
        Assert.Equal(new AnswerDay(new DateOnly(2027, 1, 19), new DateOnly(2027, 1, 15)), await ProposeAsync(world, world.Body, promised));
        // Not later than its author was promised.
        Assert.Equal(new AnswerDay(usual, new DateOnly(2027, 1, 15)), await ProposeAsync(world, world.Body, new DateOnly(2027, 1, 18)));
        await world.UseAsync((SessionService s) => s.CancelAsync(draft.Id, "Het gaat niet door."));
        Assert.Equal(new AnswerDay(usual, null), await ProposeAsync(world, world.Body, promised));
    }

    private static Task<AnswerDay> ProposeAsync(World world, Guid? body, DateOnly promised) => world.UseAsync((AnswerDays d) => d.ProposeAsync(body, promised));

    private static async Task<List<(int Days, string Title)>> ExpectedAsync(World world, Guid id)
    {
        var point = await world.ReadAsync(id);
        var view = await world.UseAsync((TimelineService s) => s.ReadAsync(point, new Viewer { PersonId = world.Author }, isAuthor: true, TestContext.Current.CancellationToken));
        return [.. view.Timeline.Where(e => !e.HasHappened).Select(e => (e.On.DayNumber - world.Today.DayNumber, e.Title))];
    }
}
