using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GboParticipatie.Recipes;

/// <summary>
/// Reads the list of a step, strictly: a misspelt property stops the recipe instead of being ignored, and so does a number outside
/// its <see cref="RangeAttribute"/>, at whatever depth.
/// </summary>
public static class RecipeItems
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The items under <paramref name="list"/>, the only property of the step beside its name.</summary>
    public static IReadOnlyList<T> Read<T>(RecipeExecutionContext context, string list)
    {
        var strange = context.Step.Select(p => p.Key).FirstOrDefault(k => !IsNamed(k, "name") && !IsNamed(k, list));
        if (strange is not null) throw context.Fail($"onbekende eigenschap '{strange}'. Verwacht: '{list}'.");
        if (context.Step.FirstOrDefault(p => IsNamed(p.Key, list)).Value is not JsonArray items)
            throw context.Fail($"de lijst '{list}' ontbreekt.");
        return [.. items.Select((item, i) => ReadOne<T>(context, list, item, i + 1))];
    }

    /// <summary>Stops the recipe when a key stands in the list twice.</summary>
    public static void RefuseDoubles<T>(RecipeExecutionContext context, IEnumerable<T> items, Func<T, string?> key)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
            if (key(item) is { } value && !seen.Add(value)) throw context.Fail($"'{value}' staat er twee keer in.");
    }

    private static T ReadOne<T>(RecipeExecutionContext context, string list, JsonNode? item, int number)
    {
        try
        {
            var read = item.Deserialize<T>(Options) ?? throw new JsonException();
            return OutOfRange(read) is { } problem ? throw context.Fail($"'{list}' nummer {number} klopt niet: {problem}") : read;
        }
        catch (JsonException problem)
        {
            throw context.Fail($"'{list}' nummer {number} klopt niet: {WrongJson.Explain(problem, item, typeof(T))}");
        }
    }

    private static string? OutOfRange(object item)
    {
        foreach (var property in item.GetType().GetProperties().Where(p => p.CanWrite))
        {
            var value = property.GetValue(item);
            if (property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
                return string.Create(CultureInfo.InvariantCulture, $"'{property.Name}' is {value}; kies een getal van {range.Minimum} tot {range.Maximum}.");
            foreach (var part in PartsOf(value))
                if (OutOfRange(part) is { } problem) return problem;
        }

        return null;
    }

    // What the step itself declares, alone or in a list; not what the framework does.
    private static IEnumerable<object> PartsOf(object? value) => value switch
    {
        null or string => [],
        IEnumerable list => list.Cast<object?>().Where(IsOurs).Select(part => part!),
        _ => IsOurs(value) ? [value] : [],
    };

    private static bool IsOurs(object? value) => value is not null && value.GetType() is { IsClass: true } type && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == false;

    private static bool IsNamed(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
