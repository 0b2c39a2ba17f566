using GboParticipatie.Workflows.Activities;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Definitions;

/// <summary>Finds what is wrong with a definition before it is saved, so that nothing of it can be wrong when it runs.</summary>
public sealed class DefinitionValidator(WorkflowCatalog catalog, PropertyValidator properties)
{
    private const int MaxActivities = 100;

    /// <summary>All problems, in plain Dutch, each naming its activity; empty when the definition is good.</summary>
    public async Task<IReadOnlyList<string>> ValidateAsync(WorkflowType type, CancellationToken cancel)
    {
        var problems = new List<string>();
        CheckNames(type, problems);
        if (problems.Count > 0) return problems;
        CheckStarts(type, problems);
        CheckTransitions(type, problems);
        if (problems.Count == 0) CheckReachable(type, problems);
        var fields = FieldsOf(type);
        var sources = SourcesOf(type);
        foreach (var activity in type.Activities)
            if (catalog.Activity(activity.Name) is { } kind)
                problems.AddRange((await properties.ValidateAsync(activity, kind, fields, sources, cancel)).Select(p => $"{Name(activity)}: {p}."));
        return problems;
    }

    /// <summary>The fields that all starts of the definition have.</summary>
    public IReadOnlyList<WorkflowField> FieldsOf(WorkflowType type)
    {
        IReadOnlyList<WorkflowField>? common = null;
        foreach (var source in SourcesOf(type))
        {
            var own = source?.Fields ?? [];
            common = common is null ? own : [.. common.Where(f => own.Any(o => o.Name == f.Name && o.Type == f.Type))];
        }

        return common ?? [];
    }

    private List<IWorkflowEventSource?> SourcesOf(WorkflowType type) => [.. type.Activities.Where(a => a.IsStart).Select(a => catalog.Source(a.Name))];

    private static void CheckNames(WorkflowType type, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(type.WorkflowTypeId) || type.WorkflowTypeId.Length > WorkflowTypeRecord.IdLength)
            problems.Add($"WorkflowTypeId ontbreekt of is langer dan {WorkflowTypeRecord.IdLength} tekens.");
        if (string.IsNullOrWhiteSpace(type.Name) || type.Name.Length > 200) problems.Add("Name ontbreekt of is langer dan 200 tekens.");
        if (type.Activities.Count > MaxActivities) problems.Add($"Meer dan {MaxActivities} stappen.");
        if (type.Activities.Any(a => string.IsNullOrWhiteSpace(a.ActivityId) || a.ActivityId.Length > 100))
            problems.Add("Een stap heeft geen ActivityId, of één van meer dan 100 tekens.");
        problems.AddRange(type.Activities.GroupBy(a => a.ActivityId).Where(g => g.Count() > 1).Select(g => $"Stap \"{g.Key}\" staat er meer dan één keer."));
    }

    private void CheckStarts(WorkflowType type, List<string> problems)
    {
        foreach (var activity in type.Activities)
        {
            var kind = catalog.Activity(activity.Name);
            var canStart = kind is EventActivity { CanStartWorkflow: true };
            if (kind is null)
                problems.Add($"{Name(activity)}: soort stap of gebeurtenis bestaat niet.{Expressions.FieldNames.Suggest(activity.Name, catalog.Activities.Select(a => a.Name))}");
            else if (activity.IsStart && !canStart) problems.Add($"{Name(activity)}: hiermee kan niets beginnen.");
            else if (!activity.IsStart && canStart)
                problems.Add($"{Name(activity)}: een gebeurtenis kan alleen het begin zijn (IsStart). Gebruik {nameof(WaitForEvent)} om erop te wachten.");
        }

        if (!type.Activities.Any(a => a.IsStart)) problems.Add("Er is geen begin: geen enkele stap heeft IsStart.");
    }

    private void CheckTransitions(WorkflowType type, List<string> problems)
    {
        var byId = type.Activities.ToDictionary(a => a.ActivityId, StringComparer.Ordinal);
        foreach (var transition in type.Transitions)
        {
            if (!byId.ContainsKey(transition.DestinationActivityId))
                problems.Add($"Van \"{transition.SourceActivityId}\" gaat het naar stap \"{transition.DestinationActivityId}\", die niet bestaat.");
            else if (byId[transition.DestinationActivityId].IsStart)
                problems.Add($"Van \"{transition.SourceActivityId}\" gaat het naar \"{transition.DestinationActivityId}\", en dat is een begin.");
            if (!byId.TryGetValue(transition.SourceActivityId, out var source))
            {
                problems.Add($"Er gaat iets uit van stap \"{transition.SourceActivityId}\", die niet bestaat.");
                continue;
            }

            if (catalog.Activity(source.Name) is not { } kind) continue;
            var outcomes = OutcomesOf(kind, source);
            if (outcomes.All(o => o.Name != transition.SourceOutcomeName))
                problems.Add($"{Name(source)}: uitkomst \"{transition.SourceOutcomeName}\" bestaat niet (wel: {string.Join(", ", outcomes.Select(o => o.Name))}).");
        }

        problems.AddRange(type.Transitions.GroupBy(t => t).Where(g => g.Count() > 1)
            .Select(g => $"De overgang van \"{g.Key.SourceActivityId}\" bij {g.Key.SourceOutcomeName} naar \"{g.Key.DestinationActivityId}\" staat er twee keer."));
    }

    // A property of the wrong shape is reported by itself; here it only must not stop the rest.
    private static IReadOnlyList<Outcome> OutcomesOf(IActivity kind, ActivityRecord activity)
    {
        try
        {
            return kind.GetOutcomes(activity);
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or NullReferenceException)
        {
            return [];
        }
    }

    private static void CheckReachable(WorkflowType type, List<string> problems)
    {
        var reached = type.Activities.Where(a => a.IsStart).Select(a => a.ActivityId).ToHashSet(StringComparer.Ordinal);
        var todo = new Queue<string>(reached);
        while (todo.TryDequeue(out var from))
            foreach (var transition in type.Transitions.Where(t => t.SourceActivityId == from))
                if (reached.Add(transition.DestinationActivityId)) todo.Enqueue(transition.DestinationActivityId);
        problems.AddRange(type.Activities.Where(a => !reached.Contains(a.ActivityId)).Select(a => $"{Name(a)}: hier komt het nooit."));
    }

    private static string Name(ActivityRecord activity) => $"Stap \"{activity.ActivityId}\" ({activity.Name})";
}
