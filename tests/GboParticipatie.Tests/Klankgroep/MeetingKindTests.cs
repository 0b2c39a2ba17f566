using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>What each kind of meeting does: all of them have a report, and only as a guest the coach invites nobody and counts heads.</summary>
public sealed class MeetingKindTests(DatabaseFixture databases)
{
    private const SessionKind Guest = SessionKind.GuestAt;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Members_are_invited_and_answer_everywhere_but_where_the_coach_is_a_guest(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        foreach (var what in Enum.GetValues<SessionKind>())
        {
            var session = await PlannedAsync(world, what);

            await world.UseAsync((SessionService s) => s.AnnounceAsync(session.Id));

            var invited = await world.Site.DataAsync(db => db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == session.Id).ToListAsync(Cancel));
            Assert.Equal(what == Guest ? [] : [world.Author], invited.Select(i => i.PersonId!.Value));
            if (what == Guest)
            {
                await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((InvitationService s) => s.InviteAsync(session.Id)));
                continue;
            }

            Assert.Equal(0, await world.UseAsync((InvitationService s) => s.InviteAsync(session.Id)));
            var reply = await world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = invited[0].Id, Reply = InvitationReply.Yes, People = 2 }));
            Assert.True(reply.IsSeated);
        }
    }

    [Theory, AllDatabases]
    public async Task Its_agenda_takes_points_and_is_sent_everywhere_but_where_the_coach_is_a_guest(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        foreach (var what in Enum.GetValues<SessionKind>())
        {
            var group = (await world.AddGroupAsync($"groep-{what}".ToLowerInvariant(), g => (g.ForwardsTo, g.Organisations) = (world.Body, [world.Organisation]))).Id;
            var session = await PlannedAsync(world, what, group);
            await world.UseAsync((SessionService s) => s.AnnounceAsync(session.Id));

            if (what == Guest)
            {
                await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SessionService s) => s.SendAgendaAsync(session.Id)));
                continue;
            }

            var point = await world.ProposeAsync($"Er is geen bus {what}.", p => p.GroupId = group);
            await world.UseAsync((SessionService s) => s.SendAgendaAsync(session.Id));
            var line = Assert.Single(await world.UseAsync((AgendaService s) => s.ReadAsync(session.Id, new Viewer { ReadsAll = true })));
            Assert.Equal(point.Id, line.ItemId);
        }
    }

    [Theory, AllDatabases]
    public async Task Who_came_is_counted_per_organisation_or_by_head_and_there_is_a_report_of_each(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        foreach (var what in Enum.GetValues<SessionKind>())
        {
            var session = await PlannedAsync(world, what, daysAhead: 1);
            world.Time.Set(session.StartsAt);

            if (what == Guest)
            {
                await Assert.ThrowsAsync<RuleException>(() => CheckInAsync(world, session));
                await world.UseAsync((AttendanceService s) => Done(s.NoteVisitAsync(session.Id, 14, "Veel vragen over huur.", null)));
            }
            else
            {
                await CheckInAsync(world, session);
                await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((AttendanceService s) => Done(s.NoteVisitAsync(session.Id, 14, null, null))));
            }

            var figures = (await world.UseAsync((AttendanceService s) => s.FiguresAsync(session)))!;
            Assert.Equal((what, what == Guest ? "14 mensen" : "3 mensen van 1 organisatie"), (what, figures.InWords(DutchTexts.Instance)));
            world.Time.Set(session.EndsAt);
            await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));
            Assert.Equal(SessionState.Reported, (await world.UseAsync((SessionService s) => s.ReportAsync(session.Id))).State);
        }
    }

    [Theory, AllDatabases]
    public async Task Of_a_visit_elsewhere_nobody_asks_for_a_report_and_no_member_is_sent_to_one(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var session = await PlannedAsync(world, Guest, daysAhead: 1);
        world.Time.Set(session.EndsAt);
        await journey.NextAsync();
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));

        var mails = await journey.UntilAsync(world.Today.AddDays(20));

        Assert.DoesNotContain(mails, m => m.Subject.Contains("verslag", StringComparison.OrdinalIgnoreCase));
        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));
        Assert.Empty(await journey.NextAsync());
    }

    private static async Task<Session> PlannedAsync(World world, SessionKind kind, Guid? group = null, int daysAhead = 9)
    {
        var start = BrusselsTime.ToUtc(world.Today.AddDays(daysAhead).ToDateTime(new TimeOnly(14, 0)));
        return await world.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(group ?? world.Group, new SessionDetails { Kind = kind, Title = $"{kind}", StartsAt = start, EndsAt = start.AddHours(2) })));
    }

    private static Task<bool> CheckInAsync(World world, Session session)
        => world.UseAsync((AttendanceService s) => Done(s.CheckInAsync(new CheckInPeople { Key = Guid.NewGuid(), SessionId = session.Id, OrganisationId = world.Organisation, People = 3, ByCoach = true })));

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}
