namespace GboParticipatie.Workflows.Models;

/// <summary>A workflow type: its name, whether it is on, and which version is current.</summary>
public sealed class WorkflowTypeRecord : IVersioned
{
    /// <summary>Longest id.</summary>
    public const int IdLength = 100;

    /// <summary>Stable id out of the definition.</summary>
    public required string Id { get; set; }

    /// <summary>What an administrator reads.</summary>
    public required string Name { get; set; }

    /// <summary>False: nothing new starts.</summary>
    public bool IsEnabled { get; set; }

    /// <summary>The version that new runs take.</summary>
    public Guid CurrentVersionId { get; set; }

    /// <summary>
    /// Hash of the last recipe step that was applied. The same step again changes nothing, not even what an administrator
    /// changed since.
    /// </summary>
    public string? RecipeHash { get; set; }

    /// <inheritdoc />
    public int Version { get; set; }
}

/// <summary>A definition as it was saved once. Never changed: runs finish on the version they started with.</summary>
public sealed class WorkflowTypeVersion
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; }

    /// <summary>The type.</summary>
    public required string WorkflowTypeId { get; set; }

    /// <summary>1, 2, 3 within the type.</summary>
    public int Number { get; set; }

    /// <summary>The definition as JSON.</summary>
    public required string Definition { get; set; }

    /// <summary>SHA-256 of activities and transitions, in hex.</summary>
    public required string Hash { get; set; }

    /// <summary>Events that some step waits for, as <c>|AnswerGiven|Withdrawn|</c>: runs of other versions need not hear of them.</summary>
    public required string WaitsFor { get; set; }

    /// <summary>When it was saved (UTC).</summary>
    public DateTime CreatedAt { get; set; }
}

/// <summary>With what the current version of a type begins.</summary>
public sealed class WorkflowStart
{
    /// <summary>The type.</summary>
    public required string WorkflowTypeId { get; set; }

    /// <summary>The start activity.</summary>
    public required string ActivityId { get; set; }

    /// <summary>Name of the event.</summary>
    public required string EventName { get; set; }

    /// <summary>For a timer: its cron expression.</summary>
    public string? Cron { get; set; }

    /// <summary>For a timer: when it begins next (UTC).</summary>
    public DateTime? NextAt { get; set; }
}
