using GboParticipatie.Localization;

namespace GboParticipatie.Email;

/// <summary>A mail in one language.</summary>
/// <param name="Language">Two letters, such as <c>nl</c>.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Body">Its text in Markdown.</param>
/// <param name="ActionText">Text of its button, or null.</param>
public sealed record MailPart(string Language, string Subject, string Body, string? ActionText);

/// <summary>
/// Mails in the language of who reads them. Another language always stands beside the Dutch: first what the reader reads, then the
/// whole mail in Dutch. Both are kept as one body, so that whoever keeps, reads or erases a mail has it all.
/// </summary>
public static class MailLanguages
{
    private const string Dutch = "nl";

    // A page break: nobody types one, and no text in Markdown has any.
    private const char Break = '\f';
    private const string Between = " · ";

    /// <summary>Writes a mail for who reads this page now.</summary>
    /// <param name="write">Writes it in the language of the moment; called once for each language.</param>
    public static async Task<EmailMessage> ForVisitorAsync(Func<EmailMessage> write)
    {
        var language = ReadersLanguage.Code;
        return await BesideAsync(ReadersLanguage.In(Dutch, write), language, () => Task.FromResult(write()));
    }

    /// <summary>Puts the mail in a language beside the Dutch one, which stays alone when that is the language, or when nothing in it has a translation.</summary>
    /// <param name="dutch">The mail in Dutch.</param>
    /// <param name="language">What its reader reads, of what the site offers.</param>
    /// <param name="write">Writes it in the language of the moment.</param>
    public static async Task<EmailMessage> BesideAsync(EmailMessage dutch, string language, Func<Task<EmailMessage>> write)
    {
        if (language == Dutch) return dutch;
        var other = await ReadersLanguage.InAsync(language, write);
        return other.Body == dutch.Body ? dutch : dutch with
        {
            Subject = other.Subject == dutch.Subject ? dutch.Subject : Beside(other.Subject, dutch.Subject),
            Body = string.Join(Break, new[] { language, other.Subject, other.ActionText ?? "", other.Body, dutch.Subject, dutch.Body }.Select(t => t.Replace(Break, ' '))),
        };
    }

    /// <summary>The languages of a mail that is kept, in the order in which they are read; the last is Dutch.</summary>
    /// <param name="subject">The subject as it is kept.</param>
    /// <param name="body">The body as it is kept.</param>
    /// <param name="actionText">Text of the button in Dutch, or null.</param>
    public static IReadOnlyList<MailPart> Parts(string subject, string body, string? actionText)
        => body.Split(Break) is [{ Length: 2 } language, var otherSubject, var otherAction, var otherBody, var dutchSubject, var dutchBody]
            ? [new(language, otherSubject, otherBody, otherAction.Length > 0 ? otherAction : null), new(Dutch, dutchSubject, dutchBody, actionText)]
            : [new(Dutch, subject, body, actionText)];

    // Of two long ones, each has half.
    private static string Beside(string other, string dutch)
    {
        const int room = EmailMessage.LongestSubject - 3;
        other = Cut(other, Math.Max(room / 2, room - dutch.Length));
        return other + Between + Cut(dutch, room - other.Length);
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        var space = text.LastIndexOf(' ', length - 1);
        return text[..(space > length / 2 ? space : length - 1)] + "…";
    }
}
