using System.Text.Json;
using System.Text.Json.Nodes;

namespace GboParticipatie.Workflows.Definitions;

/// <summary>Reads values out of the properties of a step.</summary>
internal static class PropertyReader
{
    /// <summary>The text, an array of lines as one text; null when not given.</summary>
    public static string? Text(this ActivityRecord activity, string property) => activity.Properties[property] switch
    {
        null => null,
        JsonArray lines => string.Join('\n', lines.Select(l => l?.GetValue<string>())),
        var value => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
    };

    /// <summary>The texts of an array, or the one text.</summary>
    public static IReadOnlyList<string> List(this ActivityRecord activity, string property) => activity.Properties[property] switch
    {
        null => [],
        JsonArray array => [.. array.Select(a => a!.GetValue<string>())],
        var value => [value.GetValue<string>()],
    };

    /// <summary>The whole number; null when not given.</summary>
    public static int? Number(this ActivityRecord activity, string property) => activity.Properties[property]?.GetValue<int>();

    /// <summary>Yes or no; false when not given.</summary>
    public static bool YesNo(this ActivityRecord activity, string property) => activity.Properties[property]?.GetValue<bool>() ?? false;

    /// <summary>True when the property is given.</summary>
    public static bool Has(this ActivityRecord activity, string property) => activity.Properties[property] is not null;
}
