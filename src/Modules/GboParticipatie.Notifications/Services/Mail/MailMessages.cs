using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Settings;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>Writes a mail as the message that a mail server takes: text first, HTML as the alternative.</summary>
public sealed class MailMessages(MailIdentity identity, MailRenderer renderer, IStringLocalizer<Startup> S)
{
    /// <summary>The message, and how it reads. The caller disposes the message.</summary>
    /// <exception cref="MailRefusedException">The address is none.</exception>
    public (MailMessage Message, RenderedMail Rendered) Build(OutgoingMail mail, SiteSettings site)
    {
        // Anything around the address, such as a name or a second address, is not an address of one person.
        if (!MailAddress.TryCreate(mail.To, out var address) || !address.Address.Equals(mail.To, StringComparison.OrdinalIgnoreCase))
            throw new MailRefusedException(S["Dit is geen geldig mailadres."]);
        var rendered = renderer.Render(mail, site);
        var message = new MailMessage
        {
            From = new MailAddress(identity.From(site), site.RegionName, Encoding.UTF8),
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(address.Address, mail.ToName, Encoding.UTF8));
        if (MailAddress.TryCreate(site.CoachEmail, out var coach))
            message.ReplyToList.Add(new MailAddress(coach.Address, site.CoachName, Encoding.UTF8));
        message.Headers["Message-ID"] = mail.MessageId;
        message.Headers["Auto-Submitted"] = "auto-generated";
        if (mail.UnsubscribeUrl is { Length: > 0 } stop) message.Headers["List-Unsubscribe"] = $"<{new Uri(identity.Absolute(site, stop)).AbsoluteUri}>";
        message.AlternateViews.Add(View(rendered.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(rendered.Html, MediaTypeNames.Text.Html));
        if (mail is { CalendarMethod: { } method, Calendar: { } calendar }) AddCalendar(message, method, calendar);
        return (message, rendered);
    }

    // Twice, as calendar programs want it: some read the alternative with its method, others only what is attached.
    private static void AddCalendar(MailMessage message, string method, string calendar)
    {
        var bytes = Encoding.UTF8.GetBytes(calendar);
        var type = $"{CalendarWriter.MediaType}; charset=utf-8; method={method}";
        message.AlternateViews.Add(new AlternateView(new MemoryStream(bytes), type) { TransferEncoding = TransferEncoding.Base64 });
        message.Attachments.Add(new Attachment(new MemoryStream(bytes), "bijeenkomst.ics", type) { TransferEncoding = TransferEncoding.Base64 });
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content.ReplaceLineEndings("\r\n"), Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }
}

/// <summary>The mail will not be taken, however often it is tried: what the server said.</summary>
public sealed class MailRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The mail is not taken now; later it may be.</summary>
/// <param name="message">What was wrong.</param>
/// <param name="inner">Cause.</param>
/// <param name="isServerDown">True when nothing can be said of this mail: the server is away or full.</param>
public sealed class MailNotNowException(string message, Exception? inner, bool isServerDown) : Exception(message, inner)
{
    /// <summary>True when nothing can be said of this mail: the server is away or full, and it waits for as long as that takes.</summary>
    public bool IsServerDown { get; } = isServerDown;
}
