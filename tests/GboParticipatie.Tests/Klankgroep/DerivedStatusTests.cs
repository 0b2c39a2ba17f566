using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Status and day of a point are kept for lists; whatever happens in whatever order, they are those that follow from what happened.</summary>
public sealed class DerivedStatusTests(DatabaseFixture databases)
{
    private const int Acts = 16;

    [Theory, AllDatabases]
    public async Task Whatever_happens_to_points_what_is_stored_equals_what_is_derived(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var random = new Random(42);
        await world.AddSessionAsync(10);
        var items = new List<Guid>();
        var (done, refused) = (new HashSet<int>(), new HashSet<int>());
        for (var step = 0; step < 250; step++)
        {
            if (items.Count < 6) items.Add((await world.ProposeAsync($"Punt {step}")).Id);
            var act = random.Next(Acts);
            try
            {
                if (await ActAsync(world, items, items[random.Next(items.Count)], act, random)) done.Add(act);
            }
            catch (RuleException)
            {
                // Not allowed in this state: then nothing may have changed, which the check below sees as well.
                refused.Add(act);
            }

            foreach (var item in items)
            {
                var read = await world.ReadAsync(item);
                // Lists and counts of what is open ask for a day.
                Assert.Equal(IsOver(read.Status), read.DueOn is null);
            }

            if (random.Next(12) == 0) items.RemoveAt(0);
        }

        // Nothing of this is only refused: then it would not have been tried.
        Assert.Equal(Enumerable.Range(0, Acts), done.Order());
        Assert.NotEmpty(refused);
    }

    private static bool IsOver(AgendaItemStatus status)
        => status is AgendaItemStatus.Answered or AgendaItemStatus.Closed or AgendaItemStatus.Declined or AgendaItemStatus.Withdrawn or AgendaItemStatus.Merged;

    // True when there was something to do it to.
    private static async Task<bool> ActAsync(World world, List<Guid> items, Guid id, int act, Random random)
    {
        var item = await world.ReadAsync(id);
        var (asked, given) = (item.Answers.Find(a => a.State == AnswerState.Asked), item.Answers.Find(a => a.State == AnswerState.Answered));
        var session = item.CurrentSessionId is { } current ? await world.UseAsync((SessionService s) => s.FindAsync(current)) : null;
        var now = BrusselsTime.DayOf(world.Time.Now);
        Task? doing = act switch
        {
            0 => world.UseAsync((AgendaItemService s) => s.ParkAsync(id, "Later.")),
            1 => world.UseAsync((AgendaItemService s) => s.DeclineAsync(id, "Past hier niet.")),
            2 => world.ForwardAsync(id),
            3 when asked is not null => world.GiveAsync(asked.Id),
            4 when given is not null => world.UseAsync((AnswerService s) => s.RateAsync(given.Id, ClarityRating.No, "Niet duidelijk.")),
            5 => world.UseAsync((AgendaItemService s) => s.CloseAsync(id)),
            6 => world.UseAsync((AgendaItemService s) => s.WithdrawAsync(id)),
            7 when session is not null => HoldAsync(world, session, [new(id, "Besproken.")]),
            8 when session is not null => HoldAsync(world, session, []),
            9 when session is not null => world.UseAsync((SessionService s) => s.CancelAsync(session.Id, "De zaal is bezet.")),
            10 => world.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(id, [items[random.Next(items.Count)], items[random.Next(items.Count)]]))),
            11 => world.UseAsync((MergeService s) => s.UnmergeAsync(id)),
            12 => SplitAsync(world, items, id),
            13 when asked is not null => world.UseAsync((AnswerHelp s) => s.PauseAsync(asked.Id, "We wachten op cijfers.", now.AddDays(80))),
            14 when item.Entries.Find(e => e.Outcome == EntryOutcome.CarriedOver) is { } entry => world.UseAsync(async (ReportService s) =>
            {
                await s.AddDiscussedAsync(entry.SessionId, id);
                return true;
            }),
            15 => world.AddSessionAsync(15),
            _ => null,
        };
        if (doing is null) return false;
        await doing;
        return true;
    }

    private static Task HoldAsync(World world, Session session, IReadOnlyList<DiscussedPoint> discussed)
    {
        if (session.EndsAt > world.Time.Now) world.Time.Set(session.EndsAt);
        return world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [.. discussed] }));
    }

    private static async Task SplitAsync(World world, List<Guid> items, Guid id)
        => items.Add((await world.UseAsync((SplitService s) => s.SplitAsync(new SplitPoint { Key = Guid.NewGuid(), ItemId = id, Title = "Het ene", Description = "Het andere." }))).Id);
}
