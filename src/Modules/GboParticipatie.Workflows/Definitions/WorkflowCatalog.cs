using GboParticipatie.Events;
using GboParticipatie.Workflows.Activities;

namespace GboParticipatie.Workflows.Definitions;

/// <summary>What the modules contribute: activities, events, recipients, by name.</summary>
public sealed class WorkflowCatalog
{
    private readonly Dictionary<string, IActivity> _activities;
    private readonly Dictionary<string, IWorkflowEventSource> _sources;
    private readonly Dictionary<Type, IWorkflowEventSource> _sourcesByType;
    private readonly Dictionary<string, IWorkflowRecipients> _recipients;

    /// <summary>Collects what is registered.</summary>
    /// <exception cref="InvalidOperationException">Two have the same name.</exception>
    public WorkflowCatalog(
        IEnumerable<IActivity> activities, IEnumerable<IWorkflowEventSource> sources, IEnumerable<IWorkflowRecipients> recipients)
    {
        _sources = ByName(sources, s => s.Name, "event source");
        _sourcesByType = _sources.Values.ToDictionary(s => s.EventType);
        _recipients = ByName(recipients, r => r.Kind, "recipient kind");
        _activities = ByName([.. activities, .. _sources.Values.Select(s => new StartEvent(s))], a => a.Name, "activity");
    }

    /// <summary>All activities, those of events included.</summary>
    public IReadOnlyCollection<IActivity> Activities => _activities.Values;

    /// <summary>All events.</summary>
    public IReadOnlyCollection<IWorkflowEventSource> Sources => _sources.Values;

    /// <summary>All kinds of recipient.</summary>
    public IReadOnlyCollection<IWorkflowRecipients> Recipients => _recipients.Values;

    /// <summary>The activity with this name, or null.</summary>
    public IActivity? Activity(string name) => _activities.GetValueOrDefault(name);

    /// <summary>The source with this name, or null.</summary>
    public IWorkflowEventSource? Source(string name) => _sources.GetValueOrDefault(name);

    /// <summary>The source of this event, or null when it is none for workflows.</summary>
    public IWorkflowEventSource? Source(IDomainEvent @event) => _sourcesByType.GetValueOrDefault(@event.GetType());

    /// <summary>The kind of recipient that a word such as <c>group:stuurgroep</c> names, with what stands after the colon.</summary>
    public (IWorkflowRecipients? Recipients, string? Argument) Recipient(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (_recipients.GetValueOrDefault(word), null)
            : (_recipients.GetValueOrDefault(word[..colon]), word[(colon + 1)..]);
    }

    private static Dictionary<string, T> ByName<T>(IEnumerable<T> all, Func<T, string> name, string what)
    {
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in all)
            if (!result.TryAdd(name(one), one))
                throw new InvalidOperationException($"Two modules register the {what} {name(one)}.");
        return result;
    }
}
