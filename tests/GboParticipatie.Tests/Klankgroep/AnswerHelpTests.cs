using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Calendar;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class AnswerHelpTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_pause_needs_a_reason_and_a_later_working_day_and_its_author_reads_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        var days = await world.UseAsync((WorkingCalendar c) => c.GetAsync());
        var later = days.AddWorkingDays(answer.DueOn, 10);

        Assert.Equal("PauseReason", (await PauseRefusedAsync(world, answer.Id, " ", later)).Field);
        Assert.Equal("DueOn", (await PauseRefusedAsync(world, answer.Id, "Het budget", answer.DueOn)).Field);
        Assert.Equal("DueOn", (await PauseRefusedAsync(world, answer.Id, "Het budget", null)).Field);
        var saturday = later.AddDays(6 - (int)later.DayOfWeek);
        Assert.Contains("Dan werkt er niemand", (await PauseRefusedAsync(world, answer.Id, "Het budget", saturday)).Message, StringComparison.Ordinal);
        await world.UseAsync((AnswerHelp h) => h.PauseAsync(answer.Id, "Het budget is er pas in de herfst.", later));
        await world.UseAsync((AnswerHelp h) => h.PauseAsync(answer.Id, "Het budget is er pas in de herfst.", later));

        var point = await world.ReadAsync(item.Id);
        Assert.Equal((later, later, item.AnswerDueOn), (point.Answers[0].DueOn, point.DueOn, point.AnswerDueOn));
        Assert.Single(await world.EventsAsync(item.Id), e => e.EndsWith(nameof(AnswerPaused), StringComparison.Ordinal));
        var timeline = (await world.UseAsync((TimelineService s) => s.ReadAsync(point, new Viewer(), isAuthor: true))).Timeline;
        Assert.Contains(timeline, t => t is { Kind: TimelineKind.Paused, Title: "De stuurgroep heeft meer tijd nodig", Text: "Het budget is er pas in de herfst." });
        Assert.Contains(timeline, t => t.Kind == TimelineKind.Expected && t.On == later);
        // Others read that it takes longer, not why.
        var public_ = (await world.UseAsync((TimelineService s) => s.ReadAsync(point, new Viewer(), isAuthor: false))).Timeline;
        Assert.Null(public_.Single(t => t.Kind == TimelineKind.Paused).Text);
    }

    [Theory, AllDatabases]
    public async Task What_is_paused_is_not_overdue_until_its_new_day_and_then_again(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        world.Time.Advance(TimeSpan.FromDays(answer.DueOn.DayNumber - world.Today.DayNumber + 1));
        Assert.Equal(1, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));
        var later = (await world.UseAsync((WorkingCalendar c) => c.GetAsync())).AddWorkingDays(world.Today, 20);

        await world.UseAsync((AnswerHelp h) => h.PauseAsync(answer.Id, "Het budget.", later));

        Assert.Equal(0, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));
        world.Time.Advance(TimeSpan.FromDays(later.DayNumber - world.Today.DayNumber + 1));
        Assert.Equal(1, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));
    }

    [Theory, AllDatabases]
    public async Task What_was_said_in_a_meeting_is_no_answer_until_its_owner_gives_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        var said = new GiveAnswer { AnswerId = answer.Id, Decision = Decision.WillDo, Why = "Het klopt.", WhatHappens = "We doen het.", ByWhen = world.Today.AddDays(30) };

        await world.UseAsync<AnswerHelp, bool>(async h => { await h.ProposeAsync(new ProposeAnswer(said, WasSaid: true)); return true; });

        Assert.Equal(AgendaItemStatus.Forwarded, (await world.ReadAsync(item.Id)).Status);
        Assert.DoesNotContain(await world.EventsAsync(item.Id), e => e.EndsWith(nameof(AnswerGiven), StringComparison.Ordinal));
        Assert.Single(await world.EventsAsync(item.Id), e => e.EndsWith(nameof(AnswerProposed), StringComparison.Ordinal));
        await world.UseAsync((AnswerService s) => s.GiveAsync(said with { AnsweredByPersonId = world.Chair }));
        Assert.Equal(AgendaItemStatus.Answered, (await world.ReadAsync(item.Id)).Status);
        Assert.Null(await world.UseAsync((AnswerHelp h) => h.FindAsync(answer.Id)));
    }

    [Theory, AllDatabases]
    public async Task A_second_coach_who_saw_no_text_does_not_overwrite_that_of_the_first(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var answer = await world.ForwardAsync((await world.ProposeAsync()).Id);
        ProposeAnswer Text(string why, int? seen) => new(new GiveAnswer { AnswerId = answer.Id, Decision = Decision.WillDo, Why = why }, WasSaid: false, seen);
        Task<bool> ProposeAsync(ProposeAnswer text) => world.UseAsync<AnswerHelp, bool>(async h => { await h.ProposeAsync(text); return true; });

        await ProposeAsync(Text("Het eerste.", 0));
        await ProposeAsync(Text("Het eerste.", 0));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => ProposeAsync(Text("Het tweede.", 0)));
        var first = (await world.UseAsync((AnswerHelp h) => h.FindAsync(answer.Id)))!;
        Assert.Equal("Het eerste.", first.Why);
        await ProposeAsync(Text("Samen.", first.Version));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => ProposeAsync(Text("Nog eens.", first.Version)));
        Assert.Equal("Samen.", (await world.UseAsync((AnswerHelp h) => h.FindAsync(answer.Id)))!.Why);
    }

    [Fact]
    public async Task A_draft_may_be_half_and_what_was_said_may_not_and_neither_comes_after_the_answer()
    {
        await using var world = await World.CreateAsync(databases, Db.Sqlite);
        var answer = await world.ForwardAsync((await world.ProposeAsync()).Id);
        var half = new GiveAnswer { AnswerId = answer.Id, Decision = Decision.WillDo, Why = "Het klopt." };

        Assert.Equal("WhatHappens", (await ProposeRefusedAsync(world, new ProposeAnswer(half, WasSaid: true))).Field);
        Assert.Equal("Why", (await ProposeRefusedAsync(world, new ProposeAnswer(new GiveAnswer { AnswerId = answer.Id, Decision = null, Why = "" }, WasSaid: false))).Field);
        await world.UseAsync<AnswerHelp, bool>(async h => { await h.ProposeAsync(new ProposeAnswer(half, WasSaid: false)); return true; });
        Assert.Equal("Het klopt.", (await world.UseAsync((AnswerHelp h) => h.FindAsync(answer.Id)))!.Why);
        await world.GiveAsync(answer.Id);
        await ProposeRefusedAsync(world, new ProposeAnswer(half, WasSaid: false));
    }

    private static Task<RuleException> PauseRefusedAsync(World world, Guid answer, string reason, DateOnly? until)
        => Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AnswerHelp h) => h.PauseAsync(answer, reason, until)));

    private static Task<RuleException> ProposeRefusedAsync(World world, ProposeAnswer proposed)
        => Assert.ThrowsAsync<RuleException>(() => world.UseAsync<AnswerHelp, bool>(async h => { await h.ProposeAsync(proposed); return true; }));
}
