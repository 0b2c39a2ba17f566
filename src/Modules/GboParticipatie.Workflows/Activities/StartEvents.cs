using GboParticipatie.Workflows.Definitions;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Activities;

/// <summary>The start of a workflow at an event of some module, if the condition holds when it is handled.</summary>
internal sealed class StartEvent(IWorkflowEventSource source) : EventActivity
{
    public override string Name => source.Name;

    public override string DisplayText => source.DisplayText;

    public override bool CanStartWorkflow => true;

    public override IReadOnlyList<ActivityProperty> Properties { get; } = [new("Condition", "Alleen als", PropertyKind.Expression)];

    public override string Describe(ActivityRecord activity, IStringLocalizer S)
        => activity.Text("Condition") is { } condition ? S["{0}, als {1}", S[DisplayText], condition] : S[DisplayText];

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

    public override string Describe(ActivityRecord activity, IStringLocalizer S) => $"{S[DisplayText]}: {activity.Text(CronProperty)}";

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
