using System.Globalization;
using System.Text;
using GboParticipatie.Digests;
using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Notifications.Events;
using GboParticipatie.Notifications.Models;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>
/// Queues the mails of a digest, twenty-five recipients a transaction, so that a large group does not hold up others. Each
/// recipient reads only what is theirs to read; who has nothing to read gets no mail.
/// </summary>
public sealed class DigestMailer(
    GboDbContext db, DigestAudienceDirectory audiences, DigestLibrary library, IEmailService email, DigestPreferences preferences) : IEventHandler<DigestMailing>
{
    private const int RecipientsAtOnce = 25;
    private const int LookedAt = 50;
    private const int Shown = 10;

    /// <inheritdoc />
    public async Task HandleAsync(DigestMailing @event, EventEnvelope envelope, CancellationToken cancel)
    {
        var digest = await db.Set<Digest>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == @event.StreamId, cancel);
        if (digest is null) return;
        var recipients = (await audiences.RecipientsAsync(digest.AudienceId, cancel)).Where(r => r.PersonId.CompareTo(@event.After) > 0).Take(RecipientsAtOnce).ToList();
        var not = await preferences.NotWantedAsync(digest.AudienceId, [.. recipients.Select(r => r.PersonId)], cancel);
        var head = await library.HeadAsync(digest.Id, LookedAt, cancel);
        foreach (var recipient in recipients.Where(r => !not.Contains(r.PersonId)))
        {
            var lines = await library.LinesAsync(digest.AudienceId, recipient, head, cancel);
            if (lines.Count > 0) await email.QueueAsync(Compose(digest, recipient, lines), cancel);
        }

        if (recipients.Count == RecipientsAtOnce) db.Publish(new DigestMailing(digest.Id, recipients[^1].PersonId));
    }

    private EmailMessage Compose(Digest digest, DigestRecipient recipient, IReadOnlyList<DigestLine> lines)
    {
        var open = lines.Count(l => l.Entry.Section is DigestSection.ToAnswer);
        return new EmailMessage
        {
            Key = $"digest:{digest.Id:N}:{recipient.PersonId:N}",
            Kind = "digest",
            To = recipient.Email,
            ToName = recipient.Name,
            Subject = open == 0 ? $"Je overzicht: {digest.Title}" : Waiting(open),
            Body = Body(digest, recipient, lines, open),
            ActionText = "Open het overzicht",
            ActionUrl = $"/digest/{digest.Id}",
            Pace = EmailPace.News,
            UnsubscribeUrl = preferences.Url(digest.AudienceId, recipient.PersonId),
        };
    }

    private static string Waiting(int open) => open switch
    {
        1 => "1 vraag wacht op antwoord",
        >= LookedAt => "Veel vragen wachten op antwoord",
        _ => $"{open} vragen wachten op antwoord",
    };

    private static string Body(Digest digest, DigestRecipient recipient, IReadOnlyList<DigestLine> lines, int open)
    {
        var text = new StringBuilder($"{MailMarkdown.Escape(Greeting.Hello(recipient.Name, recipient.Email))},\n\n");
        text.Append($"Dit is het overzicht van **{MailMarkdown.Escape(digest.Title)}** tot {BrusselsTime.LongDate(digest.Until)}.");
        text.Append(open == 0 ? "\n\n" : $" **{Waiting(open)}.**\n\n");
        var number = 0;
        foreach (var section in lines.GroupBy(l => l.Entry.Section).OrderBy(s => s.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {++number}. {DigestWords.Title(section.Key)}\n\n");
            var theme = "";
            foreach (var line in section.Take(Shown)) theme = Append(text, line, theme);
            if (section.Count() > Shown) text.Append("\nEr is meer: je leest het in het overzicht.\n");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Append(StringBuilder text, DigestLine line, string theme)
    {
        var entry = line.Entry;
        if (entry.Theme != theme && entry.Theme.Length > 0) text.Append($"\n**{MailMarkdown.Escape(entry.Theme)}**\n\n");
        text.Append($"- [{MailMarkdown.Escape(entry.Gist)}](<{line.Url}>)");
        if (entry.DueOn is { } due) text.Append(entry.LateOrder == 0 ? $" **te laat**, tegen {BrusselsTime.ShortDate(due)}" : $", tegen {BrusselsTime.ShortDate(due)}");
        text.Append('\n');
        return entry.Theme;
    }
}
