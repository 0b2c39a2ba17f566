using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>What an author was told stays on the timeline, also when it happens again.</summary>
public sealed class NothingVanishesTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Each_time_that_a_point_was_put_off_and_an_answer_took_longer_is_told_with_its_reason(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        foreach (var reason in new[] { "Het ziekenhuis komt mee.", "De zaal is dicht." })
        {
            await world.UseAsync((AgendaItemService s) => s.ParkAsync(item.Id, reason));
            world.Time.Advance(TimeSpan.FromDays(1));
        }

        var asked = await world.ForwardAsync(item.Id, f => f.DueOn = new DateOnly(2026, 12, 10));
        foreach (var (reason, day) in new[] { ("Het budget", new DateOnly(2027, 1, 12)), ("De raad", new DateOnly(2027, 2, 9)) })
        {
            await world.UseAsync((AnswerHelp h) => h.PauseAsync(asked.Id, reason, day));
            world.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            [(TimelineKind.Parked, "Het ziekenhuis komt mee."), (TimelineKind.Parked, "De zaal is dicht."), (TimelineKind.Paused, "Het budget"), (TimelineKind.Paused, "De raad")],
            (await TimelineAsync(world, item.Id)).Where(t => t.Kind is TimelineKind.Parked or TimelineKind.Paused).Select(t => (t.Kind, t.Text!)));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_was_ready_and_came_back_says_both(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var asked = await world.ForwardAsync(item.Id);
        await world.GiveAsync(asked.Id);
        await world.UseAsync((AgendaItemService s) => s.CloseAsync(item.Id));
        world.Time.Advance(TimeSpan.FromDays(1));

        await world.UseAsync((AnswerService s) => s.RateAsync(asked.Id, ClarityRating.No, "Wie doet het?"));

        Assert.Equal([TimelineKind.Closed, TimelineKind.Reopened], (await TimelineAsync(world, item.Id)).Where(t => t.Kind is TimelineKind.Closed or TimelineKind.Reopened).Select(t => t.Kind));
    }

    private static async Task<IReadOnlyList<TimelineEntry>> TimelineAsync(World world, Guid id)
    {
        var point = await world.ReadAsync(id);
        return (await world.UseAsync((TimelineService s) => s.ReadAsync(point, new Viewer { PersonId = world.Author }, isAuthor: true, TestContext.Current.CancellationToken))).Timeline;
    }
}
