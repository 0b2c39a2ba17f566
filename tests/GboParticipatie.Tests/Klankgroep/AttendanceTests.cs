using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class AttendanceTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task People_are_counted_per_organisation_and_named_only_when_they_want(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await TodayAsync(world);

        await CheckInAsync(world, session, c => c with { OrganisationId = world.Organisation, People = 3 });
        await CheckInAsync(world, session, c => c with { OrganisationId = world.Organisation, Name = "Fatima" });
        await CheckInAsync(world, session, c => c with { ByCoach = true });

        var rows = await world.UseAsync((AttendanceService s) => s.ReadAsync(session, []));
        Assert.Equal([("Buurtwerk Tongeren", 4), (null, 1)], rows.Select(r => (r.Organisation, r.People)));
        Assert.Equal(["Fatima"], rows[0].Names.Select(n => n.Name));
        Assert.Equal("5 mensen van 1 organisatie", (await world.UseAsync((AttendanceService s) => s.FiguresAsync(session)))!.InWords(DutchTexts.Instance));
    }

    [Theory, AllDatabases]
    public async Task Two_who_count_at_once_lose_nothing_and_a_double_tap_counts_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await TodayAsync(world);
        var key = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => CheckInAsync(world, session, c => c with { OrganisationId = world.Organisation, Key = i < 3 ? key : c.Key }))));

        Assert.Equal(4, (await world.UseAsync((AttendanceService s) => s.FiguresAsync(session)))!.People);
    }

    [Theory, AllDatabases]
    public async Task One_fewer_leaves_who_gave_a_name_and_never_goes_below_nobody(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await TodayAsync(world);
        await CheckInAsync(world, session, c => c with { Name = "Fatima" });
        await CheckInAsync(world, session, c => c with { People = 2 });

        for (var i = 0; i < 2; i++) await world.UseAsync((AttendanceService s) => Done(s.TakeOneAsync(session.Id, null)));
        var named = (await world.UseAsync((AttendanceService s) => s.ReadAsync(session, [])))[0];
        await world.UseAsync((AttendanceService s) => Done(s.ForgetNameAsync(session.Id, named.Names[0].CheckInId)));
        var nameless = (await world.UseAsync((AttendanceService s) => s.ReadAsync(session, [])))[0];
        for (var i = 0; i < 2; i++) await world.UseAsync((AttendanceService s) => Done(s.TakeOneAsync(session.Id, null)));

        Assert.Equal((1, "Fatima"), (named.People, named.Names[0].Name));
        Assert.Equal((1, 0), (nameless.People, nameless.Names.Count));
        Assert.Null(await world.UseAsync((AttendanceService s) => s.FiguresAsync(session)));
    }

    [Theory, AllDatabases]
    public async Task People_count_themselves_on_the_day_alone_and_the_coach_from_that_day_on(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);

        var early = await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c));
        var earlyCoach = await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c with { ByCoach = true }));
        world.Time.Set(session.EndsAt.AddDays(1));
        var late = await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c));
        await CheckInAsync(world, session, c => c with { ByCoach = true });

        Assert.Contains("op de dag zelf", early.Message, StringComparison.Ordinal);
        Assert.Contains("op de dag zelf", earlyCoach.Message, StringComparison.Ordinal);
        Assert.Contains("voorbij", late.Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task At_a_meeting_that_was_not_announced_people_count_themselves_on_the_day_too_and_are_told_why_not_on_another(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5, announce: false);

        var early = await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c));
        world.Time.Set(session.StartsAt);
        await CheckInAsync(world, session, c => c with { OrganisationId = world.Organisation, People = 3 });
        var figures = await world.UseAsync((AttendanceService s) => s.FiguresAsync(session));
        world.Time.Set(session.EndsAt.AddDays(1));
        var late = await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c));

        Assert.Equal(3, figures!.People);
        Assert.Contains("op de dag zelf", early.Message, StringComparison.Ordinal);
        Assert.Contains("voorbij", late.Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Impossible_numbers_and_unknown_organisations_are_refused(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await TodayAsync(world);

        Assert.Equal("People", (await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c with { People = 0 }))).Field);
        Assert.Equal("People", (await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c with { People = 51 }))).Field);
        Assert.Equal("OrganisationId", (await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c with { OrganisationId = Guid.NewGuid() }))).Field);
        for (var i = 0; i < 6; i++) await CheckInAsync(world, session, c => c with { People = 50 });
        Assert.Contains("heel veel", (await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session, c => c))).Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_guest_counts_heads_and_keeps_quick_notes(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var start = BrusselsTime.ToUtc(world.Today.ToDateTime(new TimeOnly(20, 0)));
        var session = await world.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(world.Group, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast bij Arktos", StartsAt = start, EndsAt = start.AddHours(1) })));

        await world.UseAsync((AttendanceService s) => Done(s.NoteVisitAsync(session.Id, 14, "Veel vragen over huur.", null)));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((AttendanceService s) => Done(s.NoteVisitAsync(session.Id, 3, "Ander", 99))));
        // Two coaches begin to write before anything was noted: the second does not wipe out the first.
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((AttendanceService s) => Done(s.NoteVisitAsync(session.Id, 3, "Ander", AttendanceService.NoVisit))));
        var other = await TodayAsync(world);
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AttendanceService s) => Done(s.NoteVisitAsync(other.Id, 3, null, null))));

        Assert.Equal("14 mensen", (await world.UseAsync((AttendanceService s) => s.FiguresAsync(session)))!.InWords(DutchTexts.Instance));
        Assert.Equal("Veel vragen over huur.", (await world.UseAsync((AttendanceService s) => s.FindVisitAsync(session.Id)))!.Notes);
    }

    private static async Task<Session> TodayAsync(World world)
    {
        var session = await world.AddSessionAsync(5);
        world.Time.Set(session.StartsAt);
        return session;
    }

    private static Task<bool> CheckInAsync(World world, Session session, Func<CheckInPeople, CheckInPeople> change)
        => world.UseAsync((AttendanceService s) => Done(s.CheckInAsync(change(new CheckInPeople { Key = Guid.NewGuid(), SessionId = session.Id }))));

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}
