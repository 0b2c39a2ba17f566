using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Files;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Settings;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Tells whoever brought a point that the coach took a file away, by mail or by the coach's list of whom to tell. The name of the file stands in no mail.</summary>
public sealed class FileMails(GboDbContext db, IEmailService email, ContactTasks tasks, PointLinks links, ISiteService site, IStringLocalizer<Startup> S) : IEventHandler<AgendaItemFileRemoved>
{
    /// <inheritdoc />
    public async Task HandleAsync(AgendaItemFileRemoved @event, EventEnvelope envelope, CancellationToken cancel)
    {
        var item = await db.Set<AgendaItem>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == @event.ItemId, cancel);
        var why = await db.Set<StoredFile>().AsNoTracking().Where(f => f.Id == @event.FileId).Select(f => f.RemovedBecause).SingleOrDefaultAsync(cancel);
        if (item is null || why is null) return;
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        var key = $"point:file-removed:{@event.FileId:N}";
        await tasks.AddAsync(key, item.Id, S["De {0} haalde een bestand weg bij je punt. Dit is de reden:\n\n{1}\n\nJe punt zelf blijft zoals het is.", coach, why], cancel);
        var author = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == item.AuthorPersonId, cancel);
        if (author is not { Email: { } address, PreferredChannel: ContactChannel.Email }) return;
        await email.WriteAsync(() => new EmailMessage
        {
            Key = key,
            Kind = "point-file-removed",
            To = address,
            ToName = author.Name,
            Subject = S["Er is nieuws over je punt"],
            Body = $"{MailMarkdown.Escape(S.Hello(author.Name, address))},\n\n{S["De {0} haalde een bestand weg bij je punt {1}. Op de site lees je waarom. Je punt zelf blijft zoals het is.", coach, item.Reference]}",
            ActionText = S["Bekijk je punt"],
            ActionUrl = links.ToFollow(item),
        }, cancel);
    }
}
