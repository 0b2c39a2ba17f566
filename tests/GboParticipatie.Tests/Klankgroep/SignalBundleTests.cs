using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;

namespace GboParticipatie.Tests.Klankgroep;

public sealed class SignalBundleTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_bundle_holds_what_the_organisation_may_read_and_nothing_for_the_coach_alone(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var open = await world.ProposeAsync("Er is geen bus.");
        await world.ForwardAsync(open.Id, f => f.OrganisationId = world.Organisation);
        var hidden = await world.ProposeAsync("Mijn buurvrouw Els kreeg geen hulp.", p => p.Visibility = Visibility.CoachOnly);
        await world.ForwardAsync(hidden.Id, f => (f.OrganisationId, f.Question, f.AuthorAgreed) = (world.Organisation, "Hoe helpen jullie wie niet belt?", true));
        await world.ForwardAsync((await world.ProposeAsync("Voor een ander.")).Id);
        var can = await TellAsync(world, "Het loket sluit om drie uur.", FeedbackReaders.WhoCanHelp);
        await TellAsync(world, "Alleen voor jou.", FeedbackReaders.CoachOnly);

        var bundle = await world.UseAsync((SignalBundles b) => b.FindAsync("buurtwerk"));

        Assert.Equal(["Er is geen bus", "Hoe helpen jullie wie niet belt?"], bundle!.Points.Select(p => p.Title));
        Assert.Equal(("", "Zonder naam"), (bundle.Points[1].Description, bundle.Points[1].Who));
        var signal = Assert.Single(bundle.Signals);
        Assert.Equal((can.Id, "Het loket sluit om drie uur.", false), (signal.Id, signal.Description, signal.IsSent));
        var row = Assert.Single(await world.UseAsync((SignalBundles b) => b.ListAsync()));
        Assert.Equal(("buurtwerk", 2, 1, 0), (row.Slug, row.Points, row.NewSignals, row.SentSignals));
    }

    [Theory, AllDatabases]
    public async Task What_is_sent_is_forwarded_once_and_its_author_sees_it(Db kind)
    {
        await using var world = await World.CreateAsync(databases, kind);
        var told = await TellAsync(world, "Het loket sluit om drie uur.", FeedbackReaders.WhoCanHelp);
        var closed = await TellAsync(world, "Alleen voor jou.", FeedbackReaders.CoachOnly);

        Assert.Equal("Signals", (await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SignalBundles b) => b.SendAsync(world.Organisation, [])))).Field);
        await Assert.ThrowsAsync<RuleException>(() => world.UseAsync((SignalBundles b) => b.SendAsync(world.Organisation, [told.Id, closed.Id])));
        Assert.Equal(FeedbackStatus.Received, (await world.UseAsync((FeedbackService f) => f.FindAsync(told.Id)))!.Status);
        Assert.Equal(1, await world.UseAsync((SignalBundles b) => b.SendAsync(world.Organisation, [told.Id])));
        Assert.Equal(0, await world.UseAsync((SignalBundles b) => b.SendAsync(world.Organisation, [told.Id])));

        var after = (await world.UseAsync((FeedbackService f) => f.FindAsync(told.Id)))!;
        Assert.Equal((FeedbackStatus.Forwarded, after.AnswerDueOn, world.Organisation), (after.Status, after.DueOn, after.ForwardedToOrganisationId));
        Assert.Single(await world.EventsAsync(told.Id), e => e.EndsWith(nameof(FeedbackForwarded), StringComparison.Ordinal));
        Assert.Contains(FeedbackTeller.Tell(after, "coach", null, DutchTexts.Instance), t => t.Kind == TimelineKind.Forwarded);
        Assert.True(Assert.Single((await world.UseAsync((SignalBundles b) => b.FindAsync("buurtwerk")))!.Signals).IsSent);
    }

    private static Task<Feedback> TellAsync(World world, string text, FeedbackReaders readers) => world.UseAsync((FeedbackService f) => f.GiveAsync(new GiveFeedback
    {
        SubmissionKey = Guid.NewGuid(),
        Author = new FeedbackAuthor { IsAnonymous = true },
        Kind = FeedbackKind.Barrier,
        Description = text,
        Readers = readers,
        AboutOrganisationId = world.Organisation,
    }));
}
