using GboParticipatie.Events;

namespace GboParticipatie.Klankgroep.Events;

/// <summary>A point came to stand together with others that are about the same. Once per author.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="GroupId">The group it was brought to.</param>
public sealed record AgendaItemMerged(Guid ItemId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}

/// <summary>A point that stood together with another goes its own way again.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="GroupId">The group it was brought to.</param>
public sealed record AgendaItemUnmerged(Guid ItemId, Guid GroupId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}
