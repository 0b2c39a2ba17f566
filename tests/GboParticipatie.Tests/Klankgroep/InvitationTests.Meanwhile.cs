using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;

namespace GboParticipatie.Tests.Klankgroep;

/// <content>What someone else did meanwhile, or what was announced already.</content>
public sealed partial class InvitationTests
{
    [Theory, AllDatabases]
    public async Task What_they_say_themselves_is_not_overwritten_by_a_page_that_was_open_before(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (_, i) = await FullSessionAsync(world, maximum: 5, people: 1);
        var before = (await FindAsync(world, i[0])).Mark;
        await ReplyAsync(world, i[0], InvitationReply.Yes, 3);

        await Assert.ThrowsAsync<ChangedMeanwhileException>(() => NoteAsync(before));
        Assert.Equal(InvitationReply.Yes, (await FindAsync(world, i[0])).Reply);
        await NoteAsync((await FindAsync(world, i[0])).Mark);
        Assert.Equal(InvitationReply.No, (await FindAsync(world, i[0])).Reply);

        Task<Invitation> NoteAsync(string seen) => world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = i[0], Reply = InvitationReply.No, ByCoach = true, Seen = seen }));
    }

    [Theory, AllDatabases]
    public async Task A_meeting_to_which_people_are_invited_does_not_become_a_visit_of_the_coach(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var session = await world.AddSessionAsync(9);
        var details = new SessionDetails { Title = session.Title, StartsAt = session.StartsAt, EndsAt = session.EndsAt, Kind = SessionKind.GuestAt };

        var refused = await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SessionService s) => s.ChangeAsync(new ChangeSession(session.Id, details, null))));
        Assert.Equal(nameof(Session.Kind), refused.Field);
        await world.UseAsync((SessionService s) => s.ChangeAsync(new ChangeSession(session.Id, details with { Kind = SessionKind.ThinkDay }, null)));
    }

    private static Task<Invitation> FindAsync(World world, Guid invitation)
        => world.Site.DataAsync(db => db.Set<Invitation>().AsNoTracking().SingleAsync(i => i.Id == invitation));
}
