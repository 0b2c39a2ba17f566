using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">What is counted.</param>
/// <param name="Total">Length of the bar.</param>
/// <param name="Part">Dark part of the bar, or null.</param>
/// <param name="Text">What stands behind it; by default "15 van 18", or the total.</param>
public sealed record Bar(string Label, int Total, int? Part = null, string? Text = null);

/// <summary>
/// Bars, as a table in which one column is drawn: whoever cannot see the bars reads the same table, and there is no second
/// version that can differ.
/// </summary>
[HtmlTargetElement("gbo-bar-chart", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class BarChartTagHelper : TagHelper
{
    /// <summary>The bars, from top to bottom.</summary>
    public IEnumerable<Bar> Bars { get; set; } = [];

    /// <summary>What the chart shows.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Head of the labels.</summary>
    public string? LabelHead { get; set; }

    /// <summary>Head of the figures.</summary>
    public string? ValueHead { get; set; }

    /// <summary>Where it is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var S = ViewContext.Texts();
        var bars = Bars.ToList();
        var longest = Math.Max(1, bars.Select(b => b.Total).DefaultIfEmpty(0).Max());
        output.TagName = "table";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("bar-chart");
        output.Content.AppendHtml(Markup.Text("caption", "visually-hidden", Caption));
        var head = Markup.Element("tr", null, Head(LabelHead ?? S["Thema"]), Head(ValueHead ?? S["Aantal"]));
        output.Content.AppendHtml(Markup.Element("thead", "visually-hidden", head));
        var body = Markup.Element("tbody", null);
        foreach (var bar in bars)
            body.InnerHtml.AppendHtml(Markup.Element("tr", null,
                Markup.Text("th", null, bar.Label).With("scope", "row"),
                Markup.Element("td", null, Markup.Element("span", "bar-cell", BarDrawing.Draw("bar", bar.Part ?? bar.Total, bar.Total, longest), Markup.Text("span", "bar-text", TextOf(bar, S))))));
        output.Content.AppendHtml(body);
    }

    private static TagBuilder Head(string text) => Markup.Text("th", null, text).With("scope", "col");

    private static string TextOf(Bar bar, IStringLocalizer S) => bar.Text ?? (bar.Part is { } part
        ? S["{0} van {1}", part, bar.Total]
        : bar.Total.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A bar as a drawing with attributes only: a strict Content-Security-Policy allows no style attribute.</summary>
internal static class BarDrawing
{
    public static IHtmlContent Draw(string cssClass, int part, int total, int longest)
    {
        var scale = 100m / Math.Max(1, longest);
        return new HtmlString(string.Create(CultureInfo.InvariantCulture,
            $"""<svg class="{cssClass}" aria-hidden="true" focusable="false" width="100%" height="100%"><rect class="track" width="100%" height="100%" /><rect class="total" width="{total * scale:0.##}%" height="100%" /><rect class="part" width="{part * scale:0.##}%" height="100%" /></svg>"""));
    }
}
