using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows;

/// <summary>A way in which an activity can end.</summary>
/// <param name="Name">Name in transitions, such as <c>Done</c> or <c>TimedOut</c>.</param>
/// <param name="DisplayText">What an administrator reads, such as "Niet op tijd": a key of the localizers, as every DisplayText here.</param>
public sealed record Outcome(string Name, string DisplayText)
{
    /// <summary>The usual outcome of an activity that has but one.</summary>
    public static Outcome Done { get; } = new("Done", "Daarna");
}

/// <summary>What a property of an activity holds. The engine validates each kind when the definition is saved.</summary>
public enum PropertyKind
{
    /// <summary>Plain text without fields.</summary>
    Text,

    /// <summary>One line with <c>{{ field }}</c>.</summary>
    Template,

    /// <summary>Markdown with <c>{{ field }}</c>, as one string or as an array of lines.</summary>
    MarkdownTemplate,

    /// <summary>A condition over the fields, such as <c>item.visibility == "Public" and not item.isOverdue</c>.</summary>
    Expression,

    /// <summary>One recipient or an array of them: <c>author</c>, <c>group:stuurgroep</c>, <c>role:Procescoach</c>.</summary>
    Recipients,

    /// <summary>One event name or an array of them.</summary>
    Events,

    /// <summary>Name of a field of type <see cref="FieldType.Date"/> or <see cref="FieldType.Moment"/>.</summary>
    DateField,

    /// <summary>Name of a field of type <see cref="FieldType.Id"/>.</summary>
    IdField,

    /// <summary>Length of time as ISO 8601: <c>PT30M</c>, <c>P7D</c>.</summary>
    Duration,

    /// <summary>Time of the day in Brussels: <c>08:00</c>.</summary>
    TimeOfDay,

    /// <summary>Whole number, may be negative.</summary>
    Number,

    /// <summary>True or false.</summary>
    YesNo,

    /// <summary>Five-field cron expression in Brussels time.</summary>
    Cron,

    /// <summary>One of <see cref="ActivityProperty.Options"/>.</summary>
    Choice,
}

/// <summary>A property that an activity reads. Others in the definition are refused.</summary>
/// <param name="Name">Name in the JSON, such as <c>Subject</c>.</param>
/// <param name="DisplayText">Label in the editor.</param>
/// <param name="Kind">What it holds.</param>
public sealed record ActivityProperty(string Name, string DisplayText, PropertyKind Kind)
{
    /// <summary>True when the definition must give it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The values of a <see cref="PropertyKind.Choice"/>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The Dutch word for each of them.</summary>
    public Func<string, string> InWords { get; init; } = option => option;
}

/// <summary>A kind of step. Registered by <see cref="WorkflowServices.AddActivity{TActivity}"/>; scoped.</summary>
public interface IActivity
{
    /// <summary>Name in definitions, such as <c>SendEmail</c>.</summary>
    string Name { get; }

    /// <summary>What an administrator reads, such as "Stuur een mail".</summary>
    string DisplayText { get; }

    /// <summary>The properties it reads.</summary>
    IReadOnlyList<ActivityProperty> Properties { get; }

    /// <summary>The ways in which it can end, the usual one first. May depend on the properties.</summary>
    IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity);

    /// <summary>Rules beyond those of the single properties. One plain Dutch sentence per problem.</summary>
    IEnumerable<string> Validate(ActivityRecord activity);

    /// <summary>The step in words of the reader, such as "Stuur een mail aan de indiener: Je punt is goed aangekomen".</summary>
    string Describe(ActivityRecord activity, IStringLocalizer S);

    /// <summary>
    /// Does the step, in one transaction together with its effects: what it changes through the scope's GboDbContext, publishes or
    /// queues is committed with the note that the step is done. No I/O but the database. An exception undoes all of it and the
    /// step is tried again later.
    /// </summary>
    Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel);
}

/// <summary>A step that does something.</summary>
public abstract class TaskActivity : IActivity
{
    /// <inheritdoc />
    public virtual string Name => GetType().Name;

    /// <inheritdoc />
    public abstract string DisplayText { get; }

    /// <inheritdoc />
    public virtual IReadOnlyList<ActivityProperty> Properties => [];

    /// <inheritdoc />
    public virtual IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity) => [Outcome.Done];

    /// <inheritdoc />
    public virtual IEnumerable<string> Validate(ActivityRecord activity) => [];

    /// <inheritdoc />
    public virtual string Describe(ActivityRecord activity, IStringLocalizer S) => S[DisplayText];

    /// <inheritdoc />
    public abstract Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel);
}

/// <summary>A step that waits for something outside the workflow, or that starts it.</summary>
public abstract class EventActivity : TaskActivity
{
    /// <summary>True when a workflow can begin with it; such an activity cannot stand elsewhere.</summary>
    public virtual bool CanStartWorkflow => false;
}

/// <summary>How a step ended, or what it waits for.</summary>
public abstract record ActivityResult
{
    private ActivityResult()
    {
    }

    /// <summary>Longest note, in characters.</summary>
    public const int NoteLength = 300;

    /// <summary>A note for the trace, such as "mails: 2", as <see cref="Localization.StoredText"/> keeps it. Never a name, address or text of a person.</summary>
    public string? Note { get; init; }

    /// <summary>The step is done, with these outcomes (usually one).</summary>
    public static ActivityResult Outcomes(params string[] names) => new Ended(names);

    /// <summary>The step is done, with outcome <c>Done</c>.</summary>
    public static ActivityResult Done { get; } = new Ended([Outcome.Done.Name]);

    /// <summary>The whole workflow is finished, also what runs beside this step.</summary>
    public static ActivityResult Finish { get; } = new Finished();

    /// <summary>The start does not apply to this event: no trace of it remains.</summary>
    public static ActivityResult NotApplicable { get; } = new Refused();

    /// <summary>The step is executed again at this time (UTC), with <see cref="ActivityResume.Due"/>.</summary>
    /// <param name="until">When.</param>
    /// <param name="followsFields">True when a change of the record can move the time: the step is then also executed, with
    /// <see cref="ActivityResume.Recheck"/>, at each event of the record.</param>
    public static ActivityResult WaitUntil(DateTime until, bool followsFields = false) => new Waiting([], until, followsFields);

    /// <summary>The step is executed again at the first of these events of the same record, or at the time if one is given.</summary>
    public static ActivityResult WaitForEvent(IReadOnlyList<string> events, DateTime? until = null, bool followsFields = false)
        => new Waiting(events, until, followsFields);

    /// <summary>See <see cref="Outcomes"/>.</summary>
    public sealed record Ended(IReadOnlyList<string> Names) : ActivityResult;

    /// <summary>See <see cref="Finish"/>.</summary>
    public sealed record Finished : ActivityResult;

    /// <summary>See <see cref="NotApplicable"/>.</summary>
    public sealed record Refused : ActivityResult;

    /// <summary>See <see cref="WaitUntil"/> and <see cref="WaitForEvent"/>.</summary>
    public sealed record Waiting(IReadOnlyList<string> Events, DateTime? Until, bool FollowsFields) : ActivityResult;
}
