using GboParticipatie.Email;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>A mail as someone at the desk may read it.</summary>
/// <param name="Mail">The mail.</param>
/// <param name="Content">How it reads; null when it is secret, closed or erased.</param>
/// <param name="ActionUrl">Absolute address of its button, or null; null as well when it opens something for whoever has it.</param>
/// <param name="IsClosed">True when this reader may not read what it says.</param>
public sealed record ReadableMail(OutgoingMail Mail, RenderedMail? Content, string? ActionUrl, bool IsClosed = false);

/// <summary>
/// Opens mails for reading. In a demonstration all of it is readable. Elsewhere nobody gets another's personal links and codes
/// here, and a mail about a record is for who may read that record. That someone read a mail to another is written in the audit trail.
/// </summary>
public sealed class MailReading(
    GboDbContext db, MailLog mails, MailRenderer renderer, MailIdentity identity, ISiteService site, IEnumerable<IMailReaders> readers, ICurrentUser user, IStringLocalizer<Startup> S)
{
    /// <summary>Mails with this state (null is all) that contain the text, newest first; without the subject of those that are closed.</summary>
    public async Task<(IReadOnlyList<MailLine> Lines, int Total)> ListAsync(MailState? state, string? text, int page, CancellationToken cancel)
    {
        var readsAll = (await site.GetAsync<SiteSettings>(cancel)).DemoMode || await MayReadAllAsync(cancel);
        // What is found by its subject tells what that says.
        var (lines, total) = await mails.ListAsync(state, text, inSubject: readsAll, page, cancel);
        if (readsAll) return (lines, total);
        var ids = lines.Select(l => l.Id).ToList();
        var closed = await ClosedAsync(await db.Set<OutgoingMail>().AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(cancel), cancel);
        return ([.. lines.Select(l => closed.Contains(l.Id) ? l with { Subject = "", IsClosed = true } : l)], total);
    }

    /// <summary>The mail with its content, as sent or, before that, as it would be sent now.</summary>
    /// <exception cref="NotFoundException">There is no such mail.</exception>
    public async Task<ReadableMail> OpenAsync(Guid id, bool note, CancellationToken cancel)
    {
        var mail = await mails.FindAsync(id, cancel) ?? throw new NotFoundException("Deze mail bestaat niet.");
        var settings = await site.GetAsync<SiteSettings>(cancel);
        if (!settings.DemoMode && !await MayReadAllAsync(cancel) && (await ClosedAsync([mail], cancel)).Contains(id))
            return new ReadableMail(mail, null, null, IsClosed: true);
        if (mail.Body is null || (mail.IsSecret && !settings.DemoMode)) return new ReadableMail(mail, null, null);
        if (note)
        {
            db.Audit("Mail.Read", mail.Id, user.Id);
            await db.SaveChangesAsync(cancel);
        }

        var content = mail is { SentText: not null, SentHtml: not null } ? new RenderedMail(mail.SentText, mail.SentHtml) : renderer.Render(mail, settings);
        var action = mail.ActionUrl is { Length: > 0 } url ? identity.Absolute(settings, url) : null;
        if (settings.DemoMode) return new ReadableMail(mail, content, action);
        var codes = new List<string>();
        foreach (var reader in readers) codes.AddRange(await reader.SecretsInAsync(Stored(mail), cancel));
        return new ReadableMail(mail, PersonalParts.Hide(content, codes, S), PersonalParts.AreIn(action) ? null : action);
    }

    private async Task<bool> MayReadAllAsync(CancellationToken cancel)
    {
        foreach (var reader in readers)
            if (!await reader.MayReadAllAsync(cancel)) return false;
        return true;
    }

    private async Task<HashSet<Guid>> ClosedAsync(List<OutgoingMail> some, CancellationToken cancel)
    {
        // Of an erased text nobody can tell any more what it was about.
        var closed = some.Where(m => m is { Body: null, IsSecret: false }).Select(m => m.Id).ToHashSet();
        foreach (var reader in readers) closed.UnionWith(await reader.ClosedAsync(some.ConvertAll(Stored), cancel));
        return closed;
    }

    private static StoredMail Stored(OutgoingMail mail) => new(mail.Id, mail.Body, mail.ActionUrl);
}
