using System.Text;
using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Localization;
using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>
/// Mails about a meeting to whoever is invited and wants mail, each with the meeting for their calendar: the same event each time,
/// with a higher number when it changed (RFC 5546). For who takes no mail the coach gets a task.
/// </summary>
public sealed class InvitationMails(
    GboDbContext db, IEmailService email, MeetingTasks tasks, InvitationLinks links, MailIdentity identity, SiteAddress address, ISiteService site,
    IStringLocalizer<Startup> S) :
    IEventHandler<SessionAnnounced>, IEventHandler<PeopleInvited>, IEventHandler<SessionChanged>, IEventHandler<SessionCancelled>,
    IEventHandler<InvitationReminderSent>, IEventHandler<SessionIsSoon>, IEventHandler<InvitationSeated>, IEventHandler<InvitationLinkRenewed>
{
    /// <inheritdoc />
    public Task HandleAsync(SessionAnnounced @event, EventEnvelope envelope, CancellationToken cancel) => InviteAsync(@event.SessionId, cancel);

    /// <inheritdoc />
    public Task HandleAsync(PeopleInvited @event, EventEnvelope envelope, CancellationToken cancel) => InviteAsync(@event.SessionId, cancel);

    /// <inheritdoc />
    public Task HandleAsync(SessionChanged @event, EventEnvelope envelope, CancellationToken cancel)
        => MailAsync(@event.SessionId, i => @event.IsMoved || i.Reply != InvitationReply.No, (session, party) =>
        {
            var saidNo = party.Reply == InvitationReply.No;
            string question = saidNo ? S["Kan je nu wel komen?"] : party.Reply == InvitationReply.None ? S["Kom je?"] : S["Kan je nog komen?"];
            return new Letter(
                "changed", $"changed-{session.Sequence}", S["Veranderd: {0}", session.Title],
                saidNo ? S["Je zei dat je niet kon. Deze bijeenkomst is nu anders:"] : S["Deze bijeenkomst is veranderd. Zo is het nu:"],
                S["{0} Laat het weten met de knop.", question], S["Laat weten of je komt"])
            { Before = WasBefore(@event.Before, session, MailMarkdown.Escape), Tell = WasBefore(@event.Before, session, text => text) + question };
        }, cancel);

    /// <inheritdoc />
    public Task HandleAsync(SessionCancelled @event, EventEnvelope envelope, CancellationToken cancel)
        => MailAsync(@event.SessionId, i => true, (session, _) => new Letter(
            "cancelled", "cancelled", S["Gaat niet door: {0}", session.Title], S["Deze bijeenkomst gaat niet door:"],
            WhyNot(MailMarkdown.Escape(session.CancelReason)), S["Bekijk de kalender"])
        { Tell = WhyNot(session.CancelReason ?? "") }, cancel);

    /// <inheritdoc />
    public Task HandleAsync(InvitationReminderSent @event, EventEnvelope envelope, CancellationToken cancel)
        => MailAsync(@event.SessionId, i => (i.Reply == InvitationReply.None || i.AskedAgainAt != null) && i.RemindedOn == @event.Day, (session, party) => new Letter(
            "reminder", $"reminder-{@event.Day:yyyyMMdd}", S["Kom je ook? {0}", session.Title],
            party.IsOfBefore ? S["De dag of plaats veranderde nadat je antwoordde. Je liet nog niet weten of je nu komt naar:"] : S["Je liet nog niet weten of je komt naar:"],
            S["Ook als je niet kan, helpt het ons om dat te weten."], S["Laat weten of je komt"])
        { Tell = S["Ook als je niet kan, helpt het ons om dat te weten."] }, cancel);

    /// <inheritdoc />
    public async Task HandleAsync(SessionIsSoon @event, EventEnvelope envelope, CancellationToken cancel)
    {
        // Moved to another day meanwhile: that is told by itself, and this when the new day is near.
        var (from, until) = (BrusselsTime.StartOfDay(@event.Day), BrusselsTime.StartOfDay(@event.Day.AddDays(1)));
        if (await db.Set<Session>().AnyAsync(s => s.Id == @event.SessionId && s.StartsAt >= from && s.StartsAt < until, cancel)) await MailAsync(@event.SessionId, InvitedParties.IsComing, IsSoon, cancel);
    }

    private Letter IsSoon(Session session, InvitedParty party)
    {
        string opening = party.IsOfBefore ? S["Je antwoordde voor de dag of plaats veranderde. Zo is het nu:"]
            : party.Reply == InvitationReply.Maybe ? S["Je zei dat je misschien komt naar:"] : S["Je zei dat je komt naar:"];
        string question = party.IsOfBefore ? S["Kan je nog komen?"] : party.Reply == InvitationReply.Maybe ? S["Kom je?"] : S["Kan je toch niet?"];
        // Who may read the meeting only after signing in has it in this mail.
        var file = session.Group!.Readers == GroupReaders.Everyone ? "\n\n" + S["[Zet in mijn agenda](/bijeenkomsten/{0}.ics)", session.Id] : "";
        return new Letter(
            "soon", $"soon-{BrusselsTime.DayOf(session.StartsAt):yyyyMMdd}", S["Tot {0}: {1}", BrusselsTime.Weekday(session.StartsAt), session.Title], opening,
            S["{0} Laat het weten met de knop.", question] + file, S["Bekijk je antwoord"])
        { Tell = S["{0} Laat het weten.", question] };
    }

    /// <inheritdoc />
    public Task HandleAsync(InvitationSeated @event, EventEnvelope envelope, CancellationToken cancel)
        => MailAsync(@event.SessionId, i => i.Id == @event.InvitationId && i.WaitingSince == null && i.Reply == InvitationReply.Yes, (session, party) =>
        {
            var with = party.People > 1 ? S["Jullie zijn ingeschreven met {0}.", party.People] + " " : "";
            return new Letter(
                "seated", $"seated-{envelope.Id:N}", S["Er is plaats voor je: {0}", session.Title], S["Er kwam plaats vrij. Je bent welkom op:"],
                with + S["Kan je toch niet? Laat het weten met de knop: dan kan iemand anders komen."], S["Bekijk je antwoord"])
            { Tell = with + S["Kan je toch niet? Laat het weten: dan kan iemand anders komen."] };
        }, cancel);

    /// <inheritdoc />
    public Task HandleAsync(InvitationLinkRenewed @event, EventEnvelope envelope, CancellationToken cancel)
        => MailAsync(@event.SessionId, i => i.Id == @event.InvitationId, (session, _) => new Letter(
            "link", $"link-{envelope.Id:N}", S["Je nieuwe link: {0}", session.Title], S["Hier is je nieuwe link voor:"],
            S["De link in een vroegere mail werkt niet meer. Gebruik deze knop."], S["Laat weten of je komt"]), cancel);

    private Task InviteAsync(Guid sessionId, CancellationToken cancel)
        => MailAsync(sessionId, i => true, (session, _) => new Letter(
            "invitation", "invitation", S["Kom je ook? {0}", session.Title], S["Je bent uitgenodigd:"],
            S["Kom je? Laat het weten met de knop. Zeg er ook bij wat je nodig hebt, zoals een tolk, vervoer of opvang voor je kinderen."]
            + (session.Group!.AcceptsItems ? "\n\n" + S["Wil je iets bespreken? [Breng het mee](/punt?groep={0}).", session.Group.Slug] : ""), S["Laat weten of je komt"])
        { Tell = S["Kom je? Zeg ook met hoeveel je bent en wat je nodig hebt, zoals een tolk, vervoer of opvang voor je kinderen."] }, cancel);

    // What is other than before, and nothing else: "Eerst was het op …".
    private string WasBefore(SessionBefore? before, Session session, Func<string, string> asText)
    {
        if (before is null) return "";
        var was = new List<string>();
        if (before.Title != session.Title) was.Add($"“{asText(before.Title)}”");
        if ((before.StartsAt, before.EndsAt) != (session.StartsAt, session.EndsAt)) was.Add(BrusselsTime.LongRange(before.StartsAt, before.EndsAt));
        if (before.Place != session.Place && before.Place.Length > 0) was.Add(asText(before.Place));
        return was.Count == 0 ? "" : S["Eerst was het: {0}.", string.Join(" · ", was)] + "\n\n";
    }

    private string WhyNot(string reason) => S["Waarom? {0}\n\nJe hoeft niets te doen. Punten die op de agenda stonden, gaan naar de volgende keer.", reason];

    private async Task MailAsync(
        Guid sessionId, System.Linq.Expressions.Expression<Func<Invitation, bool>> who, Func<Session, InvitedParty, Letter> write, CancellationToken cancel)
    {
        if (await db.Set<Session>().AsNoTracking().Include(s => s.Group).SingleOrDefaultAsync(s => s.Id == sessionId, cancel) is not { } session) return;
        var settings = await site.GetAsync<SiteSettings>(cancel);
        var toTell = new List<MeetingNews>();
        foreach (var party in await db.WithNames(db.Set<Invitation>().AsNoTracking().Where(i => i.SessionId == sessionId).Where(who)).ToListAsync(cancel))
        {
            // Handled later than it happened: what was said meanwhile by a newer event is said by that one.
            var letter = write(session, party);
            if (session.State == SessionState.Cancelled && letter.Kind != "cancelled") continue;
            if (party.Means is not { } means) await email.WriteAsync(() => Compose(session, party, write(session, party), settings), cancel);
            else if (letter.Tell is { } tell) toTell.Add(new MeetingNews(KeyOf(letter, party), party.PersonId, party.OrganisationId, means, Told(session, letter.Opening, tell), IsReminder: letter.Kind is "reminder" or "soon"));
        }

        await tasks.AddAsync(sessionId, toTell, cancel);
    }

    private static string KeyOf(Letter letter, InvitedParty party) => $"session:{letter.Key}:{party.Id:N}";

    private static string Told(Session session, string opening, string closing)
    {
        var where = session.Place.Length > 0 ? $"\n{session.Place}" : "";
        return $"{opening}\n\n{session.Title}\n{BrusselsTime.LongRange(session.StartsAt, session.EndsAt)}{where}\n\n{closing}";
    }

    private EmailMessage Compose(Session session, InvitedParty party, Letter letter, SiteSettings settings)
    {
        var isCancelled = session.State == SessionState.Cancelled;
        var body = new StringBuilder($"{MailMarkdown.Escape(S.Hello(party.IsPerson ? party.Name : "", party.Email))},\n\n{letter.Opening}\n\n");
        body.Append($"**{MailMarkdown.Escape(session.Title)}**\\\n{BrusselsTime.LongRange(session.StartsAt, session.EndsAt)}");
        if (session.Place.Length > 0) body.Append($"\\\n{MailMarkdown.Escape(session.Place)}");
        body.Append("\n\n").Append(letter.Before);
        if (!isCancelled && session.Introduction.Length > 0) body.Append($"{session.Introduction}\n\n");
        if (!isCancelled && session.VideoLink is { } video) body.Append($"{S["Meedoen via video: <{0}>", video]}\n\n");
        return new EmailMessage
        {
            Key = KeyOf(letter, party),
            Kind = $"session-{letter.Kind}",
            To = party.Email!,
            ToName = party.Name,
            Subject = letter.Subject,
            Body = body.Append(letter.Closing).ToString(),
            ActionText = letter.Action,
            ActionUrl = isCancelled ? "/kalender" : links.ToReply(party.Id, party.LinkVersion),
            Calendar = CalendarOf(session, party, settings),
        };
    }

    private CalendarPart CalendarOf(Session session, InvitedParty party, SiteSettings settings)
    {
        var method = session.State == SessionState.Cancelled ? CalendarMethod.Cancel : CalendarMethod.Request;
        var one = SessionCalendar.EventOf(session, address.Of(settings), withVideo: true, S) with
        {
            Organizer = new CalendarParty(identity.From(settings), settings.RegionName),
            Attendees = [new CalendarParty(party.Email!, party.Name, StatusOf(party))],
        };
        return new CalendarPart(CalendarWriter.MethodOf(method), Encoding.UTF8.GetString(CalendarWriter.Write(new ICalendarObject { Method = method, Events = [one] })));
    }

    private static ParticipationStatus StatusOf(InvitedParty party) => party.Reply switch
    {
        // RFC 5546, 3.2.2.1: who answered for another moment is asked again.
        _ when party.IsOfBefore => ParticipationStatus.NeedsAction,
        InvitationReply.Yes when !party.IsWaiting => ParticipationStatus.Accepted,
        InvitationReply.Yes or InvitationReply.Maybe => ParticipationStatus.Tentative,
        InvitationReply.No => ParticipationStatus.Declined,
        _ => ParticipationStatus.NeedsAction,
    };

    /// <summary>The words of one kind of mail.</summary>
    private sealed record Letter(string Kind, string Key, string Subject, string Opening, string Closing, string Action)
    {
        /// <summary>What it was before; empty: nothing changed.</summary>
        public string Before { get; init; } = "";

        /// <summary>How it ends when the coach tells it; null: it is not told otherwise than by mail.</summary>
        public string? Tell { get; init; }
    }
}
