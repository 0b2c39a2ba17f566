using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>A point that only the coach may read stands on an agenda as the text that its author agreed with, and as nothing else.</summary>
public sealed class NeutralAgendaTests(DatabaseFixture databases)
{
    private const string Secret = "Haar baas bij Frituur Sus lacht haar uit.";
    private const string Text = "Iemand wordt uitgelachen op het werk.";

    [Theory, AllDatabases]
    public async Task On_an_agenda_the_members_and_the_coach_read_the_text_and_nobody_more(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = await PrivateAsync(world);
        var early = await Assert.ThrowsAsync<RuleException>(() => AddAsync(world, session.Id, item));
        await AgreeAsync(world, item);

        await AddAsync(world, session.Id, item);

        Assert.Contains("zonder namen", early.Message, StringComparison.Ordinal);
        var member = await world.AddPersonAsync("Lid", world.Organisation);
        var seat = await world.AddPersonAsync("Zetel", null, world.Group);
        var stranger = await world.AddPersonAsync("Ander");
        foreach (var (viewer, reads) in new[]
        {
            (Viewer.Anyone, false), (await OfAsync(world, stranger), false), (await OfAsync(world, world.Chair), false),
            (await OfAsync(world, member), true), (await OfAsync(world, seat), true), (new Viewer { UserId = World.Coach, ReadsAll = true }, true),
        })
        {
            var lines = await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, viewer));
            if (!reads)
            {
                Assert.Empty(lines);
                continue;
            }

            var line = Assert.Single(lines);
            Assert.Equal(("Iemand wordt uitgelachen op het werk", Text, null, "Zonder naam", null, null, true), (line.Title, line.Description, line.Remedy, line.AuthorShown, line.HeardFrom, line.LifeDomain, line.IsNeutralText));
            Assert.DoesNotContain("Sus", line.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory, AllDatabases]
    public async Task What_was_said_about_it_is_in_the_report_and_what_there_was_no_time_for_goes_to_the_next_meeting(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var next = await world.AddSessionAsync(30);
        var (first, second) = (await PrivateAsync(world), await PrivateAsync(world));
        foreach (var item in new[] { first, second })
        {
            await AgreeAsync(world, item);
            await AddAsync(world, session.Id, item);
        }

        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(first, "Dat kan niet.")] }));

        var coach = new Viewer { ReadsAll = true };
        Assert.Equal("Dat kan niet.", (await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, coach))).Single(l => l.Outcome == EntryOutcome.Discussed).WhatWasSaid);
        var carried = Assert.Single(await world.UseAsync((AgendaService s) => s.ReadAsync(next.Id, coach)));
        Assert.Equal((second, true, Text), (carried.ItemId, carried.IsCarriedOver, carried.Description));
        // Nothing of it is told elsewhere.
        var group = await world.UseAsync((GroupService g) => g.FindBySlugAsync("klankgroep"));
        var since = await world.UseAsync((SinceLastTimeService s) => s.ReadAsync(group!, coach));
        Assert.Empty(since.Done.Concat(since.NotDone).Concat(since.Waiting));
        var discussed = await Assert.ThrowsAsync<RuleException>(() => world.Site.UseAsync((NeutralTextService s) => s.AskAsync(first, "Een andere tekst.", null)));
        Assert.Contains("besprak deze tekst al", discussed.Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task With_another_text_or_a_no_it_leaves_the_agenda_until_its_author_agrees_again(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = await PrivateAsync(world);
        await AgreeAsync(world, item);
        await AddAsync(world, session.Id, item);

        await world.Site.UseAsync((NeutralTextService s) => s.AskAsync(item, "Iemand wordt gepest.", null));

        Assert.Empty((await world.ReadAsync(item)).Entries);
        Assert.Empty(await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true })));
        await Assert.ThrowsAsync<RuleException>(() => AddAsync(world, session.Id, item));
        await world.Site.UseAsync((NeutralTextService s) => s.AnswerAsync(item, 2, agrees: true, null, byCoach: true));
        await AddAsync(world, session.Id, item);
        await world.Site.UseAsync((NeutralTextService s) => s.AnswerAsync(item, 2, agrees: false, "Toch niet.", byCoach: true));
        Assert.Equal((AgendaItemStatus.Submitted, 0), ((await world.ReadAsync(item)).Status, (await world.ReadAsync(item)).Entries.Count));
    }

    [Theory, AllDatabases]
    public async Task A_work_agenda_is_one_of_the_group_and_a_place_that_cannot_be_names_its_field(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var (first, second) = (await world.ProposeAsync("De bus."), await world.ProposeAsync("De trein."));
        await world.Site.DataAsync(async db =>
        {
            (await db.Set<Group>().AsTracking().SingleAsync(g => g.Id == world.Group)).WorkAgendas = ["Mobiliteit"];
            return await db.SaveChangesAsync();
        });

        Task ArrangeAsync(int? minutes, string? label) => world.UseAsync(async (AgendaService s) =>
        {
            var version = await world.Site.DataAsync(db => db.Set<Session>().Where(x => x.Id == session.Id).Select(x => x.Version).SingleAsync());
            return await s.ArrangeAsync(new ArrangeAgenda(session.Id, version, [new(second.Id, 10, "Mobiliteit"), new(first.Id, minutes, label)]));
        });
        foreach (var label in new[] { "Wonen", new string('a', 101) })
            Assert.Equal("Places[1].WorkAgenda", (await Assert.ThrowsAsync<RuleException>(() => ArrangeAsync(5, label))).Field);
        Assert.Equal("Places[1].Minutes", (await Assert.ThrowsAsync<RuleException>(() => ArrangeAsync(601, null))).Field);
        await ArrangeAsync(5, " ");

        var lines = await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true }));
        Assert.Equal([(second.Id, "Mobiliteit"), (first.Id, (string?)null)], lines.Select(l => (l.ItemId, l.WorkAgenda)));
        var tooLong = await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((GroupService g) => g.SaveAsync(new GroupDetails { Slug = "klankgroep", Name = "Klankgroep", Kind = GroupKind.Klankgroep, WorkAgendas = [new string('a', 101)] })));
        Assert.Equal("WorkAgendas", tooLong.Field);
    }

    [Theory, AllDatabases]
    public async Task What_waits_for_a_meeting_is_shown_as_that_text_too(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await PrivateAsync(world);
        await AgreeAsync(world, item);
        var session = await world.AddSessionAsync(5);
        await AddAsync(world, session.Id, item);
        await world.Site.UseAsync((AgendaItemService s) => s.ParkAsync(item, "Later.", BrusselsTime.DayOf(session.StartsAt).AddDays(30)));
        var other = await world.AddSessionAsync(10);

        var waiting = await world.UseAsync((AgendaService s) => s.WaitingAsync(other, new Viewer { UserId = World.Coach, ReadsAll = true }));

        Assert.Equal((item, TypedText.TitleFrom(Text)), waiting.Select(w => (w.Id, w.Title)).Single());
    }

    [Theory, AllDatabases]
    public async Task Nee_puts_it_on_the_next_agenda_as_that_text_and_on_none_without(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (agreed, silent) = (await PrivateAsync(world), await PrivateAsync(world));
        await AgreeAsync(world, agreed);
        var answers = new List<Answer>();
        foreach (var item in new[] { agreed, silent })
        {
            answers.Add(await world.ForwardAsync(item, f => (f.Question, f.AuthorAgreed) = (item == agreed ? null : "Kan het anders?", true)));
            await world.GiveAsync(answers[^1].Id);
        }

        var next = await world.AddSessionAsync(20);
        foreach (var answer in answers) await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wie doet het dan?"));

        Assert.Equal((next.Id, (Guid?)null), ((await world.ReadAsync(agreed)).CurrentSessionId, (await world.ReadAsync(silent)).CurrentSessionId));
        Assert.NotNull((await world.ReadAsync(silent)).ReopenedAt);
    }

    private static async Task<Guid> PrivateAsync(World world)
        => (await world.ProposeAsync(Secret, p => (p.Visibility, p.LifeDomain, p.Remedy) = (Visibility.CoachOnly, "werk", "Praat met Sus."))).Id;

    private static async Task AgreeAsync(World world, Guid item)
    {
        await world.Site.UseAsync((NeutralTextService s) => s.AskAsync(item, Text, null));
        await world.Site.UseAsync((NeutralTextService s) => s.AnswerAsync(item, 1, agrees: true, null, byCoach: true));
    }

    private static Task AddAsync(World world, Guid session, Guid item) => world.Site.UseAsync((AgendaService s) => s.AddAsync(session, item));

    private static Task<Viewer> OfAsync(World world, Guid person) => world.UseAsync((Viewers v) => v.OfPersonAsync(person));
}
