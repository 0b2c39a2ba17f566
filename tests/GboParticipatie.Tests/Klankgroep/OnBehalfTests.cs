using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using Channel = GboParticipatie.Klankgroep.Models.Channel;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class OnBehalfTests(DatabaseFixture databases)
{
    private static readonly PersonDetails Rosa = new() { Name = "Rosa", Phone = "0470 12 34 56", PreferredChannel = ContactChannel.Phone };

    [Theory, AllDatabases]
    public async Task Who_calls_is_known_from_then_on_and_hears_by_telephone(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);

        var item = await ProposeAsync(world, new SpokenFor { New = Rosa, OrganisationId = world.Organisation, Channel = Channel.Phone });

        var stored = await world.ReadAsync(item.Id);
        Assert.Equal((Channel.Phone, world.Organisation, true), (stored.EnteredBy, stored.AuthorOrganisationId!.Value, stored.IsConfirmed));
        var rosa = await world.Site.DataAsync(db => db.Set<Person>().Include(p => p.Memberships).SingleAsync(p => p.Id == stored.AuthorPersonId));
        Assert.Equal(("Rosa", "0470 12 34 56", ContactChannel.Phone, null), (rosa.Name, rosa.Phone, rosa.PreferredChannel, rosa.Email));
        Assert.Equal([world.Organisation], rosa.Memberships.Select(m => m.OrganisationId));
    }

    [Theory, AllDatabases]
    public async Task Who_passes_on_what_someone_said_hears_the_answer_and_ticks_that_it_was_told(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync(change: p => p.Author = p.Author with { Channel = Channel.Talk, IsForAnother = true });
        Assert.Equal(new MeansToTell(ContactMeans.ViaOrganisation, world.Author), await world.UseAsync((ContactTasks t) => t.MeansAsync(item.Id)));
        Assert.True(await world.Site.InScopeAsync(async services =>
        {
            var added = await services.GetRequiredService<ContactTasks>().AddAsync("test", item.Id, "Er komt een bus.");
            await services.GetRequiredService<GboDbContext>().SaveChangesAsync();
            return added;
        }));
        var task = Assert.Single(await world.UseAsync((ContactTasks t) => t.OpenOf(world.Author).ToListAsync()));
        var view = await world.UseAsync((TimelineService s) => s.ReadAsync(item, new Viewer(), isAuthor: false));

        Assert.Contains(view.Timeline, t => t.Title == "Het punt is aangekomen, doorgegeven voor iemand anders");
        await Assert.ThrowsAsync<NotFoundException>(() => MarkAsync(world, task.Id, world.Chair));
        Assert.False(await MarkAsync(world, Guid.NewGuid(), world.Author));
        Assert.Single(await world.UseAsync((ContactTasks t) => t.OpenOf(world.Author).ToListAsync()));
        Assert.True(await MarkAsync(world, task.Id, world.Author));
        Assert.True(await MarkAsync(world, task.Id, world.Author));
        Assert.Empty(await world.UseAsync((ContactTasks t) => t.OpenOf(world.Author).ToListAsync()));
    }

    [Theory, AllDatabases]
    public async Task Someone_of_the_network_is_found_by_name_and_nobody_new_is_made(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var people = await world.Site.DataAsync(db => db.Set<Person>().CountAsync());

        var item = await ProposeAsync(world, new SpokenFor { Known = "fatima", Channel = Channel.Paper });
        var unknown = await Assert.ThrowsAsync<RuleException>(() => ProposeAsync(world, new SpokenFor { Known = "Niemand", Channel = Channel.Paper }));

        Assert.Equal((world.Author, Channel.Paper), ((await world.ReadAsync(item.Id)).AuthorPersonId!.Value, item.EnteredBy));
        Assert.Equal(nameof(SpokenFor.Known), unknown.Field);
        Assert.Equal(people, await world.Site.DataAsync(db => db.Set<Person>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task Sent_twice_at_once_there_is_one_point_of_one_person(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var key = Guid.NewGuid();
        var who = new SpokenFor { New = Rosa, Channel = Channel.Talk };

        var both = await Task.WhenAll(Task.Run(() => ProposeAsync(world, who, key)), Task.Run(() => ProposeAsync(world, who, key)));

        Assert.Equal(both[0].Id, both[1].Id);
        Assert.Equal(1, await world.Site.DataAsync(db => db.Set<Person>().CountAsync(p => p.Name == "Rosa")));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_is_refused_leaves_no_person_behind(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);

        var refused = await Assert.ThrowsAsync<RuleException>(() => ProposeAsync(world, new SpokenFor { New = Rosa, Channel = Channel.Phone }, description: " "));
        var through = await Assert.ThrowsAsync<RuleException>(() => ProposeAsync(world, new SpokenFor { New = Rosa with { PreferredChannel = ContactChannel.ViaOrganisation }, Channel = Channel.Phone }));
        var web = await Assert.ThrowsAsync<RuleException>(() => ProposeAsync(world, new SpokenFor { New = Rosa, Channel = Channel.Web }));

        Assert.Equal(("Description", "OrganisationId", "Channel"), (refused.Field, through.Field, web.Field));
        Assert.False(await world.Site.DataAsync(db => db.Set<Person>().AnyAsync(p => p.Name == "Rosa")));
    }

    private static Task<bool> MarkAsync(World world, Guid task, Guid person) => world.UseAsync((ContactTasks t) => t.MarkOwnAsync(task, person));

    private static Task<AgendaItem> ProposeAsync(World world, SpokenFor who, Guid? key = null, string description = "De wachttijd is lang.")
        => world.UseAsync((OnBehalfService s) => s.ProposeAsync(world.Proposal(description, p => p.Key = key ?? Guid.NewGuid()), who));
}
