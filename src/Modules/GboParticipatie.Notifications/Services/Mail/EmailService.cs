using GboParticipatie.Email;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Events;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>Stores mails in the transaction of what they tell about; they leave after the commit, or wait for a working day of who works here.</summary>
public sealed class EmailService(GboDbContext db, ISiteService site, MailIdentity identity, StaffDays staff, TimeProvider time) : IEmailService
{
    // One statement decides who was first, also between two instances: the second waits for the first one's commit and then
    // inserts nothing.
    private const string Insert = """
        INSERT INTO "OutgoingMails" ("Id", "Key", "Kind", "To", "ToName", "RecipientStream", "Subject", "Body", "ActionText",
            "ActionUrl", "UnsubscribeUrl", "CalendarMethod", "Calendar", "MessageId", "State", "Attempts", "QueuedAt", "IsSecret", "IsWork")
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14}, 0, {15}, {16}, {17})
        ON CONFLICT ("Key") DO NOTHING
        """;

    /// <inheritdoc />
    public async Task<bool> QueueAsync(EmailMessage message, CancellationToken cancel = default)
    {
        var mail = OutgoingMail.Queue(message, identity.Domain(await site.GetAsync<SiteSettings>(cancel)), time.GetUtcNow().UtcDateTime);
        mail.State = await staff.WaitsAsync(message, cancel) ? MailState.Waiting : MailState.Queued;
        if (db.IsWriting) return await InsertAsync(mail, cancel);
        if (await db.Set<OutgoingMail>().AnyAsync(m => m.Key == mail.Key, cancel)) return false;
        db.BeforeSave(c => InsertAsync(mail, c));
        return true;
    }

    /// <inheritdoc />
    public async Task<string> LanguageAsync(string to, CancellationToken cancel = default)
    {
        var offered = (await site.GetAsync<SiteSettings>(cancel)).Languages;
        if (offered.Count == 0) return Languages.Dutch;
        var address = Person.Normalize(to);
        var tag = await db.Set<Person>().Where(p => p.NormalizedEmail == address).Select(p => p.Language).SingleOrDefaultAsync(cancel);
        return offered.FirstOrDefault(l => l == tag?.Split('-')[0]) ?? Languages.Dutch;
    }

    private async Task<bool> InsertAsync(OutgoingMail mail, CancellationToken cancel)
    {
        object?[] values =
        [
            mail.Id, mail.Key, mail.Kind, mail.To, mail.ToName, mail.RecipientStream, mail.Subject, mail.Body, mail.ActionText,
            mail.ActionUrl, mail.UnsubscribeUrl, mail.CalendarMethod, mail.Calendar, mail.MessageId, mail.State.ToString(), mail.QueuedAt, mail.IsSecret, mail.IsWork,
        ];
        var isFirst = await db.Database.ExecuteSqlRawAsync(Insert, values!, cancel) == 1;
        if (isFirst && mail.State == MailState.Queued) db.Publish(new MailQueued(mail.RecipientStream, mail.Id));
        return isFirst;
    }
}
