using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep.Simulation;

/// <summary>
/// Half a year of a region: two umbrella meetings, four steering meetings, 200 points of six organisations, with what is carried
/// over, put aside, taken back, overdue and reopened. At the end the ledger equals what was counted by hand, below.
/// </summary>
public sealed class HalfYearTests(DatabaseFixture databases)
{
    private const string Even = "wonen";
    private const string Odd = "vervoer";

    [Theory, AllDatabases, Trait("Category", "Long")]
    public async Task After_half_a_year_the_ledger_equals_what_was_counted_by_hand(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        At(world, 1, 5);
        var organisations = await OrganisationsAsync(world);
        var first = await world.AddSessionAsync(36); // 10 February
        var second = await world.AddSessionAsync(99); // 14 April
        var winter = await ProposeAsync(world, organisations, 80);

        // 10 February: sixty points are talked about, twenty go to the next meeting.
        At(world, 2, 10, 17);
        await HoldAsync(world, first, winter[..60]);
        Assert.Equal(20, await world.Site.DataAsync(db => db.Set<AgendaEntry>().CountAsync(e => e.SessionId == second.Id && e.CarriedFromSessionId == first.Id)));
        At(world, 2, 11);
        foreach (var point in winter[70..75]) await world.UseAsync((AgendaItemService s) => s.DeclineAsync(point, "Dit hoort bij de gemeente."));
        foreach (var point in winter[75..]) await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(point));
        var asked = await ForwardAsync(world, winter[..50], new DateOnly(2026, 3, 13));

        // First steering meeting, 24 February. Five authors do not find the answer clear.
        At(world, 2, 24, 16);
        await GiveAsync(world, asked[..20]);
        At(world, 2, 25);
        foreach (var answer in asked[..5]) await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Ik weet niet wanneer."));

        At(world, 3, 2);
        var spring = await ProposeAsync(world, organisations, 120);
        At(world, 3, 16, 9);
        Assert.Equal(30, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));
        Assert.Equal(0, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));

        // Second, 24 March: fifteen answers, late.
        At(world, 3, 24, 16);
        await GiveAsync(world, asked[20..35]);

        // 14 April: the five that came back, ten that were carried over, and eighty new ones.
        At(world, 4, 14, 17);
        await HoldAsync(world, second, [.. winter[..5], .. winter[60..70], .. spring[..80]]);
        Assert.Equal(40, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync(i => i.Status == AgendaItemStatus.Parked && i.CurrentSessionId == null)));
        At(world, 4, 15);
        var again = await ForwardAsync(world, winter[..3], new DateOnly(2026, 5, 15));
        var askedInSpring = await ForwardAsync(world, spring[..50], new DateOnly(2026, 5, 29));

        // Third, 28 April, and fourth, 26 May.
        At(world, 4, 28, 16);
        await GiveAsync(world, [.. again, .. askedInSpring[..30]]);
        await DoneAsync(world, asked[5..15]);
        At(world, 5, 26, 16);
        await GiveAsync(world, askedInSpring[30..40]);
        At(world, 6, 1, 9);
        Assert.Equal(10, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));

        await AssertLedgerAsync(world);
        await AssertStatusesAsync(world);
    }

    // Received: 200 less 5 taken back. Answered: 15 (24 Feb, those not reopened) + 15 (24 Mar) + 3 (again) + 40 (spring) = 73.
    // In time: 15 + 40; those of 24 March were due on the 13th, and the three were asked again after their author's day. 55/73 = 75 %.
    // Days: 15 x 50, 30 x 57, 15 x 78, 10 x 85, 3 x 113; the 37th of 73 is 57. Six organisations are told as five or more.
    private static async Task AssertLedgerAsync(World world)
    {
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var year = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        Assert.Equal(new LedgerFigure("", false, 195, 73, 10, 5, 75, 57), year.Total);
        // Even places of each batch: 40 - 2 and 60; odd: 40 - 3 and 60. Answered: 2 + 7 + 8 + 20 and 1 + 8 + 7 + 20.
        Assert.Equal([("Wonen", 98, 37, 5), ("Vervoer", 97, 36, 5)], year.PerLifeDomain.Select(l => (l.Name, l.Received!.Value, l.Answered!.Value, l.Done!.Value)));
        Assert.Equal(year.Total, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026, LedgerPeriod.FirstHalf))).Total);
        Assert.Equal(0, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026, LedgerPeriod.SecondHalf))).Total.Received);
    }

    // Talked about and not sent on: 10 + 10 (winter) and 30 (spring), with 2 that came back. Asked: 15 (winter) and 10 (spring).
    private static async Task AssertStatusesAsync(World world)
    {
        var points = await world.Site.DataAsync(db => db.Set<AgendaItem>().Select(i => i.Id).ToListAsync());
        var statuses = new Dictionary<AgendaItemStatus, int>();
        foreach (var point in points)
        {
            var status = (await world.ReadAsync(point)).Status;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        Assert.Equal(
            new Dictionary<AgendaItemStatus, int>
            {
                [AgendaItemStatus.Answered] = 73,
                [AgendaItemStatus.Forwarded] = 25,
                [AgendaItemStatus.Discussed] = 52,
                [AgendaItemStatus.Parked] = 40,
                [AgendaItemStatus.Declined] = 5,
                [AgendaItemStatus.Withdrawn] = 5,
            }.OrderBy(s => s.Key),
            statuses.OrderBy(s => s.Key));
        Assert.Equal(5, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync(i => i.ReopenedAt != null)));
        Assert.Equal(40, await world.Site.DataAsync(db => db.Set<Answer>().CountAsync(a => a.OverdueNotifiedOn != null)));
    }

    private static void At(World world, int month, int day, int hour = 10)
        => world.Time.Set(BrusselsTime.ToUtc(new DateTime(2026, month, day, hour, 0, 0, DateTimeKind.Unspecified)));

    private static Task<List<Guid>> OrganisationsAsync(World world) => world.Site.DataAsync(async db =>
    {
        var more = Enumerable.Range(1, 5).Select(i => new Organisation { Slug = $"organisatie-{i}", Name = $"Organisatie {i}", Kind = OrganisationKind.Doelgroeporganisatie }).ToList();
        db.AddRange(more);
        await db.SaveChangesAsync();
        return (List<Guid>)[world.Organisation, .. more.Select(o => o.Id)];
    });

    private static async Task<List<Guid>> ProposeAsync(World world, List<Guid> organisations, int count)
    {
        var points = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var organisation = organisations[i % organisations.Count];
            var point = await world.ProposeAsync($"Punt {world.Today:MMdd}-{i}: mensen wachten te lang.", p =>
            {
                p.LifeDomain = i % 2 == 0 ? Even : Odd;
                p.Author = new ProposalAuthor { OrganisationId = organisation, Channel = Channel.Web, IsConfirmed = true };
            });
            points.Add(point.Id);
        }

        return points;
    }

    private static Task<Session> HoldAsync(World world, Session session, List<Guid> discussed)
        => world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [.. discussed.Select(p => new DiscussedPoint(p, "Dat klopt."))] }));

    private static async Task<List<Answer>> ForwardAsync(World world, List<Guid> points, DateOnly due)
    {
        var asked = new List<Answer>();
        foreach (var point in points) asked.Add(await world.ForwardAsync(point, f => f.DueOn = due));
        return asked;
    }

    private static async Task GiveAsync(World world, List<Answer> asked)
    {
        foreach (var answer in asked) await world.GiveAsync(answer.Id);
    }

    private static async Task DoneAsync(World world, List<Answer> answers)
    {
        foreach (var answer in answers)
        {
            var action = await world.Site.DataAsync(db => db.Set<ActionItem>().Where(a => a.FromAnswerId == answer.Id).Select(a => a.Id).SingleAsync());
            await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action, ActionState.Done, "Het is gebeurd.")));
        }
    }
}
