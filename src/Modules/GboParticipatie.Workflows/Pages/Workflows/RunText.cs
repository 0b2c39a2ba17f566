using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Pages.Workflows;

/// <summary>Runs in words.</summary>
public static class RunText
{
    /// <summary>A state as people read it.</summary>
    public static string Of(WorkflowState state) => state switch
    {
        WorkflowState.Running => "Bezig",
        WorkflowState.Waiting => "Wacht",
        WorkflowState.Completed => "Klaar",
        WorkflowState.Faulted => "Zit vast",
        _ => "Gestopt",
    };

    /// <summary>How a state looks.</summary>
    public static StatusKind KindOf(WorkflowState state) => state switch
    {
        WorkflowState.Running or WorkflowState.Waiting => StatusKind.Busy,
        WorkflowState.Completed => StatusKind.Done,
        WorkflowState.Faulted => StatusKind.Late,
        _ => StatusKind.Plain,
    };

    /// <summary>How a step ended.</summary>
    public static string Of(WorkflowTrace line) => line.Outcome switch
    {
        "Done" or "End" => "gelukt",
        "Failed" => "mislukt, wordt opnieuw geprobeerd",
        "Parked" => "mislukt, zit vast",
        "Skipped" => "overgeslagen",
        "Retried" => "opnieuw geprobeerd door iemand van beheer",
        "Stopped" => "gestopt",
        "True" => "ja, het klopt",
        "False" => "nee, het klopt niet",
        "TimedOut" => "kwam niet op tijd",
        "Passed" => "was al voorbij",
        var other => other.Replace("Done", "gelukt", StringComparison.Ordinal).Replace("NoAddress", "iemand krijgt geen mail", StringComparison.Ordinal),
    };

    /// <summary>A time; only the day where only that is kept.</summary>
    public static string When(DateTime utc, bool onlyDays)
        => onlyDays ? BrusselsTime.ShortDate(DateOnly.FromDateTime(utc)) : $"{BrusselsTime.ShortDate(BrusselsTime.DayOf(utc))}, {BrusselsTime.ToLocal(utc):HH.mm} uur";
}
