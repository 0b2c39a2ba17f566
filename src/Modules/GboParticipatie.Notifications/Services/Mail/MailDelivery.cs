using GboParticipatie.Diagnostics;
using GboParticipatie.Events;
using GboParticipatie.Notifications.Events;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>
/// Hands queued mails over. The outbox calls it in order per recipient and on one instance at a time; a mail that waits for the
/// server holds up only the mails behind it to the same address.
/// </summary>
public sealed class MailDelivery(
    GboDbContext db, MailMessages messages, MailTransport transport, ISiteService site, IOptions<MailOptions> options, TimeProvider time,
    IStringLocalizer<Startup> S, ILogger<MailDelivery> log) : IDeliveryHandler<MailQueued>
{
    // PostgreSQL only: names the lock of those who look for a place in the minute.
    private const long PlacesLock = 0x47424F4D; // "GBOM"
    private const int TriesBeforeGivingUp = 5;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task DeliverAsync(MailQueued @event, EventEnvelope envelope, CancellationToken cancel)
    {
        var mail = await db.Set<OutgoingMail>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == @event.MailId, cancel);
        if (mail is not { State: MailState.Queued, Body: not null }) return;
        if ((await site.GetAsync<MailSettings>(cancel)).HoldAll && !mail.IsSecret)
        {
            await ChangeAsync(mail, m => m.State = MailState.Held, cancel);
            return;
        }

        if (options.Value.PerMinute > 0) await TakePlaceAsync(mail, cancel);
        try
        {
            await SendAsync(mail, cancel);
        }
        catch (MailRefusedException refused)
        {
            await RefuseAsync(mail, refused, cancel);
        }
        catch (MailNotNowException later)
        {
            await PutOffAsync(mail, later, cancel);
        }
    }

    /// <summary>How long to wait after so many tries: 5 seconds, then twice as long each time, at most 5 minutes.</summary>
    public static TimeSpan DelayAfter(int attempts)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(attempts - 1, 10));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var settings = await site.GetAsync<SiteSettings>(cancel);
        var hide = mail.IsSecret && !settings.DemoMode;
        // A secret may leave through a mail server, but must not lie readable in a folder.
        if (hide && !transport.IsSmtp) (mail.Body, mail.ActionUrl) = ($"*{S["Geheim: alleen te lezen in een demo."]}*", null);
        var (message, rendered) = messages.Build(mail, settings);
        using (message) await transport.HandOverAsync(mail, message, cancel);
        GboDiagnostics.MailsSent.Add(1);
        // It has left: that is kept, also when the site stops meanwhile.
        await ChangeAsync(mail, m =>
        {
            m.State = MailState.Sent;
            m.SentAt = time.GetUtcNow().UtcDateTime;
            m.LastError = null;
            if (hide) (m.Body, m.ActionUrl) = (null, null);
            else (m.SentText, m.SentHtml) = (rendered.Text, rendered.Html);
        }, CancellationToken.None);
    }

    // One after the other, of all instances: a mail that is on its way has its place among those of the minute already.
    private Task TakePlaceAsync(OutgoingMail mail, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({PlacesLock})", c);
        var now = time.GetUtcNow().UtcDateTime;
        var minuteAgo = now.AddMinutes(-1);
        if (await db.Set<OutgoingMail>().CountAsync(m => m.SentAt > minuteAgo && m.Id != mail.Id, c) >= options.Value.PerMinute)
            throw new RetryLaterException(TimeSpan.FromSeconds(5), "The limit of mails per minute is reached.");
        await db.Set<OutgoingMail>().Where(m => m.Id == mail.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.SentAt, now), c);
    }, cancel);

    private Task RefuseAsync(OutgoingMail mail, Exception refused, CancellationToken cancel)
    {
        GboDiagnostics.MailsFailed.Add(1);
        log.LogWarning("Mail {MailId} was refused", mail.Id);
        return ChangeAsync(mail, m =>
        {
            m.State = MailState.Failed;
            m.SentAt = null;
            m.Attempts++;
            m.LastError = Short(refused.Message);
            db.Publish(new MailRefused(m.Id));
        }, cancel);
    }

    private async Task PutOffAsync(OutgoingMail mail, MailNotNowException later, CancellationToken cancel)
    {
        if (!later.IsServerDown && mail.Attempts + 1 >= TriesBeforeGivingUp)
        {
            await RefuseAsync(mail, later, cancel);
            return;
        }

        await ChangeAsync(mail, m =>
        {
            m.SentAt = null;
            m.Attempts++;
            m.LastError = Short(later.Message);
        }, cancel);
        throw new RetryLaterException(DelayAfter(mail.Attempts + 1), later.IsServerDown ? "The mail server does not take mails now." : "The mail was not taken.");
    }

    private Task ChangeAsync(OutgoingMail mail, Action<OutgoingMail> change, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var row = await db.Set<OutgoingMail>().SingleAsync(m => m.Id == mail.Id, c);
        change(row);
        await db.SaveChangesAsync(c);
    }, cancel);

    private static string Short(string text) => text.Length <= 500 ? text : text[..500];
}
