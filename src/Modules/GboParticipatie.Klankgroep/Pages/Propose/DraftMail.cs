using GboParticipatie.Email;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.Propose;

/// <summary>
/// Mails the link of a draft. One address gets as many as it gets codes to sign in, whoever asks: else anyone could fill
/// the mailbox of another.
/// </summary>
public sealed class DraftMail(IEmailService email, MailLog mails, GboDbContext db, IConfiguration configuration, TimeProvider time, IStringLocalizer<Startup> S)
{
    private const string Kind = "draft-link";

    private int Most => configuration.GetValue("SignIn:PerAddress", 10);

    private TimeSpan Window => configuration.GetValue("SignIn:Window", TimeSpan.FromHours(3));

    /// <summary>Queues the mail, once for each draft and address. False when the address had too many.</summary>
    public Task<bool> SendAsync(ProposalDraft draft, string address, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        // Those who ask at the same moment would not see each other's.
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({Kind + Person.Normalize(address)}, 0))", c);
        if (await mails.CountAsync(Kind, address, time.GetUtcNow().UtcDateTime - Window, c) >= Most) return false;
        await email.QueueAsync(await MailLanguages.ForVisitorAsync(() => Message(draft, address)), c);
        return true;
    }, cancel);

    private EmailMessage Message(ProposalDraft draft, string address) => new()
    {
        Key = $"draft:{draft.Id:N}:{Person.Normalize(address)}",
        Kind = Kind,
        To = address,
        Subject = S["Ga verder waar je stopte"],
        Body = S["""
            Je bewaarde iets op onze site om later verder te gaan.

            Klik op de knop. Dat kan tot en met {0}. Geef de link aan niemand anders.

            Vroeg je dit niet? Dan hoef je niets te doen.
            """, BrusselsTime.LongDate(draft.ExpiresAt)],
        ActionText = S["Ga verder"],
        ActionUrl = ProposeJourney.LinkTo(draft.Id),
        IsSecret = true,
    };
}
