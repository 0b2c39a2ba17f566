using GboParticipatie.Events;

namespace GboParticipatie.Workflows.Events;

/// <summary>
/// A run has steps to execute. Committed with whatever made them ready, and taken off only when they have been executed: that
/// is why a killed process leaves nothing behind.
/// </summary>
/// <param name="InstanceId">The run.</param>
public sealed record WorkflowStepDue(Guid InstanceId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => InstanceId;
}
