using GboParticipatie.Workflows.Definitions;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Activities;

/// <summary>
/// Waits for a time. A date of the record is looked at again when the record changes and when the time has come, so that a date
/// that was moved is waited for. When the time lies in the past already, the outcome is <c>Passed</c> if the definition goes somewhere at it.
/// </summary>
internal sealed class Wait(WaitTime time) : EventActivity
{
    public override string DisplayText => "Wacht";

    public override IReadOnlyList<ActivityProperty> Properties => WaitTime.Properties;

    public override IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity) => [Outcome.Done, Outcomes.Passed];

    public override IEnumerable<string> Validate(ActivityRecord activity) => WaitTime.Validate(activity, isRequired: true);

    public override string Describe(ActivityRecord activity, IStringLocalizer S) => S["Wacht {0}", WaitTime.Describe(activity, S)];

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        var until = await time.ComputeAsync(context, cancel);
        if (until > context.Workflow.Now) return ActivityResult.WaitUntil(until.Value, WaitTime.FollowsField(context.Activity));
        return context.Resume == ActivityResume.First && context.IsFollowed(Outcomes.Passed.Name)
            ? ActivityResult.Outcomes(Outcomes.Passed.Name)
            : ActivityResult.Done;
    }
}

/// <summary>
/// Waits for the first of some events of the same record, at most until a time. The outcome is the name of the event, or
/// <c>TimedOut</c>; <c>Passed</c> as with <see cref="Wait"/>. An event that came earlier in the run counts as well.
/// </summary>
internal sealed class WaitForEvent(WaitTime time) : EventActivity
{
    public const string EventsProperty = "Events";

    public override string DisplayText => "Wacht tot er iets gebeurt";

    public override IReadOnlyList<ActivityProperty> Properties { get; } =
        [new(EventsProperty, "Waarop", PropertyKind.Events) { IsRequired = true }, .. WaitTime.Properties];

    public override IReadOnlyList<Outcome> GetOutcomes(ActivityRecord activity)
    {
        var events = activity.List(EventsProperty).Select(e => new Outcome(e, e));
        return WaitTime.IsGiven(activity) ? [.. events, Outcomes.TimedOut, Outcomes.Passed] : [.. events];
    }

    public override IEnumerable<string> Validate(ActivityRecord activity) => WaitTime.Validate(activity, isRequired: false);

    public override string Describe(ActivityRecord activity, IStringLocalizer S)
    {
        var events = string.Join($" {S["of"]} ", activity.List(EventsProperty));
        return WaitTime.IsGiven(activity) ? S["Wacht op {0}, hoogstens {1}", events, WaitTime.Describe(activity, S)] : S["Wacht op {0}", events];
    }

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        if (context is { Resume: ActivityResume.Event, ResumeEvent: { } happened }) return ActivityResult.Outcomes(happened);
        var until = await time.ComputeAsync(context, cancel);
        if (!(until <= context.Workflow.Now))
            return ActivityResult.WaitForEvent(context.List(EventsProperty), until, WaitTime.FollowsField(context.Activity));
        return context.Resume == ActivityResume.First && context.IsFollowed(Outcomes.Passed.Name)
            ? ActivityResult.Outcomes(Outcomes.Passed.Name)
            : ActivityResult.Outcomes(Outcomes.TimedOut.Name);
    }
}

/// <summary>Outcomes of waiting.</summary>
internal static class Outcomes
{
    public static Outcome TimedOut { get; } = new("TimedOut", "Als het niet op tijd komt");

    public static Outcome Passed { get; } = new("Passed", "Als het moment al voorbij is");
}
