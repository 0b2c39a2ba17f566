using GboParticipatie.Events;

namespace GboParticipatie.Network.Events;

/// <summary>A file is here and waits to be looked through.</summary>
public sealed record NetworkFileUploaded(Guid ImportId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ImportId;
}

/// <summary>Someone who saw what a file would do, said yes.</summary>
public sealed record NetworkImportConfirmed(Guid ImportId) : IDomainEvent
{
    /// <inheritdoc />
    public Guid StreamId => ImportId;
}
