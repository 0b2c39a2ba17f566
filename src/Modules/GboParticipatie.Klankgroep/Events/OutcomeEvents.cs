using GboParticipatie.Events;

namespace GboParticipatie.Klankgroep.Events;

/// <summary>The report is out of a meeting that talked about a point. Once per author.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="GroupId">The group whose meeting it was.</param>
/// <param name="SessionId">The meeting.</param>
public sealed record AgendaItemDiscussed(Guid ItemId, Guid GroupId, Guid SessionId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>The report is out of a meeting that did not come to a point: it goes to a next one. Once per author.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="GroupId">The group whose meeting it was.</param>
/// <param name="SessionId">The meeting.</param>
public sealed record AgendaItemCarriedOver(Guid ItemId, Guid GroupId, Guid SessionId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}
