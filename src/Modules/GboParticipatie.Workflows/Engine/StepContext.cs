using GboParticipatie.Digests;
using GboParticipatie.Localization;
using GboParticipatie.Settings;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Expressions;
using GboParticipatie.Workflows.Templates;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Engine;

/// <summary>The run, for a step.</summary>
internal sealed class RunContext : WorkflowExecutionContext
{
    private readonly HashSet<Guid> _correlations = [];

    /// <summary>Records that the step made known.</summary>
    public IReadOnlyCollection<Guid> NewCorrelations => _correlations;

    public override void Correlate(Guid recordId)
    {
        if (recordId != CorrelationId) _correlations.Add(recordId);
    }
}

/// <summary>The step, for its activity: reads its properties with the values of now.</summary>
internal sealed class StepContext(WorkflowCatalog catalog, WorkflowType definition, SiteSettings site, IStringLocalizer S) : ActivityContext
{
    private readonly Dictionary<string, WorkflowValues> _values = new(StringComparer.Ordinal);

    /// <summary>The run, with what the engine needs of it.</summary>
    public required RunContext Run { get; init; }

    public override string? Text(string property) => Activity.Text(property);

    public override int? Number(string property) => Activity.Number(property);

    public override bool YesNo(string property) => Activity.YesNo(property);

    public override IReadOnlyList<string> List(string property) => Activity.List(property);

    public override bool Holds(string property) => Activity.Text(property) is not { Length: > 0 } text
        || Checked(() => Expression.Parse(text, [.. BuiltInFields.Everywhere, .. Fields])).Holds(BuiltInFields.Values(Workflow.Values, site, Workflow.Now));

    public override string? Render(string property, WorkflowRecipient? recipient = null)
    {
        if (Activity.Text(property) is not { Length: > 0 } text) return null;
        text = S[text];
        var isMarkdown = catalog.Activity(Activity.Name)?.Properties.FirstOrDefault(p => p.Name == property)?.Kind == PropertyKind.MarkdownTemplate;
        var template = Checked(() => Template.Parse(text, [.. BuiltInFields.InTexts, .. Fields]));
        return template.Render(BuiltInFields.Values(_values.GetValueOrDefault(ReadersLanguage.Code, Workflow.Values), site, Workflow.Now, recipient), recipient, S, isMarkdown);
    }

    public override async Task ReadFieldsAsync(CancellationToken cancel)
    {
        if (!ReadersLanguage.IsOther || _values.ContainsKey(ReadersLanguage.Code) || Workflow.StartEvent.Event is not { } @event) return;
        if (await catalog.Source(Workflow.StartEvent.Name)!.ReadAsync(@event, cancel) is { } values) _values[ReadersLanguage.Code] = values;
    }

    public override async Task<IReadOnlyList<WorkflowRecipient>> RecipientsAsync(string property, CancellationToken cancel)
    {
        var found = new List<WorkflowRecipient>();
        foreach (var word in List(property))
        {
            var (recipients, argument) = Find(word);
            found.AddRange(await recipients.FindAsync(argument, Workflow.StartEvent, cancel));
        }

        return [.. found.DistinctBy(r => r.Key, StringComparer.Ordinal)];
    }

    public override async Task<IReadOnlyList<Guid>> GroupsAsync(string property, CancellationToken cancel)
    {
        var groups = new List<Guid>();
        foreach (var word in List(property))
        {
            var (recipients, argument) = Find(word);
            var group = await recipients.FindGroupAsync(argument, Workflow.StartEvent, cancel) ?? (word == "coach" ? DigestAudiences.Coach : null);
            if (group is { } id) groups.Add(id);
        }

        return [.. groups.Distinct()];
    }

    public override bool IsFollowed(string outcome)
        => definition.Transitions.Any(t => t.SourceActivityId == Activity.ActivityId && t.SourceOutcomeName == outcome);

    private IReadOnlyList<WorkflowField> Fields => catalog.Source(Workflow.StartEvent.Name)?.Fields ?? [];

    private (IWorkflowRecipients Recipients, string? Argument) Find(string word)
    {
        var (recipients, argument) = catalog.Recipient(word);
        return (recipients ?? throw new WorkflowException($"Ontvanger \"{word}\" bestaat niet (meer)."), argument);
    }

    // Checked when it was saved; a field can only be missing when a newer build took it away.
    private static T Checked<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (ExpressionException problem)
        {
            throw new WorkflowException(problem.Message);
        }
    }
}
