using System.Text.Json.Nodes;
using GboParticipatie.Recipes;

namespace GboParticipatie.Web.Recipes;

/// <summary>Reads an object of a step strictly: what is not expected is an error that names it.</summary>
internal sealed class RecipeJson(JsonObject json, RecipeExecutionContext context, string where)
{
    public static RecipeJson Of(RecipeExecutionContext context) => new(context.Step, context, "");

    /// <summary>Refuses properties other than these (and <c>name</c> of the step itself).</summary>
    public void Only(params string[] names)
    {
        foreach (var (name, _) in json)
            if (!names.Contains(name) && !(where.Length == 0 && name == "name"))
                throw context.Fail($"{where}onbekende eigenschap '{name}'. Wel gekend: {string.Join(", ", names)}.");
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => OptionalText(name) is { Length: > 0 } text ? text : throw context.Fail($"{where}'{name}' ontbreekt.");

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw context.Fail($"{where}'{name}' moet een tekst zijn."),
    };

    /// <summary>A list of texts; empty when it is not there.</summary>
    public IReadOnlyList<string> Texts(string name) => json[name] switch
    {
        null => [],
        JsonArray list when list.All(n => n is JsonValue v && v.TryGetValue<string>(out _)) => [.. list.Select(n => n!.GetValue<string>())],
        _ => throw context.Fail($"{where}'{name}' moet een lijst van teksten zijn."),
    };

    /// <summary>A list of objects that must be there.</summary>
    public IEnumerable<RecipeJson> Objects(string name) => json[name] is JsonArray list
        ? list.Select((node, i) => new RecipeJson(
            node as JsonObject ?? throw context.Fail($"{where}'{name}' moet een lijst van objecten zijn."), context, $"{name}[{i + 1}]: "))
        : throw context.Fail($"{where}'{name}' moet een lijst zijn.");

    /// <summary>Stops the recipe, saying where in the step.</summary>
    public RecipeException Fail(string reason) => context.Fail(where + reason);
}
