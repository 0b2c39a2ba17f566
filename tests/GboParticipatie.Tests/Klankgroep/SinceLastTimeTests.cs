using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class SinceLastTimeTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Since_the_last_meeting_it_tells_what_was_done_what_not_and_why_and_what_waits(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var old = await PromisedAsync(world, "Al lang gedaan");
        await MoveAsync(world, old, ActionState.Done, "Gedaan.");
        world.Time.Advance(TimeSpan.FromDays(3));
        var meeting = await world.AddSessionAsync(1);
        world.Time.Advance(TimeSpan.FromDays(2));
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = meeting.Id }));
        var done = await PromisedAsync(world, "De bus rijdt");
        await MoveAsync(world, done, ActionState.Done, "Om het uur.");
        var not = await PromisedAsync(world, "Een tweede loket");
        await MoveAsync(world, not, ActionState.NotDone, "Er is geen geld.");
        await PromisedAsync(world, "Een folder");
        var refused = await world.ProposeAsync("Een lift");
        await world.GiveAsync((await world.ForwardAsync(refused.Id)).Id, Decision.WillNotDo);
        await world.ForwardAsync((await world.ProposeAsync("Een vraag")).Id);

        var told = await ReadAsync(world, Viewer.Anyone);

        Assert.True(told.HasMet);
        Assert.Equal(["De bus rijdt"], told.Done.Select(l => l.Title));
        Assert.Equal([("Een lift", "We doen het."), ("Een tweede loket", "Er is geen geld.")], told.NotDone.OrderBy(l => l.Title).Select(l => (l.Title, l.Why!)));
        Assert.Equal(["Een folder", "Een vraag"], told.Waiting.Select(l => l.Title).Order());
        Assert.Equal("1 gedaan, 2 niet gedaan, 2 nog niet klaar", told.InWords(DutchTexts.Instance));
        Assert.All(told.Done.Concat(told.NotDone).Concat(told.Waiting), l => Assert.Equal("de stuurgroep", l.Body));
    }

    [Theory, AllDatabases]
    public async Task What_someone_may_not_read_is_not_in_it_and_what_was_taken_back_neither(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var hidden = await world.ProposeAsync("Alleen voor de coach", p => p.Visibility = Visibility.CoachOnly);
        await world.ForwardAsync(hidden.Id, f => (f.Question, f.AuthorAgreed) = ("Een vraag zonder namen", true));
        var unconfirmed = await world.ProposeAsync("Niet bevestigd", p => p.Author = new ProposalAuthor { OrganisationName = "Iemand" });
        await world.ForwardAsync(unconfirmed.Id);
        var withdrawn = await world.ProposeAsync("Teruggetrokken");
        await world.ForwardAsync(withdrawn.Id);
        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(withdrawn.Id));

        var anyone = await ReadAsync(world, Viewer.Anyone);
        var coach = await ReadAsync(world, new Viewer { UserId = World.Coach, ReadsAll = true });

        Assert.Equal(("", false), (anyone.InWords(DutchTexts.Instance), anyone.HasMet));
        Assert.Equal(["Niet bevestigd"], coach.Waiting.Select(l => l.Title));
    }

    // What waits is due first, and there is more of it than a page reads; an action of many points counts once.
    [Theory, AllDatabases]
    public async Task What_was_done_is_told_however_much_waits(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        for (var i = 0; i < 70; i++) await world.ForwardAsync((await world.ProposeAsync($"Vraag {i}")).Id);
        var alike = new List<string>();
        for (var i = 0; i < 5; i++) alike.Add((await world.ProposeAsync("De bus rijdt")).Reference);
        var done = await world.UseAsync((ActionService s) => s.AddAsync(new TypedAction { What = "De bus", Owner = world.Body, DueOn = world.Today.AddDays(200) }, string.Join(", ", alike)));
        await MoveAsync(world, done.Id, ActionState.Done, "Om het uur.");

        var told = await ReadAsync(world, Viewer.Anyone);

        Assert.Equal(["De bus rijdt"], told.Done.Select(l => l.Title));
        Assert.Equal("1 gedaan, 70 nog niet klaar", told.InWords(DutchTexts.Instance));
    }

    private static async Task<Guid> PromisedAsync(World world, string text)
    {
        var item = await world.ProposeAsync(text);
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);
        return await world.Site.DataAsync(db => db.Set<ActionItem>().Where(a => a.FromAnswerId == answer.Id).Select(a => a.Id).SingleAsync());
    }

    private static Task<ActionItem> MoveAsync(World world, Guid action, ActionState state, string news)
        => world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action, state, news)));

    private static async Task<SinceLastTime> ReadAsync(World world, Viewer viewer)
    {
        var group = await world.UseAsync((GroupService g) => g.FindAsync(world.Group));
        return await world.UseAsync((SinceLastTimeService s) => s.ReadAsync(group!, viewer));
    }
}
