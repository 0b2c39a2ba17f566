using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Tests.Notifications;
using GboParticipatie.Tests.Notifications.ICalendar;
using GboParticipatie.Users;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>Meetings in the calendar for everyone.</summary>
public sealed class SessionCalendarTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_cancelled_meeting_stays_for_ninety_days_so_that_calendars_take_it_away(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, new NotificationSite().Configure);
        var told = await world.AddSessionAsync(20);
        var untold = await world.AddSessionAsync(21, announce: false);
        foreach (var session in new[] { told, untold }) await world.UseAsync((SessionService s) => s.CancelAsync(session.Id, "De zaal is niet vrij."));

        Assert.Equal([(told.Id.ToString(), "CANCELLED")], await ReadAsync(world));
        world.Time.Advance(TimeSpan.FromDays(90));
        Assert.Equal([(told.Id.ToString(), "CANCELLED")], await ReadAsync(world));
        world.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await ReadAsync(world));
    }

    [Theory, AllDatabases]
    public async Task Another_introduction_is_a_newer_version_for_calendars(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, new NotificationSite().Configure);
        var session = await world.AddSessionAsync(20);
        var before = Assert.Single(await world.UseAsync((SessionCalendar c) => c.PublicAsync(default)));
        world.Time.Advance(TimeSpan.FromHours(1));

        await world.UseAsync((SessionService s) => s.ChangeAsync(new ChangeSession(session.Id, new SessionDetails { Title = session.Title, StartsAt = session.StartsAt, EndsAt = session.EndsAt, Introduction = "Breng je verhaal mee." }, null)));

        var after = Assert.Single(await world.UseAsync((SessionCalendar c) => c.PublicAsync(default)));
        Assert.Contains("Breng je verhaal mee.", after.Description, StringComparison.Ordinal);
        Assert.Equal((before.Sequence + 1, TimeSpan.FromHours(1)), (after.Sequence, after.ChangedAt - before.ChangedAt));
        await world.Site.DrainAsync();
        Assert.DoesNotContain(await world.Site.MailsAsync(), m => m.Kind == "session-changed");
    }

    [Theory, AllDatabases]
    public async Task Each_coach_of_the_region_has_the_meetings_in_the_making_of_groups_without_a_coach_of_their_own(Db kind)
    {
        var notifications = new NotificationSite();
        await using var world = await World.CreateAsync(databases, kind, notifications.Configure);
        notifications.Users.Coaches.AddRange([User("coach-1"), User("coach-2"), User("coach-3")]);
        var owned = (await world.AddGroupAsync("van-een-coach")).Id;
        await world.Site.DataAsync(db => db.Set<Group>().Where(g => g.Id == owned).ExecuteUpdateAsync(s => s.SetProperty(g => g.CoachUserId, "coach-3")));
        var (announced, making, ofOne) = (await world.AddSessionAsync(20), await world.AddSessionAsync(21, announce: false), await world.AddSessionAsync(22, owned, announce: false));

        foreach (var coach in new[] { "coach-1", "coach-2" }) Assert.Equal([announced.Id, making.Id], await OfAsync(world, coach));
        Assert.Equal([announced.Id, making.Id, ofOne.Id], await OfAsync(world, "coach-3"));
        var draft = (await world.UseAsync((SessionCalendar c) => c.OfAsync("coach-2", default))).Single(e => e.Uid == making.Id.ToString());
        Assert.Equal(EventStatus.Tentative, draft.Status);
    }

    [Theory, AllDatabases]
    public async Task Who_has_another_role_gets_no_meeting_in_the_making_and_only_those_of_their_own_groups(Db kind)
    {
        var notifications = new NotificationSite();
        await using var world = await World.CreateAsync(databases, kind, notifications.Configure);
        notifications.Users.Coaches.Add(User("coach-1"));
        await world.AddPersonAsync("Lid", group: world.Group, userId: "lid-1");
        var announced = await world.AddSessionAsync(20);
        await world.AddSessionAsync(21, announce: false);

        Assert.Equal([announced.Id], await OfAsync(world, "lid-1"));
        Assert.Empty(await OfAsync(world, "beheerder-1"));
    }

    private static UserSummary User(string id) => new(id, $"{id}@zolim.example", id);

    private static async Task<IEnumerable<Guid>> OfAsync(World world, string user)
        => (await world.UseAsync((SessionCalendar c) => c.OfAsync(user, default))).Select(e => Guid.Parse(e.Uid));

    private static async Task<List<(string Id, string Status)>> ReadAsync(World world)
    {
        var events = await world.UseAsync((SessionCalendar c) => c.PublicAsync(default));
        var calendar = StrictCalendarReader.Read(CalendarWriter.Write(new ICalendarObject { Method = CalendarMethod.Publish, Events = events }));
        return [.. calendar.Parts.Where(p => p.Name == "VEVENT").Select(e => (e.One("UID").Text, e.One("STATUS").Value))];
    }
}
