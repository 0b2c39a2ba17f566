using GboParticipatie.Events;

namespace GboParticipatie.Notifications.Events;

/// <summary>A digest is ready: its mails are made, some recipients at a time.</summary>
/// <param name="StreamId">The digest.</param>
/// <param name="After">Recipients up to this person have theirs; empty at the start.</param>
public sealed record DigestMailing(Guid StreamId, Guid After) : IDomainEvent;
