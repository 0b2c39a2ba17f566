using System.Text.Json.Serialization;
using GboParticipatie.Json;
using GboParticipatie.Time;

namespace GboParticipatie.Workflows.Models;

/// <summary>State of a run.</summary>
[JsonConverter(typeof(CamelCase<WorkflowState>))]
public enum WorkflowState
{
    /// <summary>Some step is about to be executed, or is tried again.</summary>
    Running,

    /// <summary>All steps wait.</summary>
    Waiting,

    /// <summary>All is done.</summary>
    Completed,

    /// <summary>Some step failed too often: a person retries or skips it.</summary>
    Faulted,

    /// <summary>A person stopped it, or its record is gone.</summary>
    Cancelled,
}

/// <summary>One run of a workflow type. Its key is random and, for what is anonymous, its times are days only.</summary>
public sealed class WorkflowInstance
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; }

    /// <summary>The type.</summary>
    public required string WorkflowTypeId { get; set; }

    /// <summary>The version it runs on until it ends.</summary>
    public Guid TypeVersionId { get; set; }

    /// <summary>State.</summary>
    public WorkflowState State { get; set; }

    /// <summary>The record it is about; empty for a timer.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>The stored event that started it; with the type it is unique, so that an event starts a run once.</summary>
    public Guid StartEventId { get; set; }

    /// <summary>Name of that event.</summary>
    public required string StartEventName { get; set; }

    /// <summary>That event as JSON (ids and enums only); null for a timer or a start by hand.</summary>
    public string? StartEvent { get; set; }

    /// <summary>When it started (UTC).</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>True when only days are kept, because the start event belongs to someone anonymous.</summary>
    public bool OnlyDays { get; set; }

    /// <summary>Lines in the trace so far.</summary>
    public int TraceLength { get; set; }

    /// <summary>Raised by whoever works on the run: the first statement of its transaction, which makes others wait their turn.</summary>
    public long Turn { get; set; }

    /// <summary>The time as it may be kept: that of the day for someone anonymous.</summary>
    public DateTime Keep(DateTime utc) => OnlyDays ? BrusselsTime.OnlyDay(utc) : utc;
}

/// <summary>State of a step in a run.</summary>
public enum PositionState
{
    /// <summary>To be executed now.</summary>
    Ready,

    /// <summary>Waits for a time or an event.</summary>
    Waiting,

    /// <summary>Failed, tried again at <see cref="WorkflowPosition.DueAt"/>.</summary>
    Retrying,

    /// <summary>Failed too often, waits for a person.</summary>
    Parked,
}

/// <summary>Where a run is. A run with parallel branches has several. Each visit of a step is a new row.</summary>
public sealed class WorkflowPosition
{
    /// <summary>Key: the id of the visit.</summary>
    public Guid Id { get; set; }

    /// <summary>The run.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>The step.</summary>
    public required string ActivityId { get; set; }

    /// <summary>State.</summary>
    public PositionState State { get; set; }

    /// <summary>When the wait ends or the step is tried again (UTC).</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>Events it waits for, as <c>|AnswerGiven|Withdrawn|</c>; null when none.</summary>
    public string? WaitsFor { get; set; }

    /// <summary>True when any event of the record may move <see cref="DueAt"/>.</summary>
    public bool FollowsFields { get; set; }

    /// <summary>Why it is executed next.</summary>
    public ActivityResume Resume { get; set; }

    /// <summary>The event that it waited for.</summary>
    public string? ResumeEvent { get; set; }

    /// <summary>When the visit began (UTC).</summary>
    public DateTime VisitedAt { get; set; }

    /// <summary>Failed tries.</summary>
    public int Attempts { get; set; }

    /// <summary>Type of the last error and where: nothing that a person wrote.</summary>
    public string? LastError { get; set; }

    /// <summary>Steps since the last wait: a definition that runs in circles is stopped.</summary>
    public int Hops { get; set; }

    /// <summary>True when it waits for the event.</summary>
    public bool AwaitsEvent(string name) => State == PositionState.Waiting && EventNames.Contains(WaitsFor, name);
}

/// <summary>A record whose events reach a run. Removed when the run ends.</summary>
public sealed class WorkflowCorrelation
{
    /// <summary>The record.</summary>
    public Guid CorrelationId { get; set; }

    /// <summary>The run.</summary>
    public Guid InstanceId { get; set; }
}

/// <summary>An event that came while the run was not yet waiting for it: the wait finds it and does not wait.</summary>
public sealed class WorkflowSignal
{
    /// <summary>The run.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>The stored event.</summary>
    public Guid EventId { get; set; }

    /// <summary>Its name.</summary>
    public required string EventName { get; set; }

    /// <summary>Order of arrival within the run.</summary>
    public int Number { get; set; }
}

/// <summary>One line of what happened in a run. No personal data.</summary>
public sealed class WorkflowTrace
{
    /// <summary>The run.</summary>
    public Guid InstanceId { get; set; }

    /// <summary>Order within the run, from 1.</summary>
    public int Number { get; set; }

    /// <summary>The step.</summary>
    public required string ActivityId { get; set; }

    /// <summary>Name of its activity.</summary>
    public required string ActivityName { get; set; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>How it ended: its outcomes, or one of <see cref="TraceOutcomes"/>.</summary>
    public required string Outcome { get; set; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long DurationMs { get; set; }

    /// <summary>Type of the error, or null.</summary>
    public string? Error { get; set; }

    /// <summary>What the activity noted, such as "2 mails".</summary>
    public string? Note { get; set; }
}

/// <summary>How a line of the trace ended when its activity did not say so itself.</summary>
internal static class TraceOutcomes
{
    public const string Failed = "Failed";
    public const string Parked = "Parked";
    public const string Skipped = "Skipped";
    public const string Retried = "Retried";
    public const string Stopped = "Stopped";
}

/// <summary>Lists of event names in one column.</summary>
internal static class EventNames
{
    /// <summary>The names as <c>|A|B|</c>, or null when there are none.</summary>
    public static string? Join(IReadOnlyCollection<string> names) => names.Count == 0 ? null : $"|{string.Join('|', names)}|";

    /// <summary>True when the list holds the name.</summary>
    public static bool Contains(string? list, string name) => list is not null && list.Contains($"|{name}|", StringComparison.Ordinal);

    /// <summary>The names in the list.</summary>
    public static IReadOnlyList<string> Split(string? list) => list?.Split('|', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
