using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Klankgroep;

/// <content>What is told when a meeting moves or does not take place.</content>
public sealed partial class MeetingNewsTests
{
    [Theory, AllDatabases]
    public async Task Who_said_no_hears_of_another_day_or_place_and_of_nothing_else(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, new Notifications.NotificationSite().Configure);
        var session = await world.AddSessionAsync(16);
        await ReplyAsync(world, session.Id, world.Author, InvitationReply.No);

        await ChangeAsync(world, session.Id, d => d with { Title = "Klankgroep Tongeren" });
        await world.Site.DrainAsync();
        Assert.DoesNotContain(await Notifications.MailSteps.MailsAsync(world.Site), m => m.Kind == "session-changed");
        await ChangeAsync(world, session.Id, d => d with { StartsAt = d.StartsAt.AddDays(1), EndsAt = d.EndsAt.AddDays(1) });
        await world.Site.DrainAsync();

        var mail = Assert.Single(await Notifications.MailSteps.MailsAsync(world.Site), m => m.Kind == "session-changed");
        Assert.Contains("Kan je nu wel komen?", mail.Body, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Everyone_invited_hears_that_it_does_not_take_place_and_why_whatever_they_said(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind, new Notifications.NotificationSite().Configure);
        var unknown = await world.Site.DataAsync(async db =>
        {
            var organisation = new Organisation { Slug = "vereniging", Name = "Vereniging zonder bekenden", Kind = OrganisationKind.Doelgroeporganisatie, Email = "info@vereniging.example" };
            db.Add(organisation);
            await db.SaveChangesAsync();
            return organisation.Id;
        });
        await world.AddGroupAsync("samen", g => (g.Name, g.Organisations) = ("Samen", [unknown]));
        var group = await world.Site.DataAsync(db => db.Set<Group>().Where(g => g.Slug == "samen").Select(g => g.Id).SingleAsync());
        var people = new List<Guid>();
        foreach (var name in new[] { "Ja", "Nee", "Misschien", "Wacht", "Stil" }) people.Add(await world.AddPersonAsync(name, null, group));
        var session = await world.AddSessionAsync(20, group);
        await ChangeAsync(world, session.Id, d => d with { Maximum = 1 });
        await ReplyAsync(world, session.Id, people[0], InvitationReply.Yes);
        await ReplyAsync(world, session.Id, people[1], InvitationReply.No);
        await ReplyAsync(world, session.Id, people[2], InvitationReply.Maybe);
        Assert.True((await ReplyAsync(world, session.Id, people[3], InvitationReply.Yes)).IsWaiting);
        await world.Site.DrainAsync();
        var addresses = await world.Site.DataAsync(db => db.Set<Person>().Where(p => people.Contains(p.Id)).Select(p => p.Email!).ToListAsync());

        await world.UseAsync((SessionService s) => s.CancelAsync(session.Id, "De zaal is niet vrij."));
        await world.Site.DrainAsync();

        var mails = await Notifications.MailSteps.MailsAsync(world.Site);
        var told = addresses.Append("info@vereniging.example").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(told, mails.Where(m => m.Kind == "session-invitation").Select(m => m.To).Order(StringComparer.Ordinal));
        var cancelled = mails.Where(m => m.Kind == "session-cancelled").ToList();
        Assert.Equal(told, cancelled.Select(m => m.To).Order(StringComparer.Ordinal));
        Assert.All(cancelled, m => Assert.Contains("De zaal is niet vrij.", m.Body!.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task Nobody_is_asked_to_come_to_a_day_that_is_over(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var (announced, draft) = (await world.AddSessionAsync(20), await world.AddSessionAsync(30, announce: false));
        await journey.NextAsync();

        var refused = await Assert.ThrowsAsync<RuleException>(() => ChangeAsync(world, announced.Id, d => d with { StartsAt = d.StartsAt.AddDays(-40), EndsAt = d.EndsAt.AddDays(-40) }));
        Assert.Equal(nameof(Session.StartsAt), refused.Field);
        // What nobody was invited to, is noted afterwards as well.
        await ChangeAsync(world, draft.Id, d => d with { StartsAt = d.StartsAt.AddDays(-40), EndsAt = d.EndsAt.AddDays(-40) });
        Assert.Empty(await journey.NextAsync());

        world.Time.Set(announced.EndsAt.AddHours(1));
        await ChangeAsync(world, announced.Id, d => d with { Place = "De Kring" });
        Assert.DoesNotContain(await journey.NextAsync(), m => m.Subject!.StartsWith("Veranderd", StringComparison.Ordinal));
    }
}
