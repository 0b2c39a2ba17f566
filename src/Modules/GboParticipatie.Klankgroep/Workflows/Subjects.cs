using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Events;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>Which records an event of this module is about.</summary>
/// <param name="ItemId">The point, or null.</param>
/// <param name="AnswerId">The answer, or null.</param>
/// <param name="SessionId">The meeting, or null.</param>
/// <param name="FeedbackId">What someone told, or null.</param>
/// <param name="OrganisationId">The organisation that something went to, or null.</param>
/// <param name="ActionId">The action whose trial is over, or null.</param>
internal sealed record Subjects(Guid? ItemId, Guid? AnswerId, Guid? SessionId, Guid? FeedbackId = null, Guid? OrganisationId = null, Guid? ActionId = null)
{
    public static Subjects Of(IDomainEvent? @event) => @event switch
    {
        AgendaItemProposed e => new(e.ItemId, null, null),
        AgendaItemDeclined e => new(e.ItemId, null, null),
        AgendaItemParked e => new(e.ItemId, null, null),
        AgendaItemMerged e => new(e.ItemId, null, null),
        AgendaItemDiscussed e => new(e.ItemId, null, null),
        AgendaItemCarriedOver e => new(e.ItemId, null, null),
        AgendaItemUnmerged e => new(e.ItemId, null, null),
        AgendaItemForwarded e => new(e.ItemId, e.AnswerId, null),
        AnswerRequested e => new(e.ItemId, e.AnswerId, null),
        AnswerAssigned e => new(e.ItemId, e.AnswerId, null),
        AnswerOverdue e => new(e.ItemId, e.AnswerId, null),
        AnswerGiven e => new(e.ItemId, e.AnswerId, null),
        AnswerRated e => new(e.ItemId, e.AnswerId, null),
        AnswerPaused e => new(e.ItemId, e.AnswerId, null),
        AnswerProposed e => new(e.ItemId, e.AnswerId, null),
        ActionMoved e => new(e.ItemId, null, null),
        ActionDue e => new(e.ItemId, null, null),
        ActionRated e => new(e.ItemId, null, null),
        SessionAnnounced e => new(null, null, e.SessionId),
        SessionAgendaSent e => new(null, null, e.SessionId),
        SessionChanged e => new(null, null, e.SessionId),
        SessionCancelled e => new(null, null, e.SessionId),
        SessionHeld e => new(null, null, e.SessionId),
        SessionLeftOpen e => new(null, null, e.SessionId),
        SessionReported e => new(null, null, e.SessionId),
        SessionReportCorrected e => new(null, null, e.SessionId),
        FeedbackGiven e => new(null, null, null, e.FeedbackId),
        FeedbackLinked e => new(null, null, null, e.FeedbackId),
        FeedbackForwarded e => new(null, null, null, e.FeedbackId),
        FeedbackAnswered e => new(null, null, null, e.FeedbackId),
        FeedbackClosed e => new(null, null, null, e.FeedbackId),
        FeedbackActionMoved e => new(null, null, null, e.FeedbackId),
        TrialEnded e => new(null, null, null, ActionId: e.ActionId),
        SignalsSent e => new(null, null, null, null, e.OrganisationId),
        _ => new(null, null, null),
    };

    /// <summary>True for news that the author of each of several points gets that stand together: others hear it once, of the one that is talked about.</summary>
    public static bool IsForEachAuthor(IDomainEvent? @event)
        => @event is AgendaItemDeclined or AgendaItemParked or AgendaItemForwarded or AnswerGiven or AnswerPaused or AgendaItemMerged or AgendaItemDiscussed or AgendaItemCarriedOver;

    /// <summary>True for an event type about a point.</summary>
    public static bool IsAboutPoint(Type? type) => type?.GetProperty(nameof(ItemId)) is not null && IsOurs(type);

    /// <summary>True for an event type about an answer.</summary>
    public static bool IsAboutAnswer(Type? type) => type?.GetProperty(nameof(AnswerId)) is not null && IsOurs(type);

    /// <summary>True for an event type about a meeting and no point of it.</summary>
    public static bool IsAboutSession(Type? type) => type?.GetProperty(nameof(SessionId)) is not null && IsOurs(type) && !IsAboutPoint(type);

    /// <summary>True for an event type about feedback.</summary>
    public static bool IsAboutFeedback(Type? type) => type?.GetProperty(nameof(FeedbackId)) is not null && IsOurs(type);

    /// <summary>True for an event type about what went to an organisation.</summary>
    public static bool IsAboutOrganisation(Type? type) => type?.GetProperty(nameof(OrganisationId)) is not null && IsOurs(type);

    /// <summary>True for an event type about a trial.</summary>
    public static bool IsAboutTrial(Type? type) => type == typeof(TrialEnded);

    /// <summary>True for an event type about a point or a meeting, which are a group's.</summary>
    public static bool IsOfGroup(Type? type) => IsOurs(type) && !IsAboutFeedback(type) && !IsAboutOrganisation(type) && !IsAboutTrial(type);

    private static bool IsOurs(Type? type) => type?.Assembly == typeof(Subjects).Assembly;
}
