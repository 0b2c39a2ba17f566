using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class ReopeningTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Nee_needs_a_word_and_puts_the_point_on_the_next_agenda_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);
        var next = await world.AddSessionAsync(20);
        Assert.Equal("RatingWord", (await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No)))).Field);

        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?"));

        var reopened = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.OnAgenda, next.Id), (reopened.Status, reopened.CurrentSessionId));
        Assert.Equal(reopened.AnswerDueOn, reopened.DueOn);
        var again = await world.ForwardAsync(item.Id);
        await world.GiveAsync(again.Id);
        await world.UseAsync((AnswerService s) => s.RateAsync(again.Id, ClarityRating.No, "Nog niet."));
        Assert.Equal(AgendaItemStatus.Answered, (await world.ReadAsync(item.Id)).Status);
    }

    [Theory, AllDatabases]
    public async Task Nee_is_taken_back_as_long_as_nobody_is_asked_again(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);
        var before = await world.ReadAsync(item.Id);
        await world.AddSessionAsync(20);
        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?"));
        Assert.Single((await world.ReadAsync(item.Id)).Entries);

        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.Yes));

        var again = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.Answered, null, null), (again.Status, again.ReopenedAt, again.CurrentSessionId));
        Assert.Empty(again.Entries);
        Assert.Equal((before.AnsweredOn, before.DaysToAnswer, before.AnsweredOnTime), (again.AnsweredOn, again.DaysToAnswer, again.AnsweredOnTime));
        Assert.Single(await world.UseAsync((LedgerService l) => l.AnswersAsync()));

        // Said again, it comes back as the first time; once a body is asked, it stays so.
        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Toch niet."));
        Assert.Equal(AgendaItemStatus.OnAgenda, (await world.ReadAsync(item.Id)).Status);
        await world.ForwardAsync(item.Id);
        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.Yes));
        Assert.Equal(AgendaItemStatus.Forwarded, (await world.ReadAsync(item.Id)).Status);
        Assert.NotNull((await world.ReadAsync(item.Id)).ReopenedAt);
    }

    [Theory, AllDatabases]
    public async Task Nee_taken_back_leaves_the_point_on_the_agenda_that_it_waited_for(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var meeting = await world.AddSessionAsync(20);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?"));

        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.ABit));

        var again = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.Answered, meeting.Id), (again.Status, again.CurrentSessionId));
    }

    [Theory, AllDatabases]
    public async Task Without_a_meeting_nee_waits_for_the_next_one(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);

        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Ik snap het niet."));
        Assert.Equal(AgendaItemStatus.Parked, (await world.ReadAsync(item.Id)).Status);
        var next = await world.AddSessionAsync(20);

        Assert.Equal((AgendaItemStatus.OnAgenda, next.Id), ((await world.ReadAsync(item.Id)).Status, (await world.ReadAsync(item.Id)).CurrentSessionId));
    }

    [Theory, AllDatabases]
    public async Task Nee_leaves_the_point_on_the_agenda_that_it_waits_for(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var meeting = await world.AddSessionAsync(20);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);

        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?"));

        var reopened = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.OnAgenda, meeting.Id), (reopened.Status, reopened.CurrentSessionId));
        Assert.True(Assert.Single(reopened.Entries).IsPending);
    }

    [Theory, AllDatabases]
    public async Task Nee_on_a_point_that_was_put_off_from_the_next_meeting_waits_for_the_one_after(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(20);
        var item = await world.ProposeAsync();
        await world.UseAsync((AgendaItemService s) => s.ParkAsync(item.Id, "Eerst vragen we het na."));
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);

        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Ik snap het niet."));
        Assert.Equal(AgendaItemStatus.Parked, (await world.ReadAsync(item.Id)).Status);
        var later = await world.AddSessionAsync(40);

        Assert.Equal((AgendaItemStatus.OnAgenda, later.Id), ((await world.ReadAsync(item.Id)).Status, (await world.ReadAsync(item.Id)).CurrentSessionId));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_was_reopened_is_not_answered_until_it_is_answered_again(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id, Decision.WillNotDo);
        Assert.Single(await world.UseAsync((LedgerService l) => l.AnswersAsync()));

        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Waarom niet?"));

        Assert.Null((await world.ReadAsync(item.Id)).AnsweredOn);
        Assert.Empty(await world.UseAsync((LedgerService l) => l.AnswersAsync()));
        await world.GiveAsync((await world.ForwardAsync(item.Id)).Id);
        Assert.Equal(Decision.WillDo, Assert.Single(await world.UseAsync((LedgerService l) => l.AnswersAsync())).Decision);
        Assert.Equal(world.Today, (await world.ReadAsync(item.Id)).AnsweredOn);
    }
}
