using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Settings;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// Mails about a neutral text: to the author who is asked, and to the coach when the author answered. The text itself stands in no
/// mail; the coach reads it aloud to an author without mail.
/// </summary>
public sealed class NeutralTextMails(GboDbContext db, IEmailService email, ContactTasks tasks, NeutralTextLinks links, IUserDirectory directory, ISiteService site,
    IStringLocalizer<Startup> S) :
    IEventHandler<NeutralTextAsked>, IEventHandler<NeutralTextAnswered>
{
    /// <inheritdoc />
    public async Task HandleAsync(NeutralTextAsked @event, EventEnvelope envelope, CancellationToken cancel)
    {
        if (await FindAsync(@event.ItemId, @event.LinkVersion, cancel) is not ({ } item, { IsAsked: true } neutral)) return;
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        var key = $"neutral:asked:{item.Id:N}:{@event.LinkVersion}";
        await tasks.AddAsync(
            key, item.Id, S["De {0} schreef een korte tekst bij je punt. Er staat niets in waaraan iemand je herkent:\n\n{1}\n\nMag dit zo verder? Alleen als jij ja zegt, lezen anderen deze tekst.", coach, neutral.Text], cancel);
        var author = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == item.AuthorPersonId, cancel);
        if (author is not { Email: { } address, PreferredChannel: ContactChannel.Email }) return;
        await email.WriteAsync(() => new EmailMessage
        {
            Key = key,
            Kind = "point-neutral-text",
            To = address,
            ToName = author.Name,
            Subject = S["Mag je punt zo verder?"],
            Body = $"{MailMarkdown.Escape(S.Hello(author.Name, address))},\n\n{S["De {0} schreef een korte tekst bij je punt {1}. Er staat niets in waaraan iemand je herkent.\n\nAlleen als jij ja zegt, lezen anderen deze tekst. Wat je zelf schreef, leest niemand anders.", coach, item.Reference]}",
            ActionText = S["Lees de tekst"],
            ActionUrl = links.ToAnswer(item.Id, @event.LinkVersion),
        }, cancel);
    }

    /// <inheritdoc />
    public async Task HandleAsync(NeutralTextAnswered @event, EventEnvelope envelope, CancellationToken cancel)
    {
        if (await FindAsync(@event.ItemId, @event.LinkVersion, cancel) is not ({ OwnerUserId: { } owner } item, { IsAsked: false } neutral)) return;
        if (await directory.FindByIdAsync(owner, cancel) is not { } coach) return;
        await email.WriteAsync(() => new EmailMessage
        {
            Key = $"neutral:answered:{envelope.Id:N}",
            Kind = "point-neutral-answered",
            To = coach.Email,
            ToName = coach.Name,
            Subject = neutral.AgreedAt is not null ? S["De tekst mag verder"] : S["De tekst mag zo niet verder"],
            Body = $"{MailMarkdown.Escape(S.Hello(coach.Name, coach.Email))},\n\n" + (neutral.AgreedAt is not null
                ? S["Wie {0} bracht, las je tekst en zei **ja**. Je kan er nu een antwoord op vragen.", item.Reference]
                : S["Wie {0} bracht, las je tekst en zei **nee**. Lees waarom, en schrijf een andere.", item.Reference]),
            ActionText = S["Bekijk het"],
            ActionUrl = $"/beheer/punten/{item.Id}/tekst",
            Pace = EmailPace.Work,
        }, cancel);
    }

    private async Task<(AgendaItem? Item, NeutralText? Text)> FindAsync(Guid itemId, int linkVersion, CancellationToken cancel)
    {
        // Handled later than it happened: about a text that was replaced nothing needs to be said.
        var neutral = await db.Set<NeutralText>().AsNoTracking().SingleOrDefaultAsync(n => n.ItemId == itemId && n.LinkVersion == linkVersion, cancel);
        return neutral is null ? (null, null) : (await db.Set<AgendaItem>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == itemId, cancel), neutral);
    }
}
