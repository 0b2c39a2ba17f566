using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Workflows.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Pages.Workflows;

/// <summary>Runs in words.</summary>
public static class RunText
{
    /// <summary>A state as people read it.</summary>
    public static string Of(WorkflowState state, IStringLocalizer S) => S[state switch
    {
        WorkflowState.Running => "Bezig",
        WorkflowState.Waiting => "Wacht",
        WorkflowState.Completed => "Klaar",
        WorkflowState.Faulted => "Zit vast",
        _ => "Gestopt",
    }];

    /// <summary>How a state looks.</summary>
    public static StatusKind KindOf(WorkflowState state) => state switch
    {
        WorkflowState.Running or WorkflowState.Waiting => StatusKind.Busy,
        WorkflowState.Completed => StatusKind.Done,
        WorkflowState.Faulted => StatusKind.Late,
        _ => StatusKind.Plain,
    };

    /// <summary>How a step ended.</summary>
    public static string Of(WorkflowTrace line, IStringLocalizer S) => line.Outcome switch
    {
        "Done" or "End" => S["gelukt"],
        TraceOutcomes.Failed => S["mislukt, wordt opnieuw geprobeerd"],
        TraceOutcomes.Parked => S["mislukt, zit vast"],
        TraceOutcomes.Skipped => S["overgeslagen"],
        TraceOutcomes.Retried => S["opnieuw geprobeerd door iemand van beheer"],
        TraceOutcomes.Stopped => S["gestopt"],
        "True" => S["ja, het klopt"],
        "False" => S["nee, het klopt niet"],
        "TimedOut" => S["kwam niet op tijd"],
        "Passed" => S["was al voorbij"],
        var other => other.Replace("Done", S["gelukt"], StringComparison.Ordinal).Replace("NoAddress", S["iemand krijgt geen mail"], StringComparison.Ordinal),
    };

    /// <summary>A time; only the day where only that is kept.</summary>
    public static string When(DateTime utc, bool onlyDays, IStringLocalizer S)
        => onlyDays ? BrusselsTime.ShortDate(DateOnly.FromDateTime(utc)) : S["{0}, {1:HH.mm} uur", BrusselsTime.ShortDate(BrusselsTime.DayOf(utc)), BrusselsTime.ToLocal(utc)];
}
