using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using GboParticipatie.Workflows.Activities;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Definitions;

/// <summary>A step in words, with what follows on it.</summary>
/// <param name="Number">Its place in the list, from 1.</param>
/// <param name="ActivityId">The step.</param>
/// <param name="Text">What it does.</param>
/// <param name="Next">What follows: the outcome in words, and the number of the step.</param>
public sealed record StepText(int Number, string ActivityId, string Text, IReadOnlyList<(string Outcome, int Number)> Next);

/// <summary>Tells a definition as a list that people can read.</summary>
public sealed partial class DefinitionText(WorkflowCatalog catalog, IStringLocalizer<Startup> S)
{
    /// <summary>The steps in the order in which a run comes to them.</summary>
    public IReadOnlyList<StepText> Describe(WorkflowType type)
    {
        var order = Order(type);
        var numbers = order.Select((a, i) => (a.ActivityId, Number: i + 1)).ToDictionary(a => a.ActivityId, a => a.Number, StringComparer.Ordinal);
        return [.. order.Select(a => new StepText(numbers[a.ActivityId], a.ActivityId, Describe(a), Next(type, a, numbers)))];
    }

    /// <summary>One step in words.</summary>
    public string Describe(ActivityRecord activity)
        => catalog.Activity(activity.Name) is { } kind ? kind.Describe(InWords(activity, kind), S) : S["{0} (bestaat niet meer)", activity.Name];

    /// <summary>What the definition gives a step to work with, in words: the input of its activity.</summary>
    public IReadOnlyList<(string Label, string Value)> Settings(ActivityRecord activity)
    {
        if (catalog.Activity(activity.Name) is not { } kind) return [];
        var words = InWords(activity, kind);
        return [.. kind.Properties.Where(p => activity.Has(p.Name)).Select(p => (S[p.DisplayText].Value, Value(words, p)))];
    }

    private string Value(ActivityRecord words, ActivityProperty property) => property.Kind switch
    {
        PropertyKind.Recipients or PropertyKind.Events => string.Join(", ", words.List(property.Name)),
        PropertyKind.YesNo => words.YesNo(property.Name) ? S["ja"] : S["nee"],
        PropertyKind.Duration => WaitTime.InWords(XmlConvert.ToTimeSpan(words.Text(property.Name)!), S),
        _ => words.Text(property.Name)!,
    };

    private List<(string Outcome, int Number)> Next(WorkflowType type, ActivityRecord activity, Dictionary<string, int> numbers)
    {
        var outcomes = catalog.Activity(activity.Name)?.GetOutcomes(activity) ?? [];
        return [.. type.Transitions.Where(t => t.SourceActivityId == activity.ActivityId)
            .Select(t => (Outcome(outcomes, t.SourceOutcomeName), numbers[t.DestinationActivityId]))];
    }

    private string Outcome(IReadOnlyList<Outcome> outcomes, string name)
        => catalog.Source(name) is { } source ? S["Bij \"{0}\"", S[source.DisplayText]] : outcomes.FirstOrDefault(o => o.Name == name) is { } outcome ? S[outcome.DisplayText] : name;

    private static List<ActivityRecord> Order(WorkflowType type)
    {
        var order = type.Activities.Where(a => a.IsStart).ToList();
        for (var i = 0; i < order.Count; i++)
            foreach (var transition in type.Transitions.Where(t => t.SourceActivityId == order[i].ActivityId))
                if (order.All(a => a.ActivityId != transition.DestinationActivityId) && type.Activities.FirstOrDefault(a => a.ActivityId == transition.DestinationActivityId) is { } next)
                    order.Add(next);
        return order;
    }

    /// <summary>The step with words for people in place of names: of recipients, events, fields.</summary>
    private ActivityRecord InWords(ActivityRecord activity, IActivity kind)
    {
        var properties = (JsonObject)activity.Properties.DeepClone();
        foreach (var property in kind.Properties.Where(p => activity.Has(p.Name)))
            properties[property.Name] = property.Kind switch
            {
                PropertyKind.Recipients => Texts(activity, property.Name, Recipient),
                PropertyKind.Events => Texts(activity, property.Name, e => $"\"{(catalog.Source(e) is { } source ? S[source.DisplayText] : e)}\""),
                PropertyKind.DateField or PropertyKind.IdField => Field(activity.Text(property.Name)!),
                PropertyKind.Choice => S[property.InWords(activity.Text(property.Name)!)].Value,
                PropertyKind.Expression => Condition(activity.Text(property.Name)!),
                PropertyKind.Template or PropertyKind.MarkdownTemplate => Placeholder().Replace(activity.Text(property.Name)!, m => $"[{Field(m.Groups["name"].Value)}]"),
                _ => properties[property.Name]?.DeepClone(),
            };
        return activity with { Properties = properties };
    }

    private static JsonArray Texts(ActivityRecord activity, string property, Func<string, string> text)
        => new([.. activity.List(property).Select(v => (JsonNode)text(v))]);

    private string Recipient(string word)
    {
        var (recipients, argument) = catalog.Recipient(word);
        if (recipients is null) return word;
        return argument is null ? S[recipients.DisplayText] : $"{S[recipients.DisplayText]} {argument}";
    }

    // A value that a field is compared with reads as people read it: status = "Ingetrokken", not "Withdrawn".
    private string Condition(string text)
    {
        WorkflowField? compared = null;
        return Word().Replace(text, m =>
        {
            if (Find(m.Value) is { } field) compared = field;
            return m.Value[0] is '"' or '\'' && compared?.Options.GetValueOrDefault(m.Value[1..^1]) is { } option ? $"\"{S[option]}\"" : ConditionWord(m.Value);
        });
    }

    private string ConditionWord(string word) => word switch
    {
        "and" => S["en"],
        "or" => S["of"],
        "not" => S["niet"],
        "contains" => S["bevat"],
        "empty" => S["leeg"],
        "true" => S["ja"],
        "false" => S["nee"],
        "==" => "=",
        "!=" => "≠",
        _ => word[0] is '"' or '\'' ? word : Field(word),
    };

    private string Field(string name) => Find(name) is { } field ? S[field.DisplayText] : name;

    private WorkflowField? Find(string name) => BuiltInFields.InTexts.Concat(catalog.Sources.SelectMany(s => s.Fields)).FirstOrDefault(f => f.Name == name);

    [GeneratedRegex("""
        "(\\.|[^"\\])*"|'(\\.|[^'\\])*'|[A-Za-z][\w.]*|==|!=
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\{\s*(?<name>[\w.]+)\s*\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
