using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class SplitTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_part_goes_its_own_way_with_the_same_author_readers_days_and_agenda(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var whole = await world.ProposeAsync("De bus rijdt niet en de opvang is duur.", p => p.Visibility = Visibility.WithoutName);

        var part = await SplitAsync(world, whole.Id, "De opvang is duur.", "De bus rijdt niet");

        var (first, second) = (await world.ReadAsync(whole.Id), await world.ReadAsync(part.Id));
        Assert.Equal(("De bus rijdt niet", "De bus rijdt niet en de opvang is duur."), (first.Title, first.Description));
        Assert.Equal(("De opvang is duur", "De opvang is duur.", whole.Reference), (second.Title, second.Description, second.SplitFrom));
        Assert.Equal((first.AuthorPersonId, first.AuthorOrganisationId, first.Visibility, first.AnswerDueOn, first.OwnerUserId), (second.AuthorPersonId, second.AuthorOrganisationId, second.Visibility, second.AnswerDueOn, second.OwnerUserId));
        Assert.Equal((AgendaItemStatus.OnAgenda, session.Id), (second.Status, second.CurrentSessionId));
        Assert.NotEqual((first.Reference, first.ShortCode), (second.Reference, second.ShortCode));
        Assert.Equal([nameof(AgendaItemProposed)], await world.EventsAsync(part.Id));
        Assert.Equal([part.Id], (await world.UseAsync((SplitService s) => s.PartsAsync(whole.Reference))).Select(i => i.Id));
    }

    [Theory, AllDatabases]
    public async Task A_part_of_what_was_discussed_was_discussed_too(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var whole = await world.ProposeAsync("A en B");
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(whole.Id, "Zes mensen.")] }));

        var part = await world.ReadAsync((await SplitAsync(world, whole.Id, "B")).Id);

        Assert.Equal((AgendaItemStatus.Discussed, "Zes mensen.", world.Today), (part.Status, part.Entries[0].WhatWasSaid, part.FirstWordOn));
    }

    [Theory, AllDatabases]
    public async Task Sent_twice_at_once_there_is_one_part(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var whole = await world.ProposeAsync("A en B");
        var key = Guid.NewGuid();

        var both = await Task.WhenAll(Task.Run(() => SplitAsync(world, whole.Id, "B", key: key, version: 0)), Task.Run(() => SplitAsync(world, whole.Id, "B", key: key, version: 0)));

        Assert.Equal(both[0].Id, both[1].Id);
        Assert.Equal(2, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_a_body_was_asked_about_stays_whole(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var whole = await world.ProposeAsync("A en B");

        Assert.Equal("Description", (await Assert.ThrowsAsync<RuleException>(() => SplitAsync(world, whole.Id, " "))).Field);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => SplitAsync(world, whole.Id, "B", version: 7));
        await world.ForwardAsync(whole.Id);
        var asked = await Assert.ThrowsAsync<RuleException>(() => SplitAsync(world, whole.Id, "B"));

        Assert.Contains("antwoord gevraagd", asked.Message, StringComparison.Ordinal);
        Assert.Equal(1, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync()));
    }

    private static Task<AgendaItem> SplitAsync(World world, Guid item, string description, string? title = null, Guid? key = null, int? version = null)
        => world.UseAsync((SplitService s) => s.SplitAsync(new SplitPoint { Key = key ?? Guid.NewGuid(), ItemId = item, Title = title, Description = description, Version = version }));
}
