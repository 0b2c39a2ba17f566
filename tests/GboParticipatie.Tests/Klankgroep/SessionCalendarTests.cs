using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Tests.Notifications;
using GboParticipatie.Tests.Notifications.ICalendar;

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

    private static async Task<List<(string Id, string Status)>> ReadAsync(World world)
    {
        var events = await world.UseAsync((SessionCalendar c) => c.PublicAsync(default));
        var calendar = StrictCalendarReader.Read(CalendarWriter.Write(new ICalendarObject { Method = CalendarMethod.Publish, Events = events }));
        return [.. calendar.Parts.Where(p => p.Name == "VEVENT").Select(e => (e.One("UID").Text, e.One("STATUS").Value))];
    }
}
