using System.Net;
using System.Text;
using GboParticipatie.Email;
using GboParticipatie.Localization;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>A mail as people read it.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Html">A whole HTML page; its styling is in the elements, as mail programs want it.</param>
public sealed record RenderedMail(string Text, string Html);

/// <summary>Makes plain text and HTML of a mail's Markdown, with the one button and the region's footer: in each of its languages.</summary>
public sealed class MailRenderer(MailIdentity identity, IStringLocalizer<Startup> S)
{
    private const string Petrol = "#0b5a61";

    /// <summary>Text and HTML of the mail.</summary>
    public RenderedMail Render(OutgoingMail mail, SiteSettings site)
    {
        var url = mail.ActionUrl is { Length: > 0 } action ? identity.Absolute(site, action) : null;
        var stop = mail.UnsubscribeUrl is { Length: > 0 } stopUrl ? identity.Absolute(site, stopUrl) : null;
        var parts = MailLanguages.Parts(mail.Subject, mail.Body ?? $"*{S["De tekst van deze mail is gewist."]}*", mail.ActionText)
            .Select(p => ReadersLanguage.In(p.Language, () => Write(p, url, stop, site))).ToList();
        return new RenderedMail(PlainText(parts), Html(mail, parts, site));
    }

    private Part Write(MailPart part, string? url, string? stop, SiteSettings site)
    {
        var body = new MarkdownText(part.Body, u => identity.Absolute(site, u));
        var action = part.ActionText ?? S["Bekijk"];
        return new Part(
            ReadersLanguage.Culture.Name,
            body.ToPlainText() + "\n\n" + (url is null ? "" : $"{action}{(action.EndsWith('?') ? "\n" : ":\n")}{url}\n\n"),
            body.ToHtml() + (url is null ? "" : Button(action, url, site)),
            [.. Footer(site)],
            stop is null ? null : (S["Deze mail niet meer krijgen"], stop),
            S["Hieronder staat deze mail in het Nederlands."]);
    }

    private static string PlainText(IReadOnlyList<Part> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts.SkipLast(1)) text.Append(part.Text).Append("----\n\n").Append(part.DutchBelow).Append("\n\n");
        text.Append(parts[^1].Text).Append("-- \n");
        foreach (var line in parts.SelectMany(p => p.Footer).Distinct(StringComparer.Ordinal)) text.Append(line).Append('\n');
        foreach (var (label, url) in parts.Select(p => p.Stop).OfType<(string, string)>()) text.Append('\n').Append(label).Append(": ").Append(url).Append('\n');
        return text.ToString();
    }

    private string Button(string text, string url, SiteSettings site) => $"""
        <p style="margin:28px 0"><a href="{Encode(url)}" style="display:inline-block;background:{ColourOf(site)};color:#ffffff;font-weight:bold;text-decoration:none;padding:14px 24px;border-radius:8px">{Encode(text)}</a></p>
        <p style="font-size:14px;color:#51605f">{Encode(S["Werkt de knop niet? Kopieer dan dit adres:"])}<br><span style="word-break:break-all">{Encode(url)}</span></p>

        """;

    private static string Html(OutgoingMail mail, IReadOnlyList<Part> parts, SiteSettings site) => $"""
        <!doctype html>
        <html lang="{parts[0].Language}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Encode(mail.Subject)}</title></head>
        <body style="margin:0;padding:24px 12px;background:#fbf8f2;color:#1d2a2f;font-family:Verdana,Arial,sans-serif;font-size:17px;line-height:1.55">
        <div style="max-width:600px;margin:0 auto;background:#ffffff;border:1px solid #d8cfbd;border-radius:12px;padding:24px">
        <p style="margin:0 0 20px;font-weight:bold;color:{ColourOf(site)}">{Encode(site.RegionName)}</p>
        {Bodies(parts)}</div>
        <p style="max-width:600px;margin:16px auto;padding:0 24px;font-size:14px;color:#51605f">{string.Join("<br>", FooterLines(parts))}</p>
        </body>
        </html>

        """;

    private static string Bodies(IReadOnlyList<Part> parts) => parts is [var first, var dutch]
        ? $"""
            {first.Html}<hr style="border:0;border-top:1px solid #d8cfbd;margin:28px 0">
            <p style="color:#51605f">{Encode(first.DutchBelow)}</p>
            <div lang="{dutch.Language}">
            {dutch.Html}</div>

            """
        : parts[0].Html;

    private static IEnumerable<string> FooterLines(IReadOnlyList<Part> parts)
    {
        foreach (var part in parts)
            foreach (var line in part.Footer.Where(l => part == parts[0] || !parts[0].Footer.Contains(l))) yield return Marked(Encode(line), part, parts);
        foreach (var part in parts)
            if (part.Stop is { } stop) yield return (part == parts[0] ? "<br>" : "") + Marked($"""<a href="{Encode(stop.Url)}" style="color:#51605f">{Encode(stop.Label)}</a>""", part, parts);
    }

    private static string Marked(string html, Part part, IReadOnlyList<Part> parts) => part == parts[0] ? html : $"""<span lang="{part.Language}">{html}</span>""";

    private IEnumerable<string> Footer(SiteSettings site)
    {
        yield return site.RegionLongName.Length > 0 ? $"{site.RegionName} · {site.RegionLongName}" : site.RegionName;
        var coach = site.CoachName.Length > 0 ? site.CoachName : S["de {0}", site.CoachTitle];
        if (site.CoachEmail.Length > 0) yield return S["Een vraag? Antwoord gewoon op deze mail. Je bericht komt bij {0}.", coach];
        if (site.CoachPhone.Length > 0) yield return S["Liever bellen? {0}: {1}", coach, site.CoachPhone];
    }

    private static string ColourOf(SiteSettings site) => site.Colour?.Hex ?? Petrol;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>What a mail says in one language.</summary>
    private sealed record Part(
        string Language, string Text, string Html, IReadOnlyList<string> Footer, (string Label, string Url)? Stop, string DutchBelow);
}
