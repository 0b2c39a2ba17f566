using GboParticipatie.Klankgroep.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Tells what happened to feedback, from what is stored with it. Days only.</summary>
public static class FeedbackTeller
{
    /// <summary>What happened, oldest first; then what comes next.</summary>
    /// <param name="feedback">With its point and the point's group.</param>
    /// <param name="coach">What the coach is called.</param>
    /// <param name="point">The point as the reader may know it; null when it is none of theirs.</param>
    /// <param name="S">Says it in the language of the reader.</param>
    /// <param name="actions">What bodies did about it; see <see cref="FeedbackService.ActionsAsync"/>.</param>
    public static IReadOnlyList<TimelineEntry> Tell(Feedback feedback, string coach, AgendaItem? point, IStringLocalizer S, IReadOnlyList<TimelineEntry>? actions = null)
    {
        List<TimelineEntry> told = [new() { On = feedback.ReceivedOn, Kind = TimelineKind.Received, Title = S["Dit is aangekomen"] }];
        if (feedback.ReadOn is { } read) told.Add(new() { On = read, Kind = TimelineKind.Read, Title = S["De {0} las het", coach] });
        if (feedback.ForwardedOn is { } sent) told.Add(new() { On = sent, Kind = TimelineKind.Forwarded, Title = S["Doorgestuurd naar wie er iets aan kan doen"] });
        if (feedback.LinkedOn is { } linked)
            told.Add(new() { On = linked, Kind = TimelineKind.Linked, Title = point is null ? S["Dit hoort bij een punt waar al aan gewerkt wordt"] : S["Dit hoort bij punt {0}", point.Reference], Text = point?.Title });
        if (feedback.AnsweredOn is { } answered) told.Add(new() { On = answered, Kind = TimelineKind.Answered, Title = feedback.AnsweredBy is { } body ? S["{0} antwoordt", char.ToUpperInvariant(body[0]) + body[1..]] : S["De {0} antwoordt", coach], Text = feedback.Answer });
        if (feedback.ClosedOn is { } closed) told.Add(new() { On = closed, Kind = TimelineKind.Closed, Title = S["Dit is klaar"], Text = feedback.CloseReason });
        told = [.. told.Concat(actions ?? []).OrderBy(t => t.On)];
        if (feedback.DueOn is { } due)
            told.Add(new() { On = due, Kind = TimelineKind.Expected, Title = feedback.Status is FeedbackStatus.Linked or FeedbackStatus.Forwarded ? S["Er is een antwoord"] : S["De {0} reageert", coach], HasHappened = false });
        return told;
    }
}
