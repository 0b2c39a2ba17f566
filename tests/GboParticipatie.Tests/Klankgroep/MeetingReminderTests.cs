using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>A meeting comes near: a week before, who said nothing is asked; two days before, who comes is told when and where.</summary>
public sealed partial class MeetingReminderTests(DatabaseFixture databases)
{
    private const string Asked = "session-reminder";
    private const string Told = "session-soon";

    [Theory, AllDatabases]
    public async Task A_week_before_only_who_said_nothing_is_asked_and_two_days_before_only_who_comes_is_told(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (yes, maybe, no) = (await MemberAsync(journey, "Ja"), await MemberAsync(journey, "Misschien"), await MemberAsync(journey, "Nee"));
        var session = await AnnouncedAsync(journey, 20);
        await ReplyAsync(journey, session, yes, InvitationReply.Yes);
        await ReplyAsync(journey, session, maybe, InvitationReply.Maybe);
        await ReplyAsync(journey, session, no, InvitationReply.No);

        var told = await UntilAsync(journey, session, 5);

        Assert.Equal([(-7, Asked, journey.AuthorEmail), .. new[] { (-2, Told, yes), (-2, Told, maybe) }.Order()], told);
    }

    [Theory, AllDatabases]
    public async Task Who_comes_reads_day_hour_and_place_and_has_the_meeting_for_their_calendar_and_the_link_to_their_answer(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var (yes, maybe, moved) = (await MemberAsync(journey, "Ja"), await MemberAsync(journey, "Misschien"), await MemberAsync(journey, "Voor de verandering"));
        var session = await AnnouncedAsync(journey, 20);
        await ReplyAsync(journey, session, moved, InvitationReply.Yes);
        await ChangeAsync(journey, session.Id, d => d with { Place = "Wijkhuis Genk" });
        await ReplyAsync(journey, session, yes, InvitationReply.Yes);
        await ReplyAsync(journey, session, maybe, InvitationReply.Maybe);

        var mails = new Dictionary<string, EmailMessage>(StringComparer.Ordinal);
        await UntilAsync(journey, session, 0, mail =>
        {
            if (mail.Kind == Told) mails.Add(mail.To, mail);
        });

        var mail = mails[yes];
        Assert.Equal("Tot zaterdag: Klankgroep", mail.Subject);
        Assert.Contains("zaterdag 12 december 2026, 14 tot 16 uur", mail.Body, StringComparison.Ordinal);
        Assert.Contains("Wijkhuis Genk", mail.Body, StringComparison.Ordinal);
        Assert.Contains($"[Zet in mijn agenda](/bijeenkomsten/{session.Id}.ics)", mail.Body, StringComparison.Ordinal);
        Assert.Contains("PARTSTAT=ACCEPTED", mail.Calendar!.Content.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var invitation = (await InvitedAsync(journey, session.Id)).Single(i => i.Email == yes);
        Assert.Equal(await journey.World.UseAsync((InvitationLinks l) => Task.FromResult(l.ToReply(invitation.Id, invitation.LinkVersion))), mail.ActionUrl);
        Assert.Equal(
            ["Je zei dat je komt naar:", "Je zei dat je misschien komt naar:", "Je antwoordde voor de dag of plaats veranderde. Zo is het nu:"],
            new[] { yes, maybe, moved }.Select(to => mails[to].Body.Split('\n')[2]));
        Assert.Contains("Kan je nog komen? Laat het weten met de knop.", mails[moved].Body, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_waits_for_a_place_is_not_told_to_come_and_a_group_of_members_gives_no_file_that_only_they_may_open(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var closed = (await world.AddGroupAsync("besloten", g => g.Readers = GroupReaders.Members)).Id;
        var (first, second) = (await MemberAsync(journey, "Eerst", closed), await MemberAsync(journey, "Te laat", closed));
        var session = await AnnouncedAsync(journey, 20, closed, maximum: 2);
        await ReplyAsync(journey, session, first, InvitationReply.Yes, 2);
        Assert.True((await ReplyAsync(journey, session, second, InvitationReply.Yes)).IsWaiting);

        var bodies = new List<string>();
        var told = await UntilAsync(journey, session, 0, mail => bodies.Add(mail.Body));

        Assert.Equal([(-2, Told, first)], told);
        Assert.All(bodies, body => Assert.DoesNotContain(".ics", body, StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task A_meeting_that_moves_is_told_when_its_new_day_is_near_and_not_when_the_old_one_is(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var yes = await MemberAsync(journey, "Ja");
        var session = await AnnouncedAsync(journey, 20);
        await ReplyAsync(journey, session, yes, InvitationReply.Yes);
        var authorAndYes = new[] { journey.AuthorEmail, yes }.Order(StringComparer.Ordinal).ToArray();

        // Before anything was told.
        await MoveAsync(10);
        Assert.Equal([(-7, Asked, authorAndYes[0]), (-7, Asked, authorAndYes[1])], await UntilAsync(journey, session, -6));

        // After who said nothing was asked: who answered for the day before is asked again as well.
        await MoveAsync(30);
        await ReplyAsync(journey, session, yes, InvitationReply.Yes);
        Assert.Equal([(-7, Asked, journey.AuthorEmail), (-2, Told, yes)], await UntilAsync(journey, session, -1));

        // The day before: it is put off after all.
        await MoveAsync(15);
        Assert.Equal([(-7, Asked, authorAndYes[0]), (-7, Asked, authorAndYes[1]), (-2, Told, yes)], await UntilAsync(journey, session, 5));

        async Task MoveAsync(int days)
        {
            await ChangeAsync(journey, session.Id, d => d with { StartsAt = d.StartsAt.AddDays(days), EndsAt = d.EndsAt.AddDays(days) });
            session = (await journey.World.UseAsync((SessionService s) => s.FindAsync(session.Id)))!;
            await journey.NextAsync();
        }
    }

    [Theory, AllDatabases]
    public async Task Another_title_or_place_asks_and_tells_nobody_twice(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var yes = await MemberAsync(journey, "Ja");
        var session = await AnnouncedAsync(journey, 20);
        await ReplyAsync(journey, session, yes, InvitationReply.Yes);
        var told = await UntilAsync(journey, session, -6);
        await ChangeAsync(journey, session.Id, d => d with { Title = "Klankgroep over wonen" });
        told.AddRange(await UntilAsync(journey, session, -2));

        await ChangeAsync(journey, session.Id, d => d with { Title = "Klankgroep over werk" });
        told.AddRange(await UntilAsync(journey, session, 3));

        Assert.Equal([(-7, Asked, journey.AuthorEmail), (-2, Told, yes)], told);
    }

    [Theory, AllDatabases]
    public async Task Of_a_meeting_that_does_not_take_place_nobody_hears_more_than_that(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var yes = await MemberAsync(journey, "Ja");
        var (early, late) = (await AnnouncedAsync(journey, 20), await AnnouncedAsync(journey, 21));
        foreach (var session in new[] { early, late }) await ReplyAsync(journey, session, yes, InvitationReply.Yes);
        await journey.World.UseAsync((SessionService s) => s.CancelAsync(early.Id, "De zaal is niet vrij."));
        var told = await UntilAsync(journey, late, -6);
        await journey.World.UseAsync((SessionService s) => s.CancelAsync(late.Id, "De zaal is niet vrij."));

        told.AddRange(await UntilAsync(journey, late, 5));

        Assert.Equal([(-7, Asked, journey.AuthorEmail)], told);
        Assert.Empty(await journey.World.Site.DataAsync(db => db.Set<GboParticipatie.Workflows.Models.WorkflowInstance>().Where(i => i.WorkflowTypeId == "session-reminders" && i.EndedAt == null).ToListAsync()));
    }

    [Theory, AllDatabases]
    public async Task Nobody_is_asked_or_told_just_after_the_invitation(Db kind)
    {
        // Days between announcing and meeting: what is asked, and what is told.
        foreach (var (days, expected) in new (int, (int, string)[])[] { (9, [(-7, Asked), (-2, Told)]), (8, [(-2, Told)]), (6, [(-2, Told)]), (4, [(-2, Told)]), (3, []), (1, []) })
        {
            await using var journey = await Journey.CreateAsync(databases, kind);
            var yes = await MemberAsync(journey, "Ja");
            var session = await AnnouncedAsync(journey, days);
            await ReplyAsync(journey, session, yes, InvitationReply.Yes);

            var told = await UntilAsync(journey, session, 2);

            Assert.Equal((days, string.Join(", ", expected)), (days, string.Join(", ", told.Select(t => (t.Day, t.Kind)))));
        }
    }

    [Theory, AllDatabases]
    public async Task Whom_the_coach_reminded_that_day_or_the_day_before_is_not_asked_again(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        foreach (var hoursBefore in new[] { 2, 26 })
        {
            var session = await AnnouncedAsync(journey, 20);
            world.Time.Set(BrusselsTime.ToUtc(DateOnly.FromDateTime(session.StartsAt).AddDays(-7).ToDateTime(new TimeOnly(9, 0))).AddHours(-hoursBefore));
            Assert.Equal((1, 0), await world.UseAsync((InvitationService s) => s.RemindAsync(session.Id)));
            Assert.Equal([journey.AuthorEmail], (await journey.NextAsync()).Where(m => m.Kind == Asked).Select(m => m.To));
            world.Time.Advance(TimeSpan.FromHours(hoursBefore));

            Assert.DoesNotContain(await journey.NextAsync(), m => m.Kind == Asked);
            Assert.Empty(await UntilAsync(journey, session, 1));
        }
    }

    private static Task<string> MemberAsync(Journey journey, string name, Guid? group = null) => journey.World.Site.DataAsync(async db =>
    {
        var person = new Person { Name = name, Email = $"{Guid.NewGuid():N}@zolim.example" };
        db.AddRange(person, new Mandate { PersonId = person.Id, GroupId = group ?? journey.World.Group, From = new DateOnly(2020, 1, 1) });
        await db.SaveChangesAsync();
        return person.Email;
    });

    private static async Task<Session> AnnouncedAsync(Journey journey, int daysAhead, Guid? group = null, int? maximum = null)
    {
        var world = journey.World;
        var start = BrusselsTime.ToUtc(world.Today.AddDays(daysAhead).ToDateTime(new TimeOnly(14, 0)));
        var made = await world.UseAsync((SessionService s) => s.CreateAsync(new CreateSession(
            group ?? world.Group, new SessionDetails { Title = "Klankgroep", StartsAt = start, EndsAt = start.AddHours(2), Place = "Stadhuis Tongeren", Maximum = maximum })));
        var session = await world.UseAsync((SessionService s) => s.AnnounceAsync(made.Id));
        await journey.NextAsync();
        return session;
    }

    // Day by day at nine, until so many days after the meeting: what was asked and told, how many days after it, to whom.
    private static async Task<List<(int Day, string Kind, string To)>> UntilAsync(Journey journey, Session session, int days, Action<EmailMessage>? look = null)
    {
        List<(int, string, string)> told = [];
        var day = BrusselsTime.DayOf(session.StartsAt);
        while (journey.World.Today < day.AddDays(days))
        {
            journey.World.Time.Advance(TimeSpan.FromDays(1));
            // Twice: what was told this morning is not told again.
            foreach (var mail in (await journey.NextAsync()).Concat(await journey.NextAsync()).Where(m => m.Kind is Asked or Told).OrderBy(m => m.To, StringComparer.Ordinal))
            {
                look?.Invoke(mail);
                told.Add((journey.World.Today.DayNumber - day.DayNumber, mail.Kind, mail.To));
            }
        }

        return told;
    }

    private static async Task ChangeAsync(Journey journey, Guid id, Func<SessionDetails, SessionDetails> change)
    {
        var s = (await journey.World.UseAsync((SessionService service) => service.FindAsync(id)))!;
        var details = new SessionDetails { Kind = s.Kind, Title = s.Title, StartsAt = s.StartsAt, EndsAt = s.EndsAt, Place = s.Place, Maximum = s.Maximum };
        await journey.World.UseAsync((SessionService service) => service.ChangeAsync(new ChangeSession(id, change(details), null)));
        await journey.NextAsync();
    }

    private static async Task<Invitation> ReplyAsync(Journey journey, Session session, string email, InvitationReply reply, int people = 1)
    {
        var id = (await InvitedAsync(journey, session.Id)).Single(i => i.Email == email).Id;
        return await journey.World.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = id, Reply = reply, People = people }));
    }

    private static Task<List<InvitedParty>> InvitedAsync(Journey journey, Guid session)
        => journey.World.Site.DataAsync(db => db.WithNames(db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == session)).ToListAsync());
}
