using System.Collections.Concurrent;
using GboParticipatie.Events;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Data.Outbox;

/// <summary>One handler of an event, found in a scope.</summary>
/// <param name="Name">Stable name: with the event's id it says what has been done.</param>
/// <param name="IsDelivery">True when it talks to the outside, so outside any transaction.</param>
/// <param name="RunAsync">Runs it.</param>
internal sealed record HandlerCall(string Name, bool IsDelivery, Func<EventEnvelope, CancellationToken, Task> RunAsync);

/// <summary>Finds the handlers of an event: those of its type and those of all events; deliveries come last.</summary>
internal static class EventHandlers
{
    private static readonly ConcurrentDictionary<Type, Finder> Finders = new();

    public static IReadOnlyList<HandlerCall> Find(IServiceProvider services, IDomainEvent @event)
        => Finders.GetOrAdd(@event.GetType(), type => (Finder)Activator.CreateInstance(typeof(Finder<>).MakeGenericType(type))!).Find(services);

    private abstract class Finder
    {
        public abstract IReadOnlyList<HandlerCall> Find(IServiceProvider services);
    }

    private sealed class Finder<TEvent> : Finder where TEvent : IDomainEvent
    {
        public override IReadOnlyList<HandlerCall> Find(IServiceProvider services)
        {
            var own = services.GetServices<IEventHandler<TEvent>>();
            var all = services.GetServices<IEventHandler<IDomainEvent>>().Where(h => h is not IEventHandler<TEvent> || typeof(TEvent) != typeof(IDomainEvent));
            return
            [
                .. own.Select(h => new HandlerCall(Name(h), false, (e, c) => h.HandleAsync((TEvent)e.Event, e, c))),
                .. all.Select(h => new HandlerCall(Name(h), false, (e, c) => h.HandleAsync(e.Event, e, c))),
                .. services.GetServices<IDeliveryHandler<TEvent>>().Select(h => new HandlerCall(Name(h), true, (e, c) => h.DeliverAsync((TEvent)e.Event, e, c))),
            ];
        }

        private static string Name(object handler) => handler.GetType().FullName!;
    }
}
