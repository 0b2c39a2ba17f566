using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Pages;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Tests.Localization;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class LedgerTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task The_ledger_counts_what_came_in_and_what_was_done_with_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var items = new List<AgendaItem>();
        for (var i = 0; i < 12; i++) items.Add(await world.ProposeAsync($"Punt {i}", p => p.LifeDomain = "wonen"));
        for (var i = 0; i < 7; i++)
        {
            var answer = await world.ForwardAsync(items[i].Id, f => f.DueOn = world.Today.AddDays(i == 6 ? 0 : 30));
            world.Time.Advance(TimeSpan.FromDays(1));
            await world.GiveAsync(answer.Id);
        }

        await world.UseAsync((AgendaItemService s) => s.WithdrawAsync(items[11].Id));

        var ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        // Four were not answered: that, and so how many were, stays unsaid.
        Assert.Equal(new LedgerFigure("", false, 11, null, 0, null, null, null), ledger.Total with { Done = 0 });
        await world.ProposeAsync("Punt 13", p => p.LifeDomain = "wonen");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        // One of the seven was late, and half of seven is under five: neither is told.
        Assert.Equal(new LedgerFigure("", false, 12, 7, 0, null, null, null), ledger.Total with { Done = 0 });
        Assert.Equal([("Wonen", 12, 7)], ledger.PerLifeDomain.Select(l => (l.Name, l.Received!.Value, l.Answered!.Value)));
        Assert.Equal([2026], await world.UseAsync((LedgerService l) => l.YearsAsync()));
        Assert.Null((await world.UseAsync((LedgerService l) => l.ReadAsync(2025))).Total.OnTimePercent);
    }

    [Theory, AllDatabases]
    public async Task Lines_have_their_names_in_the_language_of_each_reader_also_when_another_read_them_just_before(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, services => services.AddSingleton<DutchTexts, PseudoTexts>());
        for (var i = 0; i < 20; i++) await world.ProposeAsync($"Punt {i}", p => p.LifeDomain = i switch { < 10 => null, < 17 => "wonen", _ => "geld" });

        var dutch = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        var other = await world.UseAsync((LedgerService l) => ReadersLanguage.InAsync("fr", () => l.ReadAsync(2026)));

        Assert.Equal(["Zonder thema", "Andere"], dutch.PerLifeDomain.Select(l => l.Name));
        Assert.Equal(["⟦Zonder thema⟧", "⟦Andere⟧"], other.PerLifeDomain.Select(l => l.Name));
    }

    [Theory, AllDatabases]
    public async Task Only_answers_that_anyone_may_read_are_listed_without_persons(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        foreach (var visibility in Enum.GetValues<Visibility>())
        {
            var item = await world.ProposeAsync($"Punt {visibility}", p => p.Visibility = visibility);
            var answer = await world.ForwardAsync(item.Id, f => (f.Question, f.AuthorAgreed) = ("Neutraal.", true));
            world.Time.Advance(TimeSpan.FromMinutes(1));
            await world.GiveAsync(answer.Id);
        }

        var answers = await world.UseAsync((LedgerService l) => l.AnswersAsync());

        Assert.Equal([("Punt WithoutName", "Zonder naam"), ("Punt WithName", "Buurtwerk Tongeren")], answers.Select(a => (a.Title, a.AuthorShown)));
        Assert.All(answers, a => Assert.Equal("Stuurgroep GBO", a.Body));
    }

    [Theory, AllDatabases]
    public async Task Each_answer_comes_with_what_became_of_its_promise(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var day = world.Today.AddDays(30);
        foreach (var (title, state, text) in new (string, ActionState?, string?)[] { ("Open", null, null), ("Gedaan", ActionState.Done, null), ("Niet", ActionState.NotDone, "Er is geen geld.") })
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            var answer = await world.ForwardAsync((await world.ProposeAsync(title)).Id);
            await world.GiveAsync(answer.Id);
            var action = await world.Site.DataAsync(db => db.Set<ActionItem>().SingleAsync(a => a.FromAnswerId == answer.Id));
            if (state is not null) await world.UseAsync((ActionService s) => s.MoveAsync(new MoveAction(action.Id, state, text)));
        }

        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.GiveAsync((await world.ForwardAsync((await world.ProposeAsync("Weigert")).Id)).Id, Decision.WillNotDo);

        var answers = await world.UseAsync((LedgerService l) => l.AnswersAsync());

        Assert.Equal(["Weigert", "Niet", "Gedaan", "Open"], answers.Select(a => a.Title));
        Assert.Equal(
            [null, new KeptPromise(ActionState.NotDone, day, world.Today, "Er is geen geld."), new KeptPromise(ActionState.Done, day, world.Today, null), new KeptPromise(ActionState.Planned, day, null, null)],
            answers.Select(a => a.Promise));
        string[] said = [.. answers.Skip(1).Select(a => Looks.Promise(a, day.AddDays(1), DutchTexts.Instance))];
        Assert.Equal(
            ["Niet gelukt: Er is geen geld.", $"Gedaan op {BrusselsTime.LongDate(world.Today)}.", $"Dit moest klaar zijn tegen {BrusselsTime.LongDate(day)}."], said);
        Assert.Equal($"Klaar tegen {BrusselsTime.LongDate(day)}.", Looks.Promise(answers[3], day, DutchTexts.Instance));
    }

    // Ten points at once, answered on the second, fourth ... twentieth day; five of them were due on the tenth.
    [Theory, AllDatabases]
    public async Task It_tells_how_many_were_on_time_and_within_how_many_days_half_had_an_answer_where_neither_is_about_a_few(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var asked = new List<Answer>();
        for (var i = 0; i < 10; i++)
        {
            var item = await world.ProposeAsync($"Punt {i}");
            asked.Add(await world.ForwardAsync(item.Id, f => f.DueOn = world.Today.AddDays(i < 5 ? 20 : 10)));
        }

        foreach (var answer in asked)
        {
            world.Time.Advance(TimeSpan.FromDays(2));
            await world.GiveAsync(answer.Id);
        }

        var total = (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total;
        Assert.Equal((10, 10, 50, 10), (total.Received, total.Answered, total.OnTimePercent, total.MedianDays));
    }

    // Groups: 8 and 6 of the first, 7 of another. B's: 14 Bereikbaarheid (6 answered) and 7 without.
    [Theory, AllDatabases]
    public async Task Per_group_per_theme_and_per_B_it_is_what_was_counted_by_hand(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.Site.Services.GetRequiredService<World.FixedSettings>().SetAsync(new KlankgroepSettings { UsesSevenBs = true }, TestContext.Current.CancellationToken);
        var other = (await world.AddGroupAsync("bilzen", g => (g.Name, g.ForwardsTo) = ("Klankgroep Bilzen", world.Body))).Id;
        for (var i = 0; i < 14; i++)
        {
            var item = await world.ProposeAsync($"Punt {i}", p => p.LifeDomain = i < 8 ? "wonen" : "vervoer");
            await world.UseAsync((AgendaItemService s) => s.ClassifyAsync(item.Id, item.LifeDomain, BarrierKind.Bereikbaarheid));
            if (i >= 6) continue;
            var answer = await world.ForwardAsync(item.Id);
            await world.GiveAsync(answer.Id);
        }

        for (var i = 0; i < 7; i++) await world.ProposeAsync($"Bilzen {i}", p => (p.GroupId, p.LifeDomain) = (other, "vervoer"));

        var ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026, LedgerPeriod.SecondHalf));

        Assert.Equal((21, 6, 100), (ledger.Total.Received, ledger.Total.Answered, ledger.Total.OnTimePercent));
        Assert.Equal([("Klankgroep", 14, 6), ("Klankgroep Bilzen", 7, 0)], ledger.PerGroup.Select(l => (l.Name, l.Received!.Value, l.Answered!.Value)));
        Assert.Equal([("Bereikbaarheid", 14, 6), ("Nog geen B gekozen", 7, 0)], ledger.PerBarrier.Select(l => (l.Name, l.Received!.Value, l.Answered!.Value)));
        // Six of the eight about housing were answered, two were not: that stays unsaid, and so does what would tell it.
        Assert.Equal([("Vervoer", 13, null), ("Wonen", 8, (int?)null)], ledger.PerLifeDomain.Select(l => (l.Name, l.Received!.Value, l.Answered)));
    }

    [Theory, AllDatabases]
    public async Task What_people_tell_is_counted_too_on_a_line_of_its_own_also_without_a_name(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        for (var i = 0; i < 4; i++) await TellAsync(world, isAnonymous: i > 1);
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null((await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Feedback.Received);

        await TellAsync(world, isAnonymous: true);
        world.Time.Advance(TimeSpan.FromDays(1));

        var ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        Assert.Equal((5, 0, 0), (ledger.Feedback.Received, ledger.Feedback.Answered, ledger.Total.Received));
        Assert.Equal([2026], await world.UseAsync((LedgerService l) => l.YearsAsync()));
    }

    [Theory, AllDatabases]
    public async Task What_only_the_coach_knows_of_counts_from_the_next_day_so_that_nobody_sees_the_moment_at_which_it_came(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        for (var i = 0; i < 6; i++) await world.ProposeAsync($"Punt {i}", p => p.LifeDomain = "wonen");
        for (var i = 0; i < 5; i++)
        {
            await world.ProposeAsync($"Voor de coach {i}", p => (p.LifeDomain, p.Visibility) = ("wonen", Visibility.CoachOnly));
            await TellAsync(world, isAnonymous: true);
        }

        world.Time.Advance(TimeSpan.FromDays(1));
        var before = await ReadAsync();

        await world.ProposeAsync("Voor de coach", p => (p.LifeDomain, p.Visibility) = ("wonen", Visibility.CoachOnly));
        await TellAsync(world, isAnonymous: true);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(before, await ReadAsync());

        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((6, before.Restricted + 1, 6, before.Told + 1), await ReadAsync());

        async Task<(int? Points, int? Restricted, int? Housing, int? Told)> ReadAsync()
        {
            var ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
            return (ledger.Total.Received, ledger.Restricted.Received, ledger.PerLifeDomain.Single().Received, ledger.Feedback.Received);
        }
    }

    [Theory, AllDatabases]
    public async Task Whoever_counts_the_answers_that_anyone_may_read_learns_nothing_of_the_others(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        for (var i = 0; i < 11; i++) await AnsweredAsync(world, $"Open {i}", p => p.LifeDomain = "wonen");
        await AnsweredAsync(world, "Voor de coach", p => (p.LifeDomain, p.Visibility) = ("wonen", Visibility.CoachOnly));
        var members = (await world.AddGroupAsync("besloten", g => (g.Name, g.Readers, g.ForwardsTo) = ("Besloten groep", GroupReaders.Members, world.Body))).Id;
        for (var i = 0; i < 3; i++) await AnsweredAsync(world, $"Besloten {i}", p => (p.GroupId, p.LifeDomain) = (members, "wonen"));
        world.Time.Advance(TimeSpan.FromDays(1));

        var ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        var listed = (await world.UseAsync((LedgerService l) => l.AnswersAsync(take: 100))).Select(a => a.Reference).Distinct().Count();

        Assert.Equal((11, 11, 11), (listed, ledger.Total.Received, ledger.Total.Answered));
        Assert.Equal([("Wonen", listed)], ledger.PerLifeDomain.Select(l => (l.Name, l.Answered!.Value)));
        Assert.Equal([("Klankgroep", listed)], ledger.PerGroup.Select(l => (l.Name, l.Answered!.Value)));
        // Four that not everyone may read: not even how many.
        Assert.Equal((null, null), (ledger.Restricted.Received, ledger.Restricted.Answered));

        await AnsweredAsync(world, "Nog een voor de coach", p => p.Visibility = Visibility.CoachOnly);
        world.Time.Advance(TimeSpan.FromDays(1));
        ledger = await world.UseAsync((LedgerService l) => l.ReadAsync(2026));
        Assert.Equal((5, 5), (ledger.Restricted.Received, ledger.Restricted.Answered));
    }

    [Theory, AllDatabases]
    public async Task Answers_are_chosen_by_half_of_the_year_group_theme_and_B(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        world.Time.Set(new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc));
        var other = (await world.AddGroupAsync("bilzen", g => g.ForwardsTo = world.Body)).Id;
        await AnsweredAsync(world, "In maart", p => p.LifeDomain = "wonen");
        world.Time.Set(new DateTime(2026, 9, 7, 9, 0, 0, DateTimeKind.Utc));
        await AnsweredAsync(world, "In september", p => p.LifeDomain = "wonen");
        await AnsweredAsync(world, "In Bilzen", p => p.GroupId = other, BarrierKind.Betaalbaarheid);

        async Task<IEnumerable<string>> TitlesAsync(AnswerFilter filter) => (await world.UseAsync((LedgerService l) => l.AnswersAsync(filter))).Select(a => a.Title);

        Assert.Equal(["In maart"], await TitlesAsync(new AnswerFilter { Year = 2026, Period = LedgerPeriod.FirstHalf }));
        Assert.Equal(["In Bilzen", "In september"], await TitlesAsync(new AnswerFilter { Year = 2026, Period = LedgerPeriod.SecondHalf }));
        Assert.Equal(["In september", "In maart"], await TitlesAsync(new AnswerFilter { Year = 2026, LifeDomain = "wonen" }));
        Assert.Equal(["In Bilzen"], await TitlesAsync(new AnswerFilter { Group = "bilzen" }));
        Assert.Equal(["In Bilzen"], await TitlesAsync(new AnswerFilter { Barrier = BarrierKind.Betaalbaarheid }));
        Assert.Empty(await TitlesAsync(new AnswerFilter { Year = 2025 }));
    }

    private static Task<Feedback> TellAsync(World world, bool isAnonymous) => world.UseAsync((FeedbackService s) => s.GiveAsync(new GiveFeedback
    {
        SubmissionKey = Guid.NewGuid(),
        Author = isAnonymous ? FeedbackAuthor.Anonymous() : new FeedbackAuthor { Name = "Fatima" },
        Kind = FeedbackKind.Barrier,
        Description = "De bus rijdt maar om de twee uur.",
        Readers = FeedbackReaders.WhoCanHelp,
    }));

    private static async Task AnsweredAsync(World world, string title, Action<ProposalBuilder> change, BarrierKind? barrier = null)
    {
        var item = await world.ProposeAsync(title, change);
        if (barrier is not null) await world.UseAsync((AgendaItemService s) => s.ClassifyAsync(item.Id, item.LifeDomain, barrier));
        var answer = await world.ForwardAsync(item.Id, f => (f.Question, f.AuthorAgreed) = item.Visibility == Visibility.CoachOnly ? ("Neutraal.", true) : (f.Question, f.AuthorAgreed));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.GiveAsync(answer.Id);
    }

    [Theory, AllDatabases]
    public async Task Figures_are_at_most_half_a_minute_old(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        for (var i = 0; i < 5; i++) await world.ProposeAsync($"Punt {i}");
        Assert.Equal(5, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total.Received);
        await world.ProposeAsync("Nog een");

        Assert.Equal(5, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total.Received);
        world.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(6, (await world.UseAsync((LedgerService l) => l.ReadAsync(2026))).Total.Received);
    }
}
