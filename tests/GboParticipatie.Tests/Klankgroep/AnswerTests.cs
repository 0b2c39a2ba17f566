using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class AnswerTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_point_is_forwarded_straight_from_receipt_with_owner_and_due_date(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();

        var answer = await world.ForwardAsync(item.Id);

        var read = await world.ReadAsync(item.Id);
        Assert.Equal((world.Body, world.Chair, AnswerState.Asked), (answer.GroupId!.Value, answer.OwnerPersonId!.Value, answer.State));
        // Thirty working days from Sunday 22 November, with Christmas and New Year.
        Assert.Equal(new DateOnly(2027, 1, 5), answer.DueOn);
        Assert.Equal((AgendaItemStatus.Forwarded, answer.DueOn, world.Body, world.Today), (read.Status, read.DueOn, read.CurrentBodyId, read.FirstWordOn));
        Assert.Equal([nameof(AgendaItemProposed), nameof(AgendaItemForwarded), nameof(AnswerRequested)], await world.EventsAsync(item.Id));
        var view = await world.UseAsync((TimelineService t) => t.ReadAsync(read, Viewer.Anyone, isAuthor: true));
        Assert.Equal(("Ligt bij de stuurgroep", "De stuurgroep"), (view.StatusText, view.WhoseTurn));
        Assert.Equal([TimelineKind.Received, TimelineKind.Forwarded, TimelineKind.Expected], view.Timeline.Select(t => t.Kind));
    }

    [Theory, AllDatabases]
    public async Task A_body_is_asked_once_and_others_may_be_asked_too(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var first = await world.ForwardAsync(item.Id);
        Assert.Equal("GroupId", (await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(item.Id))).Field);

        var second = await world.ForwardAsync(item.Id, f => f.OrganisationId = world.Organisation);
        await world.GiveAsync(first.Id);
        Assert.Equal(AgendaItemStatus.Forwarded, (await world.ReadAsync(item.Id)).Status);
        await world.GiveAsync(second.Id);

        Assert.Equal(AgendaItemStatus.Answered, (await world.ReadAsync(item.Id)).Status);
    }

    [Theory, AllDatabases]
    public async Task Two_who_forward_at_once_ask_the_body_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();

        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            try
            {
                await world.ForwardAsync(item.Id);
                return 1;
            }
            catch (RuleException)
            {
                return 0;
            }
        })));

        Assert.Equal(1, tries.Sum());
        Assert.Single((await world.ReadAsync(item.Id)).Answers);
    }

    [Theory, AllDatabases]
    public async Task An_answer_is_given_once_and_reaches_the_timeline(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        world.Time.Advance(TimeSpan.FromDays(9));

        await world.GiveAsync(answer.Id, Decision.WillDoPart);

        var read = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.Answered, null, 9, true), (read.Status, read.DueOn, read.DaysToAnswer, read.AnsweredOnTime));
        Assert.Contains("al geantwoord", (await Assert.ThrowsAsync<RuleException>(() => world.GiveAsync(answer.Id))).Message, StringComparison.Ordinal);
        var told = (await world.UseAsync((TimelineService t) => t.ReadAsync(read, Viewer.Anyone, isAuthor: false))).Timeline.Last(t => t.HasHappened);
        Assert.Equal(("De stuurgroep antwoordt", Decision.WillDoPart, "Het klopt."), (told.Title, told.Decision, told.Text));
        Assert.Equal(nameof(AnswerGiven), (await world.EventsAsync(item.Id))[^1]);
    }

    [Theory]
    [InlineData(null, "Daarom", "We doen het", 10, "Decision")]
    [InlineData(Decision.WillDo, " ", "We doen het", 10, "Why")]
    [InlineData(Decision.WillDo, "Daarom", null, 10, "WhatHappens")]
    [InlineData(Decision.WillDo, "Daarom", "We doen het", null, "ByWhen")]
    [InlineData(Decision.WillFindOut, "Daarom", null, null, "ByWhen")]
    [InlineData(Decision.WillDo, "Daarom", "We doen het", -1, "ByWhen")]
    public async Task An_answer_that_says_too_little_is_refused_at_the_field(Decision? decision, string why, string? what, int? inDays, string field)
    {
        await using var world = await World.CreateAsync(databases, Db.Sqlite);
        var answer = await world.ForwardAsync((await world.ProposeAsync()).Id);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AnswerService s) => s.GiveAsync(new GiveAnswer
        {
            AnswerId = answer.Id,
            Decision = decision,
            Why = why,
            WhatHappens = what,
            ByWhen = inDays is { } days ? world.Today.AddDays(days) : null,
        })));

        Assert.Equal(field, refusal.Field);
    }

    [Theory, AllDatabases]
    public async Task A_link_answers_until_someone_else_sees_to_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var answer = await world.ForwardAsync((await world.ProposeAsync()).Id);
        var token = (await world.UseAsync((PointLinks l) => Task.FromResult(l.ToAnswer(answer, world.Chair)))).Split('/')[^1];
        var opened = await world.UseAsync((AnswerService s) => s.OpenAsync(token));
        Assert.Equal((answer.Id, world.Chair), (opened!.Answer.Id, opened.PersonId));
        Assert.Null(await world.UseAsync((AnswerService s) => s.OpenAsync("onzin")));

        await world.UseAsync((AnswerService s) => s.AssignAsync(answer.Id, world.Author));
        await world.UseAsync((AnswerService s) => s.AssignAsync(answer.Id, world.Author));

        Assert.Null(await world.UseAsync((AnswerService s) => s.OpenAsync(token)));
        Assert.Single(await world.EventsAsync(answer.ItemId), type => type == nameof(AnswerAssigned));

        // Another coach whose page is older hands it over to someone else: the first must not be left with a dead link unseen.
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((AnswerService s) => s.AssignAsync(answer.Id, world.Chair, from: opened.Answer.LinkVersion)));
    }

    [Theory, AllDatabases]
    public async Task An_organisation_that_is_asked_has_someone_who_sees_to_it_as_soon_as_it_has_anyone(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var empty = await world.Site.DataAsync(async db =>
        {
            var organisation = new GboParticipatie.Network.Models.Organisation { Slug = "leeg", Name = "Nog leeg", Kind = GboParticipatie.Network.Models.OrganisationKind.Doelgroeporganisatie };
            db.Add(organisation);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return organisation.Id;
        });

        var asked = await world.ForwardAsync((await world.ProposeAsync()).Id, f => f.OrganisationId = world.Organisation);
        var unseen = await world.ForwardAsync((await world.ProposeAsync()).Id, f => f.OrganisationId = empty);

        Assert.Equal(world.Author, asked.OwnerPersonId);
        Assert.Null(unseen.OwnerPersonId);
    }

    [Theory, AllDatabases]
    public async Task An_answer_is_overdue_from_the_day_after_its_due_date_and_said_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id, f => f.DueOn = world.Today.AddDays(2));
        world.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));
        world.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));
        Assert.Equal(0, await world.UseAsync((AnswerService s) => s.MarkOverdueAsync()));

        Assert.Equal(1, (await world.EventsAsync(item.Id)).Count(e => e == nameof(AnswerOverdue)));
        await world.GiveAsync(answer.Id);
        Assert.False((await world.ReadAsync(item.Id)).AnsweredOnTime);
    }

    [Theory, AllDatabases]
    public async Task An_answer_in_time_for_the_body_but_too_late_for_the_author_is_late(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id, f => f.DueOn = item.AnswerDueOn.AddDays(30));
        world.Time.Advance(TimeSpan.FromDays(item.AnswerDueOn.DayNumber - world.Today.DayNumber + 1));

        await world.GiveAsync(answer.Id);

        Assert.False((await world.ReadAsync(item.Id)).AnsweredOnTime);
    }

    [Theory, AllDatabases]
    public async Task A_point_for_the_coach_alone_goes_on_only_as_a_text_that_its_author_agrees_with(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync("Heel persoonlijk", p => p.Visibility = Visibility.CoachOnly);
        await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(item.Id));
        Assert.Equal("Question", (await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(item.Id, f => f.AuthorAgreed = true))).Field);
        Assert.Equal("AuthorAgreed", (await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(item.Id, f => f.Question = "Kan het onthaal stiller?"))).Field);

        await world.ForwardAsync(item.Id, f => (f.Question, f.AuthorAgreed) = ("Kan het onthaal stiller?", true));

        Assert.False(AgendaItemAccess.MayRead(new Viewer { GroupIds = [world.Body], MandateGroupIds = [world.Body] }, await world.ReadAsync(item.Id)));
    }

    [Theory, AllDatabases]
    public async Task A_declined_point_keeps_its_reason_and_goes_nowhere_else(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(10);
        var item = await world.ProposeAsync();
        Assert.Equal("DeclineReason", (await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AgendaItemService s) => s.DeclineAsync(item.Id, " ")))).Field);

        await world.UseAsync((AgendaItemService s) => s.DeclineAsync(item.Id, "Dit hoort bij de gemeenteraad."));

        var read = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.Declined, null, EntryOutcome.Declined), (read.Status, read.DueOn, read.Entries[0].Outcome));
        await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(item.Id));
        Assert.Contains(nameof(AgendaItemDeclined), await world.EventsAsync(item.Id));
    }

    [Theory, AllDatabases]
    public async Task A_withdrawn_point_asks_nobody_any_more(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);

        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(item.Id));

        Assert.Equal(AgendaItemStatus.Withdrawn, (await world.ReadAsync(item.Id)).Status);
        Assert.Contains("geen antwoord meer nodig", (await Assert.ThrowsAsync<RuleException>(() => world.GiveAsync(answer.Id))).Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_point_closes_only_when_it_is_answered(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AgendaItemService s) => s.CloseAsync(item.Id)));
        await world.GiveAsync((await world.ForwardAsync(item.Id)).Id);

        await world.UseAsync((AgendaItemService s) => s.CloseAsync(item.Id));

        Assert.Equal(AgendaItemStatus.Closed, (await world.ReadAsync(item.Id)).Status);
    }
}
