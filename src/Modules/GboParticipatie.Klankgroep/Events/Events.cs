using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Models;

namespace GboParticipatie.Klankgroep.Events;

/// <summary>A point came in.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="GroupId">The group it was brought to.</param>
/// <param name="SessionId">The meeting whose agenda it is on, or null when it waits.</param>
public sealed record AgendaItemProposed(Guid ItemId, Guid GroupId, Guid? SessionId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The coach declined a point, with a reason that its author gets.</summary>
public sealed record AgendaItemDeclined(Guid ItemId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The coach put a point off.</summary>
public sealed record AgendaItemParked(Guid ItemId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>A point went on to a body.</summary>
public sealed record AgendaItemForwarded(Guid ItemId, Guid GroupId, Guid AnswerId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>A body is asked for an answer.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="AnswerId">The answer that is asked.</param>
/// <param name="BodyId">The group that must answer, or null when an organisation must.</param>
public sealed record AnswerRequested(Guid ItemId, Guid AnswerId, Guid? BodyId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>An answer was not given by its due date. Published once per answer.</summary>
public sealed record AnswerOverdue(Guid ItemId, Guid AnswerId, Guid? BodyId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>Someone else sees to an answer from now on.</summary>
public sealed record AnswerAssigned(Guid ItemId, Guid AnswerId, Guid? BodyId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>A body answered.</summary>
public sealed record AnswerGiven(Guid ItemId, Guid AnswerId, Guid? BodyId, Decision Decision) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The author said whether the answer is clear.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="AnswerId">The answer.</param>
/// <param name="Rating">What the author said.</param>
/// <param name="Reopened">True when the point went back to the agenda.</param>
public sealed record AnswerRated(Guid ItemId, Guid AnswerId, ClarityRating Rating, bool Reopened) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>People are invited to a meeting.</summary>
public sealed record SessionAnnounced(Guid SessionId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>The agenda of a meeting goes to who is invited.</summary>
public sealed record SessionAgendaSent(Guid SessionId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>Day, place or another detail of an announced meeting changed.</summary>
/// <param name="SessionId">The meeting.</param>
/// <param name="GroupId">Whose.</param>
/// <param name="IsMoved">True when it is on another moment or in another place: who could not come perhaps can now.</param>
public sealed record SessionChanged(Guid SessionId, Guid GroupId, bool IsMoved = false) : IDomainEvent
{
    /// <summary>What people knew of it until then.</summary>
    public SessionBefore? Before { get; init; }

    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>A meeting ended, and a day later nobody had marked it as held.</summary>
public sealed record SessionLeftOpen(Guid SessionId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>What people knew of a meeting before it changed.</summary>
/// <param name="Title">Its title.</param>
/// <param name="StartsAt">Start (UTC).</param>
/// <param name="EndsAt">End (UTC).</param>
/// <param name="Place">Where.</param>
public sealed record SessionBefore(string Title, DateTime StartsAt, DateTime EndsAt, string Place);

/// <summary>A meeting does not take place.</summary>
public sealed record SessionCancelled(Guid SessionId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>A meeting is over.</summary>
public sealed record SessionHeld(Guid SessionId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>The report of a meeting is there.</summary>
public sealed record SessionReported(Guid SessionId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>A report that the members have was corrected, and they are told.</summary>
public sealed record SessionReportCorrected(Guid SessionId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>People were invited to an announced meeting after all.</summary>
public sealed record PeopleInvited(Guid SessionId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>Whoever had not answered an invitation was reminded.</summary>
public sealed record InvitationReminderSent(Guid SessionId, Guid GroupId, DateOnly Day) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>A meeting is near, and whoever comes is told.</summary>
/// <param name="SessionId">The meeting.</param>
/// <param name="GroupId">Whose.</param>
/// <param name="Day">The day on which it is, in Brussels.</param>
public sealed record SessionIsSoon(Guid SessionId, Guid GroupId, DateOnly Day) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>Someone on the waiting list of a meeting got a place.</summary>
public sealed record InvitationSeated(Guid SessionId, Guid InvitationId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>The link of an invitation came in other hands: there is a new one.</summary>
public sealed record InvitationLinkRenewed(Guid SessionId, Guid InvitationId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => SessionId;
}

/// <summary>Someone told what they notice. Of someone without a name it is published with the day only.</summary>
public sealed record FeedbackGiven(Guid FeedbackId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => FeedbackId;
}

/// <summary>The coach linked feedback to a point.</summary>
public sealed record FeedbackLinked(Guid FeedbackId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => FeedbackId;
}

/// <summary>The coach answered feedback.</summary>
public sealed record FeedbackAnswered(Guid FeedbackId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => FeedbackId;
}

/// <summary>Feedback was closed, with a reason for its author unless it was answered before.</summary>
public sealed record FeedbackClosed(Guid FeedbackId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => FeedbackId;
}

/// <summary>Something was done about a point, or not; or there is news about it. Once per author.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="ActionId">The action.</param>
/// <param name="NoteId">What is new.</param>
public sealed record ActionMoved(Guid ItemId, Guid ActionId, Guid NoteId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The day of an action is over: has anything changed? Once per author.</summary>
public sealed record ActionDue(Guid ItemId, Guid ActionId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The author said whether anything changed.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="ActionId">The action.</param>
/// <param name="Rating">What the author said.</param>
/// <param name="Reopened">True when the point went back to the agenda.</param>
public sealed record ActionRated(Guid ItemId, Guid ActionId, ChangeRating Rating, bool Reopened) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The body that is asked needs more time.</summary>
public sealed record AnswerPaused(Guid ItemId, Guid AnswerId, Guid? BodyId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The coach wrote an answer that its owner has but to look at.</summary>
public sealed record AnswerProposed(Guid ItemId, Guid AnswerId, Guid? BodyId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The coach sent feedback to an organisation, in its bundle.</summary>
public sealed record FeedbackForwarded(Guid FeedbackId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => FeedbackId;
}

/// <summary>The coach sent feedback to an organisation: one or more at once.</summary>
public sealed record SignalsSent(Guid OrganisationId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => OrganisationId;
}

/// <summary>Something was done about feedback, or not; or there is news about it.</summary>
/// <param name="FeedbackId">The feedback.</param>
/// <param name="ActionId">The action.</param>
/// <param name="NoteId">What is new.</param>
public sealed record FeedbackActionMoved(Guid FeedbackId, Guid ActionId, Guid NoteId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => FeedbackId;
}

/// <summary>The trial of an action is over: does it stay? Once per end.</summary>
public sealed record TrialEnded(Guid ActionId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ActionId;
}
