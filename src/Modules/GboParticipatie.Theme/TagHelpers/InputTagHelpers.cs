using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>One line of text, a number, an e-mail address, a day, an hour.</summary>
[HtmlTargetElement("gbo-input")]
public sealed class InputTagHelper : FieldTagHelper
{
    /// <summary>Type of the input; by default it follows the property.</summary>
    public string? Type { get; set; }

    /// <summary>Width in characters (2, 3, 4, 6, 10, 20): shows how much is expected.</summary>
    public int? Width { get; set; }

    /// <summary>Text behind the field, such as "minuten".</summary>
    public string? Suffix { get; set; }

    /// <summary>The value, when not that of <see cref="FieldTagHelper.For"/>.</summary>
    public string? Value { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rich = await RichHintAsync(output);
        var error = CurrentError();
        var input = Markup.Control("input", output, TagMode.StartTagOnly);
        var attributes = input.Attributes;
        var (type, inputMode) = TypeOf();
        attributes.SetAttribute("type", type);
        attributes.SetAttribute("id", ControlId);
        attributes.SetAttribute("name", FullName);
        attributes.SetAttribute("class", Width is null ? "form-control" : string.Create(CultureInfo.InvariantCulture, $"form-control w-ch-{Width}"));
        if ((Value ?? CurrentValue()) is { } value) attributes.SetAttribute("value", value);
        if (inputMode is not null) attributes.SetDefault("inputmode", inputMode);
        Describe(attributes, Hint is not null || rich is not null, error, Suffix is null ? null : $"{ControlId}-suffix");
        IHtmlContent control = Suffix is null ? input
            : Markup.Element("div", "with-suffix", input, Markup.Text("span", null, Suffix).With("id", $"{ControlId}-suffix"));
        WriteField(output, LabelElement(), rich, error, control);
    }

    // Numbers are text with a numeric keyboard: type=number changes on scrolling and swallows what it does not understand.
    private (string Type, string? InputMode) TypeOf()
    {
        if (Type is not null) return (Type, Type is "email" or "tel" or "url" or "search" ? Type : null);
        var model = For?.Metadata.UnderlyingOrModelType;
        if (model == typeof(int) || model == typeof(long) || model == typeof(short)) return ("text", "numeric");
        if (model == typeof(decimal) || model == typeof(double)) return ("text", "decimal");
        if (model == typeof(TimeOnly)) return ("time", null);
        if (model == typeof(DateOnly)) return ("date", null);
        return For?.Metadata.DataTypeName == "EmailAddress" ? ("email", "email") : ("text", null);
    }
}

/// <summary>Text of several lines. Says how long it may be; the script counts down.</summary>
[HtmlTargetElement("gbo-textarea")]
public sealed class TextareaTagHelper : FieldTagHelper
{
    // A limit that hardly anyone comes near is only said near it, by gbo.js.
    private const int CountsFrom = 1000;

    /// <summary>Visible lines.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>Longest text, by default that of the property's StringLength or MaxLength. Longer text is not cut: the server says so.</summary>
    public int? Max { get; set; }

    /// <summary>The value, when not that of <see cref="FieldTagHelper.For"/>.</summary>
    public string? Value { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rich = await RichHintAsync(output);
        var error = CurrentError();
        var max = Max ?? MaximumLength();
        var area = Markup.Control("textarea", output);
        area.Attributes.SetAttribute("id", ControlId);
        area.Attributes.SetAttribute("name", FullName);
        area.Attributes.SetAttribute("class", "form-control");
        area.Attributes.SetAttribute("rows", Rows);
        if (max is not null) CountDown(area.Attributes, max.Value);
        Describe(area.Attributes, Hint is not null || rich is not null, error, max is null ? null : $"{ControlId}-count");
        // A newline right after the tag is dropped by the parser, so one is written for it to drop.
        area.Content.AppendHtml("\n").Append(Value ?? CurrentValue() ?? "");
        var count = max is null ? null
            : Markup.Text("p", "count", max.Value > CountsFrom ? "" : S["Je kan tot {0:N0} tekens schrijven.", max.Value]).With("id", $"{ControlId}-count");
        WriteField(output, LabelElement(), rich, error, area, count);
    }

    // What gbo.js says while someone writes, in the language of the page: {0} is how many.
    private void CountDown(TagHelperAttributeList attributes, int max)
    {
        attributes.SetAttribute("data-max", max);
        attributes.SetAttribute("data-counts-from", CountsFrom);
        attributes.SetAttribute("data-left-one", S["Je kan nog 1 teken schrijven."].Value);
        attributes.SetAttribute("data-left", S["Je kan nog {0} tekens schrijven."].Value);
        attributes.SetAttribute("data-over-one", S["Dat is 1 teken te veel."].Value);
        attributes.SetAttribute("data-over", S["Dat is {0} tekens te veel."].Value);
    }
}

/// <summary>A file to send along. The form becomes multipart by itself.</summary>
[HtmlTargetElement("gbo-file")]
public sealed class FileTagHelper : FieldTagHelper
{
    private const string Names = "{0}";

    /// <summary>Bytes that a file may have at most; the page says it before a larger one is sent.</summary>
    public long? MaxBytes { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(FormContents), out var form)) ((FormContents)form).HasFile = true;
        var rich = await RichHintAsync(output);
        var error = CurrentError();
        var input = Markup.Control("input", output, TagMode.StartTagOnly);
        input.Attributes.SetAttribute("type", "file");
        input.Attributes.SetAttribute("id", ControlId);
        input.Attributes.SetAttribute("name", FullName);
        input.Attributes.SetAttribute("class", "form-control");
        if (MaxBytes is { } max) SayTooLarge(input.Attributes, max);
        Describe(input.Attributes, Hint is not null || rich is not null, error);
        WriteField(output, LabelElement(), rich, error, input);
    }

    // gbo.js puts the names of the files in it.
    private void SayTooLarge(TagHelperAttributeList attributes, long max)
    {
        attributes.SetAttribute("data-max-bytes", max);
        attributes.SetAttribute("data-too-large-one", S["{0} is groter dan {1} MB. Kies iets kleiners.", Names, max >> 20].Value);
        attributes.SetAttribute("data-too-large", S["{0} zijn groter dan {1} MB. Kies iets kleiners.", Names, max >> 20].Value);
    }
}

/// <summary>A value that travels along unseen.</summary>
[HtmlTargetElement("gbo-hidden", TagStructure = TagStructure.WithoutEndTag)]
public sealed class HiddenTagHelper : FieldTagHelper
{
    /// <summary>The value, when not that of <see cref="FieldTagHelper.For"/>.</summary>
    public string? Value { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.StartTagOnly;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", FullName);
        // Not what was posted: a hidden value belongs to the page, not to what someone typed.
        output.Attributes.SetAttribute("value", Value ?? Format(For?.Model) ?? "");
    }
}
