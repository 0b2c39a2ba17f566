using GboParticipatie.Events;

namespace GboParticipatie.Workflows;

/// <summary>The event that started a run.</summary>
/// <param name="Id">Id of the stored event.</param>
/// <param name="Name">Name of its source.</param>
/// <param name="Event">The event; null for a timer or a start by hand.</param>
public sealed record WorkflowEvent(Guid Id, string Name, IDomainEvent? Event);

/// <summary>
/// Makes an event usable in workflows: what it is called, which fields conditions and texts may use, and which record it is about.
/// Registered by <see cref="WorkflowServices.AddWorkflowEventSource{TSource}"/>; scoped. Derive from
/// <see cref="WorkflowEventSource{TEvent}"/>.
/// </summary>
public interface IWorkflowEventSource
{
    /// <summary>Name in definitions: that of the event's type, such as <c>AgendaItemProposed</c>.</summary>
    string Name { get; }

    /// <summary>What an administrator reads, such as "Er komt een punt binnen".</summary>
    string DisplayText { get; }

    /// <summary>The event's type.</summary>
    Type EventType { get; }

    /// <summary>The fields. Give events about one kind of record the same fields.</summary>
    IReadOnlyList<WorkflowField> Fields { get; }

    /// <summary>The record that the event is about: a run that it starts gets the later events of that record.</summary>
    Guid GetCorrelationId(IDomainEvent @event);

    /// <summary>Other records whose runs must hear of it: an answer's event also concerns the point.</summary>
    IEnumerable<Guid> AlsoConcerns(IDomainEvent @event);

    /// <summary>Reads the fields as they are now, by the ids in the event; null when the record is gone, which ends the run.</summary>
    Task<WorkflowValues?> ReadAsync(IDomainEvent @event, CancellationToken cancel);
}

/// <summary>Base of an event source.</summary>
public abstract class WorkflowEventSource<TEvent> : IWorkflowEventSource where TEvent : IDomainEvent
{
    /// <inheritdoc />
    public string Name => typeof(TEvent).Name;

    /// <inheritdoc />
    public Type EventType => typeof(TEvent);

    /// <inheritdoc />
    public abstract string DisplayText { get; }

    /// <inheritdoc />
    public abstract IReadOnlyList<WorkflowField> Fields { get; }

    /// <summary>See <see cref="IWorkflowEventSource.GetCorrelationId"/>; by default the event's stream.</summary>
    protected virtual Guid GetCorrelationId(TEvent @event) => @event.StreamId;

    /// <summary>See <see cref="IWorkflowEventSource.AlsoConcerns"/>.</summary>
    protected virtual IEnumerable<Guid> AlsoConcerns(TEvent @event) => [];

    /// <summary>See <see cref="IWorkflowEventSource.ReadAsync"/>. Start with <c>new WorkflowValues(Fields)</c>.</summary>
    protected abstract Task<WorkflowValues?> ReadAsync(TEvent @event, CancellationToken cancel);

    Guid IWorkflowEventSource.GetCorrelationId(IDomainEvent @event) => GetCorrelationId((TEvent)@event);

    IEnumerable<Guid> IWorkflowEventSource.AlsoConcerns(IDomainEvent @event) => AlsoConcerns((TEvent)@event);

    Task<WorkflowValues?> IWorkflowEventSource.ReadAsync(IDomainEvent @event, CancellationToken cancel) => ReadAsync((TEvent)@event, cancel);
}
