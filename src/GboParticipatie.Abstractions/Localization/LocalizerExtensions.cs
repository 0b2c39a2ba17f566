using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Localization;

/// <summary>A count with its two Dutch forms; a localizer takes the form that its language asks. Named as in Orchard Core.</summary>
/// <param name="Count">How many; the first argument of the text.</param>
/// <param name="Singular">The form for one: "1 punt".</param>
/// <param name="Plural">The form for more or none: "{0} punten".</param>
/// <param name="Arguments">What else goes in the text, from {1} on.</param>
public sealed record PluralizationArgument(int Count, string Singular, string Plural, params object?[] Arguments);

/// <summary>What pages and services ask of a localizer beside its indexers.</summary>
public static class LocalizerExtensions
{
    /// <summary>The text for one or for more: <c>S.Plural(count, "1 punt", "{0} punten")</c>.</summary>
    public static LocalizedString Plural(this IStringLocalizer localizer, int count, string singular, string plural, params object?[] arguments)
        => localizer[singular, new PluralizationArgument(count, singular, plural, arguments)];

    /// <summary>The text for one or for more, with markup of its own: <c>T.Plural(count, "1 punt", "&lt;b&gt;{0}&lt;/b&gt; punten")</c>.</summary>
    public static LocalizedHtmlString Plural(this IHtmlLocalizer localizer, int count, string singular, string plural, params object?[] arguments)
        => localizer[singular, new PluralizationArgument(count, singular, plural, arguments)];

    /// <summary>What a rule says, in the language of the reader.</summary>
    public static string Of(this IStringLocalizer localizer, RuleException rule)
        => rule.Arguments.Count == 0 ? localizer[rule.Format].Value : localizer[rule.Format, [.. rule.Arguments.Select(a => a ?? "")]].Value;

    /// <summary>
    /// Shows what a rule says at its field, or above the form. The rule itself is kept, so that the components put it in the
    /// language of the reader.
    /// </summary>
    public static void AddRule(this ModelStateDictionary state, RuleException rule) => state.AddRule(rule, rule.Field);

    /// <summary>Shows what a rule says at this field, or above the form.</summary>
    public static void AddRule(this ModelStateDictionary state, RuleException rule, string? field)
    {
        if (!state.TryAddModelError(field ?? "", rule.Message)) return;
        var errors = state[field ?? ""]!.Errors;
        errors[^1] = new ModelError(rule, rule.Message);
    }

    /// <summary>What an error of a form says, in the language of the reader.</summary>
    public static string Of(this IStringLocalizer localizer, ModelError error) => error.Exception is RuleException rule ? localizer.Of(rule) : error.ErrorMessage;
}
