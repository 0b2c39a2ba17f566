using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Tests.Klankgroep;

/// <summary>An organisation no longer takes part: its people hear and read no more of the groups that it was a member of, and nobody asks it anything.</summary>
public sealed class StoppedOrganisationTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task Its_people_hear_nothing_more_of_a_report_and_are_no_members_any_more(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var seated = await world.AddPersonAsync("Wie zetelt", group: world.Group);
        var session = await world.AddSessionAsync(5);
        world.Time.Set(session.EndsAt);
        await world.UseAsync((SessionService s) => s.HoldAsync(new HoldSession { SessionId = session.Id }));
        await journey.NextAsync();
        Assert.Contains(world.Group, (await world.UseAsync((Viewers v) => v.OfPersonAsync(world.Author))).GroupIds);
        await StopAsync(world);

        await world.UseAsync((SessionService s) => s.ReportAsync(session.Id));

        var email = await world.Site.DataAsync(db => db.Set<Person>().Where(p => p.Id == seated).Select(p => p.Email).SingleAsync());
        Assert.Equal([email], (await journey.NextAsync()).Where(m => m.Kind == "report-published").Select(m => m.To));
        var viewer = await world.UseAsync((Viewers v) => v.OfPersonAsync(world.Author));
        Assert.Empty(viewer.GroupIds);
        // What is of the organisation itself stays theirs to read.
        Assert.Equal([world.Organisation], viewer.OrganisationIds);
    }

    [Theory, AllDatabases]
    public async Task It_is_asked_nothing_and_sent_nothing(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var point = await world.ProposeAsync();
        var told = await TellAsync(world);
        await StopAsync(world);

        var asked = await Assert.ThrowsAsync<RuleException>(() => world.ForwardAsync(point.Id, f => f.OrganisationId = world.Organisation));
        var sent = await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SignalBundles b) => b.SendAsync(world.Organisation, [told.Id])));

        Assert.All([asked, sent], refused => Assert.Contains("doet niet meer mee", refused.Message, StringComparison.Ordinal));
        Assert.Equal((nameof(ForwardAgendaItem.GroupId), "OrganisationId"), (asked.Field, sent.Field));
        Assert.Empty((await world.ReadAsync(point.Id)).Answers);
    }

    [Theory, AllDatabases]
    public async Task What_was_sent_to_it_just_before_is_mailed_to_nobody(Db kind)
    {
        await using var journey = await Journey.CreateAsync(databases, kind);
        var world = journey.World;
        var told = await TellAsync(world);
        await journey.NextAsync();
        await world.UseAsync((SignalBundles b) => b.SendAsync(world.Organisation, [told.Id]));
        await StopAsync(world);

        Assert.DoesNotContain(await journey.NextAsync(), m => m.To == journey.AuthorEmail);
    }

    private static Task<Feedback> TellAsync(World world) => world.UseAsync((FeedbackService f) => f.GiveAsync(new GiveFeedback
    {
        SubmissionKey = Guid.NewGuid(),
        Author = new FeedbackAuthor { IsAnonymous = true },
        Kind = FeedbackKind.Barrier,
        Description = "Het loket sluit om drie uur.",
        Readers = FeedbackReaders.WhoCanHelp,
    }));

    private static Task<int> StopAsync(World world)
        => world.Site.DataAsync(db => db.Set<Organisation>().Where(o => o.Id == world.Organisation).ExecuteUpdateAsync(s => s.SetProperty(o => o.IsActive, false)));
}
