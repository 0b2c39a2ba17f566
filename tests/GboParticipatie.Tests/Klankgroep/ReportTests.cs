using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class ReportTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_correction_keeps_what_stood_there_with_the_day_and_why(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (session, item) = await HeldAsync(world);

        await CorrectAsync(world, session, item, "Zeven mensen.", "Verkeerd geteld.");
        await CorrectAsync(world, session, item, null, "Iemand vroeg om dit weg te laten.");
        await CorrectAsync(world, session, item, null, null);

        Assert.Null((await world.ReadAsync(item)).Entries[0].WhatWasSaid);
        var history = (await world.UseAsync((ReportService s) => s.CorrectionsAsync(session.Id)))[item].ToList();
        Assert.Equal([("Zeven mensen.", "Iemand vroeg om dit weg te laten."), ("Zes mensen.", "Verkeerd geteld.")], history.Select(c => (c.Before, c.Why)));
    }

    [Theory, AllDatabases]
    public async Task Until_a_report_is_out_it_is_corrected_without_a_reason_and_without_a_trace(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = (await world.ProposeAsync("De bus")).Id;
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(item, "Zes mensen, ook Fatma.")] }));

        await CorrectAsync(world, session, item, "Zes mensen.", null);

        Assert.Equal("Zes mensen.", (await world.ReadAsync(item)).Entries[0].WhatWasSaid);
        Assert.Empty(await world.UseAsync((ReportService s) => s.CorrectionsAsync(session.Id)));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => CorrectAsync(world, session, item, "Acht mensen.", null, TypedText.Mark("Zes mensen, ook Fatma.")));
    }

    [Theory, AllDatabases]
    public async Task Of_two_who_correct_at_once_the_second_is_told_and_nothing_is_lost(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (session, item) = await HeldAsync(world);
        var seen = TypedText.Mark("Zes mensen.");

        await CorrectAsync(world, session, item, "Van An", "Omdat", seen);
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => CorrectAsync(world, session, item, "Van Koen", "Omdat", seen));

        Assert.Equal("Van An", (await world.ReadAsync(item)).Entries[0].WhatWasSaid);
    }

    [Theory, AllDatabases]
    public async Task Without_a_reason_or_before_the_meeting_is_over_nothing_is_corrected(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (session, item) = await HeldAsync(world);
        var next = await world.AddSessionAsync(30);
        var waiting = await world.ProposeAsync("Nieuw");

        Assert.Equal("Why", (await Assert.ThrowsAsync<RuleException>(() => CorrectAsync(world, session, item, "Anders", " "))).Field);
        Assert.Contains("nog niet voorbij", (await Assert.ThrowsAsync<RuleException>(() => CorrectAsync(world, next, waiting.Id, "Anders", "Omdat"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RuleException>(() => CorrectAsync(world, session, waiting.Id, "Anders", "Omdat"));
    }

    [Theory, AllDatabases]
    public async Task A_conclusion_is_kept_beside_what_was_said_and_corrected_with_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = await world.ProposeAsync("De bus");
        await world.UseAsync<SessionService, bool>(async s =>
        {
            await s.KeepNotesAsync(session.Id, [new DiscussedPoint(item.Id, "Zes mensen.", "") { Conclusion = "We vragen het na.", SeenConclusion = "" }]);
            return true;
        });
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(item.Id, null)] }));

        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        await world.UseAsync<ReportService, bool>(async s =>
        {
            await s.CorrectAsync(new CorrectReport { SessionId = session.Id, ItemId = item.Id, WhatWasSaid = "Zes mensen.", Conclusion = "We schrijven een brief.", Why = "Zo was het." });
            return true;
        });

        Assert.Equal(new SaidText("Zes mensen.", "We schrijven een brief."), (await world.ReadAsync(item.Id)).Entries[0].Said);
        var correction = Assert.Single((await world.UseAsync((ReportService s) => s.CorrectionsAsync(session.Id)))[item.Id]);
        Assert.Equal(("Zes mensen.", "We vragen het na."), (correction.Before, correction.ConclusionBefore));
        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => world.UseAsync<ReportService, bool>(async s =>
        {
            await s.CorrectAsync(new CorrectReport { SessionId = session.Id, ItemId = item.Id, WhatWasSaid = "Zes mensen.", Conclusion = "Anders.", Why = "Omdat", Seen = TypedText.Mark("Zes mensen."), SeenConclusion = TypedText.Mark("We vragen het na.") });
            return true;
        }));
    }

    [Theory, AllDatabases]
    public async Task What_two_coaches_conclude_about_one_point_stands_below_each_other(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var item = await world.ProposeAsync("De bus");

        foreach (var conclusion in new[] { "Van An.", "Van Koen." })
        {
            await world.UseAsync<SessionService, bool>(async s =>
            {
                await s.KeepNotesAsync(session.Id, [new DiscussedPoint(item.Id, null, TypedText.Mark(null)) { Conclusion = conclusion, SeenConclusion = TypedText.Mark(null) }]);
                return true;
            });
        }

        Assert.Equal(new SaidText(null, "Van An.\n\nVan Koen."), (await world.ReadAsync(item.Id)).Entries[0].Said);
    }

    [Theory, AllDatabases]
    public async Task A_tick_that_was_forgotten_is_set_after_the_meeting_and_the_point_leaves_the_next_agenda(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var next = await world.AddSessionAsync(40);
        var item = (await world.ProposeAsync("De bus")).Id;
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));
        Assert.Equal(next.Id, (await world.ReadAsync(item)).CurrentSessionId);

        await AddAsync(session.Id, item);
        await AddAsync(session.Id, item);

        var read = await world.ReadAsync(item);
        Assert.Equal((AgendaItemStatus.Discussed, EntryOutcome.Discussed, (Guid?)null), (read.Status, Assert.Single(read.Entries).Outcome, read.CurrentSessionId));
        await CorrectAsync(world, session, item, "Toch besproken.", "Vergeten.");

        var later = (await world.ProposeAsync("Later")).Id;
        world.Time.Set(next.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = next.Id, Discussed = [new(later, "Gezegd.")] }));
        await Assert.ThrowsAsync<NotFoundException>(() => AddAsync(session.Id, later));

        Task<bool> AddAsync(Guid meeting, Guid point) => world.UseAsync(async (ReportService s) =>
        {
            await s.AddDiscussedAsync(meeting, point);
            return true;
        });
    }

    [Theory, AllDatabases]
    public async Task A_report_that_is_out_says_which_point_was_added_to_it_and_when(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(5);
        var (early, late) = ((await world.ProposeAsync("De bus")).Id, (await world.ProposeAsync("De brief")).Id);
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));

        await AddAsync(early);
        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        await AddAsync(late);
        await AddAsync(late);

        var history = await world.UseAsync((ReportService s) => s.CorrectionsAsync(session.Id));
        Assert.True(Assert.Single(history[late]).IsAddedPoint);
        Assert.Empty(history[early]);

        Task<bool> AddAsync(Guid point) => world.UseAsync(async (ReportService s) =>
        {
            await s.AddDiscussedAsync(session.Id, point);
            return true;
        });
    }

    [Theory, AllDatabases]
    public async Task The_report_tells_where_points_went_and_what_people_told_there(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var (session, item) = await HeldAsync(world);
        world.Site.User.SignIn("coach@zolim.example");
        world.Site.User.Permissions.Add("ReadAllAgendaItems");
        await world.ForwardAsync(item);
        var reference = (await world.ReadAsync(item)).Reference;
        await TellAsync("De halte is weg.", FeedbackReaders.WhoCanHelp, session.Id);
        await TellAsync("Alleen voor jou.", FeedbackReaders.CoachOnly, session.Id);
        await TellAsync("Elders verteld.", FeedbackReaders.WhoCanHelp, null);

        Assert.Equal("de stuurgroep", Assert.Single((await world.UseAsync((ReportExtras r) => r.ForwardsAsync(session, [item])))[item]).Body);
        Assert.Equal(("De halte is weg.", "Buurtwerk Tongeren"), (await world.UseAsync((ReportExtras r) => r.FeedbackAsync(session, [item])))[item].Select(f => (f.Description, f.Organisation)).Single());

        Task<Feedback> TellAsync(string text, FeedbackReaders readers, Guid? meeting) => world.UseAsync((FeedbackService f) => f.GiveAsync(new GiveFeedback
        {
            SubmissionKey = Guid.NewGuid(),
            Author = new FeedbackAuthor { OrganisationId = world.Organisation, Channel = GboParticipatie.Klankgroep.Models.Channel.Meeting },
            Kind = FeedbackKind.Barrier,
            Description = text,
            Readers = readers,
            AboutReference = reference,
            SessionId = meeting,
        }));
    }

    private static async Task<(Session Session, Guid Item)> HeldAsync(World world)
    {
        var session = await world.AddSessionAsync(5);
        var item = await world.ProposeAsync("De bus");
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id, Discussed = [new(item.Id, "Zes mensen.")] }));
        return (await world.UseAsync((SessionService s) => s.ReportAsync(session.Id)), item.Id);
    }

    private static Task<bool> CorrectAsync(World world, Session session, Guid item, string? text, string? why, string? seen = null) => world.UseAsync(async (ReportService s) =>
    {
        await s.CorrectAsync(new CorrectReport { SessionId = session.Id, ItemId = item, WhatWasSaid = text, Why = why, Seen = seen });
        return true;
    });
}
