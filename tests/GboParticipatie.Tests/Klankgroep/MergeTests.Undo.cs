using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>What was put together by mistake goes apart again.</summary>
public sealed partial class MergeTests
{
    [Theory, AllDatabases]
    public async Task Undone_before_the_meeting_each_stands_on_the_agenda_again(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        var second = await OfOtherAsync(world, "Er is geen bus.");
        await MergeAsync(world, first.Id, second.Id);

        await world.UseAsync((MergeService s) => s.UnmergeAsync(second.Id));
        await world.UseAsync((MergeService s) => s.UnmergeAsync(second.Id));

        Assert.Equal(0, (await world.ReadAsync(first.Id)).TogetherWith);
        Assert.Equal((AgendaItemStatus.OnAgenda, session.Id, null), ((await world.ReadAsync(second.Id)).Status, (await world.ReadAsync(second.Id)).CurrentSessionId, (await world.ReadAsync(second.Id)).MergedIntoId));
        Assert.Equal(2, (await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true }))).Count);
        // Both authors were told that the points stand together, and hear that they do not any more.
        foreach (var point in new[] { first.Id, second.Id }) Assert.Equal(1, (await world.EventsAsync(point)).Count(e => e == nameof(AgendaItemUnmerged)));
    }

    [Theory, AllDatabases]
    public async Task Undone_afterwards_what_was_discussed_and_answered_stays_so_for_both(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        var second = await OfOtherAsync(world, "Er is geen bus.");
        await MergeAsync(world, first.Id, second.Id);
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(first.Id, "Zes mensen.")] }));
        var answer = await world.ForwardAsync(first.Id);
        world.Time.Advance(TimeSpan.FromDays(2));
        await world.GiveAsync(answer.Id);
        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.ABit, "Het gaat.", second.Id));

        await world.UseAsync((MergeService s) => s.UnmergeAsync(second.Id));

        var (root, apart) = (await world.ReadAsync(first.Id), await world.ReadAsync(second.Id));
        Assert.Equal((AgendaItemStatus.Answered, AgendaItemStatus.Answered), (root.Status, apart.Status));
        Assert.Equal((root.AnsweredOn, root.DaysToAnswer, root.AnsweredOnTime), (apart.AnsweredOn, apart.DaysToAnswer, apart.AnsweredOnTime));
        var own = Assert.Single(apart.Answers);
        Assert.NotEqual(answer.Id, own.Id);
        Assert.Equal((Decision.WillDo, "Het klopt.", ClarityRating.ABit, "Het gaat."), (own.Decision, own.Why, own.ClarityRating, own.RatingWord));
        Assert.Null(root.Answers[0].ClarityRating);
        Assert.Equal((EntryOutcome.Discussed, "Zes mensen."), (Assert.Single(apart.Entries).Outcome, apart.Entries[0].WhatWasSaid));
        // News of the action goes to both still.
        Assert.Equal(2, await world.Site.DataAsync(db => db.Set<ActionPoint>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task Undone_what_was_discussed_answered_and_promised_before_they_stood_together_stays_of_the_other_alone(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(first.Id, "Zes mensen.")] }));
        await world.GiveAsync((await world.ForwardAsync(first.Id)).Id);
        world.Time.Advance(TimeSpan.FromDays(1));
        var next = await world.AddSessionAsync(30);
        var second = await OfOtherAsync(world, "Er is geen bus.");
        await MergeAsync(world, first.Id, second.Id);
        world.Time.Advance(TimeSpan.FromDays(1));

        await world.UseAsync((MergeService s) => s.UnmergeAsync(second.Id));

        var (root, apart) = (await world.ReadAsync(first.Id), await world.ReadAsync(second.Id));
        Assert.Equal((AgendaItemStatus.Answered, AgendaItemStatus.OnAgenda), (root.Status, apart.Status));
        Assert.Equal((next.Id, apart.AnswerDueOn, null), (apart.CurrentSessionId!.Value, apart.DueOn!.Value, apart.AnsweredOn));
        Assert.Empty(apart.Answers);
        Assert.Equal([first.Id], await world.Site.DataAsync(db => db.Set<ActionPoint>().Select(p => p.ItemId).ToListAsync()));
        Assert.Null((await ViewAsync(world, second.Id, second.AuthorPersonId!.Value)).ToRate);
    }
}
