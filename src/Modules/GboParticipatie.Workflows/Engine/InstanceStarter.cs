using System.Text.Json;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Events;
using GboParticipatie.Workflows.Events;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Engine;

/// <summary>With what a run begins.</summary>
/// <param name="TypeId">The type.</param>
/// <param name="VersionId">Its current version.</param>
/// <param name="ActivityIds">The start activities.</param>
/// <param name="CorrelationId">The record; empty for none.</param>
/// <param name="Event">The event.</param>
/// <param name="OnlyDays">True when only days may be kept.</param>
internal sealed record NewInstance(
    string TypeId, Guid VersionId, IReadOnlyList<string> ActivityIds, Guid CorrelationId, WorkflowEvent Event, bool OnlyDays);

/// <summary>Makes runs, in the current transaction.</summary>
internal sealed class InstanceStarter(GboDbContext db, TimeProvider time)
{
    /// <summary>Adds the run and its first steps, to be executed after the commit.</summary>
    public WorkflowInstance Add(NewInstance start)
    {
        // Random keys: one in order of time would give away when someone anonymous was here.
        var now = time.GetUtcNow().UtcDateTime;
        var instance = new WorkflowInstance
        {
            Id = NewId.Random(),
            WorkflowTypeId = start.TypeId,
            TypeVersionId = start.VersionId,
            State = WorkflowState.Running,
            CorrelationId = start.CorrelationId,
            StartEventId = start.Event.Id,
            StartEventName = start.Event.Name,
            StartEvent = start.Event.Event is { } happened ? JsonSerializer.Serialize(happened, happened.GetType(), EventJson.Options) : null,
            OnlyDays = start.OnlyDays,
        };
        instance.StartedAt = instance.Keep(now);
        db.Add(instance);
        foreach (var activity in start.ActivityIds) db.Add(FirstStep(instance, activity, now));
        if (start.CorrelationId != Guid.Empty) db.Add(new WorkflowCorrelation { CorrelationId = start.CorrelationId, InstanceId = instance.Id });
        db.Publish(new WorkflowStepDue(instance.Id), onlyDay: start.OnlyDays);
        return instance;
    }

    private static WorkflowPosition FirstStep(WorkflowInstance instance, string activityId, DateTime now) => new()
    {
        Id = NewId.Random(),
        InstanceId = instance.Id,
        ActivityId = activityId,
        State = PositionState.Ready,
        VisitedAt = instance.Keep(now),
    };
}

/// <summary>Reads stored start events.</summary>
internal static class StoredEvents
{
    /// <summary>The event of a run.</summary>
    public static WorkflowEvent Read(WorkflowInstance instance, Type? type) => new(
        instance.StartEventId,
        instance.StartEventName,
        instance.StartEvent is null || type is null ? null : (IDomainEvent)JsonSerializer.Deserialize(instance.StartEvent, type, EventJson.Options)!);
}
