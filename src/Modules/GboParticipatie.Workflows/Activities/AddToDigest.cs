using GboParticipatie.Digests;
using GboParticipatie.Localization;
using GboParticipatie.Workflows.Definitions;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Activities;

/// <summary>Puts the record in the next digest of a group.</summary>
internal sealed class AddToDigest(IEnumerable<IDigestSource> sources, IDigestQueue? queue = null) : TaskActivity
{
    public override string DisplayText => "Zet in het overzicht";

    public override IReadOnlyList<ActivityProperty> Properties { get; } =
    [
        new("To", "Van welke groep", PropertyKind.Recipients) { IsRequired = true },
        new("Section", "Onder welke kop", PropertyKind.Choice) { IsRequired = true, Options = Enum.GetNames<DigestSection>(), InWords = DigestSectionWords.DutchOf },
        new("SubjectType", "Wat", PropertyKind.Text) { IsRequired = true },
        new("Subject", "Welk (anders: waarover de gebeurtenis gaat)", PropertyKind.IdField),
    ];

    public override IEnumerable<string> Validate(ActivityRecord activity)
    {
        var known = sources.SelectMany(s => s.SubjectTypes).ToHashSet(StringComparer.Ordinal);
        if (activity.Text("SubjectType") is { } type && !known.Contains(type))
            yield return $"overzichten kennen geen \"{type}\" (wel: {string.Join(", ", known.Order(StringComparer.Ordinal))})";
    }

    public override string Describe(ActivityRecord activity, IStringLocalizer S)
        => S["Zet in het overzicht van {0} onder {1}", string.Join(", ", activity.List("To")), activity.Text("Section") ?? ""];

    public override async Task<ActivityResult> ExecuteAsync(ActivityContext context, CancellationToken cancel)
    {
        if (queue is null) throw new InvalidOperationException("No module keeps digests.");
        var section = Enum.Parse<DigestSection>(context.Text("Section")!);
        var subject = context.Text("Subject") is { } field ? context.Workflow.Values[field] as Guid? : context.Workflow.CorrelationId;
        if (subject is null) return ActivityResult.Done with { Note = StoredText.Of($"niets toe te voegen", ActivityResult.NoteLength) };
        var groups = await context.GroupsAsync("To", cancel);
        foreach (var group in groups) await queue.AddAsync(group, section, context.Text("SubjectType")!, subject.Value, cancel);
        return ActivityResult.Done with { Note = StoredText.Of($"overzichten: {groups.Count}", ActivityResult.NoteLength) };
    }
}
