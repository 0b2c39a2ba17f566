using GboParticipatie.Theme.Icons;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>Short notation for the elements that the tag helpers write. Text is encoded when it is written.</summary>
internal static class Markup
{
    public static TagBuilder Element(string name, string? cssClass, params ReadOnlySpan<IHtmlContent?> content)
    {
        var element = new TagBuilder(name);
        if (cssClass is not null) element.Attributes["class"] = cssClass;
        foreach (var part in content)
            if (part is not null) element.InnerHtml.AppendHtml(part);
        return element;
    }

    public static TagBuilder Text(string name, string? cssClass, string? text)
    {
        var element = Element(name, cssClass);
        element.InnerHtml.Append(text ?? "");
        return element;
    }

    public static TagBuilder With(this TagBuilder element, string attribute, string? value)
    {
        if (value is not null) element.Attributes[attribute] = value;
        return element;
    }

    public static IHtmlContent Hidden(string text) => Text("span", "visually-hidden", text);

    public static IHtmlContent? Icon(string? name, string? cssClass = null) => string.IsNullOrEmpty(name) ? null : IconSet.Draw(name, cssClass);

    /// <summary>A control whose attributes are those that the page wrote on the tag helper, class apart.</summary>
    public static TagHelperOutput Control(string name, TagHelperOutput from, TagMode mode = TagMode.StartTagAndEndTag)
    {
        var attributes = new TagHelperAttributeList(from.Attributes.Where(a => a.Name is not ("class" or "id" or "name" or "value")));
        return new TagHelperOutput(name, attributes, (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent())) { TagMode = mode };
    }

    public static void SetDefault(this TagHelperAttributeList attributes, string name, object value)
    {
        if (!attributes.ContainsName(name)) attributes.SetAttribute(name, value);
    }

    /// <summary>Puts our class before those that the page wrote.</summary>
    public static void AddClass(this TagHelperOutput output, string cssClass)
    {
        var own = output.Attributes["class"]?.Value;
        if (own is null)
        {
            output.Attributes.SetAttribute("class", cssClass);
            return;
        }
        var classes = new HtmlContentBuilder().Append(cssClass).Append(" ");
        if (own is IHtmlContent html) classes.AppendHtml(html);
        else classes.Append(own.ToString() ?? "");
        output.Attributes.SetAttribute("class", classes);
    }
}
