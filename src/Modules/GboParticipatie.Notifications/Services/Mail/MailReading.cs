using GboParticipatie.Notifications.Models;
using GboParticipatie.Users;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>A mail as an administrator may read it.</summary>
/// <param name="Mail">The mail.</param>
/// <param name="Content">How it reads; null when it is secret or erased.</param>
/// <param name="ActionUrl">Absolute address of its button, or null.</param>
public sealed record ReadableMail(OutgoingMail Mail, RenderedMail? Content, string? ActionUrl);

/// <summary>Opens mails for reading. That someone read a mail to another is written in the audit trail.</summary>
public sealed class MailReading(GboDbContext db, MailLog mails, MailRenderer renderer, MailIdentity identity, ISiteService site, ICurrentUser user)
{
    /// <summary>The mail with its content, as sent or, before that, as it would be sent now; secrets in demo mode only.</summary>
    /// <exception cref="NotFoundException">There is no such mail.</exception>
    public async Task<ReadableMail> OpenAsync(Guid id, bool note, CancellationToken cancel)
    {
        var mail = await mails.FindAsync(id, cancel) ?? throw new NotFoundException("Deze mail bestaat niet.");
        var settings = await site.GetAsync<SiteSettings>(cancel);
        if (mail.Body is null || (mail.IsSecret && !settings.DemoMode)) return new ReadableMail(mail, null, null);
        if (note)
        {
            db.Audit("Mail.Read", mail.Id, user.Id);
            await db.SaveChangesAsync(cancel);
        }

        var content = mail is { SentText: not null, SentHtml: not null } ? new RenderedMail(mail.SentText, mail.SentHtml) : renderer.Render(mail, settings);
        return new ReadableMail(mail, content, mail.ActionUrl is { Length: > 0 } url ? identity.Absolute(settings, url) : null);
    }
}
