using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace GboParticipatie.Json;

/// <summary>A text of the API that is the name of a value of an enum, in camelCase: for its description.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ChoiceAttribute<TEnum>() : AllowedValuesAttribute([.. Choices.Names<TEnum>()]) where TEnum : struct, Enum;

/// <summary>Reads choices out of requests to the API.</summary>
public static class Choices
{
    /// <summary>The names of the values, as the API writes them.</summary>
    public static IEnumerable<string> Names<TEnum>() where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    /// <summary>The value with this name; null when none is given.</summary>
    /// <exception cref="RuleException">There is no such value; the message names those that there are.</exception>
    public static TEnum? Read<TEnum>(string? value, string field) where TEnum : struct, Enum
    {
        if (string.IsNullOrEmpty(value)) return null;
        if (ChoiceNames.TryRead<TEnum>(value, out var parsed)) return parsed;
        throw new RuleException($"'{value}' is geen geldige keuze. Kies uit: {string.Join(", ", Names<TEnum>())}.", field);
    }
}
