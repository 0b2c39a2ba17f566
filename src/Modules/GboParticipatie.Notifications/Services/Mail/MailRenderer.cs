using System.Net;
using System.Text;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>A mail as people read it.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Html">A whole HTML page; its styling is in the elements, as mail programs want it.</param>
public sealed record RenderedMail(string Text, string Html);

/// <summary>Makes plain text and HTML of a mail's Markdown, with the one button and the region's footer.</summary>
public sealed class MailRenderer(MailIdentity identity)
{
    private const string Petrol = "#0b5a61";

    /// <summary>Text and HTML of the mail.</summary>
    public RenderedMail Render(OutgoingMail mail, SiteSettings site)
    {
        var body = new MarkdownText(mail.Body ?? "*De tekst van deze mail is gewist.*", url => identity.Absolute(site, url));
        var action = mail.ActionUrl is { Length: > 0 } url ? (Text: mail.ActionText ?? "Bekijk", Url: identity.Absolute(site, url)) : default;
        var stop = mail.UnsubscribeUrl is { Length: > 0 } stopUrl ? identity.Absolute(site, stopUrl) : null;
        return new RenderedMail(PlainText(body, action, stop, site), Html(mail, body, action, stop, site));
    }

    private static string PlainText(MarkdownText body, (string Text, string Url) action, string? stop, SiteSettings site)
    {
        var text = new StringBuilder(body.ToPlainText()).Append("\n\n");
        if (action.Url is not null) text.Append(action.Text).Append(action.Text.EndsWith('?') ? "\n" : ":\n").Append(action.Url).Append("\n\n");
        text.Append("-- \n");
        foreach (var line in Footer(site)) text.Append(line).Append('\n');
        if (stop is not null) text.Append("\nDeze mail niet meer krijgen: ").Append(stop).Append('\n');
        return text.ToString();
    }

    private static string Html(OutgoingMail mail, MarkdownText body, (string Text, string Url) action, string? stop, SiteSettings site)
    {
        var colour = site.Colour?.Hex ?? Petrol;
        var button = action.Url is null ? "" : $"""
            <p style="margin:28px 0"><a href="{Encode(action.Url)}" style="display:inline-block;background:{colour};color:#ffffff;font-weight:bold;text-decoration:none;padding:14px 24px;border-radius:8px">{Encode(action.Text)}</a></p>
            <p style="font-size:14px;color:#51605f">Werkt de knop niet? Kopieer dan dit adres:<br><span style="word-break:break-all">{Encode(action.Url)}</span></p>

            """;
        var unsubscribe = stop is null ? "" : $"""<br><br><a href="{Encode(stop)}" style="color:#51605f">Deze mail niet meer krijgen</a>""";
        return $"""
            <!doctype html>
            <html lang="nl-BE">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Encode(mail.Subject)}</title></head>
            <body style="margin:0;padding:24px 12px;background:#fbf8f2;color:#1d2a2f;font-family:Verdana,Arial,sans-serif;font-size:17px;line-height:1.55">
            <div style="max-width:600px;margin:0 auto;background:#ffffff;border:1px solid #d8cfbd;border-radius:12px;padding:24px">
            <p style="margin:0 0 20px;font-weight:bold;color:{colour}">{Encode(site.RegionName)}</p>
            {body.ToHtml()}{button}</div>
            <p style="max-width:600px;margin:16px auto;padding:0 24px;font-size:14px;color:#51605f">{string.Join("<br>", Footer(site).Select(Encode))}{unsubscribe}</p>
            </body>
            </html>

            """;
    }

    private static IEnumerable<string> Footer(SiteSettings site)
    {
        yield return site.RegionLongName.Length > 0 ? $"{site.RegionName} · {site.RegionLongName}" : site.RegionName;
        var coach = site.CoachName.Length > 0 ? site.CoachName : $"de {site.CoachTitle}";
        if (site.CoachEmail.Length > 0) yield return $"Een vraag? Antwoord gewoon op deze mail. Je bericht komt bij {coach}.";
        if (site.CoachPhone.Length > 0) yield return $"Liever bellen? {coach}: {site.CoachPhone}";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
