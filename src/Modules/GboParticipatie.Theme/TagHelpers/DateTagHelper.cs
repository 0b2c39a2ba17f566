using System.Globalization;
using GboParticipatie.Theme.Binding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>
/// A day as three number fields (day, month, year): what people who read with difficulty fill in with the fewest mistakes.
/// Bound to a <see cref="DateOnly"/> by <see cref="DateFieldsModelBinder"/>. For the desk, <c>gbo-input</c> on a DateOnly is
/// the browser's own date field.
/// </summary>
[HtmlTargetElement("gbo-date")]
public sealed class DateTagHelper : FieldTagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rich = await RichHintAsync(output);
        var error = CurrentError();
        var (day, month, year) = Typed();
        var fields = Markup.Element("div", "date-fields",
            Part(S["Dag"], DateFieldsModelBinder.Day, day, 2, ControlId, error),
            Part(S["Maand"], DateFieldsModelBinder.Month, month, 2, ControlId + "-month", error),
            Part(S["Jaar"], DateFieldsModelBinder.Year, year, 4, ControlId + "-year", error));
        Wrap(output, "fieldset", error);
        Describe(output.Attributes, Hint is not null || rich is not null, error);
        output.Attributes.RemoveAll("aria-invalid");
        output.Content.AppendHtml(LegendElement());
        if (HintParagraph(rich) is { } hint) output.Content.AppendHtml(hint);
        if (error is not null) output.Content.AppendHtml(ErrorParagraph(error));
        output.Content.AppendHtml(fields);
    }

    private (string? Day, string? Month, string? Year) Typed()
    {
        if (ViewContext.ViewData.ModelState.TryGetValue(FullName, out var entry) && entry.RawValue is string?[] { Length: 3 } typed)
            return (typed[0], typed[1], typed[2]);
        if (For?.Model is not DateOnly date || date == default) return (null, null, null);
        return (Number(date.Day), Number(date.Month), Number(date.Year));

        static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
    }

    private TagBuilder Part(string label, string suffix, string? value, int width, string id, string? error)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.With("type", "text").With("inputmode", "numeric").With("autocomplete", "off").With("id", id)
            .With("name", $"{FullName}.{suffix}").With("value", value)
            .With("class", width == 4 ? "form-control w-ch-4" : "form-control w-ch-2")
            .With("aria-invalid", error is null ? null : "true");
        return Markup.Element("div", null, Markup.Text("label", "form-label", label).With("for", id), input);
    }
}
