using GboParticipatie.Events;

namespace GboParticipatie.Klankgroep.Events;

/// <summary>The coach took a file of a point away.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="GroupId">Its group.</param>
/// <param name="FileId">The file.</param>
public sealed record AgendaItemFileRemoved(Guid ItemId, Guid GroupId, Guid FileId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ItemId;
}
