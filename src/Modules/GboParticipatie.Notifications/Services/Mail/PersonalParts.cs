using System.Text.RegularExpressions;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>What in a mail opens something for whoever has it: links with a signed token, and short codes.</summary>
internal static partial class PersonalParts
{
    private const string Link = "[persoonlijke link]";
    private const string Code = "[code]";

    /// <summary>True when the address holds a token.</summary>
    public static bool AreIn(string? address) => address is not null && Token().IsMatch(address);

    /// <summary>The mail without them.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="codes">Short codes that it holds.</param>
    public static RenderedMail Hide(RenderedMail mail, IEnumerable<string> codes)
    {
        var (text, html) = (Token().Replace(mail.Text, Link), Token().Replace(Target().Replace(mail.Html, ""), Link));
        foreach (var code in codes.Where(c => c.Length > 0)) (text, html) = (text.Replace(code, Code, StringComparison.OrdinalIgnoreCase), html.Replace(code, Code, StringComparison.OrdinalIgnoreCase));
        return new RenderedMail(text, html);
    }

    // An address with forty or more characters of base64url in a row: longer than any id or title in an address of the site.
    [GeneratedRegex(@"[^\s""'<>()\[\]]*[/=?][A-Za-z0-9_-]{40,}[^\s""'<>()\[\]]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\s?href=""[^""]*[A-Za-z0-9_-]{40,}[^""]*""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Target();
}
