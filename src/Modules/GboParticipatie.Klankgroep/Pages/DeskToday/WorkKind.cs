using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskToday;

/// <summary>What a row of the one list is.</summary>
public enum WorkKind
{
    /// <summary>A point.</summary>
    Point,

    /// <summary>Something that someone told.</summary>
    Feedback,

    /// <summary>An answer that a body owes.</summary>
    Answer,

    /// <summary>Something that a body promised to do.</summary>
    Action,

    /// <summary>News for someone without mail.</summary>
    Letter,

    /// <summary>A meeting without report.</summary>
    Report,
}

/// <summary>The words of the one list.</summary>
internal static class WorkWords
{
    /// <summary>The kind in one word or two.</summary>
    public static string Dutch(this WorkKind kind) => kind switch
    {
        WorkKind.Point => "Punt",
        WorkKind.Feedback => "Verhaal",
        WorkKind.Answer => "Antwoord",
        WorkKind.Action => "Actie",
        WorkKind.Letter => "Te vertellen",
        _ => "Verslag",
    };

    /// <summary>How far it is, in words; of a point on an agenda with the day of the meeting.</summary>
    public static string Status(WorkKind kind, string status, IStringLocalizer S, DateTime? meetingAt = null) => kind switch
    {
        WorkKind.Point => StatusWords.Of(Enum.Parse<AgendaItemStatus>(status), meetingAt, body: null, S),
        WorkKind.Feedback => S[Enum.Parse<FeedbackStatus>(status).Dutch()],
        WorkKind.Answer => S[Enum.Parse<AnswerState>(status).Dutch()],
        WorkKind.Action => S[Enum.Parse<ActionState>(status).Dutch()],
        WorkKind.Letter => status.Length == 0 ? S["Verteld"] : S[Enum.Parse<ContactMeans>(status).Dutch()],
        _ => S["Verslag ontbreekt"],
    };

    /// <summary>Its colour.</summary>
    public static StatusKind Look(WorkKind kind, string status) => kind switch
    {
        WorkKind.Point => Enum.Parse<AgendaItemStatus>(status).Kind(),
        WorkKind.Feedback => Enum.Parse<FeedbackStatus>(status).Kind(),
        WorkKind.Action => DeskActions.ActionLooks.Kind(Enum.Parse<ActionState>(status)),
        WorkKind.Answer => status == nameof(AnswerState.Answered) ? StatusKind.Done : StatusKind.Busy,
        WorkKind.Letter => status.Length == 0 ? StatusKind.Done : StatusKind.New,
        _ => StatusKind.Busy,
    };
}

/// <summary>What the one list writes in addresses.</summary>
internal static class WorkPlaces
{
    /// <summary>The kind as it stands in addresses.</summary>
    public static string InAddress(this WorkKind kind) => kind switch
    {
        WorkKind.Point => "punt",
        WorkKind.Feedback => "verhaal",
        WorkKind.Answer => "antwoord",
        WorkKind.Action => "actie",
        WorkKind.Letter => "vertellen",
        _ => "verslag",
    };

    /// <summary>The kind that stands in an address, or null.</summary>
    public static WorkKind? KindOf(string? typed)
    {
        foreach (var kind in Enum.GetValues<WorkKind>())
            if (string.Equals(kind.InAddress(), typed, StringComparison.OrdinalIgnoreCase)) return kind;
        return null;
    }

    /// <summary>Address of its page.</summary>
    public static string Address(WorkKind kind, Guid id, Guid? item) => kind switch
    {
        WorkKind.Point => $"/beheer/punten/{id}",
        WorkKind.Feedback => $"/beheer/feedback/{id}",
        WorkKind.Answer => $"/beheer/punten/{item}",
        WorkKind.Action => $"/beheer/acties/{id}",
        WorkKind.Letter => $"/beheer/vertellen/{id}",
        _ => $"/beheer/bijeenkomsten/{id}/verslag",
    };
}
