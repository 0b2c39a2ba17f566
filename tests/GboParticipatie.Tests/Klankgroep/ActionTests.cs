using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class ActionTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task An_answer_that_promises_something_makes_an_action_of_the_body_that_answers_and_another_none(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var promise = await world.ForwardAsync(item.Id);
        var refusal = await world.ForwardAsync(item.Id, f => f.OrganisationId = world.Organisation);

        await world.GiveAsync(refusal.Id, Decision.WillNotDo);
        await world.GiveAsync(promise.Id, Decision.WillDoPart);

        var action = Assert.Single(await AllAsync(world));
        Assert.Equal((promise.Id, world.Body, "We doen het.", world.Today.AddDays(30), ActionState.Planned),
            (action.FromAnswerId, action.OwnerGroupId, action.What, action.DueOn, action.State));
        Assert.Equal(item.Id, Assert.Single(action.Points).ItemId);
    }

    [Theory, AllDatabases]
    public async Task Each_author_hears_once_when_their_action_moves_and_reads_it_on_the_timeline(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.ProposeAsync("Er is geen bus.");
        var second = await world.ProposeAsync("De bus is te duur.");
        var other = await world.ProposeAsync("Ik kan niet weg.", p => p.Author = new ProposalAuthor { OrganisationId = world.Organisation, IsConfirmed = true });
        var action = await AddAsync(world, $"{first.Reference}, {second.Reference}; {other.Reference}");

        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.Busy, "De proef begint in mei.")));

        Assert.Equal(2, (await world.EventsAsync(first.Id)).Count(IsMove));
        Assert.DoesNotContain(await world.EventsAsync(second.Id), IsMove);
        Assert.Equal(2, (await world.EventsAsync(other.Id)).Count(IsMove));
        var told = (await ViewAsync(world, second.Id)).Timeline.Where(t => t.Kind == TimelineKind.ActionMoved).ToList();
        Assert.Equal(["De stuurgroep gaat iets doen", "De stuurgroep is begonnen"], told.Select(t => t.Title));
        Assert.Equal("De proef begint in mei.", told[1].Text);

        static bool IsMove(string type) => type.EndsWith(nameof(ActionMoved), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Another_day_or_owner_is_told_with_the_reason_and_other_words_alone_are_not(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var action = await AddAsync(world, item.Reference);
        var typed = new TypedAction { What = "We rijden om het halfuur.", Owner = world.Body, DueOn = action.DueOn };
        await world.UseAsync((ActionService s) => s.ChangeAsync(action.Id, typed));
        Assert.Equal(1, await MovesAsync());

        await world.UseAsync((ActionService s) => s.ChangeAsync(action.Id, typed with { DueOn = new DateOnly(2027, 3, 1), Reason = "De chauffeur is ziek." }));
        await world.UseAsync((ActionService s) => s.ChangeAsync(action.Id, typed with { DueOn = new DateOnly(2027, 3, 1), Owner = world.Organisation }));

        Assert.Equal(3, await MovesAsync());
        var told = (await ViewAsync(world, item.Id)).Timeline.Where(t => t.Kind == TimelineKind.ActionMoved).Skip(1).ToList();
        Assert.Equal(["Nieuws van Buurtwerk Tongeren", "Nieuws van Buurtwerk Tongeren"], told.Select(t => t.Title));
        Assert.Equal([$"Het is nu tegen maandag 1 maart 2027. Eerst was dat {BrusselsTime.LongDate(action.DueOn)}.\n\nDe chauffeur is ziek.", "Dit is nu voor Buurtwerk Tongeren."], told.Select(t => t.Text));
        // What is over changes nothing for anyone.
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.Done, "Het rijdt.")));
        await world.UseAsync((ActionService s) => s.ChangeAsync(action.Id, typed with { DueOn = new DateOnly(2027, 4, 1) }));
        Assert.Equal(4, await MovesAsync());

        async Task<int> MovesAsync() => (await world.EventsAsync(item.Id)).Count(t => t.EndsWith(nameof(ActionMoved), StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task Not_done_needs_a_reason_and_a_trial_an_end_and_nothing_is_no_news(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var action = await AddAsync(world, (await world.ProposeAsync()).Reference);

        Assert.Equal("Text", (await RefusedAsync(world, new MoveAction(action.Id, ActionState.NotDone, " "))).Field);
        Assert.Equal("TrialUntil", (await RefusedAsync(world, new MoveAction(action.Id, ActionState.OnTrial, null))).Field);
        Assert.Equal("TrialUntil", (await RefusedAsync(world, new MoveAction(action.Id, ActionState.OnTrial, null, world.Today))).Field);
        Assert.Equal("Text", (await RefusedAsync(world, new MoveAction(action.Id, ActionState.Planned, null))).Field);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.Busy, null, null, action.Version + 7))));
    }

    [Theory, AllDatabases]
    public async Task After_a_trial_people_say_whether_it_stays(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var action = await AddAsync(world, item.Reference);
        Assert.Equal("Dit werd niet uitgeprobeerd.", (await JudgeRefusedAsync(world, new JudgeTrial(action.Id, TrialVerdict.Keep, "Goed."))).Message);
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.OnTrial, "Eerst in Riemst.", world.Today.AddDays(60))));

        Assert.Equal("Text", (await JudgeRefusedAsync(world, new JudgeTrial(action.Id, TrialVerdict.Keep, ""))).Field);
        Assert.Equal("DueOn", (await JudgeRefusedAsync(world, new JudgeTrial(action.Id, TrialVerdict.Adapt, "Te kort."))).Field);
        await world.UseAsync((ActionService s) => s.JudgeAsync(new JudgeTrial(action.Id, TrialVerdict.Adapt, "De uren zijn te kort.", world.Group, world.Today.AddDays(90))));
        var adapted = Assert.Single(await AllAsync(world));
        Assert.Equal((ActionState.Busy, world.Today.AddDays(90), TrialVerdict.Adapt, world.Group), (adapted.State, adapted.DueOn, adapted.Verdict, adapted.JudgedByGroupId));
        Assert.Contains((await ViewAsync(world, item.Id)).Timeline, t => t is { Title: "Na het proberen: we passen het aan", Text: "De uren zijn te kort." });
    }

    [Theory, AllDatabases]
    public async Task The_day_after_the_action_its_author_is_asked_once_whether_anything_changed_and_nee_reopens_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var answer = await world.ForwardAsync(item.Id);
        await world.GiveAsync(answer.Id);
        var action = Assert.Single(await AllAsync(world));
        await Assert.ThrowsAsync<RuleException>(() => RateAsync(world, action.Id, item.Id, ChangeRating.Yes));
        world.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync()));
        world.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync()));
        Assert.Equal(0, await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync()));

        Assert.Single(await world.EventsAsync(item.Id), e => e.EndsWith(nameof(ActionDue), StringComparison.Ordinal));
        Assert.Equal(nameof(ActionPoint.ChangedWord), (await Assert.ThrowsAsync<RuleException>(() => RateAsync(world, action.Id, item.Id, ChangeRating.No))).Field);
        var next = await world.AddSessionAsync(20);
        await RateAsync(world, action.Id, item.Id, ChangeRating.No, "Er is nog altijd geen bus.");
        var reopened = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.OnAgenda, next.Id), (reopened.Status, reopened.CurrentSessionId));
        Assert.Contains("Er is nog altijd geen bus.", reopened.Answers[0].QuestionAgain(DutchTexts.Instance), StringComparison.Ordinal);
        var again = await world.ForwardAsync(item.Id);
        await world.GiveAsync(again.Id);
        await world.UseAsync((AnswerService s) => s.RateAsync(again.Id, ClarityRating.No, "Nog niet."));
        Assert.Equal(AgendaItemStatus.Answered, (await world.ReadAsync(item.Id)).Status);
    }

    [Theory, AllDatabases]
    public async Task A_second_answer_replaces_what_the_first_promised_and_only_the_second_is_expected_and_asked_about(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var first = await world.ForwardAsync(item.Id);
        await world.GiveAsync(first.Id);
        await world.UseAsync((AnswerService s) => s.RateAsync(first.Id, ClarityRating.No, "Wie doet het dan?"));
        world.Time.Advance(TimeSpan.FromDays(40));
        // While the point waits for a new answer, nobody is asked about the old one.
        Assert.Equal(0, await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync()));

        var second = await world.ForwardAsync(item.Id);
        await world.GiveAsync(second.Id);

        var actions = await AllAsync(world);
        Assert.Equal([ActionState.NotDone, ActionState.Planned], new[] { first.Id, second.Id }.Select(id => actions.Single(a => a.FromAnswerId == id).State));
        var view = await ViewAsync(world, item.Id);
        Assert.Contains(view.Timeline, t => t.Title == "Er kwam een nieuw antwoord. Wat de stuurgroep eerst beloofde, geldt niet meer");
        var expected = Assert.Single(view.Timeline, t => !t.HasHappened);
        Assert.Equal(world.Today.AddDays(30), expected.On);
        Assert.DoesNotContain(view.Actions, a => a.CanBeNoticedOn(world.Today.AddDays(30)));
        Assert.Equal(second.Id, Assert.Single(view.Actions, a => a.CanBeNoticedOn(world.Today.AddDays(31))).Action.FromAnswerId);
        world.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync()));
        Assert.DoesNotContain(await world.EventsAsync(item.Id), e => e.EndsWith(nameof(ActionMoved), StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task What_was_done_stays_done_when_the_answer_comes_back(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var first = await world.ForwardAsync(item.Id);
        await world.GiveAsync(first.Id);
        var done = Assert.Single(await AllAsync(world));
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(done.Id, ActionState.Done, null)));
        await world.UseAsync((AnswerService s) => s.RateAsync(first.Id, ClarityRating.No, "Wie deed het?"));

        await world.GiveAsync((await world.ForwardAsync(item.Id)).Id);

        Assert.Equal([ActionState.Planned, ActionState.Done], (await AllAsync(world)).Select(a => a.State).Order());
    }

    [Theory, AllDatabases]
    public async Task What_is_not_done_is_not_asked_about_and_a_trial_is_asked_about_at_its_end(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        var stopped = await AddAsync(world, item.Reference);
        var tried = await AddAsync(world, item.Reference);
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(stopped.Id, ActionState.NotDone, "Er is geen geld.")));
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(tried.Id, ActionState.OnTrial, null, world.Today.AddDays(80))));

        world.Time.Advance(TimeSpan.FromDays(60));
        Assert.Equal(0, await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync()));
        world.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await world.UseAsync((ActionService s) => s.AskWhetherItChangedAsync()));
    }

    [Theory, AllDatabases]
    public async Task Two_coaches_do_not_overwrite_each_other_in_an_action(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var action = await AddAsync(world, (await world.ProposeAsync()).Reference);
        var typed = new TypedAction { What = "We rijden om het halfuur.", Owner = world.Body, DueOn = world.Today.AddDays(40) };
        await world.UseAsync((ActionService s) => s.ChangeAsync(action.Id, typed, action.Version));

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((ActionService s) => s.ChangeAsync(action.Id, typed with { What = "We rijden niet." }, action.Version)));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.Busy, null, null, action.Version))));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((ActionService s) => s.JudgeAsync(new JudgeTrial(action.Id, TrialVerdict.Keep, "Goed.", Version: action.Version))));
        Assert.Equal("We rijden om het halfuur.", Assert.Single(await AllAsync(world)).What);
    }

    [Theory, AllDatabases]
    public async Task An_action_can_come_of_what_someone_told_who_hears_how_it_goes(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var point = await world.ProposeAsync();
        var told = await TellAsync(world, null);
        Assert.Equal("Points", (await AddRefusedAsync(world, new TypedAction { What = "Iets.", Owner = world.Body, DueOn = world.Today.AddDays(3) }, "FB-2026-1")).Field);

        var action = await AddAsync(world, $"{point.Reference}, {told.Reference.ToLowerInvariant()}");
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.Busy, "De proef begint in mei.")));

        Assert.Equal(2, (await world.EventsAsync(told.Id)).Count(e => e.EndsWith(nameof(FeedbackActionMoved), StringComparison.Ordinal)));
        var moments = await world.UseAsync((FeedbackService f) => f.ActionsAsync(told.Id));
        Assert.Equal([("De stuurgroep gaat iets doen", "We rijden om het uur."), ("De stuurgroep is begonnen", "De proef begint in mei.")], moments.Select(m => (m.Title, m.Text!)));
    }

    [Theory, AllDatabases]
    public async Task Feedback_can_be_about_an_action_that_exists(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var action = await AddAsync(world, (await world.ProposeAsync()).Reference);

        var told = await TellAsync(world, action.Id);

        Assert.Equal([told.Id], (await world.UseAsync((FeedbackService f) => f.AboutActionAsync(action.Id))).Select(f => f.Id));
        Assert.Equal("AboutActionId", (await Assert.ThrowsAsync<RuleException>(() => TellAsync(world, Guid.NewGuid()))).Field);
    }

    [Theory, AllDatabases]
    public async Task The_day_after_a_trial_it_is_said_once_and_after_a_new_trial_again(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var action = await AddAsync(world, (await world.ProposeAsync()).Reference);
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, ActionState.OnTrial, null, world.Today.AddDays(40))));
        world.Time.Advance(TimeSpan.FromDays(40));
        Assert.Equal(0, await world.UseAsync((ActionService s) => s.TellThatTrialsEndedAsync()));
        world.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(1, await world.UseAsync((ActionService s) => s.TellThatTrialsEndedAsync()));
        Assert.Equal(0, await world.UseAsync((ActionService s) => s.TellThatTrialsEndedAsync()));
        await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, null, "We proberen langer.")));
        await world.UseAsync((ActionService s) => s.ChangeAsync(action.Id, new TypedAction { What = "Langer.", Owner = world.Body, DueOn = world.Today.AddDays(10), TrialUntil = world.Today.AddDays(20) }));
        world.Time.Advance(TimeSpan.FromDays(21));
        Assert.Equal(1, await world.UseAsync((ActionService s) => s.TellThatTrialsEndedAsync()));
        Assert.Equal(2, (await world.EventsAsync(action.Id)).Count(e => e.EndsWith(nameof(TrialEnded), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_action_by_hand_names_points_that_exist_an_owner_and_a_day_to_come()
    {
        await using var world = await World.CreateAsync(databases, Db.Sqlite);
        var item = await world.ProposeAsync();
        var typed = new TypedAction { What = "We rijden om het uur.", Owner = world.Organisation, DueOn = world.Today.AddDays(5) };

        Assert.Equal("Points", (await AddRefusedAsync(world, typed, "AP-2020-9999")).Field);
        Assert.Equal("Points", (await AddRefusedAsync(world, typed, "iets")).Field);
        Assert.Equal("Owner", (await AddRefusedAsync(world, typed with { Owner = Guid.NewGuid() }, item.Reference)).Field);
        Assert.Equal("DueOn", (await AddRefusedAsync(world, typed with { DueOn = world.Today.AddDays(-1) }, item.Reference)).Field);
        Assert.Equal("What", (await AddRefusedAsync(world, typed with { What = "" }, item.Reference)).Field);
        Assert.Equal("TrialUntil", (await AddRefusedAsync(world, typed with { TrialUntil = world.Today.AddDays(1) }, item.Reference)).Field);
        Assert.Empty(await AllAsync(world));
    }

    private static Task<Feedback> TellAsync(World world, Guid? action) => world.UseAsync((FeedbackService f) => f.GiveAsync(new GiveFeedback
    {
        SubmissionKey = Guid.NewGuid(),
        Author = FeedbackAuthor.Anonymous(),
        Kind = FeedbackKind.Evaluation,
        Description = "De bus is nu altijd vol.",
        Readers = FeedbackReaders.WhoCanHelp,
        AboutActionId = action,
    }));

    private static Task<ActionItem> AddAsync(World world, string points)
        => world.UseAsync((ActionService s) => s.AddAsync(new TypedAction { What = "We rijden om het uur.", Owner = world.Body, DueOn = world.Today.AddDays(30) }, points));

    private static Task<RuleException> AddRefusedAsync(World world, TypedAction typed, string points)
        => Assert.ThrowsAsync<RuleException>(() => world.UseAsync((ActionService s) => s.AddAsync(typed, points)));

    private static Task<RuleException> RefusedAsync(World world, MoveAction move) => Assert.ThrowsAsync<RuleException>(() => world.UseAsync((ActionService s) => s.MoveAsync(move)));

    private static Task<RuleException> JudgeRefusedAsync(World world, JudgeTrial judged) => Assert.ThrowsAsync<RuleException>(() => world.UseAsync((ActionService s) => s.JudgeAsync(judged)));

    private static Task<ActionPoint> RateAsync(World world, Guid action, Guid item, ChangeRating rating, string? word = null)
        => world.UseAsync((ActionService s) => s.RateAsync(action, item, rating, word));

    private static Task<List<ActionItem>> AllAsync(World world) => world.Site.DataAsync(db => db.Set<ActionItem>().AsNoTracking().Include(a => a.Points).ToListAsync());

    private static async Task<PointView> ViewAsync(World world, Guid item)
    {
        var point = await world.ReadAsync(item);
        return await world.UseAsync((TimelineService s) => s.ReadAsync(point, new Viewer(), isAuthor: true));
    }
}
