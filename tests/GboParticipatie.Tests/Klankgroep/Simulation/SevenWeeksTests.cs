using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using static GboParticipatie.Tests.Klankgroep.Simulation.Season;

namespace GboParticipatie.Tests.Klankgroep.Simulation;

/// <summary>The half year (<see cref="HalfYearTests"/>) in small: ten points, one meeting and one of the steering group.</summary>
public sealed class SevenWeeksTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task After_seven_weeks_ledger_mails_and_states_equal_what_was_counted_by_hand(Db kind)
    {
        await using var season = await Season.StartAsync(databases, kind, 4, 13);
        var world = season.World;
        var meeting = await season.PlanAsync(4, 21, world.Group);
        var steering = await season.PlanAsync(5, 5, world.Body);
        var points = await season.ProposeAsync(10, world.Group);

        // Eight are talked about and sent on; two wait for a meeting that nobody has planned yet.
        await season.OnAsync(4, 21, 17);
        await season.HoldAsync(meeting, points[..8]);
        await season.OnAsync(4, 22);
        await season.ReportAsync(meeting);
        await season.ForwardAsync(points[..8], On(5, 27));

        // Six are answered in the meeting of the steering group and confirmed the day after. One author does not find it clear.
        await season.OnAsync(5, 5, 17);
        await season.PutOnAsync(steering, points[..6]);
        await season.HoldAsync(steering, points[..6]);
        await season.SayAsync(points[..6], Decision.WillDo, On(6, 12));
        await season.OnAsync(5, 6);
        await season.ConfirmAsync(points[..6]);
        await season.ReportAsync(steering);
        await season.OnAsync(5, 7);
        await season.FindUnclearAsync(points[..1]);

        // Of the other two one is put off, and one is late.
        await season.OnAsync(5, 11);
        await season.PauseAsync(points[6..7], On(6, 30));
        await season.OnAsync(6, 3);

        Assert.Equal(
        [
            ("agenda-sent", Author, 1), ("agenda-sent", Chair, 1),
            ("answer-escalated", Coach, 1), ("answer-escalated", Chair, 1), ("answer-given", Author, 6), ("answer-overdue", Chair, 1),
            ("answer-paused", Coach, 1), ("answer-paused", Author, 1), ("answer-proposed", Chair, 6), ("answer-reminder", Chair, 2),
            ("answer-requested", Chair, 8), ("answer-unclear", Coach, 1),
            // The one member of the klankgroep brought a point of the meeting: what it did with that, instead of word of the report.
            ("point-carried-over", Author, 2), ("point-discussed", Author, 8),
            ("point-first-word", Coach, 2), ("point-forwarded", Author, 8), ("point-received", Author, 10),
            ("report-published", Chair, 1), ("session-invitation", Author, 1), ("session-invitation", Chair, 1),
            // Announced eight days before, the first meeting reminds nobody on the day after.
            ("session-reminder", Chair, 1),
        ], await season.MailsAsync());
        Assert.Equal([(On(5, 19), 1), (On(5, 26), 1)], season.DaysOf("answer-reminder"));
        Assert.Equal([(On(4, 28), 1)], season.DaysOf("session-reminder"));
        Assert.Equal([(On(5, 28), 1)], season.DaysOf("answer-overdue"));
        Assert.Equal([(On(6, 2), 2)], season.DaysOf("answer-escalated"));
        // Three that wait for a meeting: two that were not talked about, and the one that came back.
        Assert.Equal([(AgendaItemStatus.Forwarded, 2), (AgendaItemStatus.Answered, 5), (AgendaItemStatus.Parked, 3)], await season.StatusesAsync());
        Assert.Equal(new LedgerFigure("", false, 10, 5, 0, 5, 100, null), (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total);
    }

    private static DateOnly On(int month, int day) => new(2026, month, day);
}
