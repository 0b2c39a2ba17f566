using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>The heads of the columns, so that each cell can say its own on a phone.</summary>
internal sealed class TableColumns
{
    public List<string> Heads { get; } = [];

    public int Next { get; set; }
}

/// <summary>
/// A table that becomes cards on a phone: write ordinary thead, tbody, tr, th and td inside. Each td gets the text of its
/// column's th as data-label by itself.
/// </summary>
[HtmlTargetElement("gbo-table")]
public sealed class TableTagHelper : TagHelper
{
    /// <summary>What is in the table, for screen readers.</summary>
    public string Caption { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(TableColumns)] = new TableColumns();
        var inside = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("table-wrap");
        output.Content.SetHtmlContent(Markup.Element("table", "table cards", Markup.Text("caption", "visually-hidden", Caption), inside));
    }
}

/// <summary>Rows and cells inside <c>gbo-table</c>; elsewhere it does nothing.</summary>
[HtmlTargetElement("tr")]
[HtmlTargetElement("th", ParentTag = "tr")]
[HtmlTargetElement("td", ParentTag = "tr")]
public sealed partial class TableCellTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Init(TagHelperContext context)
    {
        if (context.TagName == "tr" && Columns(context) is { } columns) columns.Next = 0;
    }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (Columns(context) is not { } columns || output.TagName == "tr") return;
        var column = columns.Next;
        columns.Next += int.TryParse(output.Attributes["colspan"]?.Value?.ToString(), CultureInfo.InvariantCulture, out var span) ? span : 1;
        if (output.TagName == "th")
        {
            if (output.Attributes["scope"]?.Value?.ToString() == "row") return;
            output.Attributes.SetDefault("scope", "col");
            while (columns.Heads.Count <= column) columns.Heads.Add("");
            columns.Heads[column] = WebUtility.HtmlDecode(Tags().Replace((await output.GetChildContentAsync()).GetContent(), "")).Trim();
        }
        else if (column < columns.Heads.Count && columns.Heads[column].Length > 0)
            output.Attributes.SetDefault("data-label", columns.Heads[column]);
    }

    private static TableColumns? Columns(TagHelperContext context)
        => context.Items.TryGetValue(typeof(TableColumns), out var columns) ? (TableColumns)columns : null;

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}

/// <summary>Links to the other pages of a list: keeps the rest of the query.</summary>
[HtmlTargetElement("gbo-pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper : TagHelper
{
    /// <summary>The page that is shown, from 1.</summary>
    public int Current { get; set; } = 1;

    /// <summary>Rows a page.</summary>
    public int PageSize { get; set; } = 25;

    /// <summary>Rows in all.</summary>
    public int Total { get; set; }

    /// <summary>Name of the page number in the query.</summary>
    public string Parameter { get; set; } = "pagina";

    /// <summary>Where the pager is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Total == 0)
        {
            output.SuppressOutput();
            return;
        }
        var S = ViewContext.Texts();
        var last = (Total + PageSize - 1) / PageSize;
        var current = Math.Clamp(Current, 1, last);
        var from = ((current - 1) * PageSize) + 1;
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pager");
        output.Attributes.SetAttribute("aria-label", S["Pagina's"].Value);
        output.Content.AppendHtml(Markup.Text("span", "muted", S["{0} tot {1} van {2}", from, Math.Min(from + PageSize - 1, Total), Total]));
        if (current > 1) output.Content.AppendHtml(Link(S["Vorige"], "chevron-left", current - 1, "prev", iconFirst: true));
        if (current < last) output.Content.AppendHtml(Link(S["Volgende"], "chevron-right", current + 1, "next", iconFirst: false));
    }

    private TagBuilder Link(string text, string icon, int page, string rel, bool iconFirst)
    {
        var query = new QueryBuilder();
        foreach (var (key, value) in ViewContext.HttpContext.Request.Query)
            if (!string.Equals(key, Parameter, StringComparison.OrdinalIgnoreCase)) query.Add(key, value.OfType<string>());
        query.Add(Parameter, page.ToString(CultureInfo.InvariantCulture));
        var word = Markup.Text("span", null, text);
        return Markup.Element("a", null, iconFirst ? Markup.Icon(icon) : word, iconFirst ? word : Markup.Icon(icon))
            .With("href", query.ToString()).With("rel", rel);
    }
}
