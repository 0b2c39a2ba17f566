using GboParticipatie.Workflows.Definitions;

namespace GboParticipatie.Workflows.Activities;

/// <summary>The start of a workflow at an event of some module, if the condition holds when it is handled.</summary>
internal sealed class StartEvent(IWorkflowEventSource source) : EventActivity
{
    public override string Name => source.Name;

    public override string DisplayText => source.DisplayText;

    public override bool CanStartWorkflow => true;

    public override IReadOnlyList<ActivityProperty> Properties { get; } = [new("Condition", "Alleen als", PropertyKind.Expression)];

    public override string Describe(ActivityRecord activity)
        => activity.Has("Condition") ? $"{DisplayText}, als {activity.Text("Condition")}" : DisplayText;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
        => Task.FromResult(context.Holds("Condition") ? ActivityResult.Done : ActivityResult.NotApplicable);
}

/// <summary>The start of a workflow at set times.</summary>
internal sealed class TimerEvent : EventActivity
{
    public const string ActivityName = nameof(TimerEvent);

    public const string CronProperty = "CronExpression";

    public override string DisplayText => "Op vaste tijden";

    public override bool CanStartWorkflow => true;

    public override IReadOnlyList<ActivityProperty> Properties { get; } = [new(CronProperty, "Wanneer", PropertyKind.Cron) { IsRequired = true }];

    public override string Describe(ActivityRecord activity) => $"{DisplayText}: {activity.Text(CronProperty)}";

    public override Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel) => Task.FromResult(ActivityResult.Done);
}

/// <summary>The start of a workflow by hand, in /beheer/workflows.</summary>
internal sealed class ManualStart : EventActivity
{
    public const string ActivityName = nameof(ManualStart);

    public override string DisplayText => "Iemand start het zelf";

    public override bool CanStartWorkflow => true;

    public override Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel) => Task.FromResult(ActivityResult.Done);
}
