using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GboParticipatie.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>
/// What all form controls share: a label that is visible, a hint, the error of ModelState beside the field, and the wiring
/// between them. What a page writes besides goes to the control itself (autocomplete, inputmode, data-*), class to the wrapper.
/// Content between the tags is a hint with markup.
/// </summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The property that is asked for. Without it <see cref="Name"/> is needed (filters).</summary>
    [HtmlAttributeName("for")]
    public ModelExpression? For { get; set; }

    /// <summary>Name in the form, when not that of <see cref="For"/>.</summary>
    public string? Name { get; set; }

    /// <summary>Id of the control, when not made from the name.</summary>
    public string? Id { get; set; }

    /// <summary>The question, as people read it.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help under the question.</summary>
    public string? Hint { get; set; }

    /// <summary>The label is the h1 of the page (one question a page).</summary>
    public bool Heading { get; set; }

    /// <summary>Adds "(mag leeg blijven)".</summary>
    public bool Optional { get; set; }

    /// <summary>The label is there for screen readers only; for rows of a table.</summary>
    public bool LabelHidden { get; set; }

    /// <summary>An error, when not that of ModelState.</summary>
    public string? Error { get; set; }

    /// <summary>Where the control is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <summary>The localizer of the components.</summary>
    private protected IStringLocalizer S => ViewContext.Texts();

    internal string FullName => Name ?? (For is null
        ? throw new InvalidOperationException($"{GetType().Name} \"{Label}\" needs for=\"...\" or name=\"...\".")
        : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name));

    internal string ControlId => Id ?? IdOf(FullName);

    internal string HintId => $"{ControlId}-hint";

    internal string ErrorId => $"{ControlId}-error";

    /// <summary>The id that the error summary links to, for a key of ModelState.</summary>
    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>First error of the field, or null.</summary>
    protected string? CurrentError()
    {
        if (Error is not null) return Error;
        if (!ViewContext.ViewData.ModelState.TryGetValue(FullName, out var entry) || entry.Errors.Count == 0) return null;
        var message = S.Of(entry.Errors[0]);
        return message.Length > 0 ? message : S["Kijk dit na."];
    }

    /// <summary>What was typed, else the value of the model.</summary>
    protected string? CurrentValue()
        => ViewContext.ViewData.ModelState.TryGetValue(FullName, out var entry) && entry.AttemptedValue is { } typed ? typed : Format(For?.Model);

    /// <summary>All that was ticked, else the values of the model.</summary>
    protected IReadOnlySet<string> CurrentValues()
    {
        if (ViewContext.ViewData.ModelState.TryGetValue(FullName, out var entry) && entry.RawValue is not null)
            return entry.RawValue switch
            {
                string one => new HashSet<string>([one], StringComparer.OrdinalIgnoreCase),
                string?[] many => many.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase),
                _ => new HashSet<string>(StringComparer.Ordinal),
            };
        var values = For?.Model is IEnumerable list and not string ? list.Cast<object?>().Select(Format) : [Format(For?.Model)];
        return values.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A value as the field holds it.</summary>
    protected static string? Format(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString(),
    };

    /// <summary>Longest text that the model takes, or null.</summary>
    protected int? MaximumLength() => For?.Metadata.ValidatorMetadata
        .Select(v => v switch { StringLengthAttribute s => s.MaximumLength, MaxLengthAttribute m => m.Length, _ => (int?)null })
        .FirstOrDefault(n => n > 0);

    /// <summary>Writes the wrapper: label, hint, error, control.</summary>
    private protected void WriteField(TagHelperOutput output, IHtmlContent label, IHtmlContent? richHint, string? error, params ReadOnlySpan<IHtmlContent?> control)
    {
        Wrap(output, "div", error);
        output.Content.AppendHtml(label);
        if (HintParagraph(richHint) is { } hint) output.Content.AppendHtml(hint);
        if (error is not null) output.Content.AppendHtml(ErrorParagraph(error));
        foreach (var part in control)
            if (part is not null) output.Content.AppendHtml(part);
    }

    private protected static void Wrap(TagHelperOutput output, string element, string? error)
    {
        output.TagName = element;
        output.TagMode = TagMode.StartTagAndEndTag;
        var cssClass = output.Attributes["class"];
        output.Attributes.Clear();
        if (cssClass is not null) output.Attributes.Add(cssClass);
        output.AddClass(error is null ? "field" : "field has-error");
        output.Content.Clear();
    }

    private protected IHtmlContent LabelElement()
    {
        var label = Markup.Text("label", LabelClass(), Label).With("for", ControlId);
        AppendOptional(label);
        return Heading ? Markup.Element("h1", "question-title", label) : label;
    }

    private protected IHtmlContent LegendElement()
    {
        var legend = Markup.Element("legend", LabelClass());
        var text = Heading ? Markup.Text("h1", "question-title", Label) : Markup.Text("span", null, Label);
        AppendOptional(text);
        legend.InnerHtml.AppendHtml(text);
        return legend;
    }

    private string? LabelClass() => LabelHidden ? "visually-hidden" : Heading ? "big" : "form-label";

    private void AppendOptional(TagBuilder label)
    {
        if (Optional) label.InnerHtml.Append(" ").AppendHtml(Markup.Text("span", "optional", S["(mag leeg blijven)"]));
    }

    private protected IHtmlContent? HintParagraph(IHtmlContent? rich)
    {
        if (Hint is null && rich is null) return null;
        var hint = Markup.Element(rich is null ? "p" : "div", "hint").With("id", HintId);
        if (Hint is not null) hint.InnerHtml.Append(Hint);
        if (rich is not null) hint.InnerHtml.AppendHtml(rich);
        return hint;
    }

    private protected IHtmlContent ErrorParagraph(string error)
    {
        var paragraph = Markup.Element("p", "message", Markup.Icon("exclamation-circle"), Markup.Hidden(S["Fout: "])).With("id", ErrorId);
        paragraph.InnerHtml.Append(error);
        return paragraph;
    }

    private protected void Describe(TagHelperAttributeList attributes, bool hasHint, string? error, string? more = null)
    {
        var ids = string.Join(' ', new[] { hasHint ? HintId : null, error is null ? null : ErrorId, more }.OfType<string>());
        if (ids.Length > 0) attributes.SetAttribute("aria-describedby", ids);
        if (error is not null) attributes.SetAttribute("aria-invalid", "true");
    }

    private protected static async Task<IHtmlContent?> RichHintAsync(TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        return content.IsEmptyOrWhiteSpace ? null : content;
    }
}
