using System.Text;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Notifications;
using GboParticipatie.Tests.Notifications.ICalendar;

namespace GboParticipatie.Tests.Klankgroep;

/// <content>What is mailed, and what is told to who wants no mail.</content>
public sealed partial class InvitationTests
{
    [Theory, AllDatabases]
    public async Task Only_who_said_nothing_is_reminded_and_once_a_day(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, i) = await FullSessionAsync(world, maximum: null, people: 3);
        await ReplyAsync(world, i[0], InvitationReply.No);

        Assert.Equal((2, 0), await world.UseAsync((InvitationService s) => s.RemindAsync(session)));
        await world.Site.DrainAsync();
        Assert.Equal((0, 0), await world.UseAsync((InvitationService s) => s.RemindAsync(session)));
        await ReplyAsync(world, i[1], InvitationReply.Yes);
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 0), await world.UseAsync((InvitationService s) => s.RemindAsync(session)));
        await world.Site.DrainAsync();

        var mails = await MailsAsync(world, "session-reminder");
        var people = await InvitedAsync(world, session);
        Assert.Equal(3, mails.Count);
        Assert.DoesNotContain(mails, m => m.Key.EndsWith(people.Single(x => x.Id == i[0]).Id.ToString("N"), StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task The_calendar_of_who_is_invited_follows_the_meeting_until_it_is_cancelled(Db kind)
    {
        await using var world = await CreateAsync(kind);
        var (session, i) = await FullSessionAsync(world, maximum: null, people: 1);
        await world.Site.DrainAsync();
        await ReplyAsync(world, i[0], InvitationReply.Yes, 2);
        world.Time.Advance(TimeSpan.FromHours(1));
        await ChangeAsync(world, session, d => d with { StartsAt = d.StartsAt.AddDays(1), EndsAt = d.EndsAt.AddDays(1) });
        await world.Site.DrainAsync();
        await ChangeAsync(world, session, d => d with { Introduction = "Breng je verhaal mee." });
        await world.Site.DrainAsync();
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.UseAsync((SessionService s) => s.CancelAsync(session, "De zaal is niet vrij."));
        await world.Site.DrainAsync();

        var mails = (await world.Site.MailsAsync()).Where(m => m.Key.EndsWith(i[0].ToString("N"), StringComparison.Ordinal)).ToList();
        Assert.Equal(["session-invitation", "session-changed", "session-cancelled"], mails.Select(m => m.Kind));
        var events = mails.ConvertAll(m => (Method: m.CalendarMethod, Event: Assert.Single(StrictCalendarReader.Read(Encoding.UTF8.GetBytes(m.Calendar!)).Parts, p => p.Name == "VEVENT")));
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], events.Select(e => e.Method));
        Assert.Equal([session.ToString()], events.Select(e => e.Event.One("UID").Text).Distinct());
        // The introduction stands in calendars too, so it counts, but nobody is mailed for it.
        Assert.Equal(["1", "2", "4"], events.Select(e => e.Event.One("SEQUENCE").Value));
        // Who said yes to another day is asked again.
        Assert.Equal(["NEEDS-ACTION", "NEEDS-ACTION", "NEEDS-ACTION"], events.Select(e => e.Event.One("ATTENDEE").Parameters["PARTSTAT"]));
        Assert.Equal(TimeSpan.FromDays(1), events[1].Event.One("DTSTART").Utc - events[0].Event.One("DTSTART").Utc);
        Assert.Contains("De zaal is niet vrij", mails[2].Body, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Who_wants_no_mail_gets_none(Db kind)
    {
        await using var world = await CreateAsync(kind);
        await world.Site.DataAsync(async db =>
        {
            var person = await db.Set<Person>().AsTracking().SingleAsync(p => p.Id == world.Author);
            person.PreferredChannel = ContactChannel.Phone;
            return await db.SaveChangesAsync();
        });

        var session = await world.AddSessionAsync(20);
        await world.Site.DrainAsync();

        var reminded = await world.UseAsync((InvitationService s) => s.RemindAsync(session.Id));

        await world.Site.DrainAsync();
        var invited = Assert.Single(await InvitedAsync(world, session.Id)).Id;
        Assert.Equal(world.Today, (await FindAsync(world, invited)).RemindedOn);
        Assert.Empty(await world.Site.MailsAsync());
        Assert.Equal((0, 1), reminded);
        // The coach tells them; who was not told yet of the invitation itself is not told that they said nothing.
        Assert.Equal((0, 0), await world.UseAsync((InvitationService s) => s.RemindAsync(session.Id)));
        Assert.StartsWith("Je bent uitgenodigd:", Assert.Single(await ToTellAsync(world, session.Id)), StringComparison.Ordinal);
        await world.Site.DataAsync(db => db.Set<ContactTask>().ExecuteUpdateAsync(s => s.SetProperty(t => t.DoneOn, world.Today)));
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 1), await world.UseAsync((InvitationService s) => s.RemindAsync(session.Id)));
        await world.Site.DrainAsync();
        Assert.StartsWith("Je liet nog niet weten of je komt naar:", Assert.Single(await ToTellAsync(world, session.Id)), StringComparison.Ordinal);
        // What the coach writes down of them was told.
        await world.UseAsync((InvitationService s) => s.ReplyAsync(new ReplyToInvitation { InvitationId = invited, Reply = InvitationReply.Yes, ByCoach = true }));
        Assert.Empty(await ToTellAsync(world, session.Id));
    }

    private static Task<List<string>> ToTellAsync(World world, Guid session)
        => world.Site.DataAsync(db => db.Set<ContactTask>().Where(t => t.SessionId == session && t.DoneOn == null).Select(t => t.Text).ToListAsync());

    private static async Task<List<OutgoingMail>> MailsAsync(World world, string kind) => (await world.Site.MailsAsync()).Where(m => m.Kind == kind).ToList();
}
