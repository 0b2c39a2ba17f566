using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace GboParticipatie.Theme.Icons;

/// <summary>The icons of Assets/icons.txt, drawn inline so that a page needs no icon font and no second request.</summary>
public static class IconSet
{
    private static readonly FrozenDictionary<string, string> Shapes = Load();

    /// <summary>Names of all icons.</summary>
    public static IEnumerable<string> Names => Shapes.Keys;

    /// <summary>The icon as an inline drawing that screen readers skip.</summary>
    /// <exception cref="ArgumentException">There is no such icon.</exception>
    public static IHtmlContent Draw(string name, string? cssClass = null)
    {
        if (!Shapes.TryGetValue(name, out var shape))
            throw new ArgumentException($"There is no icon \"{name}\". Add it to Assets/icons.txt of the Theme module.", nameof(name));
        var classes = cssClass is null ? "icon" : $"icon {System.Text.Encodings.Web.HtmlEncoder.Default.Encode(cssClass)}";
        return new HtmlString($"""<svg class="{classes}" width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">{shape}</svg>""");
    }

    private static FrozenDictionary<string, string> Load()
    {
        using var stream = typeof(IconSet).Assembly.GetManifestResourceStream("icons.json")
            ?? throw new InvalidOperationException("The Theme module was built without its icons.");
        using var icons = JsonDocument.Parse(stream);
        return icons.RootElement.EnumerateObject().ToFrozenDictionary(icon => icon.Name, icon => icon.Value.GetString()!, StringComparer.Ordinal);
    }
}
