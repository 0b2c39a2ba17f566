using GboParticipatie.Theme.Icons;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>An icon of Assets/icons.txt. Screen readers skip it, so a word stands beside it.</summary>
[HtmlTargetElement("gbo-icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>Name, such as <c>check2</c>.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(IconSet.Draw(Name, output.Attributes["class"]?.Value?.ToString()));
    }
}

/// <summary>What a status says by its colour; the icon says it too.</summary>
public enum StatusKind
{
    /// <summary>Nothing special.</summary>
    Plain,

    /// <summary>Just arrived, planned.</summary>
    New,

    /// <summary>Someone is working on it.</summary>
    Busy,

    /// <summary>Done, answered.</summary>
    Done,

    /// <summary>Too late, refused.</summary>
    Late,
}

/// <summary>A status as a coloured label with icon and word.</summary>
[HtmlTargetElement("gbo-status")]
public sealed class StatusTagHelper : TagHelper
{
    /// <summary>Colour and usual icon.</summary>
    public StatusKind Kind { get; set; }

    /// <summary>Another icon than the usual.</summary>
    public string? Icon { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        var (name, icon) = Kind switch
        {
            StatusKind.New => ("status new", "circle"),
            StatusKind.Busy => ("status busy", "hourglass-split"),
            StatusKind.Done => ("status done", "check2"),
            StatusKind.Late => ("status late", "exclamation-triangle"),
            _ => ("status", null),
        };
        output.AddClass(name);
        if (Markup.Icon(Icon ?? icon) is { } drawing) output.PreContent.AppendHtml(drawing);
    }
}

/// <summary>Nothing here yet: says so, and inside says what to do next.</summary>
[HtmlTargetElement("gbo-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    /// <summary>What is empty, such as "Er staat nog niets op de agenda".</summary>
    public string Title { get; set; } = "";

    /// <summary>Icon above the title.</summary>
    public string Icon { get; set; } = "inbox";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("empty");
        output.PreContent.AppendHtml(Markup.Icon(Icon)!).AppendHtml(Markup.Text("p", "empty-title", Title));
    }
}

/// <summary>"Vraag 1 van 5" with a bar.</summary>
[HtmlTargetElement("gbo-steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepsTagHelper : TagHelper
{
    /// <summary>Which one this is, from 1.</summary>
    public int Current { get; set; } = 1;

    /// <summary>How many there are.</summary>
    public int Total { get; set; } = 1;

    /// <summary>What is counted; by default questions.</summary>
    public string? Label { get; set; }

    /// <summary>Where it is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("steps");
        var S = ViewContext.Texts();
        output.Content.AppendHtml(Markup.Text("span", null, S["{0} {1} van {2}", Label ?? S["Vraag"], Current, Total]))
            .AppendHtml(BarDrawing.Draw("bar", Current, Total, Total));
    }
}

/// <summary>The link back on top of a page.</summary>
[HtmlTargetElement("gbo-back")]
public sealed class BackTagHelper : TagHelper
{
    /// <summary>Where it goes; <c>~/</c> is the root of the site.</summary>
    public string Href { get; set; } = "~/";

    /// <summary>Where the link is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("back");
        var link = Markup.Element("a", null, Markup.Icon("arrow-left")).With("href", LocalUrl.Resolve(Href, ViewContext));
        link.InnerHtml.Append(" ");
        var S = ViewContext.Texts();
        if (inside.IsEmptyOrWhiteSpace) link.InnerHtml.AppendHtml(Markup.Text("span", null, S["Terug"]));
        else link.InnerHtml.AppendHtml(Markup.Element("span", null, inside));
        output.Content.SetHtmlContent(link);
    }
}

/// <summary>Answers to check, or facts of one record: a list of <c>gbo-summary-row</c>.</summary>
[HtmlTargetElement("gbo-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.AddClass("summary-list");
    }
}

/// <summary>One answer, with the link to change it. The content is the value; empty becomes "Niet ingevuld".</summary>
[HtmlTargetElement("gbo-summary-row")]
public sealed class SummaryRowTagHelper : TagHelper
{
    /// <summary>The question or the name of the fact.</summary>
    public string Label { get; set; } = "";

    /// <summary>Where to change it, or null.</summary>
    public string? Change { get; set; }

    /// <summary>What stands there when there is no value; by default that it was not filled in.</summary>
    public string? Empty { get; set; }

    /// <summary>Where the row is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.Clear();
        var S = ViewContext.Texts();
        output.Content.AppendHtml(Markup.Text("dt", null, Label))
            .AppendHtml(inside.IsEmptyOrWhiteSpace ? Markup.Text("dd", "muted", Empty ?? S["Niet ingevuld"]) : Markup.Element("dd", null, inside));
        if (Change is null) return;
        var link = Markup.Element("a", null).With("href", LocalUrl.Resolve(Change, ViewContext));
        link.InnerHtml.Append(S["Wijzig"]).AppendHtml(Markup.Hidden(" " + Label));
        output.Content.AppendHtml(Markup.Element("dd", "change", link));
    }
}
