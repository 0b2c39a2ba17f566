using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using GboParticipatie.Workflows.Expressions;
using GboParticipatie.Workflows.Templates;
using Quartz;

namespace GboParticipatie.Workflows.Definitions;

/// <summary>Checks the properties of one step against what its activity declares.</summary>
public sealed class PropertyValidator(WorkflowCatalog catalog)
{
    /// <summary>The problems, without the name of the step.</summary>
    public async Task<IReadOnlyList<string>> ValidateAsync(
        ActivityRecord activity, IActivity kind, IReadOnlyList<WorkflowField> fields, IReadOnlyList<IWorkflowEventSource?> sources, CancellationToken cancel)
    {
        var problems = new List<string>();
        foreach (var (name, _) in activity.Properties)
            if (kind.Properties.All(p => p.Name != name))
                problems.Add($"eigenschap \"{name}\" bestaat niet.{FieldNames.Suggest(name, kind.Properties.Select(p => p.Name))}".TrimEnd('.'));
        foreach (var property in kind.Properties)
        {
            var value = activity.Properties[property.Name];
            if (IsMissing(value))
            {
                if (property.IsRequired) problems.Add($"eigenschap \"{property.Name}\" ontbreekt");
                continue;
            }

            if (await CheckAsync(property, activity, value!, fields, sources, cancel) is { } problem) problems.Add($"{property.Name}: {problem.TrimEnd('.')}");
        }

        if (problems.Count == 0) problems.AddRange(kind.Validate(activity));
        return problems;
    }

    private static bool IsMissing(JsonNode? value) => value is null
        || (value.GetValueKind() == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetValue<string>()))
        || value is JsonArray { Count: 0 };

    private async Task<string?> CheckAsync(
        ActivityProperty property, ActivityRecord activity, JsonNode value, IReadOnlyList<WorkflowField> fields,
        IReadOnlyList<IWorkflowEventSource?> sources, CancellationToken cancel)
    {
        if (ShapeProblem(property.Kind, value) is { } shape) return shape;
        var text = property.Kind is PropertyKind.Number or PropertyKind.YesNo ? "" : activity.Text(property.Name)!;
        return property.Kind switch
        {
            PropertyKind.Template or PropertyKind.MarkdownTemplate => Problem(() => Template.Parse(text, [.. BuiltInFields.InTexts, .. fields])),
            PropertyKind.Expression => Problem(() => Expression.Parse(text, [.. BuiltInFields.Everywhere, .. fields])),
            PropertyKind.DateField => FieldProblem(text, fields, FieldType.Date, FieldType.Moment),
            PropertyKind.IdField => FieldProblem(text, fields, FieldType.Id),
            PropertyKind.Duration => DurationProblem(text),
            PropertyKind.TimeOfDay => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"\"{text}\" is geen uur zoals 08:00",
            PropertyKind.Cron => CronExpression.TryParse(text, CronFormat.Unix, out _) ? null : $"\"{text}\" is geen cron-uitdrukking met vijf velden",
            PropertyKind.Choice => property.Options.Contains(text, StringComparer.Ordinal) ? null : $"\"{text}\" kan niet (wel: {string.Join(", ", property.Options)})",
            PropertyKind.Events => EventsProblem(activity.List(property.Name)),
            PropertyKind.Recipients => await RecipientsProblemAsync(activity.List(property.Name), sources, cancel),
            _ => null,
        };
    }

    private static string? ShapeProblem(PropertyKind kind, JsonNode value)
    {
        var isText = value.GetValueKind() == JsonValueKind.String;
        var isTexts = isText || (value is JsonArray array && array.All(a => a?.GetValueKind() == JsonValueKind.String));
        return kind switch
        {
            PropertyKind.Number => value is JsonValue number && number.TryGetValue<int>(out _) ? null : "dit is geen geheel getal",
            PropertyKind.YesNo => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "dit is niet true of false",
            PropertyKind.MarkdownTemplate or PropertyKind.Recipients or PropertyKind.Events => isTexts ? null : "dit is geen tekst en geen lijst van teksten",
            _ => isText ? null : "dit is geen tekst",
        };
    }

    private static string? Problem(Action parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (ExpressionException problem)
        {
            return problem.Message;
        }
    }

    private static string? FieldProblem(string name, IReadOnlyList<WorkflowField> fields, params FieldType[] types)
    {
        var field = fields.FirstOrDefault(f => f.Name == name);
        if (field is null) return $"veld \"{name}\" bestaat hier niet.{FieldNames.Suggest(name, fields.Select(f => f.Name))}";
        return types.Contains(field.Type) ? null : $"veld \"{name}\" is van de soort {field.Type}; nodig is {string.Join(" of ", types)}";
    }

    private static string? DurationProblem(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text) is { Ticks: > 0, TotalDays: < 3660 } ? null : $"\"{text}\" ligt niet tussen 0 en 10 jaar";
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
            return $"\"{text}\" is geen duur zoals P7D of PT30M";
        }
    }

    private string? EventsProblem(IReadOnlyList<string> names) => names.Where(n => catalog.Source(n) is null)
        .Select(n => $"gebeurtenis \"{n}\" bestaat niet.{FieldNames.Suggest(n, catalog.Sources.Select(s => s.Name))}").FirstOrDefault();

    private async Task<string?> RecipientsProblemAsync(IReadOnlyList<string> words, IReadOnlyList<IWorkflowEventSource?> sources, CancellationToken cancel)
    {
        foreach (var word in words)
        {
            var (recipients, argument) = catalog.Recipient(word);
            if (recipients is null) return $"ontvanger \"{word}\" bestaat niet (wel: {string.Join(", ", catalog.Recipients.Select(r => r.TakesArgument ? $"{r.Kind}:..." : r.Kind))})";
            if (recipients.TakesArgument == string.IsNullOrEmpty(argument))
                return recipients.TakesArgument ? $"na \"{word}\" hoort een dubbele punt en een naam" : $"na \"{recipients.Kind}\" hoort niets";
            if (sources.FirstOrDefault(s => !recipients.AppliesTo(s)) is { } source) return $"\"{word}\" is er niet bij {source.Name}";
            if (sources.Any(s => s is null) && !recipients.AppliesTo(null)) return $"\"{word}\" is er niet bij een begin zonder gebeurtenis";
            if (await recipients.CheckAsync(argument, cancel) is { } problem) return problem;
        }

        return null;
    }
}
