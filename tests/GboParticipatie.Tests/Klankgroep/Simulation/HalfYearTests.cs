using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using static GboParticipatie.Tests.Klankgroep.Simulation.Season;

namespace GboParticipatie.Tests.Klankgroep.Simulation;

/// <summary>
/// From April to September 2026: 200 points in four groups, two umbrella meetings, four meetings of the steering group, with what is
/// carried over, put aside, taken back, paused, late, told on and reopened, and all that the workflows mail about it. What is
/// expected at the end was counted by hand, in the tables below.
/// <para>
/// "lente" are the 60 points of the klankgroep of 13 April, "zomer" the 90 of 6 July; lente[..8] are the first eight of them.
/// Bilzen brings 10 and 17, Genk 7 and 12, a test group 3 and 1.
/// </para>
/// </summary>
public sealed class HalfYearTests(DatabaseFixture databases)
{
    private static readonly DateOnly InMay = new(2026, 5, 27);
    private static readonly DateOnly InAugust = new(2026, 8, 26);

    [Theory, AllDatabases, Trait("Category", "Long")]
    public async Task After_half_a_year_ledger_mails_and_states_equal_what_was_counted_by_hand(Db kind)
    {
        await using var season = await Season.StartAsync(databases, kind, 4, 13);
        var world = season.World;
        await world.Site.Services.GetRequiredService<World.FixedSettings>().SetAsync(new KlankgroepSettings { UsesSevenBs = true }, TestContext.Current.CancellationToken);
        var (bilzenGroup, genkGroup, testGroup) = (await AddGroupAsync(world, "Bilzen"), await AddGroupAsync(world, "Genk"), await AddGroupAsync(world, "Testgroep"));
        var umbrella1 = await season.PlanAsync(4, 21, world.Group);
        var umbrella2 = await season.PlanAsync(7, 14, world.Group);
        var steering1 = await season.PlanAsync(5, 5, world.Body);
        var steering2 = await season.PlanAsync(6, 2, world.Body);
        var steering3 = await season.PlanAsync(8, 18, world.Body);
        var steering4 = await season.PlanAsync(9, 15, world.Body);

        // 13 April: the first 80 points. What Bilzen and Genk bring, goes to the steering group at once.
        var lente = await season.ProposeAsync(60, world.Group);
        var bilzen = await season.ProposeAsync(10, bilzenGroup);
        var genk = await season.ProposeAsync(7, genkGroup);
        await season.ProposeAsync(3, testGroup);
        await season.OnAsync(4, 14);
        await season.ForwardAsync([.. bilzen, .. genk[..5]], InMay);

        // First umbrella meeting: 45 points are talked about, 15 go to the next one.
        await season.OnAsync(4, 21, 17);
        await season.HoldAsync(umbrella1, lente[..45]);
        Assert.Equal(15, await CarriedAsync(world, umbrella1, umbrella2));
        await season.OnAsync(4, 22);
        await season.ForwardAsync(lente[..40], InMay);
        await season.DeclineAsync(lente[55..58]);
        await season.WithdrawAsync(lente[58..]);
        await season.ClassifyAsync(lente[..19], BarrierKind.Betaalbaarheid);
        await season.ClassifyAsync(lente[19..40], BarrierKind.Bereikbaarheid);
        await season.ClassifyAsync(lente[40..43], BarrierKind.Beschikbaarheid);
        await season.OnAsync(4, 23);
        await season.ReportAsync(umbrella1);

        // First steering meeting: 20 answers are typed there; it does not come to the other ten, which go to the second.
        await season.OnAsync(5, 5, 15);
        await season.PutOnAsync(steering1, [.. lente[..15], .. bilzen, .. lente[23..28]]);
        await season.HoldAsync(steering1, [.. lente[..15], .. bilzen[..5]]);
        await season.SayAsync(lente[..15], Decision.WillDo, new DateOnly(2026, 6, 12));
        await season.SayAsync(bilzen[..5], Decision.WillNotDo);
        Assert.Equal(0, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync(i => i.AnsweredOn != null)));
        await season.OnAsync(5, 6);
        await season.ConfirmAsync([.. lente[..15], .. bilzen[..5]]);
        await season.OnAsync(5, 7);
        await season.FindUnclearAsync(lente[..5]);
        await season.OnAsync(5, 11);
        await season.ReportAsync(steering1);
        await season.PauseAsync(lente[15..23], new DateOnly(2026, 6, 30));

        // Second steering meeting, after the day: what was carried over stands on top.
        await season.OnAsync(6, 2, 15);
        Assert.Equal(10, await CarriedAsync(world, steering1, steering2));
        await season.PutOnAsync(steering2, [.. lente[28..35], .. genk[..5]]);
        var agenda = await world.UseAsync((AgendaService s) => s.ReadAsync(steering2.Id, new Viewer { ReadsAll = true }));
        Assert.Equal([.. Enumerable.Repeat(true, 10), .. Enumerable.Repeat(false, 12)], agenda.Select(l => l.IsCarriedOver));
        Guid[] late = [.. lente[23..35], .. bilzen[5..], .. genk[..5]];
        await season.HoldAsync(steering2, late);
        await season.SayAsync(lente[23..35], Decision.WillDo, new DateOnly(2026, 7, 31));
        await season.SayAsync(bilzen[5..], Decision.ExistsAlready);
        await season.SayAsync(genk[..5], Decision.WillNotDo);
        await season.OnAsync(6, 3);
        await season.ConfirmAsync(late);
        await season.ReportAsync(steering2);

        // The day of the first actions is over. Three say that nothing changed.
        await season.OnAsync(6, 15);
        await season.SayNothingChangedAsync(lente[5..8]);
        await season.OnAsync(6, 25);
        await season.DoneAsync(lente[8..15]);
        await season.OnAsync(6, 30);
        await season.GiveAsync(lente[15..19], Decision.WillFindOut, new DateOnly(2026, 9, 30));

        // 6 July: 120 points more.
        await season.OnAsync(7, 6);
        var zomer = await season.ProposeAsync(90, world.Group);
        var bilzenZomer = await season.ProposeAsync(17, bilzenGroup);
        await season.ProposeAsync(12, genkGroup);
        await season.ProposeAsync(1, testGroup);
        await season.OnAsync(7, 7);
        await season.ForwardAsync(bilzenZomer[..10], InAugust);
        await season.ParkAsync(bilzenZomer[10..]);

        // Second umbrella meeting: the ten that were carried over, the eight that came back, and sixty new ones.
        await season.OnAsync(7, 14, 17);
        await season.HoldAsync(umbrella2, [.. lente[45..55], .. lente[..8], .. zomer[..60]]);
        await season.OnAsync(7, 15);
        await season.ForwardAsync([.. lente[..8], .. zomer[..40]], InAugust);
        await season.DeclineAsync(zomer[60..65]);
        await season.WithdrawAsync(zomer[65..70]);
        await season.ClassifyAsync(zomer[..27], BarrierKind.Betaalbaarheid);
        await season.ClassifyAsync(zomer[27..40], BarrierKind.Bereikbaarheid);
        await season.ClassifyAsync(zomer[40..41], BarrierKind.Beschikbaarheid);
        await season.OnAsync(7, 27);
        await season.ReportAsync(umbrella2);
        await season.OnAsync(7, 31);
        await season.DoneAsync(lente[23..30]);

        // Third steering meeting: 30 answers, confirmed the same evening; ten points go to the fourth.
        await season.OnAsync(8, 18, 15);
        await season.PutOnAsync(steering3, [.. lente[..8], .. zomer[..27], .. bilzenZomer[..5]]);
        Guid[] third = [.. lente[..8], .. zomer[..17], .. bilzenZomer[..5]];
        await season.HoldAsync(steering3, third);
        await season.SayAsync(lente[..8], Decision.WillDo, new DateOnly(2026, 9, 4));
        await season.SayAsync(zomer[..17], Decision.WillDo, new DateOnly(2026, 10, 30));
        await season.SayAsync(bilzenZomer[..5], Decision.WillNotDo);
        await season.OnAsync(8, 18, 20);
        await season.ConfirmAsync(third);
        await season.OnAsync(8, 19);
        await season.ReportAsync(steering3);
        await season.OnAsync(8, 20);
        await season.PauseAsync(zomer[27..33], new DateOnly(2026, 9, 16));

        // Three say again that nothing changed: a point is reopened once. Ten actions are done.
        await season.OnAsync(9, 7);
        await season.SayNothingChangedAsync(lente[5..8]);
        await season.OnAsync(9, 10);
        await season.DoneAsync(zomer[..10]);

        // Fourth steering meeting.
        await season.OnAsync(9, 15, 15);
        Assert.Equal(10, await CarriedAsync(world, steering3, steering4));
        await season.PutOnAsync(steering4, zomer[27..33]);
        await season.HoldAsync(steering4, zomer[17..33]);
        await season.SayAsync(zomer[17..33], Decision.WillFindOut, new DateOnly(2026, 11, 30));
        await season.OnAsync(9, 15, 20);
        await season.ConfirmAsync(zomer[17..33]);
        await season.OnAsync(9, 16);
        await season.ReportAsync(steering4);
        await season.OnAsync(9, 30);

        await AssertMailsAsync(season);
        await AssertStatesAsync(season);
        await AssertTotalsAsync(world);
        await AssertLinesAsync(world);
    }

    private static async Task AssertMailsAsync(Season season)
    {
        Assert.Equal(
        [
            ("action-due", Author, 30), // 10 of 12 June (not the five whose answer came back), 12 of 31 July, 8 of 4 September; those of 30 October are not due
            ("action-moved", Author, 24), // 7 + 7 + 10 done
            ("action-unchanged", Coach, 6), // 3, and 3 again
            ("agenda-sent", Author, 2), // the one member of the klankgroep, twice; the chair of the steering group, four times
            ("agenda-sent", Chair, 4),
            ("answer-escalated", Coach, 53), // 27 + 4 + 22, the days are below
            ("answer-escalated", Chair, 53),
            ("answer-given", Author, 92), // 20 + 22 + 4 by the link + 30 + 16
            ("answer-overdue", Chair, 53),
            ("answer-paused", Coach, 14), // 8 + 6
            ("answer-paused", Author, 14),
            ("answer-proposed", Chair, 88), // typed in the four meetings: 20 + 22 + 30 + 16
            ("answer-reminder", Chair, 118),
            ("answer-requested", Chair, 113), // 15 + 40, and 10 + 48
            ("answer-unclear", Coach, 5),
            ("point-answer-due", Coach, 176), // 28 and 28, 60 and 60, see below
            ("point-carried-over", Author, 30), // 15 less 3 declined and 2 taken back, and 30 less 5 and 5
            ("point-declined", Author, 8),
            ("point-discussed", Author, 123), // 45 and 78, in the two meetings of the klankgroep
            ("point-first-word", Coach, 48), // of April: 10 carried over, 2 of Genk, 3 of the test group; of July: 20, 12 and 1
            ("point-forwarded", Author, 113),
            ("point-parked", Author, 7),
            ("point-received", Author, 200),
            ("report-missing", Coach, 3), // steering1 after 3 working days; umbrella2 after 3 and 7
            ("report-published", Chair, 4),
            ("session-invitation", Author, 2),
            ("session-invitation", Chair, 4),
            ("session-reminder", Author, 1), // a week before umbrella2; umbrella1 was announced eight days before
            ("session-reminder", Chair, 4), // nobody says whether they come
        ], await season.MailsAsync());
        // One of six brings every sixth point: 36, 34, 34, 33, 32 and 31 of 60 + 10 + 7 + 3 + 90 + 17 + 12 + 1.
        Assert.Equal([36, 34, 34, 33, 32, 31], await season.PerAuthorAsync("point-received"));

        // Of the 55 asked for 27 May, 20 were answered and 8 paused: nobody is reminded of those until the day before 30 June. Then 4 are
        // answered, and 4 are late. Of the 58 asked for 26 August, 30 were answered; 6 are paused between the two reminders.
        Assert.Equal([(On(4, 23), 15), (On(7, 16), 33)], season.DaysOf("point-first-word"));
        // Promised for 9 July and 29 September, five working days before and the day after: what nobody was asked about. Of April 8 that
        // came back, 5 only talked about, 10 carried over, 2 of Genk, 3 of the test group; of July 20, 20, 7 parked, 12 and 1.
        Assert.Equal([(On(7, 2), 28), (On(7, 10), 28), (On(9, 22), 60), (On(9, 30), 60)], season.DaysOf("point-answer-due"));
        Assert.Equal([(On(5, 19), 27), (On(5, 26), 27), (On(6, 29), 8), (On(8, 19), 28), (On(8, 25), 22), (On(9, 15), 6)], season.DaysOf("answer-reminder"));
        Assert.Equal([(On(5, 28), 27), (On(7, 1), 4), (On(8, 27), 22)], season.DaysOf("answer-overdue"));
        // Three working days later, coach and chair both.
        Assert.Equal([(On(6, 2), 54), (On(7, 6), 8), (On(9, 1), 44)], season.DaysOf("answer-escalated"));
        Assert.Equal([(On(6, 13), 10), (On(8, 1), 12), (On(9, 5), 8)], season.DaysOf("action-due"));
        Assert.Equal([(On(5, 8), 1), (On(7, 17), 1), (On(7, 24), 1)], season.DaysOf("report-missing"));
    }

    private static async Task AssertStatesAsync(Season season)
    {
        Assert.Equal(
        [
            (AgendaItemStatus.Submitted, 18), // 2 and 12 of Genk, 4 of the test group
            (AgendaItemStatus.Discussed, 35), // lente: 5 and 10; zomer: 20
            (AgendaItemStatus.Forwarded, 21), // lente: 4 paused and 5; zomer: 7; Bilzen: 5
            (AgendaItemStatus.Answered, 84),
            (AgendaItemStatus.Parked, 27), // zomer: 20 that wait for a meeting; Bilzen: 7
            (AgendaItemStatus.Declined, 8),
            (AgendaItemStatus.Withdrawn, 7),
        ], await season.StatusesAsync());
        // Five for what was unclear, three because nothing changed; nobody twice.
        Assert.Equal(8, await season.World.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync(i => i.ReopenedAt != null)));
        Assert.Equal(6, await season.World.Site.DataAsync(db => db.Set<ActionPoint>().CountAsync(p => p.Changed == ChangeRating.No)));
    }

    // Answered, of what came in in April: 12 on 6 May after 23 days (7 lente, 5 Bilzen), in time; 22 on 3 June after 51, late; 4 on 30 June
    // after 78, in time; 8 on 18 August after 127, late, because their authors were told 9 July. Of July: 22 on 18 August after 43
    // days, in time; 10 and 6 on 15 September after 71, the ten late. The middle: the 23rd of 46, the 19th of 38, the 42nd of 84.
    private static async Task AssertTotalsAsync(World world)
    {
        var (year, first, second) = (await ReadAsync(world, LedgerPeriod.Year), await ReadAsync(world, LedgerPeriod.FirstHalf), await ReadAsync(world, LedgerPeriod.SecondHalf));
        Assert.Equal(new LedgerFigure("", false, 185, 84, 24, 5, 52, 51), year.Total); // 44 of 84
        Assert.Equal(new LedgerFigure("", false, 75, 46, 14, 5, 35, 51), first.Total); // 16 of 46
        Assert.Equal(new LedgerFigure("", false, 110, 38, 10, 5, 74, 43), second.Total); // 28 of 38
        // The 3 and the 5 that were put on no agenda: nobody but their authors reads them, and so few are told of the year only.
        Assert.Equal([(8, 0), (null, null), (null, null)], new[] { year, first, second }.Select(l => (l.Restricted.Received, l.Restricted.Answered)));
    }

    // The test group has 4 points in the year, "Beschikbaarheid" too: fewer than five, so each is told together with the smallest line
    // beside it, Genk and "Bereikbaarheid". Received, answered, done, share on time.
    private static async Task AssertLinesAsync(World world)
    {
        var (year, first, second) = (await ReadAsync(world, LedgerPeriod.Year), await ReadAsync(world, LedgerPeriod.FirstHalf), await ReadAsync(world, LedgerPeriod.SecondHalf));

        Assert.Equal([("Klankgroep", 135, 64, 24, 53), ("Klankgroep Bilzen", 27, 15, 0, 67), ("Andere", 23, 5, 0, 0)], Lines(year.PerGroup)); // on time: 34, 10, 0
        Assert.Equal([("Klankgroep", 55, 31, 14, 35), ("Klankgroep Bilzen", 10, 10, 0, 50), ("Andere", 10, 5, 0, 0)], Lines(first.PerGroup)); // 11, 5, 0
        Assert.Equal([("Klankgroep", 80, 33, 10, 70), ("Klankgroep Bilzen", 17, 5, 0, 100), ("Andere", 13, 0, 0, null)], Lines(second.PerGroup)); // 23, 5, 0
        // Of 31 answers the 16th took 51 days, of 33 the 17th 43, of 64 the 32nd 51. Of fewer than ten no middle is told.
        Assert.Equal([51, 43, null], year.PerGroup.Select(l => l.MedianDays));
        Assert.Equal([51, 23, null], first.PerGroup.Select(l => l.MedianDays));
        Assert.Equal([43, null, null], second.PerGroup.Select(l => l.MedianDays));

        // Even places: housing. Of April 28 + 5 + 4 + 2 came in and 24 were answered, 9 in time; of July 40 + 9 + 6 + 1, 20, 15.
        Assert.Equal([("Wonen", 95, 44, 12, 55), ("Vervoer", 90, 40, 12, 50)], Lines(year.PerLifeDomain));
        Assert.Equal([("Wonen", 39, 24, 7, 38), ("Vervoer", 36, 22, 7, 32)], Lines(first.PerLifeDomain));
        Assert.Equal([("Wonen", 56, 20, 5, 75), ("Vervoer", 54, 18, 5, 72)], Lines(second.PerLifeDomain));

        // lente[..19] and zomer[..27]; lente[19..43] and zomer[27..41]; the rest.
        Assert.Equal([("Nog geen B gekozen", 101, 20, 0, 50), ("Betaalbaarheid", 46, 46, 17, 61), ("Andere", 38, 18, 7, 33)], Lines(year.PerBarrier));
        Assert.Equal([("Nog geen B gekozen", 32, 15, 0, 33), ("Betaalbaarheid", 19, 19, 7, 58), ("Andere", 24, 12, 7, 0)], Lines(first.PerBarrier));
        Assert.Equal([("Nog geen B gekozen", 69, 5, 0, 100), ("Betaalbaarheid", 27, 27, 10, 63), ("Andere", 14, 6, 0, 100)], Lines(second.PerBarrier));
    }

    private static IEnumerable<(string Name, int? Received, int? Answered, int? Done, int? OnTime)> Lines(IReadOnlyList<LedgerFigure> lines)
        => lines.Select(l => (l.Name, l.Received, l.Answered, l.Done, l.OnTimePercent));

    private static Task<Ledger> ReadAsync(World world, LedgerPeriod period) => world.UseAsync((LedgerService l) => l.ReadAsync(2026, period));

    private static DateOnly On(int month, int day) => new(2026, month, day);

    private static async Task<Guid> AddGroupAsync(World world, string name)
        => (await world.AddGroupAsync(name.ToLowerInvariant(), g => (g.Name, g.ForwardsTo) = (name == "Bilzen" ? "Klankgroep Bilzen" : name, world.Body))).Id;

    private static Task<int> CarriedAsync(World world, Session from, Session to)
        => world.Site.DataAsync(db => db.Set<AgendaEntry>().CountAsync(e => e.SessionId == to.Id && e.CarriedFromSessionId == from.Id));
}
