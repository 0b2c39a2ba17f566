namespace GboParticipatie.Events;

/// <summary>
/// Something that happened. Stored in the transaction of what happened and handled after it, in order per aggregate.
/// Carries ids and enums only, never texts, names or values, so that erasure works: handlers read what is there now.
/// </summary>
public interface IDomainEvent
{
    /// <summary>The aggregate it happened to; events of one aggregate are handled in order.</summary>
    Guid StreamId { get; }
}

/// <summary>An event as it was stored.</summary>
/// <param name="Id">Id of the stored event; the same at each retry.</param>
/// <param name="OccurredAt">When it was published (UTC).</param>
/// <param name="Event">The event.</param>
public sealed record EventEnvelope(Guid Id, DateTime OccurredAt, IDomainEvent Event)
{
    /// <summary>True when only the day was stored, because the event belongs to someone anonymous: a time that is exactly midnight.</summary>
    public bool IsOnlyDay => OccurredAt.TimeOfDay == TimeSpan.Zero;
}

/// <summary>
/// Reacts to events of one type, or to all when <typeparamref name="TEvent"/> is <see cref="IDomainEvent"/>.
/// Runs in one transaction of its own together with the note that it ran, so its effects on the database happen once.
/// No I/O but the database: what leaves the house goes through <see cref="IDeliveryHandler{TEvent}"/>.
/// </summary>
public interface IEventHandler<in TEvent> where TEvent : IDomainEvent
{
    /// <summary>Handles the event with the services of the transaction's scope. The caller saves.</summary>
    Task HandleAsync(TEvent @event, EventEnvelope envelope, CancellationToken cancel);
}

/// <summary>
/// Hands something over to the outside (SMTP, a webhook) because of an event. Runs outside any transaction; if the process
/// dies between hand-over and note, it runs again, so what is handed over must carry a stable id.
/// </summary>
public interface IDeliveryHandler<in TEvent> where TEvent : IDomainEvent
{
    /// <summary>Hands over.</summary>
    /// <exception cref="RetryLaterException">The other side is not available: tried again later, without counting as a failure.</exception>
    Task DeliverAsync(TEvent @event, EventEnvelope envelope, CancellationToken cancel);
}

/// <summary>The outside is not available now. The stream waits; nothing is lost and nothing is parked.</summary>
public sealed class RetryLaterException(TimeSpan delay, string reason) : Exception(reason)
{
    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan Delay { get; } = delay;
}
