using System.Text.Json.Nodes;

namespace GboParticipatie.Workflows;

/// <summary>
/// Who gets what when, as it stands in a recipe (Orchard Core's JSON). Each change of activities or transitions is a new version;
/// what runs, finishes on the version it started with.
/// </summary>
public sealed record WorkflowType
{
    /// <summary>Stable id, such as <c>point-received</c>.</summary>
    public required string WorkflowTypeId { get; init; }

    /// <summary>What an administrator reads.</summary>
    public required string Name { get; init; }

    /// <summary>False: nothing new starts; what runs, finishes.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The steps. At least one is a start.</summary>
    public IReadOnlyList<ActivityRecord> Activities { get; init; } = [];

    /// <summary>What follows on what.</summary>
    public IReadOnlyList<Transition> Transitions { get; init; } = [];
}

/// <summary>One step of a workflow type.</summary>
public sealed record ActivityRecord
{
    /// <summary>Id within the workflow type, such as <c>confirm</c>. Error messages and traces name it.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Name of an activity (<c>SendEmail</c>) or of an event that starts the workflow (<c>AgendaItemProposed</c>).</summary>
    public required string Name { get; init; }

    /// <summary>Values of the activity's declared properties.</summary>
    public JsonObject Properties { get; init; } = [];

    /// <summary>True when the workflow may begin here.</summary>
    public bool IsStart { get; init; }
}

/// <summary>When an activity ends with this outcome, that activity follows. Two with the same source and outcome run beside each other.</summary>
public sealed record Transition
{
    /// <summary>Activity that ended.</summary>
    public required string SourceActivityId { get; init; }

    /// <summary>How it ended; one of the activity's outcomes.</summary>
    public required string SourceOutcomeName { get; init; }

    /// <summary>Activity that follows.</summary>
    public required string DestinationActivityId { get; init; }
}
