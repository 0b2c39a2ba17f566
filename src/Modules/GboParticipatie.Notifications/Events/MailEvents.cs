using GboParticipatie.Events;

namespace GboParticipatie.Notifications.Events;

/// <summary>A mail waits to leave. Its stream is the recipient, so that mails to one address leave in order.</summary>
/// <param name="StreamId">The recipient: see <see cref="Models.RecipientStreams"/>.</param>
/// <param name="MailId">The mail.</param>
public sealed record MailQueued(Guid StreamId, Guid MailId) : IDomainEvent;

/// <summary>A mail was refused for good. The coach looks for another way to reach the person.</summary>
/// <param name="StreamId">The mail.</param>
public sealed record MailRefused(Guid StreamId) : IDomainEvent;
