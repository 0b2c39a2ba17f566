using System.Net;
using System.Net.Mail;
using GboParticipatie.Files;
using GboParticipatie.Notifications.Models;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>Hands a message over: to a mail server when one is configured, else as a file.</summary>
public sealed class MailTransport(IOptions<MailOptions> options, AppDataFolder appData, IStringLocalizer<Startup> S)
{
    // Within the time that the host gives to what it stops.
    private static readonly TimeSpan WhenStopping = TimeSpan.FromSeconds(10);

    /// <summary>True when a mail server is configured.</summary>
    public bool IsSmtp => options.Value.Smtp.Host.Length > 0;

    /// <summary>Hands the message over.</summary>
    /// <exception cref="MailRefusedException">The address is refused for good.</exception>
    /// <exception cref="MailNotNowException">Not now.</exception>
    public Task HandOverAsync(OutgoingMail mail, MailMessage message, CancellationToken cancel)
        => IsSmtp ? SmtpAsync(message, cancel) : FileAsync(mail, message);

    /// <summary>Erases the file of a mail, where there is one.</summary>
    /// <param name="messageId">The mail's Message-ID.</param>
    public void Erase(string messageId) => File.Delete(Path.Combine(appData.Sub("mail"), FileName(messageId)));

    // A file is named by its Message-ID: handed over twice, it is the same file.
    private static string FileName(string messageId)
        => string.Concat(messageId.Trim('<', '>').Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '@' ? c : '_')) + ".eml";

    private async Task SmtpAsync(MailMessage message, CancellationToken cancel)
    {
        var smtp = options.Value.Smtp;
        // SmtpClient's own timeout does not count for asynchronous sending. A site that stops waits a little: the server may have the
        // whole message and be about to say so, and whoever takes it up again hands it over a second time.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(smtp.TimeoutSeconds));
        using var stopping = cancel.Register(() => limit.CancelAfter(WhenStopping));
        try
        {
            using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.StartTls };
            if (smtp.User.Length > 0) client.Credentials = new NetworkCredential(smtp.User, smtp.Password);
            // It heeds the token until the text is sent; after that it waits for as long as the server likes.
            await client.SendMailAsync(message, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException problem) when (!cancel.IsCancellationRequested)
        {
            throw new MailNotNowException(S["De mailserver antwoordt niet."], problem, isServerDown: true);
        }
        catch (SmtpException problem)
        {
            throw SmtpReply.Judge(problem, S["De mailserver laat de site niet toe: kijk de gebruiker en het wachtwoord na."]);
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException or FormatException)
        {
            throw new MailNotNowException(problem.Message, problem, isServerDown: problem is IOException);
        }
    }

    // Written aside and renamed into place: whoever looks in the folder sees whole mails only.
    private async Task FileAsync(OutgoingMail mail, MailMessage message)
    {
        var aside = new DirectoryInfo(Path.Combine(appData.Sub("mail"), $".{mail.Id:N}-{Guid.NewGuid():N}"));
        try
        {
            aside.Create();
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = aside.FullName })
                await client.SendMailAsync(message);
            var written = aside.GetFiles("*.eml").Single().FullName;
            await using (var file = new FileStream(written, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
            File.Move(written, Path.Combine(aside.Parent!.FullName, FileName(mail.MessageId)), overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SmtpException)
        {
            throw new MailNotNowException(S["De mail kon niet geschreven worden: is de schijf vol?"], problem, isServerDown: true);
        }
        finally
        {
            aside.Refresh();
            if (aside.Exists) aside.Delete(recursive: true);
        }
    }
}
