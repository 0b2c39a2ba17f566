using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>What in a mail opens something for whoever has it: links with a signed token, and short codes.</summary>
internal static partial class PersonalParts
{
    /// <summary>True when the address holds a token.</summary>
    public static bool AreIn(string? address) => address is not null && Token().IsMatch(address);

    /// <summary>The mail without them.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="codes">Short codes that it holds.</param>
    /// <param name="S">Says in the language of the reader what stood there.</param>
    public static RenderedMail Hide(RenderedMail mail, IEnumerable<string> codes, IStringLocalizer S)
    {
        var (link, instead) = (S["[persoonlijke link]"].Value, S["[code]"].Value);
        var (text, html) = (Token().Replace(mail.Text, _ => link), Token().Replace(Target().Replace(mail.Html, ""), _ => WebUtility.HtmlEncode(link)));
        foreach (var code in codes.Where(c => c.Length > 0)) (text, html) = (text.Replace(code, instead, StringComparison.OrdinalIgnoreCase), html.Replace(code, WebUtility.HtmlEncode(instead), StringComparison.OrdinalIgnoreCase));
        return new RenderedMail(text, html);
    }

    // An address with forty or more characters of base64url in a row: longer than any id or title in an address of the site.
    [GeneratedRegex(@"[^\s""'<>()\[\]]*[/=?][A-Za-z0-9_-]{40,}[^\s""'<>()\[\]]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\s?href=""[^""]*[A-Za-z0-9_-]{40,}[^""]*""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Target();
}
