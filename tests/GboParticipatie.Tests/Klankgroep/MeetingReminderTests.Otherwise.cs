using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Tests.Notifications;

namespace GboParticipatie.Tests.Klankgroep;

/// <content>Who reads no mail, and who does it twice.</content>
public sealed partial class MeetingReminderTests
{
    [Theory, AllDatabases]
    public async Task Who_reads_no_mail_and_an_organisation_of_which_nobody_is_known_are_asked_in_their_own_way(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var (mailed, silent) = (await OrganisationAsync(world, "met-mail", "info@vereniging.example"), await OrganisationAsync(world, "zonder-mail", null));
        var group = (await world.AddGroupAsync("samen", g => g.Organisations = [mailed, silent])).Id;
        var called = await CalledAsync(world, group);
        var (told, untold) = (await AnnouncedAsync(journey, 20, group), await AnnouncedAsync(journey, 21, group));
        await world.Site.DataAsync(db => db.Set<ContactTask>().Where(t => t.SessionId == told.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.DoneOn, world.Today)));

        var mails = await UntilAsync(journey, told, -5);

        Assert.Equal([(-7, Asked, "info@vereniging.example"), (-6, Asked, "info@vereniging.example")], mails);
        var tasks = await OpenAsync(world, told.Id);
        Assert.Equal([(called, null, ContactMeans.Phone), (null, silent, ContactMeans.ViaOrganisation)], tasks.Select(t => (t.PersonId, t.OrganisationId, t.Means)));
        Assert.All(tasks, t => Assert.StartsWith("Je liet nog niet weten of je komt naar:", t.Text, StringComparison.Ordinal));
        // Who tells the invitation itself, asks it.
        Assert.All(await OpenAsync(world, untold.Id), t => Assert.StartsWith("Je bent uitgenodigd:", t.Text, StringComparison.Ordinal));

        // Who says to the coach that they come, is told two days before; whoever tells another the invitation only then, says all of it.
        await SaysYesAsync(told, byCoach: true);
        await SaysYesAsync(untold, byCoach: false);
        await UntilAsync(journey, untold, 0);
        Assert.StartsWith("Je bent uitgenodigd:", (await OpenAsync(world, untold.Id)).Single(t => t.PersonId == called).Text, StringComparison.Ordinal);
        var last = (await OpenAsync(world, told.Id)).Single(t => t.PersonId == called);
        Assert.Matches("(?s)^Je zei dat je komt naar:.*zaterdag 12 december 2026, 14 tot 16 uur.*Stadhuis Tongeren.*Kan je toch niet\\? Laat het weten\\.$", last.Text);

        async Task SaysYesAsync(Session session, bool byCoach)
        {
            var invitation = (await InvitedAsync(journey, session.Id)).Single(i => i.PersonId == called).Id;
            await world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = invitation, Reply = InvitationReply.Yes, ByCoach = byCoach }));
        }
    }

    [Theory, AllDatabases]
    public async Task Done_twice_at_once_everyone_is_asked_and_told_once(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, new NotificationSite().Configure);
        for (var i = 0; i < 4; i++) await world.AddPersonAsync($"Lid {i}", group: world.Group);
        var session = await world.AddSessionAsync(20);
        await world.Site.DrainAsync();
        var comes = await world.Site.DataAsync(db => db.Set<Invitation>().Where(i => i.SessionId == session.Id).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync());
        await world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = comes, Reply = InvitationReply.Yes }));
        world.Time.Advance(TimeSpan.FromDays(13));

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.UseAsync((MeetingReminders r) => r.RemindSilentAsync(session.Id)))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.UseAsync((MeetingReminders r) => r.TellSoonAsync(session.Id)))));
        await world.Site.DrainAsync();

        Assert.Equal(4, asked.Sum());
        var mails = await world.Site.MailsAsync();
        Assert.Equal((4, 1), (mails.Count(m => m.Kind == Asked), mails.Count(m => m.Kind == Told)));
        // Nor the day after, by hand or not.
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await world.UseAsync((MeetingReminders r) => r.RemindSilentAsync(session.Id)));
    }

    [Theory, AllDatabases]
    public async Task Who_is_invited_late_is_not_reminded_of_a_mail_of_yesterday(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, new NotificationSite().Configure);
        var session = await world.AddSessionAsync(20);
        world.Time.Advance(TimeSpan.FromDays(12));
        var late = await world.AddPersonAsync("Nieuw lid", group: world.Group);
        Assert.Equal(1, await world.UseAsync((InvitationService s) => s.InviteAsync(session.Id)));

        world.Time.Advance(TimeSpan.FromDays(1));
        await world.UseAsync((MeetingReminders r) => r.RemindSilentAsync(session.Id));
        Assert.Equal([world.Author], await RemindedAsync());
        world.Time.Advance(TimeSpan.FromDays(1));
        await world.UseAsync((MeetingReminders r) => r.RemindSilentAsync(session.Id));
        Assert.Equal(new[] { world.Author, late }.Order(), (await RemindedAsync()).Order());

        Task<List<Guid>> RemindedAsync() => world.Site.DataAsync(db => db.Set<Invitation>().Where(i => i.SessionId == session.Id && i.RemindedOn != null).Select(i => i.PersonId!.Value).ToListAsync());
    }

    [Theory, AllDatabases]
    public async Task A_meeting_that_moved_before_the_mails_were_written_is_not_told_for_its_old_day(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, new NotificationSite().Configure);
        var session = await world.AddSessionAsync(20);
        var comes = await world.Site.DataAsync(db => db.Set<Invitation>().Where(i => i.SessionId == session.Id).Select(i => i.Id).SingleAsync());
        await world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = comes, Reply = InvitationReply.Yes }));
        world.Time.Advance(TimeSpan.FromDays(18));
        await world.UseAsync((MeetingReminders r) => r.TellSoonAsync(session.Id));
        await world.UseAsync((SessionService s) => s.ChangeAsync(new ChangeSession(session.Id, new SessionDetails { Title = session.Title, StartsAt = session.StartsAt.AddDays(7), EndsAt = session.EndsAt.AddDays(7) }, null)));

        await world.Site.DrainAsync();

        Assert.DoesNotContain(await world.Site.MailsAsync(), m => m.Kind == Told);
    }

    private static Task<Guid> OrganisationAsync(World world, string slug, string? email) => world.Site.DataAsync(async db =>
    {
        var organisation = new Organisation { Slug = slug, Name = slug, Kind = OrganisationKind.Doelgroeporganisatie, Email = email };
        db.Add(organisation);
        await db.SaveChangesAsync();
        return organisation.Id;
    });

    private static Task<Guid> CalledAsync(World world, Guid group) => world.Site.DataAsync(async db =>
    {
        var person = new Person { Name = "Mimoun", Phone = "0470 00 00 01", PreferredChannel = ContactChannel.Phone };
        db.AddRange(person, new Mandate { PersonId = person.Id, GroupId = group, From = new DateOnly(2020, 1, 1) });
        await db.SaveChangesAsync();
        return person.Id;
    });

    // Who is called first, then organisations.
    private static async Task<List<ContactTask>> OpenAsync(World world, Guid session)
        => [.. (await world.Site.DataAsync(db => db.Set<ContactTask>().AsNoTracking().Where(t => t.SessionId == session && t.DoneOn == null).ToListAsync())).OrderBy(t => t.PersonId is null)];
}
