using GboParticipatie.Events;

namespace GboParticipatie.Klankgroep.Events;

/// <summary>The author of a point that only the coach may read is asked whether a neutral text may go on.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="GroupId">Its group.</param>
/// <param name="LinkVersion">Which text.</param>
public sealed record NeutralTextAsked(Guid ItemId, Guid GroupId, int LinkVersion) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The author said yes or no to the neutral text.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="GroupId">Its group.</param>
/// <param name="LinkVersion">Which text.</param>
public sealed record NeutralTextAnswered(Guid ItemId, Guid GroupId, int LinkVersion) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}
