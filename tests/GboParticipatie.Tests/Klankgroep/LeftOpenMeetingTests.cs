using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>A meeting that ended and that nobody marked as held.</summary>
public sealed class LeftOpenMeetingTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task The_coach_is_asked_after_three_and_seven_working_days_and_only_once_each(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var meeting = await journey.World.AddSessionAsync(2);

        var told = await UntilAsync(journey, journey.World.Today.AddDays(30));

        var ended = DateOnly.FromDateTime(meeting.EndsAt);
        Assert.Equal([("Is deze bijeenkomst voorbij?", 3), ("Deze bijeenkomst staat nog altijd open", 7)], told.Select(t => (t.Subject, WorkingDaysBetween(ended, t.Day))));
    }

    [Theory, AllDatabases]
    public async Task Once_it_is_marked_as_held_only_the_report_is_asked_for(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var meeting = await journey.World.AddSessionAsync(2);
        var first = await UntilAsync(journey, journey.World.Today.AddDays(4));

        await journey.World.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = meeting.Id }));

        Assert.Empty(first);
        Assert.DoesNotContain(await journey.NextAsync(), m => m.Kind == "report-missing");
        Assert.Equal(["Een verslag ontbreekt nog", "Een verslag ontbreekt nog altijd"], (await UntilAsync(journey, journey.World.Today.AddDays(30))).Select(t => t.Subject));
    }

    [Theory, AllDatabases]
    public async Task One_that_gets_another_day_or_does_not_take_place_is_asked_about_no_more(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (world, moved, cancelled) = (journey.World, await journey.World.AddSessionAsync(2), await journey.World.AddSessionAsync(3));
        await UntilAsync(journey, world.Today.AddDays(5));

        await world.UseAsync((SessionService s) => s.ChangeAsync(new ChangeSession(
            moved.Id, new GboParticipatie.Klankgroep.Models.SessionDetails { Title = moved.Title, StartsAt = moved.StartsAt.AddDays(60), EndsAt = moved.EndsAt.AddDays(60) }, null)));
        await world.UseAsync((SessionService s) => s.CancelAsync(cancelled.Id, "De zaal is niet vrij."));

        Assert.Empty(await UntilAsync(journey, world.Today.AddDays(30)));
    }

    private static async Task<List<(DateOnly Day, string Subject)>> UntilAsync(Journey journey, DateOnly last)
    {
        List<(DateOnly, string)> told = [];
        while (journey.World.Today < last)
        {
            journey.World.Time.Advance(TimeSpan.FromDays(1));
            await journey.World.UseAsync((LeftOpenMeetings m) => m.TellAsync());
            told.AddRange((await journey.NextAsync()).Where(m => m.Kind == "report-missing").Select(m => (journey.World.Today, m.Subject)));
        }

        return told;
    }

    private static int WorkingDaysBetween(DateOnly from, DateOnly to)
        => Enumerable.Range(1, to.DayNumber - from.DayNumber).Count(d => from.AddDays(d).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
}
