using GboParticipatie.Email;

namespace GboParticipatie.Notifications.Models;

/// <summary>Where a mail is on its way.</summary>
public enum MailState
{
    /// <summary>Waits to leave, or for the mail server.</summary>
    Queued,

    /// <summary>Handed over.</summary>
    Sent,

    /// <summary>Refused for good; a person can try again.</summary>
    Failed,

    /// <summary>Held back because the region holds its mails; a person can let it go.</summary>
    Held,

    /// <summary>Waits for a day on which who it is for works.</summary>
    Waiting,

    /// <summary>Went along in the one mail of the day.</summary>
    Bundled,
}

/// <summary>
/// One mail to one person. Stored before it leaves, as Markdown: text and HTML are made when it is handed over, so that queueing
/// costs one short insert inside the transaction of what it tells about, and the footer is that of the moment of sending.
/// </summary>
public sealed class OutgoingMail
{
    /// <summary>Key.</summary>
    public Guid Id { get; init; }

    /// <summary>What makes it unique: queued twice with the same key, it is one mail.</summary>
    public required string Key { get; init; }

    /// <summary>Kind, such as <c>point-received</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Address it goes to.</summary>
    public required string To { get; init; }

    /// <summary>Name of the person, or null.</summary>
    public string? ToName { get; init; }

    /// <summary>Stream of the recipient: mails of one stream leave in order.</summary>
    public Guid RecipientStream { get; init; }

    /// <summary>Subject, on one line.</summary>
    public required string Subject { get; init; }

    /// <summary>Body in Markdown, in one language or two (<see cref="MailLanguages.Parts"/>); null once erased.</summary>
    public string? Body { get; set; }

    /// <summary>Text of the one button in Dutch, or null.</summary>
    public string? ActionText { get; init; }

    /// <summary>Address of the one button, or null; null as well once erased.</summary>
    public string? ActionUrl { get; set; }

    /// <summary>Local address to stop this kind of mail, or null.</summary>
    public string? UnsubscribeUrl { get; init; }

    /// <summary>Method of the calendar that goes with it (REQUEST or CANCEL), or null when there is none.</summary>
    public string? CalendarMethod { get; init; }

    /// <summary>The calendar that goes with it; null when there is none, and once erased.</summary>
    public string? Calendar { get; set; }

    /// <summary>The mail's Message-ID with its angle brackets; the same at each try.</summary>
    public required string MessageId { get; init; }

    /// <summary>Where it is.</summary>
    public MailState State { get; set; }

    /// <summary>Tries so far without success.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was queued (UTC).</summary>
    public DateTime QueuedAt { get; init; }

    /// <summary>When it was handed over (UTC), or null. Where there is a limit per minute, also since when it is being handed over.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>What the mail server said last, or null.</summary>
    public string? LastError { get; set; }

    /// <summary>The plain text as it was sent; null before, and once erased.</summary>
    public string? SentText { get; set; }

    /// <summary>The HTML as it was sent; null before, and once erased.</summary>
    public string? SentHtml { get; set; }

    /// <summary>True when it is about work, which someone else sees to while its reader is away.</summary>
    public bool IsWork { get; init; }

    /// <summary>True when the body holds a secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary>A mail that waits to leave.</summary>
    /// <param name="message">What to send.</param>
    /// <param name="domain">Domain of the Message-ID.</param>
    /// <param name="at">Now (UTC).</param>
    public static OutgoingMail Queue(EmailMessage message, string domain, DateTime at)
    {
        var id = NewId.InOrder();
        return new OutgoingMail
        {
            Id = id,
            Key = message.Key,
            Kind = message.Kind,
            To = message.To.Trim(),
            ToName = message.ToName is { } name ? OneLine(name) : null,
            RecipientStream = RecipientStreams.Of(message.To),
            Subject = OneLine(message.Subject),
            Body = message.Body,
            ActionText = message.ActionText,
            ActionUrl = message.ActionUrl,
            UnsubscribeUrl = message.UnsubscribeUrl,
            CalendarMethod = message.Calendar?.Method,
            Calendar = message.Calendar?.Content,
            MessageId = $"<{id:N}@{domain}>",
            QueuedAt = at,
            IsWork = message.Pace == EmailPace.Work,
            IsSecret = message.IsSecret,
        };
    }

    // A line break in a header would start another header; other control characters have no business there either.
    private static string OneLine(string text)
    {
        var line = string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= EmailMessage.LongestSubject ? line : line[..EmailMessage.LongestSubject];
    }
}
