using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>A report that stays out, by mail.</summary>
public sealed partial class JourneyTests
{
    [Theory, AllDatabases]
    public async Task The_coach_is_told_after_three_and_seven_working_days_that_a_report_is_missing(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        await HeldAsync(journey);

        // Held on Tuesday 8 December: three working days after is Friday 11, seven after is Thursday 17.
        Assert.Equal(
            [(new DateOnly(2026, 12, 11), "Een verslag ontbreekt nog"), (new DateOnly(2026, 12, 17), "Een verslag ontbreekt nog altijd")],
            await ToldOfReportAsync(journey, days: 30));
    }

    [Theory, AllDatabases]
    public async Task A_report_that_is_there_in_time_is_not_asked_for_and_one_that_comes_later_is_asked_for_once(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var quick = await HeldAsync(journey);
        await journey.World.UseAsync((SessionService s) => s.ReportAsync(quick));
        Assert.Empty(await ToldOfReportAsync(journey, days: 20));

        var slow = await HeldAsync(journey);
        var first = await ToldOfReportAsync(journey, days: 6);
        await journey.World.UseAsync((SessionService s) => s.ReportAsync(slow));
        Assert.Equal("Een verslag ontbreekt nog", Assert.Single(first).Subject);
        Assert.Empty(await ToldOfReportAsync(journey, days: 20));
    }

    private static async Task<Guid> HeldAsync(Journey journey)
    {
        var session = await journey.World.AddSessionAsync(16);
        await journey.World.ProposeAsync();
        journey.World.Time.Advance(TimeSpan.FromDays(16) + TimeSpan.FromHours(8));
        await journey.World.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));
        journey.World.Time.Advance(-TimeSpan.FromHours(8) + TimeSpan.FromDays(1));
        await journey.NextAsync();
        return session.Id;
    }

    private static async Task<List<(DateOnly Day, string Subject)>> ToldOfReportAsync(Journey journey, int days)
    {
        var told = new List<(DateOnly, string)>();
        for (var day = 0; day < days; day++)
        {
            told.AddRange((await journey.NextAsync()).Where(m => m.To == "coach@zolim.example" && m.Subject.Contains("verslag", StringComparison.Ordinal)).Select(m => (journey.World.Today, m.Subject)));
            journey.World.Time.Advance(TimeSpan.FromDays(1));
        }

        return told;
    }
}
