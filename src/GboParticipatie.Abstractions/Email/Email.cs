using GboParticipatie.Localization;

namespace GboParticipatie.Email;

/// <summary>
/// When a mail to someone who works here leaves. To who does not work here, every mail leaves at once.
/// </summary>
public enum EmailPace
{
    /// <summary>
    /// At once, on any day: what someone asks for or does themselves (a sign-in code, a link to go on, word that their point came in, an
    /// answer to it) and what goes into their calendar.
    /// </summary>
    AtOnce,

    /// <summary>News to read (a digest, a report): on a working day; to a coach in the one mail of the day.</summary>
    News,

    /// <summary>Work to see to: as news, and when who sees to it is away, to who stands in.</summary>
    Work,
}

/// <summary>A mail to one person.</summary>
public sealed record EmailMessage
{
    /// <summary>Most characters of a subject; what is longer is cut.</summary>
    public const int LongestSubject = 200;

    /// <summary>
    /// What makes this mail unique, such as event, recipient and kind. Queued again with the same key, nothing happens:
    /// that is what makes a repeated event send one mail.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>Kind of mail, such as <c>point-received</c>; shown in /beheer/mail and used by preferences.</summary>
    public required string Kind { get; init; }

    /// <summary>Address it goes to.</summary>
    public required string To { get; init; }

    /// <summary>Name of the person, or null.</summary>
    public string? ToName { get; init; }

    /// <summary>Subject that gives nothing away on a shared screen.</summary>
    public required string Subject { get; init; }

    /// <summary>Body in Markdown (no HTML). It becomes plain text and simple HTML.</summary>
    public required string Body { get; init; }

    /// <summary>Text of the one button, or null.</summary>
    public string? ActionText { get; init; }

    /// <summary>Local address (<c>/volg/...</c>) or absolute address of the one button, or null.</summary>
    public string? ActionUrl { get; init; }

    /// <summary>Local address to stop this kind of mail; gives the header List-Unsubscribe. For digests.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>What goes into the reader's calendar with it, or null.</summary>
    public CalendarPart? Calendar { get; init; }

    /// <summary>When it leaves to someone who works here.</summary>
    public EmailPace Pace { get; init; }

    /// <summary>True when the body holds a secret (a sign-in code): it is erased once sent, and readable in /beheer/mail in demo mode only.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>A calendar (RFC 5545) that goes with a mail: calendar programs put it in, change it or take it away.</summary>
/// <param name="Method">REQUEST or CANCEL (RFC 5546).</param>
/// <param name="Content">The calendar, with CRLF at the end of each line.</param>
public sealed record CalendarPart(string Method, string Content);

/// <summary>Queues mails in the database, in the transaction of what they tell about.</summary>
public interface IEmailService
{
    /// <summary>
    /// Adds the mail to the current unit of work, unless one with the same key exists. It leaves after the commit:
    /// in order per recipient, once, with one Message-ID.
    /// </summary>
    /// <returns>True when queued, false when it was there already.</returns>
    Task<bool> QueueAsync(EmailMessage message, CancellationToken cancel = default);

    /// <summary>
    /// Writes and queues a mail in the language of who reads at its address, with the Dutch below; in Dutch alone when nobody is known
    /// there or the site offers no other language.
    /// </summary>
    /// <param name="write">Writes it in the language of the moment; called once for each language.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>True when queued, false when it was there already.</returns>
    async Task<bool> WriteAsync(Func<Task<EmailMessage>> write, CancellationToken cancel = default)
    {
        var dutch = await ReadersLanguage.InAsync("nl", write);
        return await QueueAsync(await MailLanguages.BesideAsync(dutch, await LanguageAsync(dutch.To, cancel), write), cancel);
    }

    /// <summary>Writes and queues a mail; see <see cref="WriteAsync(Func{Task{EmailMessage}}, CancellationToken)"/>.</summary>
    Task<bool> WriteAsync(Func<EmailMessage> write, CancellationToken cancel = default) => WriteAsync(() => Task.FromResult(write()), cancel);

    /// <summary>The language, of those that the site offers, of who reads at the address.</summary>
    Task<string> LanguageAsync(string to, CancellationToken cancel = default) => Task.FromResult("nl");
}
