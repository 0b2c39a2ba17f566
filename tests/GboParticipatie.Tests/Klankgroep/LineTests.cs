using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class LineTests(DatabaseFixture databases)
{
    private static readonly Viewer Everything = new() { ReadsAll = true };

    [Theory, AllDatabases]
    public async Task Each_line_said_in_a_meeting_that_is_over_becomes_a_discussed_point_of_its_own(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));

        var made = await AddAsync(world, session, Guid.NewGuid(), new SaidLine("De bus rijdt niet op zondag.", world.Organisation), new SaidLine("Wie betaalt de opvang?"));

        Assert.Equal(2, made.Select(i => (i.Reference, i.ShortCode)).Distinct().Count());
        foreach (var (item, organisation) in made.Zip([world.Organisation, (Guid?)null]))
        {
            var stored = await world.ReadAsync(item.Id);
            Assert.Equal((AgendaItemStatus.Discussed, Channel.Meeting, organisation, true), (stored.Status, stored.EnteredBy, stored.AuthorOrganisationId, stored.IsConfirmed));
            Assert.Equal((world.Today, stored.AnswerDueOn), (stored.FirstWordOn, stored.DueOn!.Value));
        }

        var lines = await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, Everything));
        Assert.Equal(["De bus rijdt niet op zondag", "Wie betaalt de opvang?"], lines.Select(l => l.Title));
    }

    [Theory, AllDatabases]
    public async Task Before_the_meeting_they_stand_on_its_agenda(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);

        var made = await AddAsync(world, session, Guid.NewGuid(), new SaidLine("De bus"));

        var stored = await world.ReadAsync(made[0].Id);
        Assert.Equal((AgendaItemStatus.OnAgenda, session.Id), (stored.Status, stored.CurrentSessionId));
    }

    [Theory, AllDatabases]
    public async Task What_was_said_where_the_coach_is_a_guest_comes_on_the_agenda_of_the_group_or_waits_for_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var start = world.Time.GetUtcNow().UtcDateTime.AddDays(3);
        var visit = await world.UseAsync((SessionService s) => s.CreateAsync(
            new CreateSession(world.Group, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast bij De Wieg", StartsAt = start, EndsAt = start.AddHours(1) })));
        world.Time.Set(visit.EndsAt);

        var waiting = await world.ReadAsync((await AddAsync(world, visit, Guid.NewGuid(), new SaidLine("De bus", world.Organisation)))[0].Id);
        var session = await world.AddSessionAsync(20);
        var second = await world.ReadAsync((await AddAsync(world, visit, Guid.NewGuid(), new SaidLine("De huur", world.Organisation)))[0].Id);

        Assert.Equal((AgendaItemStatus.Submitted, null), (waiting.Status, waiting.CurrentSessionId));
        Assert.Equal((AgendaItemStatus.OnAgenda, session.Id), (second.Status, second.CurrentSessionId));
        // What waited is on it as well, and the visit has no agenda.
        Assert.Equal(2, (await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, Everything))).Count);
        Assert.Empty(await world.UseAsync((AgendaService s) => s.ReadAsync(visit.Id, Everything)));
    }

    [Theory, AllDatabases]
    public async Task Sent_twice_at_once_there_is_one_set(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var key = Guid.NewGuid();

        var both = await Task.WhenAll(
            Task.Run(() => AddAsync(world, session, key, new SaidLine("A"), new SaidLine("B"))),
            Task.Run(() => AddAsync(world, session, key, new SaidLine("A"), new SaidLine("B"))));

        Assert.Equal(both[0].Select(i => i.Id), both[1].Select(i => i.Id));
        Assert.Equal(2, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task One_line_that_cannot_be_a_point_keeps_all_of_them_out(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);

        var unknown = await Assert.ThrowsAsync<RuleException>(() => AddAsync(world, session, Guid.NewGuid(), new SaidLine("A"), new SaidLine("B", Guid.NewGuid())));
        var number = await Assert.ThrowsAsync<RuleException>(() => AddAsync(world, session, Guid.NewGuid(), new SaidLine("A"), new SaidLine("Stort op BE68 5390 0754 7034")));
        var many = await Assert.ThrowsAsync<RuleException>(() => AddAsync(world, session, Guid.NewGuid(), [.. Enumerable.Range(0, 51).Select(i => new SaidLine($"{i}"))]));

        Assert.Equal(("Rows[1].OrganisationId", "Rows[1].Text", "Text"), (unknown.Field, number.Field, many.Field));
        Assert.Equal(0, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_meeting_that_does_not_take_place_takes_none(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        await world.UseAsync((SessionService s) => s.CancelAsync(session.Id, "De zaal is niet vrij."));

        var refused = await Assert.ThrowsAsync<RuleException>(() => AddAsync(world, session, Guid.NewGuid(), new SaidLine("A")));

        Assert.Contains("gaat niet door", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bullets_numbers_and_empty_lines_fall_away()
        => Assert.Equal(
            ["De bus", "10 uur is te vroeg", "Drie", "2.30 euro", "Vijf", "zes - zeven"],
            SaidLines.Of("- De bus\r\n\r\n10 uur is te vroeg\n 3) Drie\n2.30 euro\n•\tVijf\n***\n\n– zes - zeven\n"));

    [Fact]
    public void A_name_before_a_colon_is_the_organisation_only_when_it_is_known()
    {
        var known = Guid.NewGuid();

        Assert.Equal((known, "De bus"), SaidLines.WithAuthor("buurtwerk Tongeren: de bus", [(known, "Buurtwerk Tongeren")]));
        Assert.Equal(((Guid?)null, "Let op: de bus"), SaidLines.WithAuthor("Let op: de bus", [(known, "Buurtwerk Tongeren")]));
    }

    private static Task<IReadOnlyList<AgendaItem>> AddAsync(World world, Session session, Guid key, params SaidLine[] lines)
        => world.UseAsync((LineService s) => s.AddAsync(new AddLines { Key = key, SessionId = session.Id, Lines = lines }));
}
