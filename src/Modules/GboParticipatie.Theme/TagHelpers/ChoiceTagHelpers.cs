using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>One of the options of a choice or select.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What people read.</param>
/// <param name="Sub">One line of help under the text.</param>
/// <param name="Icon">Name of an icon, or null.</param>
/// <param name="Group">Heading in a select, or null.</param>
public sealed record Choice(string Value, string Text, string? Sub = null, string? Icon = null, string? Group = null);

/// <summary>How the options of a choice lie.</summary>
public enum ChoiceLayout
{
    /// <summary>One under the other.</summary>
    List,

    /// <summary>Short answers beside each other.</summary>
    Row,

    /// <summary>Big pictures beside each other, such as three faces.</summary>
    Faces,
}

/// <summary>
/// One or more of a few options, as big targets. Radio buttons, or tick boxes when the property is a list
/// (<c>multiple="true"</c> without a property). Options come from <c>options</c> and from <c>gbo-option</c> inside.
/// </summary>
[HtmlTargetElement("gbo-choice")]
public sealed class ChoiceTagHelper : FieldTagHelper
{
    /// <summary>The options.</summary>
    public IEnumerable<Choice>? Options { get; set; }

    /// <summary>Several may be chosen; by default it follows the property.</summary>
    public bool? Multiple { get; set; }

    /// <summary>How the options lie.</summary>
    public ChoiceLayout Layout { get; set; }

    /// <summary>The value, when not that of <see cref="FieldTagHelper.For"/>.</summary>
    public string? Value { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = new List<Choice>();
        context.Items[typeof(Choice)] = inside;
        var rich = await RichHintAsync(output);
        var error = CurrentError();
        var chosen = Value is null ? CurrentValues() : new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Value };
        var multiple = Multiple ?? (For?.Metadata.ModelType is { } type && type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type));
        var list = Markup.Element("div", Layout switch { ChoiceLayout.Faces => "faces", ChoiceLayout.Row => "choices row-choices", _ => "choices" });
        var number = 0;
        foreach (var option in (Options ?? []).Concat(inside))
            list.InnerHtml.AppendHtml(OptionLabel(option, output.Attributes, multiple, chosen.Contains(option.Value), ++number));
        Wrap(output, "fieldset", error);
        Describe(output.Attributes, Hint is not null || rich is not null, error);
        output.Attributes.RemoveAll("aria-invalid");
        output.Content.AppendHtml(LegendElement());
        if (HintParagraph(rich) is { } hint) output.Content.AppendHtml(hint);
        if (error is not null) output.Content.AppendHtml(ErrorParagraph(error));
        output.Content.AppendHtml(list);
    }

    private TagBuilder OptionLabel(Choice option, TagHelperAttributeList passed, bool multiple, bool isChosen, int number)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        foreach (var attribute in passed.Where(a => a.Name is not "class"))
            input.Attributes[attribute.Name] = attribute.Value is IHtmlContent html ? Plain(html) : attribute.Value?.ToString() ?? "";
        // The first has the bare id: that is where the error summary leads.
        input.With("type", multiple ? "checkbox" : "radio")
            .With("id", number == 1 ? ControlId : string.Create(CultureInfo.InvariantCulture, $"{ControlId}-{number}"))
            .With("name", FullName).With("value", option.Value).With("checked", isChosen ? "checked" : null);
        var text = Markup.Text("span", "text", option.Text);
        if (option.Sub is not null) text.InnerHtml.AppendHtml(Markup.Text("span", "sub", option.Sub));
        return Markup.Element("label", "choice", input, Markup.Icon(option.Icon), text);
    }

    private static string Plain(IHtmlContent html)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }
}

/// <summary>An option of a <c>gbo-choice</c> or <c>gbo-select</c>, written in the page.</summary>
[HtmlTargetElement("gbo-option", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class OptionTagHelper : TagHelper
{
    /// <summary>What is sent.</summary>
    public string Value { get; set; } = "";

    /// <summary>What people read.</summary>
    public string Text { get; set; } = "";

    /// <summary>One line of help under the text.</summary>
    public string? Sub { get; set; }

    /// <summary>Name of an icon.</summary>
    public string? Icon { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(Choice), out var list))
            throw new InvalidOperationException("gbo-option belongs inside gbo-choice or gbo-select.");
        ((List<Choice>)list).Add(new Choice(Value, Text, Sub, Icon));
        output.SuppressOutput();
    }
}

/// <summary>One of many options. For fewer than eight, and for the public, <c>gbo-choice</c> is easier.</summary>
[HtmlTargetElement("gbo-select")]
public sealed class SelectTagHelper : FieldTagHelper
{
    /// <summary>The options.</summary>
    public IEnumerable<Choice>? Options { get; set; }

    /// <summary>Text of the option that chooses nothing, such as "Kies een groep"; null: there is none.</summary>
    public string? Empty { get; set; }

    /// <summary>The value, when not that of <see cref="FieldTagHelper.For"/>.</summary>
    public string? Value { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = new List<Choice>();
        context.Items[typeof(Choice)] = inside;
        var rich = await RichHintAsync(output);
        var error = CurrentError();
        var chosen = Value ?? CurrentValue();
        var select = Markup.Control("select", output);
        select.Attributes.SetAttribute("id", ControlId);
        select.Attributes.SetAttribute("name", FullName);
        select.Attributes.SetAttribute("class", "form-select");
        Describe(select.Attributes, Hint is not null || rich is not null, error);
        if (Empty is not null) select.Content.AppendHtml(Markup.Text("option", null, Empty).With("value", ""));
        foreach (var group in (Options ?? []).Concat(inside).GroupBy(o => o.Group, StringComparer.Ordinal))
        {
            var options = new HtmlContentBuilder();
            foreach (var option in group)
                options.AppendHtml(Markup.Text("option", null, option.Text).With("value", option.Value)
                    .With("selected", string.Equals(option.Value, chosen, StringComparison.OrdinalIgnoreCase) ? "selected" : null));
            select.Content.AppendHtml(group.Key is null ? options : Markup.Element("optgroup", null, options).With("label", group.Key));
        }
        WriteField(output, LabelElement(), rich, error, select);
    }
}

/// <summary>One tick box for a yes/no property.</summary>
[HtmlTargetElement("gbo-check")]
public sealed class CheckTagHelper : FieldTagHelper
{
    /// <summary>One line of help under the label.</summary>
    public string? Sub { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rich = await RichHintAsync(output);
        var error = CurrentError();
        var input = Markup.Control("input", output, TagMode.StartTagOnly);
        input.Attributes.SetAttribute("type", "checkbox");
        input.Attributes.SetAttribute("id", ControlId);
        input.Attributes.SetAttribute("name", FullName);
        input.Attributes.SetAttribute("value", "true");
        // Ticked, a browser sends "true" and the hidden "false": the attempted value is then "true,false".
        if (CurrentValue() is { } value && value.StartsWith("true", StringComparison.OrdinalIgnoreCase))
            input.Attributes.SetAttribute("checked", "checked");
        Describe(input.Attributes, Hint is not null || rich is not null, error);
        var text = Markup.Text("span", "text", Label);
        if (Sub is not null) text.InnerHtml.AppendHtml(Markup.Text("span", "sub", Sub));
        var unticked = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        unticked.With("type", "hidden").With("name", FullName).With("value", "false");
        WriteField(output, HtmlString.Empty, rich, error, Markup.Element("label", "choice", input, text), unticked);
    }
}

/// <summary>A tick box to choose a row of a table. The label is for screen readers.</summary>
[HtmlTargetElement("gbo-tick", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TickTagHelper : TagHelper
{
    /// <summary>Name in the form, such as <c>chosen</c>; null for a box that ticks all (<c>data-tick-all="chosen"</c>).</summary>
    public string? Name { get; set; }

    /// <summary>What is sent.</summary>
    public string? Value { get; set; }

    /// <summary>What screen readers say, such as "Kies AP-2026-0042".</summary>
    public string Label { get; set; } = "";

    /// <summary>Ticked.</summary>
    public bool Checked { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.StartTagOnly;
        output.Attributes.SetAttribute("type", "checkbox");
        output.AddClass("tick");
        output.Attributes.SetAttribute("aria-label", Label);
        if (Name is not null) output.Attributes.SetAttribute("name", Name);
        if (Value is not null) output.Attributes.SetAttribute("value", Value);
        if (Checked) output.Attributes.SetAttribute("checked", "checked");
    }
}
