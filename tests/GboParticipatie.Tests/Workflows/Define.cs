using System.Text.Json.Nodes;
using GboParticipatie.Workflows;

namespace GboParticipatie.Tests.Workflows;

/// <summary>Writes definitions.</summary>
internal static class Define
{
    /// <summary>A definition that begins with a proposed point.</summary>
    /// <param name="steps">Steps, as JSON objects without <c>IsStart</c>.</param>
    /// <param name="transitions">Such as <c>start Done mail</c>.</param>
    public static WorkflowType OnPoint(IReadOnlyList<ActivityRecord> steps, params string[] transitions)
        => Type([Step("start", nameof(TestPointProposed), isStart: true), .. steps], transitions);

    public static WorkflowType Type(IReadOnlyList<ActivityRecord> steps, params string[] transitions) => new()
    {
        WorkflowTypeId = "test",
        Name = "Test",
        Activities = steps,
        Transitions = [.. transitions.Select(t => t.Split(' ')).Select(t => new Transition { SourceActivityId = t[0], SourceOutcomeName = t[1], DestinationActivityId = t[2] })],
    };

    public static ActivityRecord Step(string id, string name, string properties = "{}", bool isStart = false) => new()
    {
        ActivityId = id,
        Name = name,
        Properties = (JsonObject)JsonNode.Parse(properties)!,
        IsStart = isStart,
    };

    public static ActivityRecord Mail(string id = "mail") => Step(id, "SendEmail", """
        { "To": "author", "Subject": "Je punt is goed aangekomen", "Body": ["Dag {{ recipient.name }},", "", "We kregen: {{ point.title }}"],
          "ActionText": "Bekijk", "ActionUrl": "{{ point.link }}" }
        """);
}
