using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Points about the same stand together: they go one way, and each author hears of it about their own point.</summary>
public sealed partial class MergeTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Points_that_stand_together_go_one_way_and_keep_their_author_number_and_readers(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        var second = await OfOtherAsync(world, "Er is geen bus.", p => p.Visibility = Visibility.WithoutName);

        var stays = await MergeAsync(world, first.Id, second.Id);

        Assert.Equal(first.Id, stays.Id);
        var (root, other) = (await world.ReadAsync(first.Id), await world.ReadAsync(second.Id));
        Assert.Equal((AgendaItemStatus.OnAgenda, 1, session.Id), (root.Status, root.TogetherWith, root.CurrentSessionId));
        Assert.Equal((AgendaItemStatus.Merged, first.Id, null, null), (other.Status, other.MergedIntoId, other.DueOn, other.CurrentSessionId));
        Assert.Equal(
            (second.Reference, second.ShortCode, second.Description, second.AuthorPersonId, Visibility.WithoutName, second.LinkVersion),
            (other.Reference, other.ShortCode, other.Description, other.AuthorPersonId, other.Visibility, other.LinkVersion));
        var line = Assert.Single(await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true })));
        Assert.Equal((first.Id, 1, ", samen met 1 ander punt"), (line.ItemId, line.TogetherWith, line.Together(DutchTexts.Instance)));
        Assert.Equal([nameof(AgendaItemProposed), nameof(AgendaItemMerged)], await world.EventsAsync(first.Id));
        Assert.Equal([nameof(AgendaItemProposed), nameof(AgendaItemMerged)], await world.EventsAsync(second.Id));
        Assert.Contains("staat samen met", (await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(second.Id))).Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task What_stands_together_moves_as_one_and_stays_one_step_deep(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var points = new List<AgendaItem>();
        for (var i = 0; i < 5; i++) points.Add(await OfOtherAsync(world, $"Er is geen bus {i}."));
        await MergeAsync(world, points[0].Id, points[1].Id, points[2].Id);

        // The one that others stand with goes to a third, and all go along.
        await MergeAsync(world, points[3].Id, points[0].Id);
        // With one that stands with another means with that other.
        Assert.Equal(points[3].Id, (await MergeAsync(world, points[1].Id, points[4].Id)).Id);
        // Once more is the same.
        await MergeAsync(world, points[3].Id, points[1].Id, points[4].Id);

        Assert.Equal((4, (Guid?)null), ((await world.ReadAsync(points[3].Id)).TogetherWith, (await world.ReadAsync(points[3].Id)).MergedIntoId));
        foreach (var other in points.Where(p => p.Id != points[3].Id))
            Assert.Equal((points[3].Id, 0), ((await world.ReadAsync(other.Id)).MergedIntoId, (await world.ReadAsync(other.Id)).TogetherWith));
        // Each heard once.
        foreach (var point in points) Assert.Equal(1, (await world.EventsAsync(point.Id)).Count(e => e == nameof(AgendaItemMerged)));
    }

    [Theory, AllDatabases]
    public async Task What_others_may_not_read_is_never_with_what_they_may_and_what_is_asked_stays(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var open = await world.ProposeAsync("Er is geen bus.");
        var secret = await world.ProposeAsync("Haar baas.", p => p.Visibility = Visibility.CoachOnly);
        var asked = await world.ProposeAsync("De bus is duur.");
        await world.ForwardAsync(asked.Id);
        var declined = await world.ProposeAsync("De bus is geel.");
        await world.UseAsync((AgendaItemService s) => s.DeclineAsync(declined.Id, "Dat is zo."));
        var unknown = await world.ProposeAsync("Welke bus?", p => p.Author = p.Author with { IsConfirmed = false });
        var elsewhere = await world.AddGroupAsync("elders");
        var far = await world.ProposeAsync("De trein.", p => p.GroupId = elsewhere.Id);

        foreach (var (stays, goes, why) in new[]
        {
            (open.Id, secret.Id, "alleen de coach"), (secret.Id, open.Id, "alleen de coach"), (open.Id, asked.Id, "al een antwoord gevraagd"), (open.Id, declined.Id, "komt niet op de agenda"),
            (declined.Id, open.Id, "komt niet op de agenda"), (unknown.Id, open.Id, "nog niet bevestigd"), (open.Id, far.Id, "andere groep"),
        }) Assert.Contains(why, (await Assert.ThrowsAsync<RuleException>(() => MergeAsync(world, stays, goes))).Message, StringComparison.Ordinal);
        Assert.Equal("ItemIds", (await Assert.ThrowsAsync<RuleException>(() => MergeAsync(world, open.Id))).Field);
        await Assert.ThrowsAsync<NotFoundException>(() => MergeAsync(world, open.Id, Guid.NewGuid()));

        Assert.Equal(0, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync(i => i.MergedIntoId != null)));
        // What a body was asked about can stay, and so can what nobody vouches for yet come along.
        await MergeAsync(world, asked.Id, open.Id, unknown.Id);
        Assert.Equal((AgendaItemStatus.Forwarded, 2), ((await world.ReadAsync(asked.Id)).Status, (await world.ReadAsync(asked.Id)).TogetherWith));
    }

    [Theory, AllDatabases]
    public async Task Each_author_hears_each_step_once_about_their_own_point(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        var mine = await world.ProposeAsync("En ook niet op zondag.");
        var second = await OfOtherAsync(world, "Er is geen bus.");
        await MergeAsync(world, first.Id, mine.Id, second.Id);

        await world.UseAsync((AgendaItemService s) => s.ParkAsync(first.Id, "Er is geen tijd."));
        var answer = await world.ForwardAsync(first.Id);
        await world.UseAsync((AnswerHelp s) => s.PauseAsync(answer.Id, "We vragen het na.", NextWorkingDay(answer.DueOn)));
        await world.GiveAsync(answer.Id);

        string[] steps = [nameof(AgendaItemForwarded), nameof(AgendaItemParked), nameof(AnswerGiven), nameof(AnswerPaused)];
        foreach (var item in new[] { first.Id, second.Id })
            Assert.Equal(steps, await world.Site.DataAsync(db => db.Set<GboParticipatie.Data.Outbox.OutboxMessage>().Where(m => steps.Contains(m.Type) && m.Payload.Contains(item.ToString())).Select(m => m.Type).OrderBy(t => t).ToListAsync()));
        // Who brought two of them hears it of the one that stays.
        Assert.DoesNotContain(nameof(AgendaItemParked), await world.EventsAsync(mine.Id));
        // What is promised is for all of them.
        Assert.Equal(new[] { first.Id, mine.Id, second.Id }.Order(), (await world.Site.DataAsync(db => db.Set<ActionPoint>().Select(p => p.ItemId).ToListAsync())).Order());
    }

    [Theory, AllDatabases]
    public async Task Each_author_says_whether_the_answer_is_clear_and_one_nee_reopens_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        var second = await OfOtherAsync(world, "Er is geen bus.");
        await MergeAsync(world, first.Id, second.Id);
        var answer = await world.ForwardAsync(first.Id, f => f.Question = "Fatima vraagt: kan het om het uur?");
        await world.GiveAsync(answer.Id);
        Assert.Equal(answer.Id, (await ViewAsync(world, second.Id, second.AuthorPersonId!.Value)).ToRate?.Id);
        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.Yes, "Dank u."));

        foreach (var _ in new[] { 1, 2 }) await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?", second.Id));

        var root = await world.ReadAsync(first.Id);
        Assert.Equal((AgendaItemStatus.Parked, ClarityRating.Yes), (root.Status, root.Answers[0].ClarityRating));
        Assert.Contains("Wie doet het dan?", root.Answers[0].QuestionAgain(DutchTexts.Instance), StringComparison.Ordinal);
        Assert.Equal(1, (await world.Site.DataAsync(db => db.Set<GboParticipatie.Data.Outbox.OutboxMessage>().CountAsync(m => m.Type == nameof(AnswerRated) && m.Payload.Contains(second.Id.ToString())))));
        var (theirs, his) = (await ViewAsync(world, second.Id, second.AuthorPersonId.Value), await ViewAsync(world, first.Id, world.Author, member: false));
        Assert.Null(theirs.ToRate);
        Assert.Equal(ClarityRating.No, theirs.Timeline.Single(t => t.Kind == TimelineKind.Answered).Rating);
        Assert.Equal(ClarityRating.Yes, his.Timeline.Single(t => t.Kind == TimelineKind.Answered).Rating);
        // What another said or was asked about is not theirs to read.
        Assert.Equal("Wie doet het dan?", theirs.Timeline.Single(t => t.Kind == TimelineKind.Reopened).Text);
        Assert.Null(his.Timeline.Single(t => t.Kind == TimelineKind.Reopened).Text);
        Assert.Null(theirs.Timeline.Single(t => t.Kind == TimelineKind.Forwarded).Text);
        // The second time nothing is reopened.
        var again = await world.ForwardAsync(first.Id);
        await world.GiveAsync(again.Id);
        await world.UseAsync((AnswerService s) => s.RateAsync(again.Id, ClarityRating.No, "Nog niet.", second.Id));
        Assert.Equal(AgendaItemStatus.Answered, (await world.ReadAsync(first.Id)).Status);
    }

    [Theory, AllDatabases]
    public async Task The_author_of_a_point_that_stands_with_another_follows_its_discussion_answer_and_action(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        var second = await OfOtherAsync(world, "Er is geen bus.");
        await MergeAsync(world, first.Id, second.Id);
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(first.Id, "Zes mensen zeggen het.")] }));
        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        await world.GiveAsync((await world.ForwardAsync(first.Id)).Id);

        var view = await ViewAsync(world, second.Id, second.AuthorPersonId!.Value);

        Assert.Equal((second.Id, first.Id, AgendaItemStatus.Answered, "Beantwoord"), (view.Item.Id, view.Root.Id, view.Root.Status, view.StatusText));
        Assert.Equal(
            [TimelineKind.Received, TimelineKind.Merged, TimelineKind.Discussed, TimelineKind.Forwarded, TimelineKind.Answered, TimelineKind.Expected],
            view.Timeline.Select(t => t.Kind));
        Assert.Equal("Je punt staat samen met 1 ander punt dat erop lijkt", view.Timeline[1].Title);
        Assert.Equal("Zes mensen zeggen het.", view.Timeline[2].Text);
        Assert.Equal("Het klopt.", view.Timeline[4].Text);
        Assert.Single(view.Actions);
        Assert.DoesNotContain(view.Timeline, t => $"{t.Title} {t.Text}".Contains("Fatima", StringComparison.Ordinal) || $"{t.Title} {t.Text}".Contains("De bus rijdt niet", StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task Who_brings_what_was_answered_already_reads_that_answer_after_their_own_point_came_in(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(5);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        await world.GiveAsync((await world.ForwardAsync(first.Id)).Id);
        world.Time.Advance(TimeSpan.FromDays(1));
        var second = await OfOtherAsync(world, "Er is geen bus.");

        await MergeAsync(world, first.Id, second.Id);

        var view = await ViewAsync(world, second.Id, second.AuthorPersonId!.Value);
        Assert.Equal(
            [TimelineKind.Received, TimelineKind.Merged, TimelineKind.OnAgenda, TimelineKind.Forwarded, TimelineKind.Answered, TimelineKind.Expected, TimelineKind.Expected],
            view.Timeline.Select(t => t.Kind));
        Assert.NotNull(view.ToRate);
        Assert.Single(view.Actions);
    }

    [Theory, AllDatabases]
    public async Task Who_takes_a_point_back_takes_back_no_others(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(5);
        var first = await world.ProposeAsync("De bus rijdt niet.");
        var second = await OfOtherAsync(world, "Er is geen bus.");
        var third = await OfOtherAsync(world, "De bus is vol.");
        await MergeAsync(world, first.Id, second.Id, third.Id);

        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(second.Id));
        Assert.Equal((AgendaItemStatus.Withdrawn, 1), ((await world.ReadAsync(second.Id)).Status, (await world.ReadAsync(first.Id)).TogetherWith));
        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(first.Id));

        Assert.Equal((AgendaItemStatus.Withdrawn, 0), ((await world.ReadAsync(first.Id)).Status, (await world.ReadAsync(first.Id)).TogetherWith));
        Assert.Equal((AgendaItemStatus.OnAgenda, null), ((await world.ReadAsync(third.Id)).Status, (await world.ReadAsync(third.Id)).MergedIntoId));
        Assert.Contains(nameof(AgendaItemUnmerged), await world.EventsAsync(third.Id));
    }

    [Theory, AllDatabases]
    public async Task Two_coaches_who_put_points_together_crosswise_at_once_never_make_a_circle(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        for (var round = 0; round < 6; round++)
        {
            var points = new List<AgendaItem>();
            for (var i = 0; i < 4; i++) points.Add(await OfOtherAsync(world, $"Bus {round} {i}."));
            await MergeAsync(world, points[0].Id, points[2].Id);
            await MergeAsync(world, points[1].Id, points[3].Id);

            // Two connections, each with the other's point as the one that stays; and one that takes a point out again.
            await Task.WhenAll(
                Task.Run(() => TryAsync(() => MergeAsync(world, points[0].Id, points[1].Id)), TestContext.Current.CancellationToken),
                Task.Run(() => TryAsync(() => MergeAsync(world, points[1].Id, points[0].Id)), TestContext.Current.CancellationToken),
                Task.Run(() => TryAsync(() => MergeAsync(world, points[3].Id, points[2].Id)), TestContext.Current.CancellationToken),
                Task.Run(() => TryAsync(() => world.UseAsync((MergeService s) => s.UnmergeAsync(points[3].Id))), TestContext.Current.CancellationToken));

            var stored = new List<AgendaItem>();
            foreach (var point in points) stored.Add(await world.ReadAsync(point.Id));
            var roots = stored.Where(i => i.MergedIntoId is null).Select(i => i.Id).ToList();
            Assert.NotEmpty(roots);
            Assert.All(stored.Where(i => i.MergedIntoId is not null), i => Assert.Contains(i.MergedIntoId!.Value, roots));
            Assert.All(stored, i => Assert.Equal(stored.Count(o => o.MergedIntoId == i.Id), i.TogetherWith));
        }
    }

    [Theory, AllDatabases]
    public async Task The_ledger_and_since_last_time_count_and_show_them_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var points = new List<AgendaItem>();
        for (var i = 0; i < 7; i++) points.Add(await world.ProposeAsync($"Punt {i}"));
        await MergeAsync(world, points[0].Id, points[1].Id);
        await world.GiveAsync((await world.ForwardAsync(points[0].Id)).Id);
        world.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(6, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total.Received);
        Assert.Equal(["Punt 0"], (await world.UseAsync((LedgerService l) => l.AnswersAsync())).Select(a => a.Title));
        var group = await world.UseAsync((GroupService g) => g.FindBySlugAsync("klankgroep"));
        Assert.Equal(["Punt 0"], (await world.UseAsync((SinceLastTimeService s) => s.ReadAsync(group!, Viewer.Anyone))).Waiting.Select(l => l.Title));
    }

    private static Task<AgendaItem> MergeAsync(World world, Guid stays, params Guid[] others) => world.UseAsync((MergeService s) => s.MergeAsync(new MergePoints(stays, others)));

    // Someone else, who sits in no group.
    private static async Task<AgendaItem> OfOtherAsync(World world, string description, Action<ProposalBuilder>? change = null)
    {
        var person = await world.AddPersonAsync("Omar");
        return await world.ProposeAsync(description, p =>
        {
            p.Author = new ProposalAuthor { PersonId = person, Channel = GboParticipatie.Klankgroep.Models.Channel.Web, IsConfirmed = true };
            change?.Invoke(p);
        });
    }

    private static Task<PointView> ViewAsync(World world, Guid item, Guid person, bool member = true) => world.Site.InScopeAsync(async services =>
    {
        var read = await services.GetRequiredService<AgendaItemService>().FindAsync(item);
        var viewer = member ? await services.GetRequiredService<Viewers>().OfPersonAsync(person) : new Viewer { PersonId = person };
        return await services.GetRequiredService<TimelineService>().ReadAsync(read!, viewer, isAuthor: false);
    });

    private static DateOnly NextWorkingDay(DateOnly day)
    {
        do day = day.AddDays(1); while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        return day;
    }

    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RuleException)
        {
            // The other was first: who comes second reads so and looks again.
        }
    }
}
