using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Which meeting is the next one, on whose agenda points come.</summary>
public sealed class NextMeetingTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Where_the_coach_is_a_guest_no_point_is_put_and_the_one_that_was_chosen_stays_where_it_waits(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var own = await world.AddSessionAsync(20);
        var item = await world.ProposeAsync();
        var start = world.Time.GetUtcNow().UtcDateTime.AddDays(3);
        var guest = await world.UseAsync((SessionService s) => s.CreateAsync(
            new CreateSession(world.Group, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast bij Arktos", StartsAt = start, EndsAt = start.AddHours(1) })));

        var refused = await Assert.ThrowsAsync<RuleException>(() => world.Site.UseAsync((AgendaService s) => s.AddAsync(guest.Id, item.Id)));

        Assert.Contains("te gast", refused.Message, StringComparison.Ordinal);
        Assert.Equal(own.Id, (await world.ReadAsync(item.Id)).CurrentSessionId);
    }

    [Theory, AllDatabases]
    public async Task Where_the_coach_is_a_guest_the_group_does_not_meet(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var waiting = await world.ProposeAsync("Dit punt wacht.");
        var visit = await VisitAsync(world, daysAhead: 5);
        Assert.Equal(AgendaItemStatus.Submitted, (await world.ReadAsync(waiting.Id)).Status);
        Assert.Null(await world.UseAsync((SessionService s) => s.NextAsync(world.Group)));
        var own = await world.AddSessionAsync(20);

        var point = await world.ProposeAsync();

        Assert.Equal(own.Id, await AgendaOfAsync(world, waiting.Id));
        Assert.Equal(own.Id, await AgendaOfAsync(world, point.Id));
        world.Time.Set(visit.EndsAt.AddMinutes(1));
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = visit.Id }));
        var since = await world.Site.InScopeAsync(async s => await s.GetRequiredService<SinceLastTimeService>().ReadAsync((await s.GetRequiredService<GroupService>().FindAsync(world.Group))!, Viewer.Anyone));
        Assert.False(since.HasMet);
        Assert.All(await EntriesAsync(world, point.Id), e => Assert.Null(e.CarriedFromSessionId));
    }

    [Theory, AllDatabases]
    public async Task A_meeting_that_gets_a_day_to_come_takes_the_points_that_wait(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var point = await world.ProposeAsync();
        var draft = await world.AddSessionAsync(-3, announce: false);
        Assert.Equal(AgendaItemStatus.Submitted, (await world.ReadAsync(point.Id)).Status);

        await MoveAsync(world, draft, days: 33);

        Assert.Equal((AgendaItemStatus.OnAgenda, draft.Id), ((await world.ReadAsync(point.Id)).Status, await AgendaOfAsync(world, point.Id)));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_was_put_off_comes_on_the_meeting_once_that_is_late_enough(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var point = await world.ProposeAsync();
        await world.UseAsync((AgendaItemService s) => s.ParkAsync(point.Id, "Eerst vragen we het na.", world.Today.AddDays(15)));
        var meeting = await world.AddSessionAsync(10);
        Assert.Equal(AgendaItemStatus.Parked, (await world.ReadAsync(point.Id)).Status);

        await MoveAsync(world, meeting, days: 10);

        Assert.Equal(meeting.Id, await AgendaOfAsync(world, point.Id));
    }

    [Theory, AllDatabases]
    public async Task However_many_bring_a_point_while_the_meeting_gets_its_day_all_come_on_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var draft = await world.AddSessionAsync(-3, announce: false);

        var moved = Task.Run(() => MoveAsync(world, draft, days: 33));
        var points = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => world.ProposeAsync($"Punt {i}"))));
        await moved;

        foreach (var point in points) Assert.Equal(draft.Id, await AgendaOfAsync(world, point.Id));
    }

    private static Task<Session> VisitAsync(World world, int daysAhead)
    {
        var start = world.Time.GetUtcNow().UtcDateTime.AddDays(daysAhead);
        return world.UseAsync((SessionService s) => s.CreateAsync(
            new CreateSession(world.Group, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast bij Arktos", StartsAt = start, EndsAt = start.AddHours(1) })));
    }

    private static Task<Session> MoveAsync(World world, Session s, int days) => world.UseAsync((SessionService service) => service.ChangeAsync(
        new ChangeSession(s.Id, new SessionDetails { Title = s.Title, StartsAt = s.StartsAt.AddDays(days), EndsAt = s.EndsAt.AddDays(days) }, null)));

    private static async Task<Guid?> AgendaOfAsync(World world, Guid item) => (await EntriesAsync(world, item)).SingleOrDefault(e => e.Outcome == EntryOutcome.None)?.SessionId;

    private static Task<List<AgendaEntry>> EntriesAsync(World world, Guid item) => world.Site.DataAsync(db => db.Set<AgendaEntry>().AsNoTracking().Where(e => e.ItemId == item).ToListAsync());
}
