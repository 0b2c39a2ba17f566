using GboParticipatie.Users;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Engine;
using GboParticipatie.Workflows.Events;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Services;

/// <summary>What a person can do with a run.</summary>
public sealed class WorkflowRunService(GboDbContext db, WorkflowCatalog catalog, DefinitionCache definitions, TimeProvider time, ICurrentUser user)
{
    /// <summary>Tries a step that got stuck again, with all its tries.</summary>
    /// <exception cref="RuleException">It is not stuck (any more).</exception>
    public Task RetryAsync(Guid run, Guid visit, CancellationToken cancel) => ChangeAsync(run, visit, "WorkflowRun.Retried", async (progress, position, c) =>
    {
        // Also when the definition does not know the step (any more): then trying again says so.
        var definition = await definitions.GetAsync(db, progress.Instance.TypeVersionId, c);
        var name = definition.Activities.FirstOrDefault(a => a.ActivityId == position.ActivityId)?.Name ?? "";
        progress.Trace(position.ActivityId, name, TraceOutcomes.Retried, 0, null, null);
        position.State = PositionState.Ready;
        position.Attempts = 0;
        position.LastError = null;
        position.DueAt = null;
        position.Hops = 0;
        progress.Settle();
    }, cancel);

    /// <summary>Leaves out a step that got stuck: the run goes on as if it ended in its usual way.</summary>
    /// <exception cref="RuleException">It is not stuck (any more).</exception>
    public Task SkipAsync(Guid run, Guid visit, CancellationToken cancel) => ChangeAsync(run, visit, "WorkflowRun.Skipped", async (progress, position, c) =>
    {
        var definition = await definitions.GetAsync(db, progress.Instance.TypeVersionId, c);
        var record = definition.Activities.First(a => a.ActivityId == position.ActivityId);
        var usual = catalog.Activity(record.Name)?.GetOutcomes(record).Select(o => o.Name).FirstOrDefault() ?? Outcome.Done.Name;
        progress.Trace(position.ActivityId, record.Name, TraceOutcomes.Skipped, 0, null, usual);
        position.Hops = 0;
        progress.Leave(position, definition, [usual]);
    }, cancel);

    /// <summary>Stops a run for good.</summary>
    /// <exception cref="RuleException">It has ended already.</exception>
    public Task StopAsync(Guid run, CancellationToken cancel) => db.WriteAsync(
        async c =>
        {
            if (!await InstanceLock.TakeAsync(db, run, c)) throw new RuleException("Dit is al afgelopen.");
            var progress = await RunProgress.LoadAsync(db, run, time, c);
            progress.Trace("", "", TraceOutcomes.Stopped, 0, null, null);
            progress.Stop(WorkflowState.Cancelled);
            db.Audit("WorkflowRun.Stopped", run, user.Id);
            await progress.SaveAsync(c);
        },
        cancel);

    private Task ChangeAsync(
        Guid run, Guid visit, string action, Func<RunProgress, WorkflowPosition, CancellationToken, Task> change, CancellationToken cancel) => db.WriteAsync(
        async c =>
        {
            var isOpen = await InstanceLock.TakeAsync(db, run, c);
            var position = isOpen
                ? await db.Set<WorkflowPosition>().FirstOrDefaultAsync(p => p.Id == visit && p.InstanceId == run && p.State == PositionState.Parked, c)
                : null;
            if (position is null) throw new RuleException("Deze stap zit niet (meer) vast.");
            var progress = await RunProgress.LoadAsync(db, run, time, c);
            await change(progress, position, c);
            db.Audit(action, run, user.Id, new { position.ActivityId });
            db.Publish(new WorkflowStepDue(run), onlyDay: true);
            await progress.SaveAsync(c);
        },
        cancel);
}
