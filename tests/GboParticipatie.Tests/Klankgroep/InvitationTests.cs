using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Notifications;

namespace GboParticipatie.Tests.Klankgroep;

public sealed partial class InvitationTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Announcing_invites_who_sits_in_the_group_and_who_belongs_to_a_member_each_once(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var silent = await AddOrganisationAsync(world, "Vereniging zonder bekenden");
        await world.AddGroupAsync("samen", g => (g.Name, g.Organisations) = ("Samen", [world.Organisation, silent]));
        var group = await world.Site.DataAsync(db => db.Set<Group>().Where(g => g.Slug == "samen").Select(g => g.Id).SingleAsync());
        var both = await world.AddPersonAsync("Sam", world.Organisation, group);
        await GoneAsync(world, "Wie vertrok", group);

        var session = await world.AddSessionAsync(20, group);
        var again = await world.UseAsync((InvitationService s) => s.InviteAsync(session.Id));

        var invited = await InvitedAsync(world, session.Id);
        Assert.Equal(new[] { world.Author, both }.Order(), invited.Select(i => i.PersonId).OfType<Guid>().Order());
        Assert.Equal(silent, Assert.Single(invited, i => i.PersonId is null).OrganisationId);
        Assert.Equal((3, 0), (invited.Count, again));
    }

    [Theory, AllDatabases]
    public async Task Of_an_organisation_that_no_longer_takes_part_only_who_has_a_seat_is_invited(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var stopped = await AddOrganisationAsync(world, "Vereniging die stopte");
        var group = (await world.AddGroupAsync("samen", g => (g.Name, g.Organisations) = ("Samen", [world.Organisation, stopped]))).Id;
        await world.AddPersonAsync("Van wie stopte", stopped);
        var seated = await world.AddPersonAsync("Van wie stopte, met een zitje", stopped, group);
        await world.Site.DataAsync(db => db.Set<Organisation>().Where(o => o.Id == stopped).ExecuteUpdateAsync(s => s.SetProperty(o => o.IsActive, false)));

        var session = await world.AddSessionAsync(20, group);

        var invited = await InvitedAsync(world, session.Id);
        Assert.Equal(new Guid?[] { world.Author, seated }.Order(), invited.Select(i => i.PersonId).Order());
    }

    [Theory, AllDatabases]
    public async Task As_a_guest_the_coach_invites_nobody(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var start = world.Time.GetUtcNow().UtcDateTime.AddDays(9);
        var session = await world.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(world.Group, new SessionDetails { Kind = SessionKind.GuestAt, Title = "Te gast", StartsAt = start, EndsAt = start.AddHours(2) })));

        await world.UseAsync((SessionService s) => s.AnnounceAsync(session.Id));

        Assert.Empty(await InvitedAsync(world, session.Id));
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((InvitationService s) => s.InviteAsync(session.Id)));
    }

    [Theory, AllDatabases]
    public async Task Who_comes_first_has_a_place_and_who_waits_longest_and_fits_gets_the_next(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, i) = await FullSessionAsync(world, maximum: 5, people: 4);
        await ReplyAsync(world, i[0], InvitationReply.Yes, 3);
        await ReplyAsync(world, i[1], InvitationReply.Yes, 2);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await ReplyAsync(world, i[2], InvitationReply.Yes, 3)).IsWaiting);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await ReplyAsync(world, i[3], InvitationReply.Yes, 2)).IsWaiting);

        await ReplyAsync(world, i[1], InvitationReply.No);

        // Three do not fit in two places; the two who came later do.
        Assert.Equal([true, false, false, true], await SeatedAsync(world, i));
        await ReplyAsync(world, i[0], InvitationReply.Maybe, 3);
        Assert.Equal([false, false, true, true], await SeatedAsync(world, i));
        await world.Site.DrainAsync();
        Assert.Equal(2, (await MailsAsync(world, "session-seated")).Count);
        Assert.Equal(5, (await InvitedAsync(world, session)).Where(x => x.IsSeated).Sum(x => x.People));
    }

    [Theory, AllDatabases]
    public async Task Who_has_a_place_keeps_it_when_more_of_them_do_not_fit(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (_, i) = await FullSessionAsync(world, maximum: 4, people: 2);
        await ReplyAsync(world, i[0], InvitationReply.Yes, 2);
        await ReplyAsync(world, i[1], InvitationReply.Yes, 1);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => ReplyAsync(world, i[0], InvitationReply.Yes, 4));

        Assert.Equal(nameof(Invitation.People), refusal.Field);
        Assert.Contains("Nu sta je ingeschreven met 2", refusal.Message, StringComparison.Ordinal);
        Assert.False((await ReplyAsync(world, i[0], InvitationReply.Yes, 3)).IsWaiting);
    }

    [Theory, AllDatabases]
    public async Task However_many_answer_at_once_no_more_come_than_fit(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, i) = await FullSessionAsync(world, maximum: 7, people: 12);

        var seated = await Task.WhenAll(i.Select(id => Task.Run(() => ReplyAsync(world, id, InvitationReply.Yes, 2))));

        Assert.Equal(3, seated.Count(s => s.IsSeated));
        var stored = await InvitedAsync(world, session);
        Assert.Equal((6, 9), (stored.Where(s => s.IsSeated).Sum(s => s.People), stored.Count(s => s.IsWaiting)));
    }

    [Theory, AllDatabases]
    public async Task Without_waiting_for_each_other_too_many_would_come(Db kind)
    {
        // The negative control of the race: the same rule, asked by all before any of them is written.
        await using var world = await CreateAsync(kind);
        var (session, i) = await FullSessionAsync(world, maximum: 7, people: 12);
        var asked = await Task.WhenAll(i.Select(_ => world.Site.DataAsync(db => db.Set<Invitation>().Where(x => x.SessionId == session && x.Reply == InvitationReply.Yes).SumAsync(x => x.People))));

        await Task.WhenAll(i.Zip(asked).Select(p => world.Site.DataAsync(db => db.WriteAsync(async c =>
        {
            var one = await db.Set<Invitation>().AsTracking().SingleAsync(x => x.Id == p.First, c);
            one.Answer(InvitationReply.Yes, 2, new NeedCounts(), 7 - p.Second, world.Time.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(c);
            return 0;
        }, CancellationToken.None))));

        Assert.True((await InvitedAsync(world, session)).Where(x => x.IsSeated).Sum(x => x.People) > 7);
    }

    [Theory, AllDatabases]
    public async Task A_higher_maximum_gives_places_and_a_lower_one_takes_none(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, i) = await FullSessionAsync(world, maximum: 2, people: 2);
        await ReplyAsync(world, i[0], InvitationReply.Yes, 2);
        await ReplyAsync(world, i[1], InvitationReply.Yes, 2);

        await ChangeAsync(world, session, d => d with { Maximum = 4 });

        Assert.Equal([true, true], await SeatedAsync(world, i));
        Assert.Equal(nameof(Session.Maximum), (await Assert.ThrowsAsync<RuleException>(() => ChangeAsync(world, session, d => d with { Maximum = 3 }))).Field);
    }

    [Theory, AllDatabases]
    public async Task An_answer_that_cannot_be_is_refused_at_its_field(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, i) = await FullSessionAsync(world, maximum: null, people: 1);

        Assert.Equal("Reply", (await Assert.ThrowsAsync<RuleException>(() => ReplyAsync(world, i[0], InvitationReply.None))).Field);
        Assert.Equal("People", (await Assert.ThrowsAsync<RuleException>(() => ReplyAsync(world, i[0], InvitationReply.Yes, 0))).Field);
        Assert.Equal("People", (await Assert.ThrowsAsync<RuleException>(() => ReplyAsync(world, i[0], InvitationReply.Maybe, 51))).Field);
        await Assert.ThrowsAsync<NotFoundException>(() => ReplyAsync(world, Guid.NewGuid(), InvitationReply.Yes));
        await world.UseAsync((SessionService s) => s.CancelAsync(session, "De zaal is niet vrij."));
        Assert.Contains("gaat niet door", (await Assert.ThrowsAsync<RuleException>(() => ReplyAsync(world, i[0], InvitationReply.Yes))).Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_meeting_that_is_over_takes_no_answers(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, i) = await FullSessionAsync(world, maximum: null, people: 1);
        world.Time.Set((await world.UseAsync((SessionService s) => s.FindAsync(session)))!.EndsAt);

        Assert.Contains("voorbij", (await Assert.ThrowsAsync<RuleException>(() => ReplyAsync(world, i[0], InvitationReply.Yes))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((InvitationService s) => s.RemindAsync(session)));
    }

    private async Task<World> CreateAsync(Db kind) => await World.CreateAsync(databases, kind, new NotificationSite().Configure);

    private static async Task<(Guid Session, List<Guid> Invitations)> FullSessionAsync(World world, int? maximum, int people)
    {
        var group = (await world.AddGroupAsync($"groep-{Guid.NewGuid():N}"[..30], g => g.Name = "Groep")).Id;
        for (var n = 0; n < people; n++) await world.AddPersonAsync($"Persoon {n}", null, group);
        var start = world.Time.GetUtcNow().UtcDateTime.AddDays(20);
        var session = await world.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group, new SessionDetails { Title = "Klankgroep", StartsAt = start, EndsAt = start.AddHours(2), Maximum = maximum })));
        await world.UseAsync((SessionService s) => s.AnnounceAsync(session.Id));
        return (session.Id, (await InvitedAsync(world, session.Id)).ConvertAll(i => i.Id));
    }

    private static Task<Invitation> ReplyAsync(World world, Guid invitation, InvitationReply reply, int people = 1)
        => world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = invitation, Reply = reply, People = people }));

    private static Task<List<Invitation>> InvitedAsync(World world, Guid session)
        => world.Site.DataAsync(db => db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == session).OrderBy(i => i.Id).ToListAsync());

    private static async Task<IEnumerable<bool>> SeatedAsync(World world, List<Guid> invitations)
    {
        var all = await world.Site.DataAsync(db => db.Set<Invitation>().AsNoTracking().Where(i => invitations.Contains(i.Id)).ToListAsync());
        return invitations.Select(id => all.Single(i => i.Id == id).IsSeated);
    }

    private static async Task ChangeAsync(World world, Guid id, Func<SessionDetails, SessionDetails> change)
    {
        var s = (await world.UseAsync((SessionService service) => service.FindAsync(id)))!;
        var details = new SessionDetails { Kind = s.Kind, Title = s.Title, StartsAt = s.StartsAt, EndsAt = s.EndsAt, Place = s.Place, Maximum = s.Maximum, Introduction = s.Introduction };
        await world.UseAsync((SessionService service) => service.ChangeAsync(new ChangeSession(id, change(details), null)));
    }

    private static Task<Guid> AddOrganisationAsync(World world, string name) => world.Site.DataAsync(async db =>
    {
        var organisation = new Organisation { Slug = "vereniging", Name = name, Kind = OrganisationKind.Doelgroeporganisatie, Email = "info@vereniging.example" };
        db.Add(organisation);
        await db.SaveChangesAsync();
        return organisation.Id;
    });

    private static Task GoneAsync(World world, string name, Guid group) => world.Site.DataAsync(async db =>
    {
        var person = new Person { Name = name, Email = $"{Guid.NewGuid():N}@zolim.example" };
        db.Add(person);
        db.Add(new Mandate { PersonId = person.Id, GroupId = group, From = new DateOnly(2020, 1, 1), To = new DateOnly(2021, 1, 1) });
        return await db.SaveChangesAsync();
    });
}
