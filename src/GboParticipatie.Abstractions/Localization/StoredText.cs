using Microsoft.Extensions.Localization;

namespace GboParticipatie.Localization;

/// <summary>
/// A sentence that is stored and read later, by people of any language: its format, and what goes in it, with U+001F (unit
/// separator) between. What is a word itself begins with U+001E.
/// </summary>
public static class StoredText
{
    private const char Between = '\u001f';
    private const char WordMark = '\u001e';

    /// <summary>The sentence as it is stored.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="most">Most characters; what goes in the sentence is cut to fit.</param>
    public static string Of(RuleText text, int most) => Of(text.Format, text.Arguments, most);

    /// <summary>What a rule says as it is stored.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="most">Most characters; what goes in the sentence is cut to fit.</param>
    public static string Of(RuleException rule, int most) => Of(rule.Format, rule.Arguments, most);

    /// <summary>The sentence that was stored, in the language of the reader.</summary>
    public static string Stored(this IStringLocalizer localizer, string stored)
    {
        var parts = stored.Split(Between);
        return parts.Length == 1 ? localizer[stored].Value : localizer[parts[0], [.. parts.Skip(1).Select(Argument)]].Value;
    }

    private static string Of(string format, IReadOnlyList<object?> arguments, int most)
    {
        if (arguments.Count == 0) return format;
        var each = Math.Max(1, ((most - format.Length) / arguments.Count) - 2);
        return string.Join(Between, arguments.Select(a => Short(a is Word word ? WordMark + word.Dutch : Plain(a), each)).Prepend(format));
    }

    private static string Plain(object? argument) => (Convert.ToString(argument, ReadersLanguage.Culture) ?? "").Replace(Between, ' ').TrimStart(WordMark);

    private static string Short(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");

    private static object Argument(string kept) => kept.StartsWith(WordMark) ? new Word(kept[1..]) : kept;
}
