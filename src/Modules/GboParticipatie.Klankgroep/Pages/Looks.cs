using GboParticipatie.Klankgroep.Ledgers;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages;

/// <summary>Colour and icon of what happens to a point; a word always stands beside it.</summary>
public static class Looks
{
    /// <summary>Colour of a status.</summary>
    public static StatusKind Kind(this AgendaItemStatus status) => status switch
    {
        AgendaItemStatus.Submitted or AgendaItemStatus.OnAgenda => StatusKind.New,
        AgendaItemStatus.Discussed or AgendaItemStatus.Forwarded => StatusKind.Busy,
        AgendaItemStatus.Answered or AgendaItemStatus.Closed => StatusKind.Done,
        _ => StatusKind.Plain,
    };

    /// <summary>Colour of how far feedback is.</summary>
    public static StatusKind Kind(this FeedbackStatus status) => status switch
    {
        FeedbackStatus.Received => StatusKind.New,
        FeedbackStatus.Read or FeedbackStatus.Linked or FeedbackStatus.Forwarded => StatusKind.Busy,
        _ => StatusKind.Done,
    };

    /// <summary>Colour of a decision.</summary>
    public static StatusKind Kind(this Decision decision) => decision switch
    {
        Decision.WillDo or Decision.ExistsAlready => StatusKind.Done,
        Decision.WillDoPart or Decision.WillFindOut => StatusKind.Busy,
        _ => StatusKind.Plain,
    };

    /// <summary>Icon of a decision.</summary>
    public static string Icon(this Decision decision) => decision switch
    {
        Decision.WillDoPart => "hourglass-split",
        Decision.WillNotDo => "x-circle",
        Decision.WillFindOut => "search",
        _ => "check2",
    };

    /// <summary>Icon of a moment on a timeline.</summary>
    public static string Icon(this TimelineKind kind) => kind switch
    {
        TimelineKind.Received => "inbox",
        TimelineKind.OnAgenda => "calendar-event",
        TimelineKind.CarriedOver or TimelineKind.Parked => "forward",
        TimelineKind.SessionCancelled => "calendar-x",
        TimelineKind.Discussed => "people",
        TimelineKind.Forwarded => "send",
        TimelineKind.Answered => "chat-left-text",
        TimelineKind.Rated => "emoji-smile",
        TimelineKind.Reopened => "arrow-counterclockwise",
        TimelineKind.Declined => "x-circle",
        TimelineKind.Withdrawn => "arrow-left",
        TimelineKind.Closed => "check2-circle",
        TimelineKind.Read => "eye",
        TimelineKind.Linked or TimelineKind.Merged => "link-45deg",
        TimelineKind.ActionMoved => "clipboard-check",
        TimelineKind.ChangeRated => "emoji-smile",
        TimelineKind.Paused => "hourglass-split",
        _ => "flag",
    };

    /// <summary>Address of the file with what a list shows.</summary>
    public static string FileAddress(string list, string handler, params ReadOnlySpan<(string Name, string? Value)> filters)
    {
        var address = new System.Text.StringBuilder($"~{list}?handler={handler}");
        foreach (var (name, value) in filters)
            if (!string.IsNullOrWhiteSpace(value)) address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return address.ToString();
    }

    /// <summary>What came of what an answer promises: "Gedaan op donderdag 19 november 2026."; empty when it promises nothing.</summary>
    public static string Promise(PublicAnswer answer, DateOnly today, IStringLocalizer S) => (answer.Promise, answer.ByWhen) switch
    {
        ({ State: ActionState.Done, EndedOn: { } day }, _) => answer.Decision == Decision.WillFindOut ? S["Uitgezocht op {0}.", BrusselsTime.LongDate(day)] : S["Gedaan op {0}.", BrusselsTime.LongDate(day)],
        ({ State: ActionState.NotDone, WhyNot: { Length: > 0 } why }, _) => S["Niet gelukt: {0}", why],
        ({ State: ActionState.NotDone }, _) => S["Niet gelukt."],
        ({ State: ActionState.OnTrial } trial, _) when trial.By >= today => S["Wordt uitgeprobeerd tot {0}.", BrusselsTime.LongDate(trial.By)],
        ({ State: ActionState.OnTrial } trial, _) => S["Werd uitgeprobeerd tot {0}.", BrusselsTime.LongDate(trial.By)],
        ({ } open, _) when answer.Decision == Decision.WillFindOut => open.By < today ? S["Er moest meer nieuws zijn tegen {0}.", BrusselsTime.LongDate(open.By)] : S["Meer nieuws tegen {0}.", BrusselsTime.LongDate(open.By)],
        ({ } open, _) => open.By < today ? S["Dit moest klaar zijn tegen {0}.", BrusselsTime.LongDate(open.By)] : S["Klaar tegen {0}.", BrusselsTime.LongDate(open.By)],
        (null, { } day) => day < today ? S["Dit moest klaar zijn tegen {0}.", BrusselsTime.LongDate(day)] : S["Klaar tegen {0}.", BrusselsTime.LongDate(day)],
        _ => "",
    };

    /// <summary>"Buurtwerk Tongeren, voor 10 tot 20 mensen".</summary>
    public static string Who(string author, HeardFrom? heardFrom, IStringLocalizer S) => heardFrom is { } range ? S["{0}, voor {1}", author, S[range.Dutch()]] : author;
}
