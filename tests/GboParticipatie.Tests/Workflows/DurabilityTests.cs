using GboParticipatie.Events;
using GboParticipatie.Workflows;
using GboParticipatie.Workflows.Engine;
using GboParticipatie.Workflows.Events;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;
using static GboParticipatie.Tests.Workflows.Define;

namespace GboParticipatie.Tests.Workflows;

public sealed class DurabilityTests(DatabaseFixture databases)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static WorkflowType TwoEffects => OnPoint([Step("one", "Effect"), Step("two", "Effect")], "start Done one", "one Done two");

    [Theory, AllDatabases]
    public async Task An_event_starts_a_run_that_does_each_step_once(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);

        var point = await kit.ProposeAsync();

        var run = await kit.RunAsync();
        Assert.Equal((WorkflowState.Completed, point), (run.State, run.CorrelationId));
        Assert.Equal(["start:Done", "one:Done", "two:Done"], await kit.TraceAsync());
        Assert.Equal(2, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task The_same_event_handled_again_starts_nothing_again(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);
        var point = kit.Points.Add();
        var envelope = new EventEnvelope(Guid.NewGuid(), kit.Site.Time.Now, new TestPointProposed(point));

        for (var i = 0; i < 3; i++)
        {
            await kit.Site.InScopeAsync(services => services.GetRequiredService<GboDbContext>().WriteAsync(
                c => services.GetServices<IEventHandler<IDomainEvent>>().Single().HandleAsync(envelope.Event, envelope, c), None));
            await kit.Site.DrainAsync();
        }

        await kit.RunAsync();
        Assert.Equal(2, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task A_process_that_dies_between_two_steps_goes_on_with_the_next_one(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);
        var run = await StartWithoutRunningAsync(kit);

        // The delivery executed start and step one, then the process died: nobody noted the delivery.
        await kit.Site.UseAsync<StepRunner>(async runner =>
        {
            Assert.True(await runner.RunNextAsync(run, None));
            Assert.True(await runner.RunNextAsync(run, None));
        });
        Assert.Equal(1, await kit.CountAsync("effect-"));
        await using var restarted = kit.Another();
        await restarted.Site.DrainAsync();

        Assert.Equal(["start:Done", "one:Done", "two:Done"], await kit.TraceAsync());
        Assert.Equal(2, await kit.CountAsync("effect-"));
        Assert.Equal(WorkflowState.Completed, (await kit.RunAsync()).State);
    }

    [Theory, AllDatabases]
    public async Task A_delivery_that_is_made_again_after_its_steps_does_nothing(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);
        var run = await StartWithoutRunningAsync(kit);
        var due = new WorkflowStepDue(run);

        for (var i = 0; i < 3; i++)
            await kit.Site.UseAsync<StepRunner>(runner => runner.DeliverAsync(due, new EventEnvelope(Guid.NewGuid(), kit.Site.Time.Now, due), None));

        Assert.Equal(2, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task Two_instances_that_run_the_same_steps_at_once_do_each_once(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await using var other = kit.Another();
        await kit.SaveAsync(TwoEffects);
        var due = new WorkflowStepDue(await StartWithoutRunningAsync(kit));
        var envelope = new EventEnvelope(Guid.NewGuid(), kit.Site.Time.Now, due);

        await Task.WhenAll(new[] { kit, other, kit, other }.Select(k => k.Site.UseAsync<StepRunner>(r => r.DeliverAsync(due, envelope, None))));

        Assert.Equal(2, await kit.CountAsync("effect-"));
        Assert.Equal(["start:Done", "one:Done", "two:Done"], await kit.TraceAsync());
    }

    [Theory, AllDatabases]
    public async Task What_a_failing_step_did_is_undone_and_done_once_when_it_is_tried_again(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);
        kit.Points.FailTimes = 2;

        await kit.ProposeAsync();
        Assert.Equal(0, await kit.CountAsync("effect-"));
        Assert.Equal(PositionState.Retrying, Assert.Single(await kit.PositionsAsync()).State);
        await kit.PassAsync(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await kit.CountAsync("effect-"));
        await kit.PassAsync(TimeSpan.FromSeconds(1));
        await kit.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(2, await kit.CountAsync("effect-"));
        Assert.Equal(["start:Done", "one:Failed", "one:Failed", "one:Done", "two:Done"], await kit.TraceAsync());
    }

    [Theory, AllDatabases]
    public async Task A_step_that_fails_five_times_is_parked_without_the_text_of_the_error(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);

        await ParkAsync(kit);

        var position = Assert.Single(await kit.PositionsAsync());
        Assert.Equal((PositionState.Parked, 5), (position.State, position.Attempts));
        Assert.Equal("InvalidOperationException in Effect", position.LastError);
        Assert.Equal(WorkflowState.Faulted, (await kit.RunAsync()).State);
        await kit.PassAsync(TimeSpan.FromDays(30));
        Assert.Equal(0, await kit.CountAsync("effect-"));
    }

    [Theory, AllDatabases]
    public async Task A_parked_step_can_be_tried_again_by_a_person(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);
        await ParkAsync(kit);
        kit.Points.FailTimes = 0;

        var (run, visit) = await ParkedAsync(kit);
        await kit.Site.UseAsync<WorkflowRunService>(s => s.RetryAsync(run, visit, None));
        await kit.Site.DrainAsync();

        Assert.Equal(2, await kit.CountAsync("effect-"));
        Assert.Equal(WorkflowState.Completed, (await kit.RunAsync()).State);
        await Assert.ThrowsAsync<RuleException>(() => kit.Site.UseAsync<WorkflowRunService>(s => s.RetryAsync(run, visit, None)));
    }

    [Theory, AllDatabases]
    public async Task What_failed_is_traced_with_its_activity_and_how_long_it_took(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);
        await ParkAsync(kit);
        var (run, visit) = await ParkedAsync(kit);
        await kit.Site.UseAsync<WorkflowRunService>(s => s.RetryAsync(run, visit, None));

        var lines = await kit.Site.DataAsync(db => db.Set<WorkflowTrace>().Where(t => t.ActivityId == "one").OrderBy(t => t.Number).ToListAsync());

        Assert.Equal(["Failed", "Failed", "Failed", "Failed", "Parked", "Retried"], lines.Select(l => l.Outcome));
        Assert.All(lines, l => Assert.Equal("Effect", l.ActivityName));
        Assert.All(lines.SkipLast(1), l => Assert.InRange(l.DurationMs, 2, 60_000));
    }

    [Theory, AllDatabases]
    public async Task A_parked_step_can_be_skipped_by_a_person(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);
        await ParkAsync(kit);
        kit.Points.FailTimes = 0;

        var (run, visit) = await ParkedAsync(kit);
        await kit.Site.UseAsync<WorkflowRunService>(s => s.SkipAsync(run, visit, None));
        await kit.Site.DrainAsync();

        Assert.Equal(1, await kit.CountAsync("effect-"));
        Assert.Equal(["one:Skipped", "two:Done"], (await kit.TraceAsync())[^2..]);
    }

    [Theory, AllDatabases]
    public async Task A_step_that_fails_holds_up_no_other_run_and_no_stream(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(TwoEffects);
        kit.Points.FailTimes = 1;

        var point = await kit.ProposeAsync();
        await kit.PublishAsync(new TestPointProposed(point));
        await kit.Site.DrainAsync();

        Assert.Equal([WorkflowState.Completed, WorkflowState.Running], (await kit.RunsAsync()).Select(r => r.State).Order().Reverse());
        Assert.Equal(0, await kit.Site.DataAsync(db => db.Set<GboParticipatie.Data.Outbox.OutboxStream>().CountAsync(s => s.Attempts > 0 || s.ParkedAt != null)));
    }

    [Theory, AllDatabases]
    public async Task A_definition_that_runs_in_circles_is_parked(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint([Step("a", "Log", """{ "Text": "a" }"""), Step("b", "Log", """{ "Text": "b" }""")], "start Done a", "a Done b", "b Done a"));

        await kit.ProposeAsync();

        Assert.Contains("kring", Assert.Single(await kit.PositionsAsync()).LastError, StringComparison.Ordinal);
        Assert.Equal(WorkflowState.Faulted, (await kit.RunAsync()).State);
    }

    [Theory, AllDatabases]
    public async Task A_run_can_be_stopped_by_a_person(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint([Step("wait", "Wait", """{ "Duration": "P1D" }"""), Step("one", "Effect")], "start Done wait", "wait Done one"));
        await kit.ProposeAsync();

        await kit.Site.UseAsync<WorkflowRunService>(async s => await s.StopAsync((await kit.RunAsync()).Id, None));
        await kit.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal(WorkflowState.Cancelled, (await kit.RunAsync()).State);
        Assert.Equal(0, await kit.CountAsync("effect-"));
        Assert.Empty(await kit.PositionsAsync());
    }

    [Theory, AllDatabases]
    public async Task Of_someone_anonymous_only_days_are_kept(Db kind)
    {
        await using var kit = await WorkflowKit.CreateAsync(databases, kind);
        await kit.SaveAsync(OnPoint([Step("one", "Effect"), Step("wait", "Wait", """{ "WorkingDays": 2 }""")], "start Done one", "one Done wait"));
        var point = kit.Points.Add();

        await kit.PublishAsync(new TestPointProposed(point), onlyDay: true);
        await kit.Site.DrainAsync();

        var midnight = kit.Site.Time.Now.Date;
        Assert.Equal(midnight, (await kit.RunAsync()).StartedAt);
        Assert.Equal(midnight, Assert.Single(await kit.PositionsAsync()).VisitedAt);
        Assert.All(await kit.Site.DataAsync(db => db.Set<WorkflowTrace>().Select(t => t.At).ToListAsync()), at => Assert.Equal(midnight, at));
        Assert.All(await kit.Site.DataAsync(db => db.Set<GboParticipatie.Data.Outbox.OutboxMessage>().Select(m => m.OccurredAt).ToListAsync()), at => Assert.Equal(midnight, at));
    }

    /// <summary>A run whose first step is ready and whose event still waits in the outbox.</summary>
    private static async Task<Guid> StartWithoutRunningAsync(WorkflowKit kit)
    {
        var point = kit.Points.Add();
        var envelope = new EventEnvelope(Guid.NewGuid(), kit.Site.Time.Now, new TestPointProposed(point));
        await kit.Site.InScopeAsync(services => services.GetRequiredService<GboDbContext>().WriteAsync(
            c => services.GetServices<IEventHandler<IDomainEvent>>().Single().HandleAsync(envelope.Event, envelope, c), None));
        return (await kit.RunAsync()).Id;
    }

    private static async Task ParkAsync(WorkflowKit kit)
    {
        kit.Points.FailTimes = 5;
        await kit.ProposeAsync();
        foreach (var delay in StepRunner.Delays) await kit.PassAsync(delay);
    }

    private static async Task<(Guid Run, Guid Visit)> ParkedAsync(WorkflowKit kit)
    {
        var position = Assert.Single(await kit.PositionsAsync());
        return (position.InstanceId, position.Id);
    }
}
