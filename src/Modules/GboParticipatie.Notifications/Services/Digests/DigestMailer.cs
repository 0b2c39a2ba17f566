using System.Globalization;
using System.Text;
using GboParticipatie.Digests;
using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Localization;
using GboParticipatie.Notifications.Events;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Mail;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>
/// Queues the mails of a digest, twenty-five recipients a transaction, so that a large group does not hold up others. Each
/// recipient reads only what is theirs to read; who has nothing to read gets no mail.
/// </summary>
public sealed class DigestMailer(
    GboDbContext db, DigestAudienceDirectory audiences, DigestLibrary library, IEmailService email, DigestPreferences preferences,
    IStringLocalizer<Startup> S) : IEventHandler<DigestMailing>
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
            if (lines.Count > 0) await email.WriteAsync(() => Compose(digest, recipient, lines), cancel);
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
            Subject = open == 0 ? S["Je overzicht: {0}", DigestWords.TitleOf(digest, S)] : Waiting(open),
            Body = Body(digest, recipient, lines, open),
            ActionText = S["Open het overzicht"],
            ActionUrl = $"/digest/{digest.Id}",
            Pace = EmailPace.News,
            UnsubscribeUrl = preferences.Url(digest.AudienceId, recipient.PersonId),
        };
    }

    private string Waiting(int open) => open >= LookedAt ? S["Veel vragen wachten op antwoord"] : S.Plural(open, "1 vraag wacht op antwoord", "{0} vragen wachten op antwoord");

    private string Body(Digest digest, DigestRecipient recipient, IReadOnlyList<DigestLine> lines, int open)
    {
        var text = new StringBuilder($"{MailMarkdown.Escape(S.Hello(recipient.Name, recipient.Email))},\n\n");
        text.Append(S["Dit is het overzicht van **{0}** tot {1}.", MailMarkdown.Escape(DigestWords.TitleOf(digest, S)), BrusselsTime.LongDate(digest.Until)].Value);
        text.Append(open == 0 ? "\n\n" : $" **{Waiting(open)}.**\n\n");
        var number = 0;
        foreach (var section in lines.GroupBy(l => l.Entry.Section).OrderBy(s => s.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {++number}. {S[section.Key.Dutch()]}\n\n");
            var theme = "";
            foreach (var line in section.Take(Shown)) theme = Append(text, line, theme);
            if (section.Count() > Shown) text.Append($"\n{S["Er is meer: je leest het in het overzicht."]}\n");
            text.Append('\n');
        }

        return text.ToString();
    }

    private string Append(StringBuilder text, DigestLine line, string theme)
    {
        var entry = line.Entry;
        if (entry.Theme != theme && entry.Theme.Length > 0) text.Append($"\n**{MailMarkdown.Escape(entry.Theme)}**\n\n");
        text.Append($"- [{MailMarkdown.Escape(entry.Gist)}](<{line.Url}>)");
        if (entry.DueOn is { } due) text.Append(entry.LateOrder == 0 ? $" {S["**te laat**, tegen {0}", BrusselsTime.ShortDate(due)]}" : $", {S["tegen {0}", BrusselsTime.ShortDate(due)]}");
        text.Append('\n');
        return entry.Theme;
    }
}
