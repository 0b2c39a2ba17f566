using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace GboParticipatie.Web.Settings;

/// <summary>Checks settings, and all that lies in them, against the validation attributes of their properties. What is wrong is said in Dutch.</summary>
internal static class SettingsRules
{
    /// <summary>Throws when a value is not one that the settings may have; the message names the property.</summary>
    /// <exception cref="RuleException">Such a value.</exception>
    public static void Check(object settings)
    {
        if (Problems(settings, "").FirstOrDefault() is { } problem) throw problem;
    }

    // Lazily, so that an object checks itself only once each of its properties is right.
    private static IEnumerable<RuleException> Problems(object settings, string where)
    {
        foreach (var property in settings.GetType().GetProperties().Where(p => p.CanWrite))
        {
            var (name, value) = (where + property.Name, property.GetValue(settings));
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(r => !r.IsValid(value)))
                yield return new RuleException(Reason(name, value, rule), property.Name);
            foreach (var problem in Inside(name, value)) yield return problem;
        }

        if (settings is not IValidatableObject own) yield break;
        foreach (var result in own.Validate(new ValidationContext(settings)))
            yield return new RuleException($"'{where}{result.MemberNames.First()}': {result.ErrorMessage}", result.MemberNames.First());
    }

    private static IEnumerable<RuleException> Inside(string name, object? value) => value switch
    {
        string text => text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? [new RuleException($"'{name}' bevat een teken dat niet kan.", name)] : [],
        IEnumerable items => items.Cast<object?>().SelectMany((item, i) => item is null
            ? [new RuleException($"'{name} nummer {i + 1}' mag niet leeg zijn.", name)]
            : item.GetType().IsClass && item is not string ? Problems(item, $"{name} nummer {i + 1}: ") : Inside($"{name} nummer {i + 1}", item)),
        _ => [],
    };

    private static string Reason(string name, object? value, ValidationAttribute rule) => rule switch
    {
        RequiredAttribute or MinLengthAttribute => $"'{name}' mag niet leeg zijn.",
        RangeAttribute range => $"'{name}' is {value}; kies een getal van {range.Minimum} tot {range.Maximum}.",
        StringLengthAttribute length => $"'{name}' is te lang: {((string)value!).Length} tekens, en er mogen er {length.MaximumLength} staan.",
        _ => rule.FormatErrorMessage(name),
    };
}
