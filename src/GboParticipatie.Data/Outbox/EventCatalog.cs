using System.Text.Json;
using GboParticipatie.Events;
using GboParticipatie.Modules;

namespace GboParticipatie.Data.Outbox;

/// <summary>The event types of all modules, by name.</summary>
public sealed class EventCatalog(ModelAssemblies assemblies)
{
    // Found when first asked for: a start does not need them.
    private readonly Lazy<Dictionary<string, Type>> _types = new(() => assemblies.All
        .SelectMany(AssemblyTypes.Of<IDomainEvent>)
        .ToDictionary(t => t.Name, StringComparer.Ordinal));

    /// <summary>Names of all events.</summary>
    public IReadOnlyCollection<string> Names => _types.Value.Keys;

    /// <summary>The event that a message holds.</summary>
    /// <exception cref="InvalidOperationException">No module knows the event.</exception>
    public IDomainEvent Read(OutboxMessage message) => _types.Value.TryGetValue(message.Type, out var type)
        ? (IDomainEvent)JsonSerializer.Deserialize(message.Payload, type, EventJson.Options)!
        : throw new InvalidOperationException($"No module knows the event {message.Type}.");
}
