using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class MeetingTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task What_was_not_discussed_stands_on_top_of_the_next_agenda_in_its_order(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.AddSessionAsync(5);
        var next = await world.AddSessionAsync(40);
        var a = await world.ProposeAsync("A");
        var b = await world.ProposeAsync("B");
        var c = await world.ProposeAsync("C");
        await world.UseAsync((AgendaService s) => s.ArrangeAsync(new ArrangeAgenda(first.Id, 1, [new(c.Id, 10), new(a.Id, 20), new(b.Id, 5)])));
        world.Time.Set(first.EndsAt);

        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = first.Id, Discussed = [new(a.Id, "Zes **anderen** herkennen dit.")] }));
        var fresh = await world.ProposeAsync("D");

        var lines = await world.UseAsync((AgendaService s) => s.ReadAsync(next.Id, new Viewer { ReadsAll = true }));
        Assert.Equal([("C", true), ("B", true), ("D", false)], lines.Select(l => (l.Title, l.IsCarriedOver)));
        var discussed = await world.ReadAsync(a.Id);
        Assert.Equal((AgendaItemStatus.Discussed, "Zes **anderen** herkennen dit.", world.Today), (discussed.Status, discussed.Entries[0].WhatWasSaid, discussed.FirstWordOn));
        Assert.Equal(discussed.AnswerDueOn, discussed.DueOn);
        Assert.Equal((AgendaItemStatus.OnAgenda, next.Id), ((await world.ReadAsync(c.Id)).Status, (await world.ReadAsync(c.Id)).CurrentSessionId));
        Assert.Equal([nameof(SessionAnnounced), nameof(SessionHeld)], await world.EventsAsync(first.Id));
        Assert.Equal(next.Id, (await world.ReadAsync(fresh.Id)).CurrentSessionId);
    }

    [Theory, AllDatabases]
    public async Task Without_a_next_meeting_it_waits_and_comes_on_top_of_the_one_that_is_made(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.AddSessionAsync(5);
        var left = await world.ProposeAsync("Blijft over");
        world.Time.Set(first.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = first.Id }));
        Assert.Equal(AgendaItemStatus.Parked, (await world.ReadAsync(left.Id)).Status);
        await world.ProposeAsync("Nieuw");

        var next = await world.AddSessionAsync(60);

        var lines = await world.UseAsync((AgendaService s) => s.ReadAsync(next.Id, new Viewer { ReadsAll = true }));
        Assert.Equal([("Blijft over", true), ("Nieuw", false)], lines.Select(l => (l.Title, l.IsCarriedOver)));
    }

    [Theory, AllDatabases]
    public async Task A_point_that_was_answered_before_the_meeting_came_to_it_is_not_carried_over(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.AddSessionAsync(5);
        await world.AddSessionAsync(40);
        var item = await world.ProposeAsync();
        await world.GiveAsync((await world.ForwardAsync(item.Id)).Id);
        world.Time.Set(first.EndsAt);

        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = first.Id }));

        var read = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.Answered, EntryOutcome.AnsweredBefore), (read.Status, Assert.Single(read.Entries).Outcome));
    }

    [Theory, AllDatabases]
    public async Task The_points_of_a_cancelled_meeting_go_to_the_next_one(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.AddSessionAsync(5);
        var item = await world.ProposeAsync();
        Assert.Equal("Reason", (await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SessionService s) => s.CancelAsync(first.Id, " ")))).Field);

        await world.UseAsync((SessionService s) => s.CancelAsync(first.Id, "De zaal is dubbel geboekt."));
        Assert.Equal(AgendaItemStatus.Parked, (await world.ReadAsync(item.Id)).Status);
        var next = await world.AddSessionAsync(8);

        var read = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.OnAgenda, next.Id), (read.Status, read.CurrentSessionId));
        Assert.Null(read.Entries.MaxBy(e => e.Turn)!.CarriedFromSessionId);
        Assert.Contains(nameof(SessionCancelled), await world.EventsAsync(first.Id));
    }

    [Theory, AllDatabases]
    public async Task A_parked_point_comes_on_the_first_meeting_from_its_day_made_already_or_later(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.AddSessionAsync(5);
        var second = await world.AddSessionAsync(20);
        var toSecond = await world.ProposeAsync("Naar de tweede");
        var later = await world.ProposeAsync("Veel later");

        await world.UseAsync((AgendaItemService s) => s.ParkAsync(toSecond.Id, "De agenda is vol."));
        await world.UseAsync((AgendaItemService s) => s.ParkAsync(later.Id, "We wachten op cijfers.", world.Today.AddDays(50)));
        await world.AddSessionAsync(30);
        var third = await world.AddSessionAsync(60);

        var parked = await world.ReadAsync(toSecond.Id);
        Assert.Equal((AgendaItemStatus.Parked, second.Id, world.Today), (parked.Status, parked.CurrentSessionId, parked.FirstWordOn));
        Assert.Equal((AgendaItemStatus.Parked, third.Id), ((await world.ReadAsync(later.Id)).Status, (await world.ReadAsync(later.Id)).CurrentSessionId));
        Assert.Empty(await world.UseAsync((AgendaService s) => s.ReadAsync(first.Id, new Viewer { ReadsAll = true })));
        Assert.Equal([nameof(AgendaItemProposed), nameof(AgendaItemParked)], await world.EventsAsync(later.Id));
        Assert.Equal("ParkedUntil", (await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AgendaItemService s) => s.ParkAsync(later.Id, "Nu.", world.Today)))).Field);
        Assert.Equal("ParkReason", (await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AgendaItemService s) => s.ParkAsync(later.Id, " ")))).Field);
        Assert.Equal("We wachten op cijfers.", (await world.ReadAsync(later.Id)).ParkReason);
    }

    [Theory, AllDatabases]
    public async Task A_point_that_is_put_on_an_earlier_agenda_of_its_group_leaves_the_later_one(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var later = await world.AddSessionAsync(40);
        var item = (await world.ProposeAsync("De bus")).Id;
        var extra = await world.AddSessionAsync(5);

        await world.UseAsync(async (AgendaService s) =>
        {
            await s.AddAsync(extra.Id, item);
            await s.AddAsync(extra.Id, item);
            return true;
        });

        var moved = await world.ReadAsync(item);
        Assert.Equal((AgendaItemStatus.OnAgenda, extra.Id, extra.Id), (moved.Status, moved.CurrentSessionId, Assert.Single(moved.Entries).SessionId));
        Assert.Empty(await world.UseAsync((AgendaService s) => s.ReadAsync(later.Id, new Viewer { ReadsAll = true })));

        // Talked about, answered and come back: it waits for the next meeting as any other.
        world.Time.Set(extra.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = extra.Id, Discussed = [new(item, "Zes anderen herkennen dit.")] }));
        var answer = await world.ForwardAsync(item);
        await world.GiveAsync(answer.Id);
        Assert.Equal(AgendaItemStatus.Answered, (await world.ReadAsync(item)).Status);
        await world.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Niet duidelijk."));
        Assert.Equal(later.Id, (await world.ReadAsync(item)).CurrentSessionId);
    }

    [Theory, AllDatabases]
    public async Task Two_coaches_who_order_one_agenda_lose_nothing(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var a = await world.ProposeAsync("A");
        var b = await world.ProposeAsync("B");
        await world.UseAsync((AgendaService s) => s.ArrangeAsync(new ArrangeAgenda(session.Id, 1, [new(b.Id, 10), new(a.Id, 20)])));

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync((AgendaService s) => s.ArrangeAsync(new ArrangeAgenda(session.Id, 1, [new(a.Id, 5), new(b.Id, 5)]))));

        var lines = await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true }));
        Assert.Equal([("B", 10), ("A", 20)], lines.Select(l => (l.Title, l.Minutes ?? 0)));
        await world.UseAsync((AgendaService s) => s.ArrangeAsync(new ArrangeAgenda(session.Id, 2, [new(a.Id, 5), new(b.Id, 5)])));
    }

    [Theory, AllDatabases]
    public async Task Of_two_coaches_who_save_at_the_same_moment_one_is_told(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = await world.ProposeAsync();
        var version = (await world.ReadAsync(item.Id)).Version;

        var saves = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            try
            {
                await world.UseAsync((AgendaItemService s) => s.RetitleAsync(item.Id, $"Titel {i}", version));
                return 1;
            }
            catch (ChangedMeanwhileException)
            {
                return 0;
            }
        })));

        Assert.Equal(1, saves.Sum());
        Assert.Equal(session.Id, (await world.ReadAsync(item.Id)).CurrentSessionId);
    }

    [Theory, AllDatabases]
    public async Task A_point_that_comes_in_while_the_coach_orders_the_agenda_stays_at_the_end(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var a = await world.ProposeAsync("A");
        var b = await world.ProposeAsync("B");
        await world.ProposeAsync("C, intussen");

        await world.UseAsync((AgendaService s) => s.ArrangeAsync(new ArrangeAgenda(session.Id, 1, [new(b.Id, null), new(a.Id, null)])));

        var lines = await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true }));
        Assert.Equal(["B", "A", "C, intussen"], lines.Select(l => l.Title));
    }

    [Theory]
    [InlineData(0, 0, null, null, "EndsAt")]
    [InlineData(0, -60, null, null, "EndsAt")]
    [InlineData(0, 60 * 24 * 3, null, null, "EndsAt")]
    [InlineData(0, 60, 0, null, "Maximum")]
    [InlineData(0, 60, null, "http://video.example", "VideoLink")]
    [InlineData(0, 60, null, "javascript:alert(1)", "VideoLink")]
    public void A_meeting_that_cannot_be_is_refused_at_the_field(int start, int minutes, int? maximum, string? video, string field)
    {
        var from = new DateTime(2026, 12, 8, 13, 0, 0, DateTimeKind.Utc).AddMinutes(start);

        var refusal = Assert.Throws<RuleException>(() => new Session(Guid.NewGuid(), new SessionDetails
        {
            Title = "Klankgroep",
            StartsAt = from,
            EndsAt = from.AddMinutes(minutes),
            Maximum = maximum,
            VideoLink = video,
        }, from));

        Assert.Equal(field, refusal.Field);
    }

    [Theory, AllDatabases]
    public async Task A_meeting_keeps_to_its_states(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SessionService s) => s.AnnounceAsync(session.Id)));
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SessionService s) => s.ReportAsync(session.Id)));
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id })));
        world.Time.Set(session.StartsAt);
        await world.UseAsync((SessionService s) => s.StartAsync(session.Id));
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SessionService s) => s.CancelAsync(session.Id, "Te laat.")));

        var reported = await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));

        Assert.Equal(SessionState.Reported, reported.State);
        Assert.Contains("Verslag klaar", (await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SessionService s) => s.StartAsync(session.Id)))).Message, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task The_database_itself_refuses_a_meeting_that_ends_before_it_starts(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);

        var early = BrusselsTime.ToUtc(new DateTime(2020, 1, 1));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => world.Site.DataAsync(db =>
            db.Set<Session>().Where(s => s.Id == session.Id).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndsAt, early))));
    }
}
