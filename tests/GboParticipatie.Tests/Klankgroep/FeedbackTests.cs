using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class FeedbackTests(DatabaseFixture databases)
{
    private static GiveFeedback Told(string description = "De bus rijdt maar om de twee uur.") => new()
    {
        SubmissionKey = Guid.NewGuid(),
        Author = FeedbackAuthor.Anonymous(),
        Kind = FeedbackKind.Barrier,
        Description = description,
        Readers = FeedbackReaders.WhoCanHelp,
    };

    private static Task<Feedback> GiveAsync(World world, GiveFeedback? told = null) => world.UseAsync((FeedbackService s) => s.GiveAsync(told ?? Told()));

    private static async Task<RuleException> RefusedAsync(World world, GiveFeedback told)
    {
        var rule = await Assert.ThrowsAsync<RuleException>(() => GiveAsync(world, told));
        Assert.Equal(0, await world.Site.DataAsync(db => db.Set<Feedback>().CountAsync()));
        return rule;
    }

    [Theory, AllDatabases]
    public async Task Feedback_has_a_number_a_code_an_owner_and_due_dates_from_receipt(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);

        var feedback = await GiveAsync(world);

        Assert.Matches("^FB-2026-[1-9][0-9]{3}$", feedback.Reference);
        Assert.Equal(ShortCode.Length, feedback.ShortCode.Length);
        Assert.Equal((FeedbackStatus.Received, World.Coach, world.Today), (feedback.Status, feedback.OwnerUserId, feedback.ReceivedOn));
        // As for points: Sunday 22 November and ten working days, sixty working days.
        Assert.Equal((new DateOnly(2026, 12, 4), new DateOnly(2027, 2, 16)), (feedback.FirstWordDueOn, feedback.AnswerDueOn));
        Assert.Equal(feedback.FirstWordDueOn, feedback.DueOn);
        Assert.Equal([nameof(FeedbackGiven)], await world.EventsAsync(feedback.Id));
    }

    [Theory, AllDatabases]
    public async Task The_same_submission_ten_times_at_once_is_one(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await using var other = world.Site.Another(World.AddServices);
        var told = Told();

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? world.Site : other).UseAsync((FeedbackService s) => s.GiveAsync(told))));

        Assert.Single(all.Select(f => f.Id).Distinct());
        Assert.Equal(1, await world.Site.DataAsync(db => db.Set<Feedback>().CountAsync()));
        Assert.Single(await world.EventsAsync(all[0].Id));
    }

    [Theory, AllDatabases]
    public async Task A_number_of_a_person_a_missing_text_and_a_choice_that_is_none_are_refused_at_their_field(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);

        Assert.Equal("Description", (await RefusedAsync(world, Told("85.07.30-033.28 kreeg geen brief."))).Field);
        Assert.Equal("Description", (await RefusedAsync(world, Told("  "))).Field);
        Assert.Equal("Description", (await RefusedAsync(world, Told(new string('a', 20_001)))).Field);
        Assert.Equal("Remedy", (await RefusedAsync(world, Told() with { Remedy = "Stort op BE68 5390 0754 7034." })).Field);
        Assert.Equal("Kind", (await RefusedAsync(world, Told() with { Kind = (FeedbackKind)9 })).Field);
        Assert.Equal("Readers", (await RefusedAsync(world, Told() with { Readers = null })).Field);
        Assert.Equal("LifeDomain", (await RefusedAsync(world, Told() with { LifeDomain = "voetbal" })).Field);
        Assert.Equal("AboutReference", (await RefusedAsync(world, Told() with { AboutReference = "AP-2026-9999" })).Field);
        Assert.Equal("AboutOrganisationId", (await RefusedAsync(world, Told() with { AboutOrganisationId = Guid.NewGuid() })).Field);
    }

    [Theory, AllDatabases]
    public async Task It_can_be_about_a_point_that_its_author_may_read_and_about_no_other(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var open = await world.ProposeAsync();
        var closed = await world.ProposeAsync(change: p => p.Visibility = Visibility.CoachOnly);

        var about = await GiveAsync(world, Told() with { AboutReference = $" {open.Reference.ToLowerInvariant()} ", AboutOrganisationId = world.Organisation });

        Assert.Equal((open.Id, world.Organisation), (about.AboutItemId, about.AboutOrganisationId));
        var rule = await Assert.ThrowsAsync<RuleException>(() => GiveAsync(world, Told() with { AboutReference = closed.Reference }));
        Assert.Equal("AboutReference", rule.Field);
    }

    [Theory, AllDatabases]
    public async Task The_coach_reads_links_answers_and_closes_and_the_due_day_follows(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var point = await world.ProposeAsync();
        var feedback = await GiveAsync(world);

        var read = await world.UseAsync((FeedbackService s) => s.ReadAsync(feedback.Id));
        Assert.Equal((FeedbackStatus.Read, read.FirstWordDueOn), (read.Status, read.DueOn));
        var linked = await world.UseAsync((FeedbackService s) => s.LinkAsync(feedback.Id, point.Reference));
        Assert.Equal((FeedbackStatus.Linked, linked.AnswerDueOn, point.Id), (linked.Status, linked.DueOn, linked.ItemId));
        var answered = await world.UseAsync((FeedbackService s) => s.AnswerAsync(feedback.Id, "We vroegen het aan De Lijn."));
        Assert.Equal((FeedbackStatus.Answered, null), (answered.Status, answered.DueOn));
        var closed = await world.UseAsync((FeedbackService s) => s.CloseAsync(feedback.Id, null));
        Assert.Equal((FeedbackStatus.Closed, null, world.Today), (closed.Status, closed.DueOn, closed.ClosedOn));

        Assert.Equal(closed.DeriveStatus(), closed.Status);
        Assert.Equal([nameof(FeedbackGiven), nameof(FeedbackLinked), nameof(FeedbackAnswered), nameof(FeedbackClosed)], await world.EventsAsync(feedback.Id));
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((FeedbackService s) => s.AnswerAsync(feedback.Id, "Nog iets.")));
    }

    [Theory, AllDatabases]
    public async Task Nothing_is_closed_without_an_answer_or_a_reason_and_two_coaches_do_not_overwrite_each_other(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var feedback = await GiveAsync(world);

        var missing = await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((FeedbackService s) => s.CloseAsync(feedback.Id, " ")));
        Assert.Equal(nameof(Feedback.CloseReason), missing.Field);
        await world.UseAsync((FeedbackService s) => s.AnswerAsync(feedback.Id, "Dat is al opgelost.", version: 0));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((FeedbackService s) => s.AnswerAsync(feedback.Id, "Iets anders.", version: 0)));
        Assert.Equal("Dat is al opgelost.", (await world.UseAsync((FeedbackService s) => s.FindAsync(feedback.Id)))!.Answer);
    }

    [Theory, AllDatabases]
    public async Task Who_says_who_they_are_is_known_and_who_does_not_leaves_no_line_in_the_audit_trail(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);

        var named = await GiveAsync(world, Told() with { Author = FeedbackAuthors.Typed("Fatima", "Buurtwerk", "fatima@zolim.example") });
        var anonymous = await GiveAsync(world);

        Assert.Equal(("Fatima", "Buurtwerk", "fatima@zolim.example", false), (named.AuthorName, named.AuthorOrganisationName, named.AuthorEmail, named.IsAnonymous));
        Assert.True(anonymous.IsAnonymous);
        Assert.Equal([named.Id], await world.Site.DataAsync(db => db.Set<AuditEntry>().Where(a => a.Action == "Feedback.Given").Select(a => a.SubjectId).ToListAsync()));
        Assert.Equal("Name", Assert.Throws<RuleException>(() => FeedbackAuthors.Typed(" ", null, "")).Field);
        Assert.Equal("Email", Assert.Throws<RuleException>(() => FeedbackAuthors.Typed("Fatima", null, "fatima@")).Field);
    }

    [Theory, AllDatabases]
    public async Task The_database_itself_refuses_an_author_beside_no_name(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var feedback = await GiveAsync(world);

        Assert.Throws<InvalidOperationException>(() => Feedback.Receive(
            new FeedbackText(FeedbackKind.Idea, "Een idee.", null, null, null, FeedbackReaders.CoachOnly), new FeedbackSubject(null, null),
            FeedbackAuthor.Anonymous() with { Email = "fatima@zolim.example" }, "FB-2026-1000", Guid.NewGuid(), new Ownership(null, world.Today, world.Today), world.Today));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.Site.DataAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "Feedback" SET "AuthorEmail" = 'x@y.be' WHERE "Id" = {feedback.Id}""")));
    }

    [Theory, AllDatabases]
    public async Task Of_who_gives_no_name_the_outbox_keeps_the_day_also_just_after_midnight_in_Brussels(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        // Half past midnight on Tuesday in Brussels; in UTC it is Monday still.
        world.Time.Set(new DateTime(2026, 11, 23, 23, 30, 12, DateTimeKind.Utc));

        var feedback = await GiveAsync(world);
        await world.Site.DrainAsync();

        Assert.Equal(new DateOnly(2026, 11, 24), feedback.ReceivedOn);
        var midnight = new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc);
        var message = await world.Site.DataAsync(db => db.Set<OutboxMessage>().SingleAsync(m => m.StreamId == feedback.Id));
        Assert.Equal(midnight, message.OccurredAt);
        Assert.All(await world.Site.DataAsync(db => db.Set<OutboxHandled>().Where(h => h.MessageId == message.Id).ToListAsync()), h => Assert.Equal(midnight, h.HandledAt));
        Assert.All([feedback.Id, message.Id], id => Assert.Equal(4, id.Version));
    }

    [Theory, AllDatabases]
    public async Task One_address_gets_no_more_than_ten_a_day(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var told = Told() with { Author = FeedbackAuthors.Typed(null, null, "iemand@zolim.example") };
        for (var i = 0; i < 10; i++) await GiveAsync(world, told with { SubmissionKey = Guid.NewGuid() });

        var rule = await Assert.ThrowsAsync<RuleException>(() => GiveAsync(world, told with { SubmissionKey = Guid.NewGuid() }));

        Assert.Equal("Email", rule.Field);
        world.Time.Advance(TimeSpan.FromDays(1));
        await GiveAsync(world, told with { SubmissionKey = Guid.NewGuid() });
    }
}
