using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class ProposeTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_point_is_on_the_next_agenda_at_once_with_a_reference_an_owner_and_due_dates(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(200);
        var next = await world.AddSessionAsync(16);

        var item = await world.ReadAsync((await world.ProposeAsync()).Id);

        Assert.Equal("AP-2026-0001", item.Reference);
        Assert.Equal(ShortCode.Length, item.ShortCode.Length);
        Assert.Equal((AgendaItemStatus.OnAgenda, next.Id), (item.Status, item.CurrentSessionId));
        Assert.Equal(World.Coach, item.OwnerUserId);
        // Sunday 22 November: ten working days on is Friday 4 December; sixty, with Christmas and New Year, is Tuesday 16 February.
        Assert.Equal((new DateOnly(2026, 12, 4), new DateOnly(2027, 2, 16)), (item.FirstWordDueOn, item.AnswerDueOn));
        Assert.Equal(new DateOnly(2026, 12, 4), item.DueOn);
        Assert.Equal([nameof(AgendaItemProposed)], await world.EventsAsync(item.Id));
        Assert.Equal("De bus rijdt maar om de twee uur", item.Title);
    }

    [Theory, AllDatabases]
    public async Task Without_a_meeting_a_point_waits_and_comes_on_the_agenda_of_the_first_that_is_made(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var item = await world.ProposeAsync();
        Assert.Equal(AgendaItemStatus.Submitted, (await world.ReadAsync(item.Id)).Status);

        var session = await world.AddSessionAsync(30, announce: false);

        var read = await world.ReadAsync(item.Id);
        Assert.Equal((AgendaItemStatus.OnAgenda, session.Id, item.DueOn), (read.Status, read.CurrentSessionId, read.DueOn));
    }

    [Theory, AllDatabases]
    public async Task A_point_still_comes_in_after_the_agenda_was_sent_and_during_the_meeting(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(3);
        await world.UseAsync((SessionService s) => s.SendAgendaAsync(session.Id));
        var afterSending = await world.ProposeAsync();
        world.Time.Set(session.StartsAt.AddMinutes(90));
        await world.UseAsync((SessionService s) => s.StartAsync(session.Id));
        var during = await world.ProposeAsync();
        world.Time.Advance(TimeSpan.FromHours(2));
        var inOvertime = await world.ProposeAsync();

        foreach (var item in (AgendaItem[])[afterSending, during, inOvertime])
            Assert.Equal(session.Id, (await world.ReadAsync(item.Id)).CurrentSessionId);
    }

    [Theory, AllDatabases]
    public async Task The_same_submission_twice_is_one_point(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var proposal = world.Proposal();
        var first = await world.UseAsync((AgendaItemService s) => s.ProposeAsync(proposal));

        var second = await world.UseAsync((AgendaItemService s) => s.ProposeAsync(proposal));

        Assert.Equal((first.Id, first.Reference), (second.Id, second.Reference));
        Assert.Equal(1, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync()));
        Assert.Single(await world.EventsAsync(first.Id));
    }

    [Theory, AllDatabases]
    public async Task Ten_taps_at_once_on_two_instances_are_one_point(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(16);
        await using var other = world.Site.Another(World.AddServices);
        var proposal = world.Proposal();

        var items = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? world.Site : other).UseAsync((AgendaItemService s) => s.ProposeAsync(proposal))));

        Assert.Single(items.Select(i => i.Reference).Distinct(StringComparer.Ordinal));
        Assert.Equal(1, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync()));
        Assert.Equal(1, await world.Site.DataAsync(db => db.Set<AgendaEntry>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task Many_authors_at_once_all_get_a_point_of_their_own(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var session = await world.AddSessionAsync(16);

        var items = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => world.ProposeAsync($"Punt {i}")));

        Assert.Equal(20, items.Select(i => i.Reference).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(20, await world.Site.DataAsync(db => db.Set<AgendaEntry>().CountAsync(e => e.SessionId == session.Id)));
    }

    [Theory, AllDatabases]
    public async Task Points_that_come_in_while_a_meeting_is_made_or_cancelled_are_never_lost(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var first = await world.AddSessionAsync(10);

        var cancel = Task.Run(() => world.UseAsync((SessionService s) => s.CancelAsync(first.Id, "De zaal is dubbel geboekt.")));
        var make = Task.Run(() => world.AddSessionAsync(20));
        var points = Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => world.ProposeAsync($"Punt {i}"))));
        await Task.WhenAll(cancel, make, points);

        var session = await make;
        foreach (var item in await points) Assert.Equal(session.Id, (await world.ReadAsync(item.Id)).CurrentSessionId);
    }

    [Theory, AllDatabases]
    public async Task A_point_for_the_coach_alone_comes_on_no_agenda(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.AddSessionAsync(16);

        var item = await world.ReadAsync((await world.ProposeAsync(change: p => p.Visibility = Visibility.CoachOnly)).Id);

        Assert.Equal((AgendaItemStatus.Submitted, (Guid?)null), (item.Status, item.CurrentSessionId));
    }

    [Theory, AllDatabases]
    public async Task A_point_without_a_name_has_a_key_that_does_not_tell_its_time(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);

        Assert.Equal(7, (await world.ProposeAsync()).Id.Version);
        Assert.Equal(4, (await world.ProposeAsync(change: p => p.Visibility = Visibility.WithoutName)).Id.Version);
        Assert.Equal(4, (await world.ProposeAsync(change: p => p.Visibility = Visibility.CoachOnly)).Id.Version);
    }

    [Theory, AllDatabases]
    public async Task A_group_that_has_ended_or_takes_no_points_refuses_at_the_field(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.Site.UseAsync((GroupService g) => g.EndAsync(world.Group, world.Today.AddDays(-1)));

        var ended = await Assert.ThrowsAsync<RuleException>(() => world.ProposeAsync());
        var closed = await Assert.ThrowsAsync<RuleException>(() => world.ProposeAsync(change: p => p.GroupId = world.Body));

        Assert.Equal(("GroupId", "GroupId"), (ended.Field, closed.Field));
        Assert.Contains("bestaat niet meer", ended.Message, StringComparison.Ordinal);
        Assert.Equal(0, await world.Site.DataAsync(db => db.Set<AgendaItem>().CountAsync()));
        await Assert.ThrowsAsync<NotFoundException>(() => world.ProposeAsync(change: p => p.GroupId = Guid.NewGuid()));
    }

    [Theory]
    [InlineData("", "Description", "Eén zin is genoeg")]
    [InlineData("Zijn nummer is 85.07.30-033.28", "Description", "rijksregisternummer")]
    [InlineData("Stort op BE68 5390 0754 7034", "Description", "rekeningnummer")]
    public async Task What_cannot_be_kept_is_refused_at_the_field_and_takes_no_number(string description, string field, string says)
    {
        await using var world = await World.CreateAsync(databases, Db.Sqlite);

        var refusal = await Assert.ThrowsAsync<RuleException>(() => world.ProposeAsync(description));

        Assert.Equal(field, refusal.Field);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("AP-2026-0001", (await world.ProposeAsync()).Reference);
    }

    [Theory, AllDatabases]
    public async Task Long_and_strange_texts_are_kept_as_typed(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var text = "Ça va? 😀 <b>niet</b> 'quote'; DROP TABLE \"Groups\"; \0 " + new string('é', 19_000);

        var item = await world.ReadAsync((await world.ProposeAsync(text)).Id);

        Assert.Equal(TypedText.Clean(text), item.Description);
        Assert.Equal("Ça va?", item.Title);
    }

    [Theory, AllDatabases]
    public async Task A_theme_that_the_region_does_not_have_is_refused(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);

        Assert.Equal("LifeDomain", (await Assert.ThrowsAsync<RuleException>(() => world.ProposeAsync(change: p => p.LifeDomain = "ruimtevaart"))).Field);
        Assert.Equal("wonen", (await world.ProposeAsync(change: p => p.LifeDomain = "wonen")).LifeDomain);
    }

    [Theory, AllDatabases]
    public async Task A_draft_becomes_a_point_once_and_is_gone(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var draft = await world.UseAsync((ProposalDraftService d) => d.BeginAsync(world.Group));
        await world.UseAsync((ProposalDraftService d) => d.SaveAsync(draft.Id, d2 => d2.Description = "De bus rijdt niet."));
        await world.UseAsync((ProposalDraftService d) => d.SaveAsync(draft.Id, d2 => d2.Visibility = Visibility.WithoutName));
        var kept = await world.UseAsync((ProposalDraftService d) => d.FindAsync(draft.Id));
        var proposal = ProposalDraftService.ToProposal(kept!, new ProposalAuthor { PersonId = world.Author, IsConfirmed = true });

        var item = await world.UseAsync((AgendaItemService s) => s.ProposeAsync(proposal));
        var again = await world.UseAsync((AgendaItemService s) => s.ProposeAsync(proposal));

        Assert.Equal(item.Id, again.Id);
        Assert.Equal(("De bus rijdt niet.", Visibility.WithoutName), (item.Description, item.Visibility));
        Assert.Null(await world.UseAsync((ProposalDraftService d) => d.FindAsync(draft.Id)));
    }

    [Theory, AllDatabases]
    public async Task A_draft_opens_for_its_owner_only_and_goes_after_fourteen_days(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var draft = await world.UseAsync((ProposalDraftService d) => d.BeginAsync());
        world.Site.User.SignIn("fatima@zolim.example");
        await world.UseAsync((ProposalDraftService d) => d.SaveAsync(draft.Id, d2 => d2.Description = "Van mij."));
        world.Site.User.SignIn("iemand@zolim.example");
        Assert.Null(await world.UseAsync((ProposalDraftService d) => d.FindAsync(draft.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => world.UseAsync((ProposalDraftService d) => d.SaveAsync(draft.Id, d2 => d2.Description = "Nu van mij.")));

        world.Time.Advance(TimeSpan.FromDays(14));

        Assert.Equal(1, await world.UseAsync((ProposalDraftService d) => d.RemoveExpiredAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_groups_link_brings_points_until_it_is_renewed_or_full(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        await world.Site.UseAsync((GboParticipatie.Settings.ISiteService s) => s.SetAsync(new KlankgroepSettings { GroupLinkPointsPerDay = 2 }));
        var group = await world.UseAsync((GroupService g) => g.RenewLinkAsync(world.Group));
        var token = (await world.UseAsync((GroupLinks l) => Task.FromResult(l.AddressOf(group))))!.Split('/')[^1];
        Assert.Equal(group.Id, (await world.UseAsync((GroupLinks l) => l.OpenAsync(token)))?.Id);
        Assert.Null(await world.UseAsync((GroupLinks l) => l.OpenAsync(token + "0")));

        var item = await ProposeThroughAsync(world, group.GroupLinkVersion);
        await ProposeThroughAsync(world, group.GroupLinkVersion);

        Assert.Equal((false, "Buurthuis", Channel.GroupLink, null), (item.IsConfirmed, item.AuthorOrganisationName, item.EnteredBy, item.AuthorPersonId));
        Assert.Contains("morgen", (await Assert.ThrowsAsync<RuleException>(() => ProposeThroughAsync(world, group.GroupLinkVersion))).Message, StringComparison.Ordinal);
        world.Time.Advance(TimeSpan.FromDays(2));
        await world.UseAsync((GroupService g) => g.RenewLinkAsync(world.Group));
        Assert.Contains("werkt niet meer", (await Assert.ThrowsAsync<RuleException>(() => ProposeThroughAsync(world, group.GroupLinkVersion))).Message, StringComparison.Ordinal);
        Assert.Null(await world.UseAsync((GroupLinks l) => l.OpenAsync(token)));
    }

    private static Task<AgendaItem> ProposeThroughAsync(World world, int version) => world.ProposeAsync(change: p =>
    {
        p.Author = ProposalAuthors.ThroughGroupLink("Buurthuis");
        p.GroupLinkVersion = version;
    });
}
