using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>Markdown of a mail, without HTML, as a document that can be written as HTML or as text.</summary>
internal sealed class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();
    private static readonly string[] Schemes = ["https:", "http:", "mailto:", "tel:"];

    private readonly MarkdownDocument _document;

    /// <summary>Reads Markdown; local links get the site's address in front, other than web, mail and telephone links lose it.</summary>
    public MarkdownText(string markdown, Func<string, string> absolute)
    {
        _document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in _document.Descendants<LinkInline>().ToList()) Clean(link, absolute);
        foreach (var link in _document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsAllowed(l.Url)).ToList())
            link.ReplaceBy(new LiteralInline(link.Url));
    }

    /// <summary>As HTML.</summary>
    public string ToHtml()
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(_document);
        return writer.ToString();
    }

    /// <summary>As plain text that reads well by itself: lists with dashes, addresses of links after their text.</summary>
    public string ToPlainText()
    {
        var text = new StringBuilder();
        foreach (var block in _document) Write(block, "", text);
        return text.ToString().Trim('\n');
    }

    private static void Clean(LinkInline link, Func<string, string> absolute)
    {
        var url = link.Url ?? "";
        if (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal)) url = absolute(url);
        // A picture from elsewhere would tell its sender who read the mail: only its description stays.
        if (!link.IsImage && IsAllowed(url)) link.Url = url;
        else link.ReplaceBy(new LiteralInline(InlineText(link)));
    }

    private static bool IsAllowed(string url) => Schemes.Any(s => url.StartsWith(s, StringComparison.OrdinalIgnoreCase));

    private static void Write(Block block, string indent, StringBuilder text)
    {
        switch (block)
        {
            case ListBlock list:
                WriteList(list, indent, text);
                break;
            case ThematicBreakBlock:
                text.Append(indent).Append("----\n\n");
                break;
            case QuoteBlock quote:
                foreach (var child in quote) Write(child, indent + "> ", text);
                break;
            case ContainerBlock container:
                foreach (var child in container) Write(child, indent, text);
                break;
            case LeafBlock { Inline: { } inline }:
                text.Append(indent).Append(InlineText(inline).Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append("\n\n");
                break;
            case LeafBlock leaf:
                text.Append(indent).Append(leaf.Lines.ToString().Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append("\n\n");
                break;
        }
    }

    private static void WriteList(ListBlock list, string indent, StringBuilder text)
    {
        var number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var first) ? first : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            var inner = new StringBuilder();
            foreach (var child in item) Write(child, "", inner);
            var lines = inner.ToString().TrimEnd('\n').Replace("\n\n", "\n", StringComparison.Ordinal).Split('\n');
            text.Append(indent).Append(mark).AppendJoin("\n" + indent + new string(' ', mark.Length), lines).Append('\n');
        }

        text.Append('\n');
    }

    private static string InlineText(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (var inline in container) text.Append(InlineText(inline));
        return text.ToString();
    }

    private static string InlineText(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        LineBreakInline line => line.IsHard ? "\n" : " ",
        CodeInline code => code.Content,
        AutolinkInline auto => auto.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LinkInline { Url: { Length: > 0 } url } link when !link.IsImage => LinkText(InlineText((ContainerInline)link), url),
        ContainerInline inner => InlineText(inner),
        _ => "",
    };

    private static string LinkText(string label, string url)
        => label == url || "mailto:" + label == url ? label : $"{label}: {url}";
}
