using System.Globalization;
using GboParticipatie.Attention;
using GboParticipatie.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>What happened, from first to last: a list of <c>gbo-timeline-item</c>.</summary>
[HtmlTargetElement("gbo-timeline")]
public sealed class TimelineTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.AddClass("timeline");
    }
}

/// <summary>One thing that happened, or with <c>todo</c> that is still to come.</summary>
[HtmlTargetElement("gbo-timeline-item")]
public sealed class TimelineItemTagHelper : TagHelper
{
    /// <summary>What happened.</summary>
    public string Title { get; set; } = "";

    /// <summary>When, as people read it.</summary>
    public string? When { get; set; }

    /// <summary>When, for machines.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Icon in the dot.</summary>
    public string Icon { get; set; } = "circle";

    /// <summary>Still to come.</summary>
    public bool Todo { get; set; }

    /// <summary>Where it is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Todo) output.AddClass("todo");
        output.Content.Clear();
        var title = Markup.Text("strong", null, Title);
        var S = ViewContext.Texts();
        if (Todo) title.InnerHtml.AppendHtml(Markup.Hidden(" " + S["(moet nog gebeuren)"]));
        output.Content.AppendHtml(Markup.Element("span", "dot", Markup.Icon(Icon))).AppendHtml(title);
        if (When is not null)
            output.Content.AppendHtml(Day is { } day
                ? Markup.Text("time", "when", When).With("datetime", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                : Markup.Text("span", "when", When));
        if (!inside.IsEmptyOrWhiteSpace) output.Content.AppendHtml(Markup.Element("div", "more", inside));
    }
}

/// <summary>What someone said, and inside what became of it.</summary>
[HtmlTargetElement("gbo-voice")]
public sealed class VoiceTagHelper : TagHelper
{
    /// <summary>What was said, without quotation marks.</summary>
    public string Quote { get; set; } = "";

    /// <summary>Who said it, as the public may know.</summary>
    public string? Who { get; set; }

    /// <summary>Where the whole story is, or null.</summary>
    public string? Href { get; set; }

    /// <summary>Where the voice is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "figure";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("voice");
        output.Content.Clear();
        var quote = $"“{Quote}”";
        output.Content.AppendHtml(Markup.Element("blockquote", "q", Href is null
            ? Markup.Text("p", null, quote)
            : Markup.Element("p", null, Markup.Text("a", null, quote).With("href", LocalUrl.Resolve(Href, ViewContext)))));
        if (Who is not null) output.Content.AppendHtml(Markup.Text("figcaption", "who", Who));
        if (!inside.IsEmptyOrWhiteSpace) output.Content.AppendHtml(Markup.Element("div", "a", inside));
    }
}

/// <summary>A few figures beside each other: a list of <c>gbo-figure</c>.</summary>
[HtmlTargetElement("gbo-figures")]
public sealed class FiguresTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.AddClass("figures");
    }
}

/// <summary>One figure; the content says what it counts.</summary>
[HtmlTargetElement("gbo-figure")]
public sealed class FigureTagHelper : TagHelper
{
    /// <summary>The figure, such as "87 %".</summary>
    public string Value { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "li";
        output.PreContent.AppendHtml(Markup.Text("b", null, Value)).Append(" ");
    }
}

/// <summary>A day as a tile: "8" over "dec".</summary>
[HtmlTargetElement("gbo-date-tile", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTileTagHelper : TagHelper
{
    /// <summary>The day, in Brussels.</summary>
    public DateOnly Date { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("date-tile");
        output.Attributes.SetAttribute("datetime", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Content.AppendHtml(Markup.Text("b", null, Date.Day.ToString(CultureInfo.InvariantCulture))).Append(" ")
            .Append(ReadersLanguage.Culture.DateTimeFormat.GetAbbreviatedMonthName(Date.Month).TrimEnd('.'));
    }
}

/// <summary>A big link to one thing to do, on the home page.</summary>
[HtmlTargetElement("gbo-action")]
public sealed class ActionTagHelper : TagHelper
{
    /// <summary>Where it goes.</summary>
    public string Href { get; set; } = "";

    /// <summary>What you do there.</summary>
    public string Title { get; set; } = "";

    /// <summary>Icon.</summary>
    public string Icon { get; set; } = "";

    /// <summary>The one that most people come for.</summary>
    public bool Main { get; set; }

    /// <summary>Where the link is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("href", LocalUrl.Resolve(Href, ViewContext));
        output.AddClass(Main ? "action main" : "action");
        output.Content.Clear();
        if (Markup.Icon(Icon) is { } icon) output.Content.AppendHtml(Markup.Element("span", "picture", icon));
        output.Content.AppendHtml(Markup.Element("span", "words", Markup.Text("strong", null, Title), inside));
    }
}

/// <summary>The day's attention on the desk: a list of <c>gbo-attention-item</c>.</summary>
[HtmlTargetElement("gbo-attention")]
public sealed class AttentionTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ul";
        output.AddClass("attention");
    }
}

/// <summary>A count that leads to its list.</summary>
[HtmlTargetElement("gbo-attention-item")]
public sealed class AttentionItemTagHelper : TagHelper
{
    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>Where the list is.</summary>
    public string Href { get; set; } = "";

    /// <summary>How much it presses.</summary>
    public Pressure Urgency { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        var link = Markup.Element("a", Urgency switch { Pressure.Late => "late", Pressure.Soon => "soon", _ => null },
            Markup.Text("b", null, Count.ToString(CultureInfo.InvariantCulture))).With("href", Href);
        link.InnerHtml.Append(" ").AppendHtml(inside);
        output.Content.SetHtmlContent(link);
    }
}

/// <summary>Something was done: what, under which reference, and inside what happens next and when.</summary>
[HtmlTargetElement("gbo-confirmation")]
public sealed class ConfirmationTagHelper : TagHelper
{
    /// <summary>What was done; the h1 of the page.</summary>
    public string Title { get; set; } = "";

    /// <summary>The reference people can say aloud, or null.</summary>
    public string? Reference { get; set; }

    /// <summary>Where it is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("confirmation");
        output.Content.Clear();
        output.Content.AppendHtml(Markup.Element("div", "tick-mark", Markup.Icon("check2")))
            .AppendHtml(Markup.Text("h1", null, Title));
        if (Reference is not null)
        {
            var S = ViewContext.Texts();
            var html = S["Je nummer is <strong>{0}</strong>"].Value.Split("{0}");
            output.Content.AppendHtml(Markup.Element("p", "reference", new HtmlString(html[0]), new StringHtmlContent(Reference), new HtmlString(html[^1])));
        }
        if (!inside.IsEmptyOrWhiteSpace) output.Content.AppendHtml(Markup.Element("div", "next", inside));
    }
}

/// <summary>What a banner says by its colour.</summary>
public enum BannerKind
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>It worked.</summary>
    Done,

    /// <summary>Look out.</summary>
    Warning,

    /// <summary>It did not work.</summary>
    Error,
}

/// <summary>A message that takes the whole width: did it work, what should you know.</summary>
[HtmlTargetElement("gbo-banner")]
public sealed class BannerTagHelper : TagHelper
{
    /// <summary>Colour and icon.</summary>
    public BannerKind Kind { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        var (name, icon) = Kind switch
        {
            BannerKind.Done => ("banner done", "check2-circle"),
            BannerKind.Warning => ("banner warning", "exclamation-triangle"),
            BannerKind.Error => ("banner error", "exclamation-circle"),
            _ => ("banner", "info-circle"),
        };
        output.AddClass(name);
        output.Content.Clear();
        output.Content.AppendHtml(Markup.Icon(icon)!).AppendHtml(Markup.Element("div", null, inside));
    }
}
