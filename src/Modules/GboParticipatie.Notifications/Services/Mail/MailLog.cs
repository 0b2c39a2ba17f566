using GboParticipatie.Notifications.Events;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Users;

namespace GboParticipatie.Notifications.Services.Mail;

/// <summary>What the list of mails shows of one.</summary>
public sealed record MailLine(Guid Id, string To, string? ToName, string Subject, string Kind, MailState State, int Attempts, DateTime QueuedAt, DateTime? SentAt, string? LastError)
{
    /// <summary>True when this reader may not read what it says: only that it went, to whom and when.</summary>
    public bool IsClosed { get; init; }
}

/// <summary>Mails that wait for the mail server.</summary>
/// <param name="Count">How many.</param>
/// <param name="Since">Since when the oldest waits (UTC).</param>
/// <param name="Error">What went wrong last.</param>
public sealed record MailJam(int Count, DateTime Since, string? Error);

/// <summary>The mails of the region, for who may see them.</summary>
public sealed class MailLog(GboDbContext db, ICurrentUser user)
{
    /// <summary>Mails a page.</summary>
    public const int PageSize = 50;

    /// <summary>Mails with this state (null is all) whose address, name or (if asked) subject contains the text, newest first.</summary>
    public async Task<(IReadOnlyList<MailLine> Lines, int Total)> ListAsync(MailState? state, string? text, bool inSubject, int page, CancellationToken cancel)
    {
        var mails = db.Set<OutgoingMail>().AsNoTracking();
        if (state is not null) mails = mails.Where(m => m.State == state);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var part = text.Trim().ToLowerInvariant();
#pragma warning disable MA0011 // Becomes SQL, where there is no culture to give.
            mails = mails.Where(m => m.To.ToLower().Contains(part) || (inSubject && m.Subject.ToLower().Contains(part)) || m.ToName!.ToLower().Contains(part));
#pragma warning restore MA0011
        }

        var total = await mails.CountAsync(cancel);
        var lines = await mails.OrderByDescending(m => m.QueuedAt).ThenByDescending(m => m.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(m => new MailLine(m.Id, m.To, m.ToName, m.Subject, m.Kind, m.State, m.Attempts, m.QueuedAt, m.SentAt, m.LastError)).ToListAsync(cancel);
        return (lines, total);
    }

    /// <summary>The mail, or null.</summary>
    public Task<OutgoingMail?> FindAsync(Guid id, CancellationToken cancel) => db.Set<OutgoingMail>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancel);

    /// <summary>How many mails of a kind were queued for an address since then.</summary>
    public Task<int> CountAsync(string kind, string address, DateTime since, CancellationToken cancel)
    {
        var recipient = RecipientStreams.Of(address);
        return db.Set<OutgoingMail>().CountAsync(m => m.QueuedAt > since && m.RecipientStream == recipient && m.Kind == kind, cancel);
    }

    /// <summary>How many mails were refused.</summary>
    public Task<int> CountFailedAsync(CancellationToken cancel) => db.Set<OutgoingMail>().CountAsync(m => m.State == MailState.Failed, cancel);

    /// <summary>The mails that wait because the server does not take them, or null when none do.</summary>
    public async Task<MailJam?> JamAsync(CancellationToken cancel)
    {
        var waiting = db.Set<OutgoingMail>().Where(m => m.State == MailState.Queued && m.Attempts > 0);
        var oldest = await waiting.OrderBy(m => m.QueuedAt).Select(m => new { m.QueuedAt, m.LastError }).FirstOrDefaultAsync(cancel);
        if (oldest is null) return null;
        // Those behind a mail that waits have not been tried themselves.
        var count = await db.Set<OutgoingMail>().CountAsync(m => m.State == MailState.Queued && m.QueuedAt >= oldest.QueuedAt, cancel);
        return new MailJam(count, oldest.QueuedAt, oldest.LastError);
    }

    /// <summary>Tries a refused mail again, or lets a held one go.</summary>
    /// <exception cref="NotFoundException">There is no such mail.</exception>
    /// <exception cref="RuleException">It is on its way or gone already, or its text was erased.</exception>
    public Task SendAgainAsync(Guid id, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var mail = await db.Set<OutgoingMail>().SingleOrDefaultAsync(m => m.Id == id, c) ?? throw new NotFoundException("Deze mail bestaat niet.");
        if (mail.State is not (MailState.Failed or MailState.Held)) throw new RuleException("Deze mail is al verstuurd of vertrekt vanzelf.");
        if (mail.Body is null) throw new RuleException("De tekst van deze mail is gewist. Je kan hem niet meer versturen.");
        mail.State = MailState.Queued;
        mail.Attempts = 0;
        db.Publish(new MailQueued(mail.RecipientStream, mail.Id));
        db.Audit("Mail.SentAgain", mail.Id, user.Id);
        await db.SaveChangesAsync(c);
    }, cancel);
}
