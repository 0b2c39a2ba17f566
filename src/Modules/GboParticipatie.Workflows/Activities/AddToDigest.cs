using GboParticipatie.Digests;
using GboParticipatie.Workflows.Definitions;

namespace GboParticipatie.Workflows.Activities;

/// <summary>Puts the record in the next digest of a group.</summary>
internal sealed class AddToDigest(IEnumerable<IDigestSource> sources, IDigestQueue? queue = null) : TaskActivity
{
    public override string DisplayText => "Zet in het overzicht";

    public override IReadOnlyList<ActivityProperty> Properties { get; } =
    [
        new("To", "Van welke groep", PropertyKind.Recipients) { IsRequired = true },
        new("Section", "Onder welke kop", PropertyKind.Choice) { IsRequired = true, Options = Enum.GetNames<DigestSection>() },
        new("SubjectType", "Wat", PropertyKind.Text) { IsRequired = true },
        new("Subject", "Welk (anders: waarover de gebeurtenis gaat)", PropertyKind.IdField),
    ];

    public override IEnumerable<string> Validate(ActivityRecord activity)
    {
        var known = sources.SelectMany(s => s.SubjectTypes).ToHashSet(StringComparer.Ordinal);
        if (activity.Text("SubjectType") is { } type && !known.Contains(type))
            yield return $"overzichten kennen geen \"{type}\" (wel: {string.Join(", ", known.Order(StringComparer.Ordinal))})";
    }

    public override string Describe(ActivityRecord activity)
        => $"Zet in het overzicht van {string.Join(", ", activity.List("To"))} onder {activity.Text("Section")}";

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        if (queue is null) throw new InvalidOperationException("No module keeps digests.");
        var section = Enum.Parse<DigestSection>(context.Text("Section")!);
        var subject = context.Text("Subject") is { } field ? context.Workflow.Values[field] as Guid? : context.Workflow.CorrelationId;
        if (subject is null) return ActivityResult.Done with { Note = "niets toe te voegen" };
        var groups = await context.GroupsAsync("To", cancel);
        foreach (var group in groups) await queue.AddAsync(group, section, context.Text("SubjectType")!, subject.Value, cancel);
        return ActivityResult.Done with { Note = groups.Count == 1 ? "1 overzicht" : $"{groups.Count} overzichten" };
    }
}
