using Microsoft.Extensions.Localization;

namespace GboParticipatie.Localization;

/// <summary>The texts as they stand in the code, which are Dutch: for who knows no site, such as a component that is looked at alone.</summary>
public class DutchTexts : IStringLocalizer
{
    /// <summary>The one that there is.</summary>
    public static IStringLocalizer Instance { get; } = new DutchTexts();

    /// <inheritdoc />
    public LocalizedString this[string name] => Find(name);

    /// <inheritdoc />
    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            if (arguments is [PluralizationArgument plural]) return Choose(plural);
            var text = Find(name);
            return arguments.Length == 0 ? text : new LocalizedString(name, Fill(text.Value, arguments), text.ResourceNotFound);
        }
    }

    /// <inheritdoc />
    public virtual IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    /// <summary>A text as it is kept, with {0} where something goes.</summary>
    public virtual LocalizedString Find(string name) => new(name, name, ReadersLanguage.IsOther);

    /// <summary>The form that goes with a count, as it is kept.</summary>
    public virtual LocalizedString Find(PluralizationArgument plural) => new(plural.Singular, plural.Count == 1 ? plural.Singular : plural.Plural, ReadersLanguage.IsOther);

    /// <summary>What goes in a text: words in the language of the reader.</summary>
    public object[] Localize(IReadOnlyList<object?> arguments) => [.. arguments.Select(a => a is Word word ? Find(word.Dutch).Value : a ?? "")];

    private LocalizedString Choose(PluralizationArgument plural)
    {
        var text = Find(plural);
        return new LocalizedString(text.Name, Fill(text.Value, [plural.Count, .. plural.Arguments]), text.ResourceNotFound);
    }

    private string Fill(string text, IReadOnlyList<object?> arguments) => string.Format(ReadersLanguage.Culture, text, Localize(arguments));
}
