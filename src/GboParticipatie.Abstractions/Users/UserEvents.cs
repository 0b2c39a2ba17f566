using GboParticipatie.Events;

namespace GboParticipatie.Users;

/// <summary>An account was made: at a first sign-in, or by an invitation. User ids are GUIDs; elsewhere they travel as opaque strings.</summary>
/// <param name="UserId">Id of the account, as a GUID.</param>
public sealed record UserCreated(Guid UserId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => UserId;
}

/// <summary>Someone signed in, and so proved that the e-mail address of the account is theirs.</summary>
/// <param name="UserId">Id of the account, as a GUID.</param>
public sealed record UserSignedIn(Guid UserId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => UserId;
}
