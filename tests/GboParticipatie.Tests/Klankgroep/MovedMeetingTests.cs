using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Notifications;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>A meeting gets another day or place when people answered already.</summary>
public sealed class MovedMeetingTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Who_answered_is_asked_again_reads_what_changed_and_keeps_the_place_until_they_say_no(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, comes, silent) = await AnnouncedAsync(world);
        await ReplyAsync(world, comes, InvitationReply.Yes);
        await world.Site.DrainAsync();

        await MoveAsync(world, session, d => d with { StartsAt = d.StartsAt.AddDays(1), EndsAt = d.EndsAt.AddDays(1), Place = "Wijkhuis Genk" });
        await world.Site.DrainAsync();

        var asked = await FindAsync(world, comes);
        Assert.Equal((InvitationReply.Yes, true, true), (asked.Reply, asked.IsSeated, asked.IsSilent));
        var mail = (await MailsAsync(world, "session-changed")).Single(m => m.Key.EndsWith(comes.ToString("N"), StringComparison.Ordinal));
        Assert.Contains("Eerst was het: zaterdag 12 december 2026, 14 tot 16 uur · Stadhuis Tongeren.", mail.Body, StringComparison.Ordinal);
        Assert.Contains("zondag 13 december 2026, 14 tot 16 uur", mail.Body, StringComparison.Ordinal);

        Assert.Equal((2, 0), await world.UseAsync((InvitationService s) => s.RemindAsync(session.Id)));
        await world.Site.DrainAsync();
        var reminders = (await MailsAsync(world, "session-reminder")).ToDictionary(m => m.Key[^32..], m => m.Body);
        Assert.Contains("De dag of plaats veranderde nadat je antwoordde.", reminders[comes.ToString("N")], StringComparison.Ordinal);
        Assert.DoesNotContain("veranderde", reminders[silent.ToString("N")], StringComparison.Ordinal);

        await ReplyAsync(world, comes, InvitationReply.Yes);
        Assert.False((await FindAsync(world, comes)).IsSilent);
    }

    [Theory, AllDatabases]
    public async Task Another_title_asks_nobody_again(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, comes, _) = await AnnouncedAsync(world);
        await ReplyAsync(world, comes, InvitationReply.Yes);

        await MoveAsync(world, session, d => d with { Title = "Klankgroep over wonen" });
        await world.Site.DrainAsync();

        Assert.False((await FindAsync(world, comes)).IsSilent);
        var mail = (await MailsAsync(world, "session-changed")).Single(m => m.Key.EndsWith(comes.ToString("N"), StringComparison.Ordinal));
        Assert.Contains("Eerst was het: “Klankgroep”.", mail.Body, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_new_link_is_mailed_to_whose_old_one_stops(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, comes, _) = await AnnouncedAsync(world);

        await world.UseAsync(async (InvitationService s) =>
        {
            await s.RenewLinkAsync(session.Id, comes);
            return true;
        });
        await world.Site.DrainAsync();

        var mail = Assert.Single(await MailsAsync(world, "session-link"));
        Assert.Contains(await world.UseAsync((InvitationLinks l) => Task.FromResult(l.ToReply(comes, 1))), mail.ActionUrl ?? mail.Body, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFoundException>(() => world.Site.InScopeAsync(s => s.GetRequiredService<InvitationService>().RenewLinkAsync(session.Id, Guid.NewGuid())));
    }

    [Theory, AllDatabases]
    public async Task An_interpreter_is_asked_for_in_a_language(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (_, comes, _) = await AnnouncedAsync(world);

        await ReplyAsync(world, comes, InvitationReply.Yes, new NeedCounts { Interpreters = 1 }, "tr");
        Assert.Equal("tr", (await FindAsync(world, comes)).InterpreterLanguage);
        await ReplyAsync(world, comes, InvitationReply.Yes, new NeedCounts(), "tr");
        Assert.Null((await FindAsync(world, comes)).InterpreterLanguage);

        var refused = await Assert.ThrowsAsync<RuleException>(() => ReplyAsync(world, comes, InvitationReply.Yes, new NeedCounts { Interpreters = 1 }, "<script>"));
        Assert.Equal(nameof(Invitation.InterpreterLanguage), refused.Field);
    }

    private async Task<World> CreateAsync(Db kind) => await World.CreateAsync(databases, kind, new NotificationSite().Configure);

    private static async Task<(Session Session, Guid Comes, Guid Silent)> AnnouncedAsync(World world)
    {
        await world.AddPersonAsync("Wie zwijgt", null, world.Group);
        var start = new DateTime(2026, 12, 12, 13, 0, 0, DateTimeKind.Utc);
        var session = await world.UseAsync((SessionService s) => s.CreateAsync(
            new CreateSession(world.Group, new SessionDetails { Title = "Klankgroep", StartsAt = start, EndsAt = start.AddHours(2), Place = "Stadhuis Tongeren" })));
        await world.UseAsync((SessionService s) => s.AnnounceAsync(session.Id));
        var invited = await world.Site.DataAsync(db => db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == session.Id).ToListAsync());
        return (session, invited.Single(i => i.PersonId == world.Author).Id, invited.Single(i => i.PersonId != world.Author).Id);
    }

    private static Task<Session> MoveAsync(World world, Session s, Func<SessionDetails, SessionDetails> change) => world.UseAsync((SessionService service) => service.ChangeAsync(
        new ChangeSession(s.Id, change(new SessionDetails { Title = s.Title, StartsAt = s.StartsAt, EndsAt = s.EndsAt, Place = s.Place }), null)));

    private static Task<Invitation> ReplyAsync(World world, Guid invitation, InvitationReply reply, NeedCounts? needs = null, string? language = null)
        => world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = invitation, Reply = reply, Needs = needs ?? new NeedCounts(), InterpreterLanguage = language }));

    private static Task<Invitation> FindAsync(World world, Guid invitation)
        => world.Site.DataAsync(db => db.Set<Invitation>().AsNoTracking().SingleAsync(i => i.Id == invitation));

    private static async Task<List<OutgoingMail>> MailsAsync(World world, string kind) => (await world.Site.MailsAsync()).Where(m => m.Kind == kind).ToList();
}
