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

    // What waits for a group that has no digests any more waits for ever.
    private static readonly TimeSpan LongestInQueue = TimeSpan.FromDays(90);

    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var db = serviceProvider.GetRequiredService<GboDbContext>();
        var site = serviceProvider.GetRequiredService<ISiteService>();
        var now = serviceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        await EraseMailsAsync(db, await site.GetAsync<MailSettings>(cancellationToken), now, cancellationToken);
        await EraseDigestsAsync(db, now.AddDays(-(await site.GetAsync<DigestSettings>(cancellationToken)).KeepDays), cancellationToken);
        var waiting = now - LongestInQueue;
        await db.WriteAsync(c => db.Set<DigestQueueEntry>().Where(e => e.QueuedAt < waiting).ExecuteDeleteAsync(c), cancellationToken);
    }

    private static Task EraseMailsAsync(GboDbContext db, MailSettings settings, DateTime now, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var (text, line) = (now.AddDays(-settings.KeepTextDays), now.AddDays(-settings.KeepDays));
        var mails = db.Set<OutgoingMail>().Where(m => m.State != MailState.Queued);
        await mails.Where(m => m.QueuedAt < line).ExecuteDeleteAsync(c);
        await mails.Where(m => m.QueuedAt < text && (m.Body != null || m.SentText != null)).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.Body, (string?)null).SetProperty(m => m.ActionUrl, (string?)null)
                .SetProperty(m => m.SentText, (string?)null).SetProperty(m => m.SentHtml, (string?)null), c);
    }, cancel);

    private static Task EraseDigestsAsync(GboDbContext db, DateTime before, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var old = await db.Set<Digest>().Where(d => d.Until < before).OrderBy(d => d.Until).Select(d => d.Id).Take(DigestsAtOnce).ToListAsync(c);
        await db.Set<DigestRead>().Where(r => old.Contains(r.DigestId)).ExecuteDeleteAsync(c);
        await db.Set<DigestEntry>().Where(e => old.Contains(e.DigestId)).ExecuteDeleteAsync(c);
        await db.Set<Digest>().Where(d => old.Contains(d.Id)).ExecuteDeleteAsync(c);
    }, cancel);
}
