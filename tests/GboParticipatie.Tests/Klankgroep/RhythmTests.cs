using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class RhythmTests(DatabaseFixture databases)
{
    [Theory]
    [InlineData(2, DayOfWeek.Tuesday, 2026, 12, "2026-12-08")]
    [InlineData(1, DayOfWeek.Sunday, 2026, 11, "2026-11-01")]
    [InlineData(Rhythm.LastWeek, DayOfWeek.Monday, 2026, 11, "2026-11-30")]
    [InlineData(Rhythm.LastWeek, DayOfWeek.Friday, 2027, 2, "2027-02-26")]
    public void A_rhythm_has_one_day_in_each_month(int week, DayOfWeek day, int year, int month, string expected)
        => Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Of(1, week, day).DayIn(year, month));

    [Fact]
    public void The_next_days_lie_so_many_months_after_the_last_meeting_and_avoid_days_off()
    {
        var rhythm = Of(3, 2, DayOfWeek.Tuesday);

        var days = rhythm.Next(new DateOnly(2026, 12, 8), true, new DateOnly(2026, 12, 10), 3, d => d != new DateOnly(2027, 6, 8));

        Assert.Equal([new(2027, 3, 9), new(2027, 6, 15), new DateOnly(2027, 9, 14)], days);
    }

    [Fact]
    public void A_month_in_which_no_day_will_do_is_left_out_and_nothing_lies_in_the_past()
    {
        var rhythm = Of(1, 3, DayOfWeek.Thursday);

        var days = rhythm.Next(new DateOnly(2026, 1, 15), true, new DateOnly(2026, 6, 1), 3, d => d.Month is not (7 or 8));

        Assert.Equal([new(2026, 6, 18), new(2026, 9, 17), new DateOnly(2026, 10, 15)], days);
    }

    [Theory, AllDatabases]
    public async Task A_visit_elsewhere_is_no_meeting_of_the_group_and_takes_no_day_of_its_rhythm(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await SetAsync(world, new RhythmDetails(3, 2, DayOfWeek.Tuesday, new TimeOnly(14, 0), 120));
        var rhythm = (await world.UseAsync((RhythmService s) => s.FindAsync(world.Group)))!;
        var days = await world.UseAsync((RhythmService s) => s.ProposeAsync(rhythm));
        var start = BrusselsTime.ToUtc(days[0].ToDateTime(new TimeOnly(10, 0)));
        await world.UseAsync((SessionService s) => s.CreateAsync(
            new CreateSession(world.Group, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast bij Arktos", StartsAt = start, EndsAt = start.AddHours(1) })));

        Assert.Equal(days, await world.UseAsync((RhythmService s) => s.ProposeAsync(rhythm)));
        Assert.Equal(days.Count, await world.UseAsync((RhythmService s) => s.MakeAsync(world.Group, days)));
    }

    [Theory, AllDatabases]
    public async Task One_tap_makes_the_proposed_meetings_and_a_second_tap_none(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await SetAsync(world, new RhythmDetails(3, 2, DayOfWeek.Tuesday, new TimeOnly(14, 0), 120));
        var rhythm = (await world.UseAsync((RhythmService s) => s.FindAsync(world.Group)))!;
        var days = await world.UseAsync((RhythmService s) => s.ProposeAsync(rhythm));

        var made = await world.UseAsync((RhythmService s) => s.MakeAsync(world.Group, days));
        var again = await world.UseAsync((RhythmService s) => s.MakeAsync(world.Group, days));

        Assert.Equal((3, 3, 0), (days.Count, made, again));
        var sessions = await world.Site.DataAsync(db => db.Set<Session>().OrderBy(s => s.StartsAt).ToListAsync());
        Assert.Equal(days, sessions.Select(s => BrusselsTime.DayOf(s.StartsAt)));
        Assert.All(sessions, s => Assert.Equal((SessionState.Draft, 14, 120), (s.State, BrusselsTime.ToLocal(s.StartsAt).Hour, s.MinutesAvailable)));
        Assert.All(days, d => Assert.False(d > world.Today && (d.Month, d.Day) is (12, >= 23) or (1, <= 4) or (7, >= 10) or (8, <= 20)));
        var later = await world.UseAsync((RhythmService s) => s.ProposeAsync(rhythm));
        Assert.True(later[0] > days[2]);
    }

    [Theory, AllDatabases]
    public async Task What_cannot_be_a_rhythm_is_refused_at_the_field(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var good = new RhythmDetails(3, 2, DayOfWeek.Tuesday, new TimeOnly(14, 0), 120);

        Assert.Equal("EveryMonths", (await Assert.ThrowsAsync<RuleException>(() => SetAsync(world, good with { EveryMonths = 0 }))).Field);
        Assert.Equal("Week", (await Assert.ThrowsAsync<RuleException>(() => SetAsync(world, good with { Week = 6 }))).Field);
        Assert.Equal("Day", (await Assert.ThrowsAsync<RuleException>(() => SetAsync(world, good with { Day = (DayOfWeek)9 }))).Field);
        Assert.Equal("Minutes", (await Assert.ThrowsAsync<RuleException>(() => SetAsync(world, good with { Minutes = 5 }))).Field);
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((RhythmService s) => s.MakeAsync(world.Group, [world.Today.AddDays(30)])));
    }

    private static Rhythm Of(int months, int week, DayOfWeek day)
    {
        var rhythm = new Rhythm { GroupId = Guid.NewGuid() };
        rhythm.Set(months, week, day, new TimeOnly(14, 0), 120);
        return rhythm;
    }

    [Theory, AllDatabases]
    public async Task Of_two_coaches_who_choose_a_rhythm_at_once_the_second_is_told(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var half = new RhythmDetails(6, 2, DayOfWeek.Tuesday, new TimeOnly(14, 0), 120);

        await SetSeenAsync(half, RhythmService.None);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => SetSeenAsync(half with { EveryMonths = 2 }, RhythmService.None));
        var seen = (await world.UseAsync((RhythmService s) => s.FindAsync(world.Group)))!.Version;
        await SetSeenAsync(half with { EveryMonths = 1 }, seen);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => SetSeenAsync(half with { EveryMonths = 12 }, seen));

        Assert.Equal("elke maand", (await world.UseAsync((GroupService g) => g.FindAsync(world.Group)))!.Cadence);

        Task<bool> SetSeenAsync(RhythmDetails details, int version) => world.UseAsync(async (RhythmService s) =>
        {
            await s.SetAsync(world.Group, details, version);
            return true;
        });
    }

    private static Task<bool> SetAsync(World world, RhythmDetails details) => world.UseAsync(async (RhythmService s) =>
    {
        await s.SetAsync(world.Group, details);
        return true;
    });
}
