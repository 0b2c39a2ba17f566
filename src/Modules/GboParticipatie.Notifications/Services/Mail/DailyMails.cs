using System.Globalization;
using System.Text;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Email;
using GboParticipatie.Localization;
using GboParticipatie.Notifications.Events;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Digests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>Lets go what waited for a working day: one mail to each, once a day. Safe to run on several instances at once.</summary>
public sealed class DailyMails(GboDbContext db, IEmailService email, StaffDays staff, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S)
{
    private const string Digest = "digest";

    // A mail that nobody reads to its end helps nobody; the rest stands at the desk.
    private const int MostInOne = 40;

    /// <summary>Sends what is due.</summary>
    public async Task SendDueAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var moment = BrusselsTime.ToUtc(BrusselsTime.DayOf(now).ToDateTime((await site.GetAsync<DigestSettings>(cancel)).DailyMailAt));
        if (now < moment) return;
        var waiting = await db.Set<OutgoingMail>().Where(m => m.State == MailState.Waiting && m.QueuedAt <= moment)
            .Select(m => new { m.RecipientStream, m.To, m.IsWork }).Distinct().ToListAsync(cancel);
        foreach (var recipient in waiting.GroupBy(w => w.RecipientStream))
        {
            if (await staff.ReaderAsync(recipient.First().To, isWork: false, cancel) is { } self) await SendAsync(recipient.Key, self, onlyWork: false, moment, cancel);
            else if (recipient.Any(w => w.IsWork) && await staff.ReaderAsync(recipient.First().To, isWork: true, cancel) is { } other)
                await SendAsync(recipient.Key, other, onlyWork: true, moment, cancel);
        }
    }

    private Task SendAsync(Guid recipient, MailReader reader, bool onlyWork, DateTime moment, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"daily:{recipient:N}:{BrusselsTime.DayOf(moment):yyyyMMdd}");
        // What came in at the very moment that this day's mail was made waits for the next one.
        if (await db.Set<OutgoingMail>().AnyAsync(m => m.Key == key, c)) return;
        var due = db.Set<OutgoingMail>().Where(m => m.RecipientStream == recipient && m.State == MailState.Waiting && m.QueuedAt <= moment && (m.IsWork || !onlyWork));
        var ids = await due.Select(m => m.Id).ToListAsync(c);
        // One statement decides which instance has them: the other one finds none.
        var mine = await due.Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Bundled), c);
        if (mine == 0) return;
        if (mine != ids.Count) throw new InvalidOperationException("Two instances made the mail of the day at once; it is made again.");
        var mails = await db.Set<OutgoingMail>().AsNoTracking().Where(m => ids.Contains(m.Id)).OrderBy(m => m.QueuedAt).ThenBy(m => m.Id).ToListAsync(c);
        if (mails.Count == 1 && reader.InsteadOf is null) await LetGoAsync(mails[0], c);
        else await email.WriteAsync(() => Compose(key, reader, mails), c);
    }, cancel);

    private async Task LetGoAsync(OutgoingMail mail, CancellationToken cancel)
    {
        await db.Set<OutgoingMail>().Where(m => m.Id == mail.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MailState.Queued), cancel);
        db.Publish(new MailQueued(mail.RecipientStream, mail.Id));
    }

    private EmailMessage Compose(string key, MailReader reader, IReadOnlyList<OutgoingMail> mails)
    {
        string count = S.Plural(mails.Count, "1 bericht", "{0} berichten");
        return new EmailMessage
        {
            Key = key,
            Kind = "daily",
            To = reader.Email,
            ToName = reader.Name.Length > 0 ? reader.Name : null,
            Subject = reader.InsteadOf is { } away ? S["In plaats van {0}: {1}", away, count] : S["Vandaag voor jou: {0}", count],
            Body = Body(reader, mails, count),
            ActionText = S["Open Mijn taken"],
            ActionUrl = "/beheer",
        };
    }

    // What waits for the reader comes first, the digest at the end; of older digests only that they are there.
    private string Body(MailReader reader, IReadOnlyList<OutgoingMail> mails, string count)
    {
        var text = new StringBuilder($"{MailMarkdown.Escape(S.Hello(reader.Name, reader.Email))},\n\n");
        text.Append(reader.InsteadOf is { } away
            ? S["{0} is weg. Jij krijgt dit in plaats van {0}: {1}.", MailMarkdown.Escape(away), count].Value
            : S["Dit kwam er bij sinds je vorige werkdag: {0}.", count].Value).Append("\n\n");
        var newest = mails.LastOrDefault(m => m.Kind == Digest);
        var parts = mails.Where(m => m.Kind != Digest || m == newest).OrderBy(m => m.Kind == Digest).ToList();
        foreach (var mail in parts.Take(MostInOne)) Append(text, mail);
        foreach (var older in mails.Where(m => m.Kind == Digest && m != newest))
            text.Append($"- [{S["Overzicht van {0}", BrusselsTime.LongDate(BrusselsTime.DayOf(older.QueuedAt))]}](<{older.ActionUrl}>)\n");
        if (parts.Count > MostInOne) text.Append('\n').Append(S.Plural(parts.Count - MostInOne, "Er is nog 1 bericht. Wat er te doen is, staat bij Mijn taken.", "Er is nog meer: {0} berichten. Wat er te doen is, staat bij Mijn taken.").Value).Append('\n');
        return text.ToString();
    }

    // Of a mail in two languages, the one that this mail is in.
    private void Append(StringBuilder text, OutgoingMail mail)
    {
        var parts = MailLanguages.Parts(mail.Subject, mail.Body ?? S["De tekst is gewist."], mail.ActionText);
        var part = parts.FirstOrDefault(p => p.Language == ReadersLanguage.Code) ?? parts[^1];
        text.Append($"## {MailMarkdown.Escape(part.Subject)}\n\n{WithoutGreeting(part.Body)}\n\n");
        if (part.ActionText is { } action && mail.ActionUrl is { } url) text.Append($"[{MailMarkdown.Escape(action)}](<{url}>)\n\n");
    }

    private string WithoutGreeting(string body)
    {
        var end = body.IndexOf("\n\n", StringComparison.Ordinal);
        return (end > 0 && (body.StartsWith("Dag", StringComparison.Ordinal) || body.StartsWith(S["Dag"], StringComparison.Ordinal)) ? body[(end + 2)..] : body).Trim();
    }
}

/// <summary>Looks whether something that waited for a working day may leave.</summary>
[BackgroundTask(Schedule = "*/5 * * * *", Description = "Stuurt wie hier werkt één mail per werkdag")]
public sealed class DailyMailTask : IBackgroundTask
{
    /// <inheritdoc />
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
        => serviceProvider.GetRequiredService<DailyMails>().SendDueAsync(cancellationToken);
}
