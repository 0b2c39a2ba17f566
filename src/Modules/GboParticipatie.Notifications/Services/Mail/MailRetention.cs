using GboParticipatie.BackgroundTasks;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>Erases the texts of old mails, and later their lines.</summary>
[BackgroundTask(Schedule = "20 3 * * *", Description = "Wist de tekst van oude mails")]
public sealed class MailRetention : IBackgroundTask
{
    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var db = serviceProvider.GetRequiredService<GboDbContext>();
        var settings = await serviceProvider.GetRequiredService<ISiteService>().GetAsync<MailSettings>(cancellationToken);
        var now = serviceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var (text, line) = (now.AddDays(-settings.KeepTextDays), now.AddDays(-settings.KeepDays));
        var mails = db.Set<OutgoingMail>().Where(m => m.State != MailState.Queued);
        await db.WriteAsync(async cancel =>
        {
            await mails.Where(m => m.QueuedAt < line).ExecuteDeleteAsync(cancel);
            await mails.Where(m => m.QueuedAt < text && (m.Body != null || m.SentText != null)).ExecuteUpdateAsync(
                s => s.SetProperty(m => m.Body, (string?)null).SetProperty(m => m.ActionUrl, (string?)null)
                    .SetProperty(m => m.SentText, (string?)null).SetProperty(m => m.SentHtml, (string?)null), cancel);
        }, cancellationToken);
    }
}
