using GboParticipatie.Events;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Events;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Engine;

/// <summary>
/// Hears every event: starts runs of the types that begin with it and wakes the runs that wait for it. Executes nothing itself,
/// so that what goes wrong in a run stays with that run and never holds up the stream of the event.
/// </summary>
internal sealed class EventIntake(GboDbContext db, WorkflowCatalog catalog, InstanceStarter starter) : IEventHandler<IDomainEvent>
{
    public async Task HandleAsync(IDomainEvent @event, EventEnvelope envelope, CancellationToken cancel)
    {
        if (catalog.Source(@event) is not { } source) return;
        var record = source.GetCorrelationId(@event);
        await WakeAsync(source, envelope, [record, .. source.AlsoConcerns(@event)], cancel);
        await StartAsync(source, envelope, record, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task StartAsync(IWorkflowEventSource source, EventEnvelope envelope, Guid record, CancellationToken cancel)
    {
        var starts = await (from s in db.Set<WorkflowStart>()
                            join t in db.Set<WorkflowTypeRecord>() on s.WorkflowTypeId equals t.Id
                            where s.EventName == source.Name && t.IsEnabled
                            orderby s.WorkflowTypeId, s.ActivityId
                            select new { t.Id, t.CurrentVersionId, s.ActivityId }).ToListAsync(cancel);
        foreach (var type in starts.GroupBy(s => (s.Id, s.CurrentVersionId)))
        {
            if (await db.Set<WorkflowInstance>().AnyAsync(i => i.WorkflowTypeId == type.Key.Id && i.StartEventId == envelope.Id, cancel)) continue;
            starter.Add(new NewInstance(type.Key.Id, type.Key.CurrentVersionId, [.. type.Select(s => s.ActivityId)], record,
                new WorkflowEvent(envelope.Id, source.Name, envelope.Event), envelope.IsOnlyDay));
        }
    }

    private async Task WakeAsync(IWorkflowEventSource source, EventEnvelope envelope, Guid[] records, CancellationToken cancel)
    {
        var runs = await (from c in db.Set<WorkflowCorrelation>()
                          join i in db.Set<WorkflowInstance>() on c.InstanceId equals i.Id
                          join v in db.Set<WorkflowTypeVersion>() on i.TypeVersionId equals v.Id
                          where records.Contains(c.CorrelationId) && i.StartEventId != envelope.Id
                          select new { i.Id, v.WaitsFor }).Distinct().ToListAsync(cancel);
        foreach (var run in runs.OrderBy(r => r.Id)) await WakeAsync(run.Id, EventNames.Contains(run.WaitsFor, source.Name), source.Name, envelope.Id, cancel);
    }

    private async Task WakeAsync(Guid run, bool mayWaitForIt, string name, Guid eventId, CancellationToken cancel)
    {
        if (!await InstanceLock.TakeAsync(db, run, cancel)) return;
        var positions = await db.Set<WorkflowPosition>().Where(p => p.InstanceId == run && p.State == PositionState.Waiting).ToListAsync(cancel);
        var awaiting = positions.Where(p => p.AwaitsEvent(name)).ToList();
        foreach (var position in awaiting) MakeReady(position, ActivityResume.Event, name);
        var following = positions.Where(p => p.FollowsFields && !awaiting.Contains(p)).ToList();
        foreach (var position in following) MakeReady(position, ActivityResume.Recheck, null);
        if (awaiting.Count == 0 && mayWaitForIt) await KeepAsync(run, name, eventId, cancel);
        if (awaiting.Count + following.Count > 0) db.Publish(new WorkflowStepDue(run), onlyDay: true);
    }

    private static void MakeReady(WorkflowPosition position, ActivityResume resume, string? eventName)
    {
        position.State = PositionState.Ready;
        position.DueAt = null;
        position.Resume = resume;
        position.ResumeEvent = eventName;
    }

    private async Task KeepAsync(Guid run, string name, Guid eventId, CancellationToken cancel)
    {
        if (await db.Set<WorkflowSignal>().AnyAsync(s => s.InstanceId == run && s.EventId == eventId, cancel)) return;
        var number = await db.Set<WorkflowSignal>().Where(s => s.InstanceId == run).MaxAsync(s => (int?)s.Number, cancel) ?? 0;
        db.Add(new WorkflowSignal { InstanceId = run, EventId = eventId, EventName = name, Number = number + 1 });
    }
}

/// <summary>
/// Lets one transaction at a time work on a run: on PostgreSQL the row stays locked until the commit, SQLite has one writer anyway.
/// Without it an event and the step that begins to wait for it could miss each other.
/// </summary>
internal static class InstanceLock
{
    /// <summary>Takes the run; false when it has ended or is gone.</summary>
    public static async Task<bool> TakeAsync(GboDbContext db, Guid run, CancellationToken cancel) => await db.Set<WorkflowInstance>()
        .Where(i => i.Id == run && i.EndedAt == null)
        .ExecuteUpdateAsync(s => s.SetProperty(i => i.Turn, i => i.Turn + 1), cancel) == 1;
}
