namespace GboParticipatie.Network.Models;

/// <summary>Rules for addresses and numbers, the same for organisations and people.</summary>
internal static class ContactRules
{
    public const int PhoneLength = 40;

    public const int WebsiteLength = 300;

    /// <summary>The text without spaces around it, or null when nothing is left.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A text of several lines without what is no letter; see <see cref="PlainText.Clean"/>.</summary>
    public static string TidyLines(string text) => PlainText.Clean(text);

    /// <summary>A website as it is stored: with https when nothing was typed before it.</summary>
    public static string? TidyWebsite(string? text)
        => Tidy(text) is not { } site ? null : site.Contains("://", StringComparison.Ordinal) ? site : $"https://{site}";

    public static IEnumerable<Problem> Name(string name, int longest)
    {
        if (name.Length == 0) yield return new Problem("Name", "Vul een naam in.");
        if (name.Length > longest) yield return new Problem("Name", $"De naam is te lang. Hou het bij {longest} tekens.");
        if (name.Any(char.IsControl)) yield return new Problem("Name", "In de naam staat een teken dat geen letter is. Typ de naam opnieuw.");
    }

    public static IEnumerable<Problem> Email(string? email)
    {
        if (email is not null && !Person.IsEmail(email)) yield return new Problem("Email", "Dit is geen e-mailadres. Een voorbeeld: naam@organisatie.be.");
    }

    public static IEnumerable<Problem> Phone(string? phone)
    {
        if (phone is null) yield break;
        var isNumber = phone.Count(char.IsAsciiDigit) >= 3 && phone.All(c => char.IsAsciiDigit(c) || " +()/.-".Contains(c, StringComparison.Ordinal));
        if (!isNumber || phone.Length > PhoneLength) yield return new Problem("Phone", "Dit is geen telefoonnummer. Een voorbeeld: 0470 12 34 56.");
    }

    public static IEnumerable<Problem> Website(string? website)
    {
        if (website is null) yield break;
        var isSite = Uri.TryCreate(website, UriKind.Absolute, out var site) && site.Scheme is "http" or "https" && site.Host.Contains('.', StringComparison.Ordinal);
        if (!isSite || website.Length > WebsiteLength) yield return new Problem("Website", "Dit is geen website. Een voorbeeld: www.organisatie.be.");
    }
}
