using System.Text.Encodings.Web;
using GboParticipatie.Localization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Localization;

/// <summary>The localizers of classes. Whatever class asks, it is one catalogue: a text means the same everywhere.</summary>
internal sealed class TextsFactory(DutchTexts texts) : IStringLocalizerFactory
{
    /// <inheritdoc />
    public IStringLocalizer Create(Type resourceSource) => texts;

    /// <inheritdoc />
    public IStringLocalizer Create(string baseName, string location) => texts;
}

/// <summary>
/// The localizer of pages (<c>T</c>): texts with markup, in which what goes in is encoded, and a link to <c>~/</c> leads to the site
/// as it does in the page itself. A text that has no translation says that it is Dutch.
/// </summary>
internal sealed class PageTexts(DutchTexts texts, IHttpContextAccessor http) : IViewLocalizer
{
    // How a text links to a page of the site.
    private const string Inside = "='~/";

    /// <inheritdoc />
    public LocalizedHtmlString this[string name] => Html(texts.Find(name));

    /// <inheritdoc />
    public LocalizedHtmlString this[string name, params object[] arguments] => arguments is [PluralizationArgument plural]
        ? Html(texts.Find(plural), [plural.Count, .. texts.Localize(plural.Arguments)])
        : Html(texts.Find(name), texts.Localize(arguments));

    /// <inheritdoc />
    public LocalizedString GetString(string name) => texts[name];

    /// <inheritdoc />
    public LocalizedString GetString(string name, params object[] arguments) => texts[name, arguments];

    /// <inheritdoc />
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    private LocalizedHtmlString Html(LocalizedString text, params object[] arguments)
    {
        var html = text.ResourceNotFound ? $"<span lang=\"nl-BE\">{text.Value}</span>" : text.Value;
        if (html.Contains(Inside, StringComparison.Ordinal)) html = html.Replace(Inside, $"='{http.HttpContext?.Request.PathBase.ToUriComponent()}/", StringComparison.Ordinal);
        return arguments.Length == 0 ? new Whole(text.Name, html, text.ResourceNotFound) : new LocalizedHtmlString(text.Name, html, text.ResourceNotFound, arguments);
    }

    // Nothing goes in it, so nothing looks for places where something could.
    private sealed class Whole(string name, string html, bool notFound) : LocalizedHtmlString(name, html, notFound), IHtmlContent
    {
        void IHtmlContent.WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(Value);
    }
}
