using GboParticipatie.BackgroundTasks;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Digests;
using GboParticipatie.Notifications.Services.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Notifications.Services;

/// <summary>Erases the texts of old mails and later their lines, and old digests.</summary>
[BackgroundTask(Schedule = "20 3 * * *", Description = "Wist oude mails en overzichten")]
public sealed class NotificationRetention : IBackgroundTask
{
    private const int DigestsAtOnce = 50;
    private const int MailsAtOnce = 500;

    // What waits for a group that has no digests any more waits for ever.
    private static readonly TimeSpan LongestInQueue = TimeSpan.FromDays(90);

    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var db = serviceProvider.GetRequiredService<GboDbContext>();
        var site = serviceProvider.GetRequiredService<ISiteService>();
        var now = serviceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var settings = await site.GetAsync<MailSettings>(cancellationToken);
        await EraseTextsAsync(db, serviceProvider.GetRequiredService<MailTransport>(), now.AddDays(-settings.KeepTextDays), cancellationToken);
        await EraseLinesAsync(db, now.AddDays(-settings.KeepDays), cancellationToken);
        await EraseDigestsAsync(db, now.AddDays(-(await site.GetAsync<DigestSettings>(cancellationToken)).KeepDays), cancellationToken);
        var waiting = now - LongestInQueue;
        await db.WriteAsync(c => db.Set<DigestQueueEntry>().Where(e => e.QueuedAt < waiting).ExecuteDeleteAsync(c), cancellationToken);
    }

    // The files go first: stopped halfway, the rows still say which texts are left.
    private static async Task EraseTextsAsync(GboDbContext db, MailTransport transport, DateTime before, CancellationToken cancel)
    {
        var old = db.Set<OutgoingMail>().Where(m => m.State != MailState.Queued && m.QueuedAt < before && (m.Body != null || m.SentText != null));
        while (await old.OrderBy(m => m.Id).Select(m => new { m.Id, m.MessageId }).Take(MailsAtOnce).ToListAsync(cancel) is { Count: > 0 } mails)
        {
            foreach (var mail in mails) transport.Erase(mail.MessageId);
            var ids = mails.ConvertAll(m => m.Id);
            await db.WriteAsync(
                c => db.Set<OutgoingMail>().Where(m => ids.Contains(m.Id)).ExecuteUpdateAsync(
                    s => s.SetProperty(m => m.Body, (string?)null).SetProperty(m => m.ActionUrl, (string?)null)
                        .SetProperty(m => m.Calendar, (string?)null).SetProperty(m => m.SentText, (string?)null).SetProperty(m => m.SentHtml, (string?)null), c),
                cancel);
        }
    }

    private static Task EraseLinesAsync(GboDbContext db, DateTime before, CancellationToken cancel)
        => db.WriteAsync(c => db.Set<OutgoingMail>().Where(m => m.State != MailState.Queued && m.QueuedAt < before).ExecuteDeleteAsync(c), cancel);

    private static Task EraseDigestsAsync(GboDbContext db, DateTime before, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var old = await db.Set<Digest>().Where(d => d.Until < before).OrderBy(d => d.Until).Select(d => d.Id).Take(DigestsAtOnce).ToListAsync(c);
        await db.Set<DigestRead>().Where(r => old.Contains(r.DigestId)).ExecuteDeleteAsync(c);
        await db.Set<DigestEntry>().Where(e => old.Contains(e.DigestId)).ExecuteDeleteAsync(c);
        await db.Set<Digest>().Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(c);
    }, cancel);
}
