using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GboParticipatie.Recipes;

/// <summary>Says in Dutch which part of a piece of JSON does not fit, without naming types: for who writes a recipe.</summary>
public static partial class WrongJson
{
    /// <summary>What is wrong with <paramref name="json"/>, which could not be read as a <paramref name="type"/>.</summary>
    public static string Explain(JsonException problem, JsonNode? json, Type type)
    {
        var (node, at, name) = (json, (Type?)type, "");
        foreach (var part in Part().Matches(problem.Path ?? "").Select(m => m.Groups["name"] is { Success: true } named ? named.Value : m.Groups["place"].Value))
        {
            if (at is not null && PropertiesOf(at) is { Count: > 0 } known && node is JsonObject && !known.ContainsKey(part) && !IsDictionary(at))
                return $"onbekende eigenschap '{part}'. Wel gekend: {string.Join(", ", known.Keys)}.";
            (node, at) = (Below(node, part), at is null ? null : Below(at, part));
            name = int.TryParse(part, CultureInfo.InvariantCulture, out var place) ? $"{name} nummer {place + 1}" : part;
        }

        if (node is JsonObject item && at is not null && Missing(item, at) is { Length: > 0 } missing) return $"'{missing}' ontbreekt.";
        var subject = name.Length > 0 ? $"'{name}'" : "dit";
        return node is null ? $"{subject} mag niet leeg zijn." : $"{subject} is {Shown(node)}; {Wanted(at)}.";
    }

    private static string Wanted(Type? type)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        if (type is null) return "dat past hier niet";
        if (type.IsEnum) return $"kies uit {string.Join(", ", Enum.GetNames(type))}";
        if (type == typeof(DateOnly)) return "schrijf een dag als 2026-12-31";
        if (type == typeof(DateTime) || type == typeof(DateTimeOffset)) return "schrijf dag en uur als 2026-12-31T14:00";
        if (type == typeof(TimeOnly)) return "schrijf een uur als 14:00";
        if (type == typeof(Guid)) return "schrijf een id als 01234567-89ab-cdef-0123-456789abcdef";
        if (type == typeof(bool)) return "schrijf true of false";
        if (type == typeof(string)) return "schrijf een tekst tussen aanhalingstekens";
        if (type.IsPrimitive || type == typeof(decimal)) return "schrijf een getal";
        if (IsDictionary(type)) return "schrijf een object tussen accolades";
        return typeof(IEnumerable).IsAssignableFrom(type) ? "schrijf een lijst tussen vierkante haken" : "schrijf een object tussen accolades";
    }

    private static string Shown(JsonNode node)
    {
        var text = node is JsonValue value && value.TryGetValue<string>(out var typed) ? typed : node.ToJsonString();
        return $"'{(text.Length > 60 ? text[..60] + "..." : text)}'";
    }

    private static string? Missing(JsonObject json, Type type) => PropertiesOf(type)
        .Where(p => p.Value.GetCustomAttribute<RequiredMemberAttribute>() is not null && !json.Any(j => j.Key.Equals(p.Key, StringComparison.OrdinalIgnoreCase)))
        .Select(p => p.Key).FirstOrDefault();

    private static JsonNode? Below(JsonNode? node, string part) => node switch
    {
        JsonObject json => json.FirstOrDefault(p => p.Key.Equals(part, StringComparison.OrdinalIgnoreCase)).Value,
        JsonArray list when int.TryParse(part, CultureInfo.InvariantCulture, out var place) && place < list.Count => list[place],
        _ => null,
    };

    private static Type? Below(Type type, string part)
    {
        if (IsDictionary(type)) return type.GetGenericArguments().LastOrDefault();
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type)) return type.GetElementType() ?? type.GetGenericArguments().FirstOrDefault();
        return PropertiesOf(type).GetValueOrDefault(part)?.PropertyType;
    }

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericArguments().Length == 2 && typeof(IEnumerable).IsAssignableFrom(type);

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type type) => typeof(IEnumerable).IsAssignableFrom(type) || type.Namespace == "System"
        ? []
        : type.GetProperties().Where(p => p.CanWrite).ToDictionary(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..], StringComparer.OrdinalIgnoreCase);

    // $.members[0].from or $['a name']
    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\['(?<name>[^']+)'\]|\[(?<place>\d+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
