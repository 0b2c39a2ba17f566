namespace GboParticipatie.Data.Outbox;

/// <summary>The events of one aggregate, in order. Dispatchers lease streams, never single messages.</summary>
public sealed class OutboxStream
{
    /// <summary>Id of the aggregate.</summary>
    public Guid Id { get; set; }

    /// <summary>Position that the next message gets.</summary>
    public long NextPosition { get; set; }

    /// <summary>Messages before this position have been handled.</summary>
    public long HandledPosition { get; set; }

    /// <summary>When the stream may be taken up; null when nothing waits or it is parked.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>Until when a dispatcher has it.</summary>
    public DateTime? LeasedUntil { get; set; }

    /// <summary>Which lease: a dispatcher that lost its lease may not write.</summary>
    public Guid? LeaseId { get; set; }

    /// <summary>Failed tries of the message at <see cref="HandledPosition"/>.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last try failed: the type of the error and where, without the texts of people.</summary>
    public string? LastError { get; set; }

    /// <summary>Set when the tries are used up: a person retries or skips it.</summary>
    public DateTime? ParkedAt { get; set; }
}

/// <summary>An event as it waits to be handled.</summary>
public sealed class OutboxMessage
{
    /// <summary>Id of the event, the same at each try.</summary>
    public Guid Id { get; set; }

    /// <summary>The stream.</summary>
    public Guid StreamId { get; set; }

    /// <summary>Place in the stream, from 0.</summary>
    public long Position { get; set; }

    /// <summary>Name of the event, such as <c>AgendaItemProposed</c>.</summary>
    public required string Type { get; set; }

    /// <summary>The event as JSON: ids and enums only.</summary>
    public required string Payload { get; set; }

    /// <summary>When it was published (UTC); for streams of anonymous people only the day.</summary>
    public DateTime OccurredAt { get; set; }
}

/// <summary>Notes that a handler has handled an event: what makes a repeated event harmless.</summary>
public sealed class OutboxHandled
{
    /// <summary>The event.</summary>
    public Guid MessageId { get; set; }

    /// <summary>The handler's type name.</summary>
    public required string Handler { get; set; }

    /// <summary>When (UTC); for events of anonymous people only the day.</summary>
    public DateTime HandledAt { get; set; }
}
