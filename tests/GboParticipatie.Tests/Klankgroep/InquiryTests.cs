using GboParticipatie.Digests;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>"Zoeken we uit" is a promise too: it is kept an eye on, and is not yet something that was done.</summary>
public sealed class InquiryTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task What_is_found_out_is_an_action_that_waits_gets_late_and_is_asked_about(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();

        await GiveAsync(world, (await world.ForwardAsync(item.Id)).Id);

        var action = Assert.Single(await ActionsAsync(world));
        Assert.Equal((true, "We weten nog niet wat het kost.", world.Today.AddDays(20), world.Body), (action.IsInquiry, action.What, action.DueOn, action.OwnerGroupId!.Value));
        Assert.Equal((item.Reference, false), Assert.Single((await SinceAsync(world)).Waiting.Select(l => (l.Reference, l.IsLate))));
        world.Time.Advance(TimeSpan.FromDays(21));
        Assert.True(Assert.Single((await SinceAsync(world)).Waiting).IsLate);
        Assert.Equal(1, await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync()));
        Assert.Contains(await world.EventsAsync(item.Id), type => type.EndsWith("ActionDue", StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task Found_out_is_told_as_such_and_does_not_count_as_done(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var items = new List<AgendaItem>();
        for (var i = 0; i < 5; i++)
        {
            items.Add(await world.ProposeAsync($"Punt {i}"));
            await GiveAsync(world, (await world.ForwardAsync(items[i].Id)).Id);
        }

        foreach (var action in await ActionsAsync(world))
            await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.Done, "Het kan vanaf maart.")));

        var point = await world.ReadAsync(items[0].Id);
        var view = await world.UseAsync((TimelineService s) => s.ReadAsync(point, new Viewer { PersonId = world.Author }, isAuthor: true, TestContext.Current.CancellationToken));
        var told = view.Timeline.Single(e => e.Kind == TimelineKind.ActionMoved);
        Assert.Equal(("De stuurgroep heeft dit uitgezocht", "Het kan vanaf maart."), (told.Title, told.Text));
        world.Time.Advance(TimeSpan.FromDays(1));
        var ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        Assert.Equal((5, 5, 0), (ledger.Total.Received, ledger.Total.Answered, ledger.Total.Done));
    }

    [Theory, AllDatabases]
    public async Task Members_of_the_group_that_brought_it_are_asked_how_a_trial_works_out_and_who_tried_it_is_not(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        await world.GiveAsync((await world.ForwardAsync(item.Id)).Id);
        var action = Assert.Single(await ActionsAsync(world));
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.OnTrial, "In Riemst.", world.Today.AddDays(40))));
        world.Time.Advance(TimeSpan.FromDays(40));
        Assert.Empty(await EvaluationsAsync(world, world.Group));

        world.Time.Advance(TimeSpan.FromDays(1));

        var asked = Assert.Single(await EvaluationsAsync(world, world.Group));
        Assert.Equal((action.Id, "We doen het"), (asked.SubjectId, asked.Gist.TrimEnd('.')));
        Assert.Empty(await EvaluationsAsync(world, world.Body));
        Assert.Equal($"/vertel?actie={action.Id}", (await LinksAsync(world, world.Group, world.Author, action.Id))[action.Id]);
        Assert.Equal($"/volg/{item.Reference}", (await LinksAsync(world, world.Body, world.Chair, action.Id))[action.Id]);
    }

    private static Task<Answer> GiveAsync(World world, Guid answer) => world.UseAsync((AnswerService s) => s.GiveAsync(
        new GiveAnswer { AnswerId = answer, Decision = Decision.WillFindOut, Why = "We weten nog niet wat het kost.", ByWhen = world.Today.AddDays(20), AnsweredByPersonId = world.Chair }));

    private static Task<List<ActionItem>> ActionsAsync(World world) => world.Site.DataAsync(db => db.Set<ActionItem>().AsNoTracking().ToListAsync());

    private static Task<SinceLastTime> SinceAsync(World world) => world.Site.InScopeAsync(async s
        => await s.GetRequiredService<SinceLastTimeService>().ReadAsync((await s.GetRequiredService<GroupService>().FindAsync(world.Group))!, Viewer.Anyone));

    private static Task<List<DigestItem>> EvaluationsAsync(World world, Guid audience) => world.UseAsync(async (IDigestSource s) =>
    {
        var now = world.Time.GetUtcNow().UtcDateTime;
        var items = new List<DigestItem>();
        await foreach (var item in s.CollectAsync(audience, now.AddDays(-7), now, TestContext.Current.CancellationToken))
            if (item.Section == DigestSection.Evaluation) items.Add(item);
        return items;
    });

    private static Task<IReadOnlyDictionary<Guid, string>> LinksAsync(World world, Guid group, Guid reader, Guid action)
        => world.UseAsync((IDigestSource s) => s.LinksAsync(group, new DigestRecipient(reader, "lid@zolim.example", "Lid", UserId: null), nameof(ActionItem), [action], TestContext.Current.CancellationToken));
}
