using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GboParticipatie.Web.Recipes;

/// <summary>Fills in <c>[variables('x')]</c> in the texts of a step. Nothing else is computed in a recipe.</summary>
internal static partial class RecipeVariables
{
    /// <summary>A copy of the node with variables filled in.</summary>
    public static JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, string> variables, Func<string, Exception> wrong) => node switch
    {
        JsonObject json => new JsonObject(json.Select(p => KeyValuePair.Create(p.Key, Fill(p.Value, variables, wrong)))),
        JsonArray list => new JsonArray([.. list.Select(item => Fill(item, variables, wrong))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text, variables, wrong)),
        _ => node?.DeepClone(),
    };

    private static string Fill(string text, IReadOnlyDictionary<string, string> variables, Func<string, Exception> wrong)
        => Variable().Replace(text, match => variables.TryGetValue(match.Groups["name"].Value, out var value)
            ? value
            : throw wrong($"onbekende variabele '{match.Groups["name"].Value}'."));

    [GeneratedRegex(@"\[variables\('(?<name>[^']+)'\)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
