using System.Globalization;
using System.Text;
using GboParticipatie.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace GboParticipatie.Theme.TagHelpers;

/// <summary>What the controls inside tell their form.</summary>
internal sealed class FormContents
{
    public bool HasFile { get; set; }
}

/// <summary>
/// A form: posts by default, with antiforgery token, without the browser's own validation (its bubbles are not Dutch on every
/// phone and vanish). Takes the same asp-page, asp-page-handler and asp-route-* as a form of MVC.
/// </summary>
[HtmlTargetElement("gbo-form")]
public sealed class GboFormTagHelper(IHtmlGenerator generator) : FormTagHelper(generator)
{
    /// <summary>A token that makes sending twice do the work once; travels as the hidden field "Once".</summary>
    public string? Once { get; set; }

    /// <summary>A row of filters above a list: sent with GET, so that they live in the URL.</summary>
    public bool Filters { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var contents = new FormContents();
        context.Items[typeof(FormContents)] = contents;
        var inside = await output.GetChildContentAsync();
        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        var isGet = Filters || string.Equals(Method, "get", StringComparison.OrdinalIgnoreCase);
        Antiforgery ??= !isGet;
        Process(context, output);
        output.Attributes.SetAttribute("method", isGet ? "get" : "post");
        if (Filters) output.AddClass("filters");
        if (isGet) return;
        output.Attributes.SetAttribute("novalidate", new HtmlString("novalidate"));
        if (contents.HasFile) output.Attributes.SetAttribute("enctype", "multipart/form-data");
        output.Content.SetHtmlContent(inside);
        if (Once is not null)
            output.PostContent.AppendHtml(new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing }
                .With("type", "hidden").With("name", "Once").With("value", Once));
    }
}

/// <summary>How a button looks.</summary>
public enum ButtonKind
{
    /// <summary>What most people will do; one a page.</summary>
    Primary,

    /// <summary>Another thing to do.</summary>
    Secondary,

    /// <summary>Looks like a link.</summary>
    Link,

    /// <summary>Throws something away.</summary>
    Danger,
}

/// <summary>A button that sends the form, or with <c>href</c> a link that looks like one.</summary>
[HtmlTargetElement("gbo-button")]
public sealed class ButtonTagHelper : TagHelper
{
    /// <summary>How it looks.</summary>
    public ButtonKind Kind { get; set; }

    /// <summary>Where a link goes; <c>~/</c> is the root of the site.</summary>
    public string? Href { get; set; }

    /// <summary>Icon before the text.</summary>
    public string? Icon { get; set; }

    /// <summary>Handler of the Razor Page that the form is sent to; the query of the page stays.</summary>
    public string? Handler { get; set; }

    /// <summary>Only the icon shows; the text is for screen readers.</summary>
    public bool IconOnly { get; set; }

    /// <summary>Lower, for tables and the desk.</summary>
    public bool Small { get; set; }

    /// <summary>Higher, for the last button of a journey.</summary>
    public bool Large { get; set; }

    /// <summary>Where the button is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inside = await output.GetChildContentAsync();
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = Href is null ? "button" : "a";
        if (Href is not null) output.Attributes.SetAttribute("href", LocalUrl.Resolve(Href, ViewContext));
        else output.Attributes.SetDefault("type", "submit");
        if (Handler is not null) output.Attributes.SetAttribute("formaction", HandlerUrl(Handler));
        output.AddClass(ClassName());
        output.Content.Clear();
        if (Markup.Icon(Icon) is { } icon) output.Content.AppendHtml(icon).Append(IconOnly ? "" : " ");
        output.Content.AppendHtml(IconOnly ? Markup.Element("span", "visually-hidden", inside) : inside);
    }

    private string ClassName()
    {
        var name = Kind switch
        {
            ButtonKind.Secondary => "btn btn-outline-primary",
            ButtonKind.Link => "btn btn-link",
            ButtonKind.Danger => "btn btn-outline-danger",
            _ => "btn btn-primary",
        };
        if (Small) name += " btn-sm";
        if (Large) name += " btn-lg";
        return IconOnly ? name + " icon-only" : name + " block-sm";
    }

    private string HandlerUrl(string handler)
    {
        var query = new QueryBuilder { { "handler", handler } };
        foreach (var (key, value) in ViewContext.HttpContext.Request.Query)
            if (!string.Equals(key, "handler", StringComparison.OrdinalIgnoreCase)) query.Add(key, value.OfType<string>());
        return query.ToString();
    }
}

/// <summary>Addresses inside the site.</summary>
internal static class LocalUrl
{
    public static string Resolve(string url, ViewContext view)
        => url.StartsWith("~/", StringComparison.Ordinal) ? view.HttpContext.Request.PathBase.ToUriComponent() + url[1..] : url;
}

/// <summary>A row of buttons under a form.</summary>
[HtmlTargetElement("gbo-buttons")]
public sealed class ButtonsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.AddClass("buttons");
    }
}

/// <summary>
/// All errors of ModelState on top of the page, each leading to its field. Nothing when there are none.
/// The title of the page then starts with "Fout: ".
/// </summary>
[HtmlTargetElement("gbo-error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>Key in the items of the request by which the layout knows that errors are shown.</summary>
    public const string ShownKey = "Gbo.ErrorsShown";

    /// <summary>What people read above the errors; by default that something is missing.</summary>
    public string? Title { get; set; }

    /// <summary>Where the summary is used.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var S = ViewContext.Texts();
        var errors = ViewContext.ViewData.ModelState.Where(e => e.Value is { Errors.Count: > 0 }).OrderBy(e => PlaceOf(e.Key), StringComparer.Ordinal).ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        ViewContext.HttpContext.Items[ShownKey] = true;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        var list = Markup.Element("ul", null);
        foreach (var (key, entry) in errors)
        {
            var message = S.Of(entry!.Errors[0]) is { Length: > 0 } text ? text : S["Kijk dit na."].Value;
            list.InnerHtml.AppendHtml(Markup.Element("li", null, key.Length == 0
                ? Markup.Text("span", null, message)
                : Markup.Text("a", null, message).With("href", "#" + FieldTagHelper.IdOf(key))));
        }
        output.Content.AppendHtml(Markup.Text("h2", null, Title ?? S["Er ontbreekt nog iets"])).AppendHtml(list);
    }

    // As the page model declares its fields, which is how they stand on the page: a radio that nobody chose is added to the model
    // state last, wherever it stands. What is no field of the model comes after, in the order in which it was added.
    private string PlaceOf(string key)
    {
        var place = new StringBuilder();
        var model = ViewContext.ViewData.ModelMetadata;
        foreach (var name in key.Split('.', '['))
        {
            var at = 0;
            while (at < model.Properties.Count && model.Properties[at].PropertyName != name) at++;
            place.Append(CultureInfo.InvariantCulture, $"{at:D4}.");
            if (at == model.Properties.Count) break;
            model = model.Properties[at];
        }

        return place.ToString();
    }
}
