using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Tells what happened to feedback, from what is stored with it. Days only.</summary>
public static class FeedbackTeller
{
    /// <summary>What happened, oldest first; then what comes next.</summary>
    /// <param name="feedback">With its point and the point's group.</param>
    /// <param name="coach">What the coach is called.</param>
    /// <param name="point">The point as the reader may know it; null when it is none of theirs.</param>
    /// <param name="actions">What bodies did about it; see <see cref="FeedbackService.ActionsAsync"/>.</param>
    public static IReadOnlyList<TimelineEntry> Tell(Feedback feedback, string coach, AgendaItem? point, IReadOnlyList<TimelineEntry>? actions = null)
    {
        List<TimelineEntry> told = [new() { On = feedback.ReceivedOn, Kind = TimelineKind.Received, Title = "Dit is aangekomen" }];
        if (feedback.ReadOn is { } read) told.Add(new() { On = read, Kind = TimelineKind.Read, Title = $"De {coach} las het" });
        if (feedback.ForwardedOn is { } sent) told.Add(new() { On = sent, Kind = TimelineKind.Forwarded, Title = "Doorgestuurd naar wie er iets aan kan doen" });
        if (feedback.LinkedOn is { } linked)
            told.Add(new() { On = linked, Kind = TimelineKind.Linked, Title = point is null ? "Dit hoort bij een punt waar al aan gewerkt wordt" : $"Dit hoort bij punt {point.Reference}", Text = point?.Title });
        if (feedback.AnsweredOn is { } answered) told.Add(new() { On = answered, Kind = TimelineKind.Answered, Title = $"{(feedback.AnsweredBy is { } body ? char.ToUpperInvariant(body[0]) + body[1..] : $"De {coach}")} antwoordt", Text = feedback.Answer });
        if (feedback.ClosedOn is { } closed) told.Add(new() { On = closed, Kind = TimelineKind.Closed, Title = "Dit is klaar", Text = feedback.CloseReason });
        told = [.. told.Concat(actions ?? []).OrderBy(t => t.On)];
        if (feedback.DueOn is { } due)
            told.Add(new() { On = due, Kind = TimelineKind.Expected, Title = feedback.Status is FeedbackStatus.Linked or FeedbackStatus.Forwarded ? "Er is een antwoord" : $"De {coach} reageert", HasHappened = false });
        return told;
    }
}
