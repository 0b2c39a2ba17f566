using GboParticipatie.Workflows.Definitions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Workflows.Activities;

/// <summary>Goes one way or the other.</summary>
internal sealed class IfElse : TaskActivity
{
    public override string DisplayText => "Kijk of iets klopt";

    public override IReadOnlyList<ActivityProperty> Properties { get; } =
        [new("Condition", "Voorwaarde", PropertyKind.Expression) { IsRequired = true }];

    public override IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity) => [new("True", "Als het klopt"), new("False", "Als het niet klopt")];

    public override string Describe(ActivityRecord activity, IStringLocalizer S) => S["Kijk of dit klopt: {0}", activity.Text("Condition") ?? ""];

    public override Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
        => Task.FromResult(ActivityResult.Outcomes(context.Holds("Condition") ? "True" : "False"));
}

/// <summary>Ends the run, also what runs beside this step.</summary>
internal sealed class End : TaskActivity
{
    public override string DisplayText => "Stop hier";

    public override IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity) => [];

    public override Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel) => Task.FromResult(ActivityResult.Finish);
}

/// <summary>Notes in the log and the trace that the run came here. A fixed text: no personal data.</summary>
internal sealed class Log(ILogger<Log> log) : TaskActivity
{
    public override string DisplayText => "Noteer in het logboek";

    public override IReadOnlyList<ActivityProperty> Properties { get; } = [new("Text", "Tekst", PropertyKind.Text) { IsRequired = true }];

    public override string Describe(ActivityRecord activity, IStringLocalizer S) => $"{S[DisplayText]}: {activity.Text("Text")}";

    public override Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        var text = context.Text("Text");
        log.LogInformation("Workflow {WorkflowType}, run {Run}: {Text}", context.Workflow.WorkflowTypeId, context.Workflow.InstanceId, text);
        return Task.FromResult(ActivityResult.Done with { Note = text });
    }
}
