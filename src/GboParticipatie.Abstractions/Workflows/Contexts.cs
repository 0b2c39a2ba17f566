namespace GboParticipatie.Workflows;

/// <summary>Why a step is executed.</summary>
public enum ActivityResume
{
    /// <summary>For the first time.</summary>
    First,

    /// <summary>The time it waited for has come.</summary>
    Due,

    /// <summary>An event it waited for happened: <see cref="ActivityContext.ResumeEvent"/>.</summary>
    Event,

    /// <summary>The record changed; the time it waits for may have moved.</summary>
    Recheck,
}

/// <summary>One run of a workflow, while a step of it is executed.</summary>
public abstract class WorkflowExecutionContext
{
    /// <summary>Id of the run.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>Id of the workflow type.</summary>
    public required string WorkflowTypeId { get; init; }

    /// <summary>The record it is about, as its start event says; <see cref="Guid.Empty"/> for a timer.</summary>
    public required Guid CorrelationId { get; init; }

    /// <summary>The event that started it.</summary>
    public required WorkflowEvent StartEvent { get; init; }

    /// <summary>The fields of the start event, as the record is now.</summary>
    public required WorkflowValues Values { get; init; }

    /// <summary>Services of the step's scope; its GboDbContext is the transaction.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The time (UTC) of this step.</summary>
    public required DateTime Now { get; init; }

    /// <summary>From now on events of this record reach the run too. For a step that makes a record, such as a requested answer.</summary>
    public abstract void Correlate(Guid recordId);
}

/// <summary>One step while it is executed.</summary>
public abstract class ActivityContext
{
    /// <summary>The run it belongs to.</summary>
    public required WorkflowExecutionContext Workflow { get; init; }

    /// <summary>The step as defined.</summary>
    public required ActivityRecord Activity { get; init; }

    /// <summary>Id of this visit of the step: the same at each try, another when a loop comes back. Makes stable keys.</summary>
    public required Guid VisitId { get; init; }

    /// <summary>Why it is executed.</summary>
    public required ActivityResume Resume { get; init; }

    /// <summary>Name of the event that it waited for, or null.</summary>
    public string? ResumeEvent { get; init; }

    /// <summary>When this visit began (UTC).</summary>
    public required DateTime VisitedAt { get; init; }

    /// <summary>Value of a text, choice, date field or time property; null when not given.</summary>
    public abstract string? Text(string property);

    /// <summary>Value of a number; null when not given.</summary>
    public abstract int? Number(string property);

    /// <summary>Value of a yes/no; false when not given.</summary>
    public abstract bool YesNo(string property);

    /// <summary>Values of a property that may be an array.</summary>
    public abstract IReadOnlyList<string> List(string property);

    /// <summary>Whether the condition holds; true when not given.</summary>
    public abstract bool Holds(string property);

    /// <summary>The filled-in template, in the language of the moment when it has a translation; null when not given. In Markdown templates the values are escaped, so they cannot add links or markup.</summary>
    public abstract string? Render(string property, WorkflowRecipient? recipient = null);

    /// <summary>Reads the fields in the language of the moment, for <see cref="Render"/>; in Dutch they are there already.</summary>
    public abstract Task ReadFieldsAsync(CancellationToken cancel);

    /// <summary>The recipients, each once.</summary>
    public abstract Task<IReadOnlyList<WorkflowRecipient>> RecipientsAsync(string property, CancellationToken cancel);

    /// <summary>The groups behind the recipients of a property, for digests.</summary>
    public abstract Task<IReadOnlyList<Guid>> GroupsAsync(string property, CancellationToken cancel);

    /// <summary>True when the definition goes somewhere at this outcome.</summary>
    public abstract bool IsFollowed(string outcome);
}
