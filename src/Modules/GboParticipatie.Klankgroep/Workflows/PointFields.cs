using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using GboParticipatie.Workflows;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Workflows;

/// <summary>The fields that conditions and texts may use about points, answers and meetings, and their values now.</summary>
public sealed class PointFields(
    GboDbContext db, PointLinks links, RatingLinks ratings, ISiteService site, IUserDirectory users, AgendaService agendas, SinceLastTimeService since, IStringLocalizer<Startup> S)
{
    /// <summary>About the group and the meeting.</summary>
    public static IReadOnlyList<WorkflowField> OfSession { get; } =
    [
        new("group.name", "naam van de groep", FieldType.Text),
        new("group.nameInText", "naam van de groep in een zin", FieldType.Text),
        new("group.slug", "korte naam van de groep", FieldType.Text),
        new("session.title", "titel van de bijeenkomst", FieldType.Text),
        new("session.startsAt", "begin van de bijeenkomst", FieldType.Moment),
        new("session.place", "plaats van de bijeenkomst", FieldType.Text),
        WorkflowField.Choice<SessionState>("session.state", "hoever de bijeenkomst is", s => s.Dutch()),
        new("session.isOfGroup", "de groep komt zelf samen: niet als de begeleider ergens te gast is", FieldType.YesNo),
        new("session.cancelReason", "waarom de bijeenkomst niet doorgaat", FieldType.Text),
        new("session.link", "pagina van de bijeenkomst", FieldType.Link),
        new("session.memberLink", "pagina van de bijeenkomst, na het inloggen", FieldType.Link),
        new("session.endedOn", "dag waarop de bijeenkomst eindigde", FieldType.Date),
        new("session.reportLink", "pagina waar de begeleider het verslag schrijft", FieldType.Link),
    ];

    /// <summary>About the meeting and what is on its agenda.</summary>
    public static IReadOnlyList<WorkflowField> OfAgenda { get; } = [.. OfSession, new("session.agenda", "wat op de agenda staat, een punt per lijn", FieldType.Text)];

    /// <summary>About the point, its group and the meeting it waits for.</summary>
    public static IReadOnlyList<WorkflowField> OfPoint { get; } =
    [
        .. OfSession,
        new("item.reference", "nummer van het punt", FieldType.Text),
        new("item.shortCode", "code van het punt", FieldType.Text),
        new("item.title", "titel van het punt", FieldType.Text),
        new("item.description", "waar mensen tegenaan lopen", FieldType.Text),
        new("item.from", "van wie het komt, zoals anderen het lezen", FieldType.Text),
        new("item.whereNow", "waar het punt nu is, in een zin", FieldType.Text),
        new("item.together", "met welke punten het samen staat, in een zin", FieldType.Text),
        new("item.ownAnswer", "dat het een eigen antwoord krijgt of houdt, in een zin", FieldType.Text),
        new("item.lifeDomain", "thema (korte naam)", FieldType.Text),
        WorkflowField.Choice<AgendaItemStatus>("item.status", "status van het punt", s => s.Dutch()),
        WorkflowField.Choice<Visibility>("item.visibility", "wie het mag lezen", v => v.Dutch()),
        WorkflowField.Choice<Channel>("item.channel", "hoe het binnenkwam", c => c.Dutch()),
        new("item.isConfirmed", "bevestigd van wie het komt", FieldType.YesNo),
        new("item.hasFirstWord", "de indiener hoorde al iets", FieldType.YesNo),
        new("item.isPart", "het is een deel van een ander punt", FieldType.YesNo),
        new("item.isReopened", "het kwam terug na een eerder antwoord", FieldType.YesNo),
        new("item.whyAgain", "waarom het terugkwam na een eerder antwoord, in een zin voor wie het bracht", FieldType.Text),
        new("item.firstWordDueOn", "dag van het eerste woord", FieldType.Date),
        new("item.answerDueOn", "dag van het antwoord", FieldType.Date),
        new("item.parkReason", "waarom het een volgende keer aan bod komt", FieldType.Text),
        new("item.declineReason", "waarom het niet op de agenda komt", FieldType.Text),
        new("item.followLink", "pagina om het punt te volgen", FieldType.Link),
        new("item.manageLink", "pagina van het punt voor de coach", FieldType.Link),
    ];

    /// <summary>About the answer, its point and the rest.</summary>
    public static IReadOnlyList<WorkflowField> OfAnswer { get; } =
    [
        .. OfPoint,
        new("answer.id", "sleutel van het antwoord", FieldType.Id),
        new("answer.body", "wie moet antwoorden, in een zin", FieldType.Text),
        new("answer.asked", "wat er gevraagd wordt", FieldType.Text),
        new("answer.question", "de vraag van de coach, in een zin voor wie het punt bracht", FieldType.Text),
        new("answer.hasOwner", "iemand volgt het antwoord op", FieldType.YesNo),
        new("answer.ownerName", "wie het antwoord opvolgt, alleen voor de coach", FieldType.Text),
        new("answer.dueOn", "dag waarop het antwoord er moet zijn", FieldType.Date),
        WorkflowField.Choice<AnswerState>("answer.state", "hoever het antwoord is", s => s.Dutch()),
        WorkflowField.Choice<Decision>("answer.decision", "wat ze doen", d => d.Dutch()),
        new("answer.why", "waarom", FieldType.Text),
        new("answer.promise", "wat er gebeurt en tegen wanneer", FieldType.Text),
        new("answer.byWhen", "tegen wanneer", FieldType.Date),
        WorkflowField.Choice<ClarityRating>("answer.rating", "of het antwoord duidelijk is", r => r.Dutch()),
        new("answer.ratingWord", "waarom het niet duidelijk is", FieldType.Text),
        new("answer.isPaused", "het antwoord is uitgesteld", FieldType.YesNo),
        new("answer.pauseReason", "waarom het antwoord later komt", FieldType.Text),
        new("answer.forOthers", "dat het ook voor andere punten is, in een zin; leeg als het punt apart staat", FieldType.Text),
        new("answer.wasSaid", "het antwoord kwam al op een bijeenkomst", FieldType.YesNo),
        new("answer.link", "pagina om te antwoorden", FieldType.Link),
        new("answer.yesLink", "pagina om te zeggen: ja, dit is duidelijk", FieldType.Link),
        new("answer.bitLink", "pagina om te zeggen: een beetje duidelijk", FieldType.Link),
        new("answer.noLink", "pagina om te zeggen: nee, niet duidelijk", FieldType.Link),
        new("answer.helpLink", "pagina waar de coach een antwoord typt", FieldType.Link),
    ];

    /// <summary>The values of a meeting; null when it is gone.</summary>
    public async Task<WorkflowValues?> SessionAsync(Guid sessionId, CancellationToken cancel)
    {
        var session = await db.Set<Session>().AsNoTracking().Include(s => s.Group).SingleOrDefaultAsync(s => s.Id == sessionId, cancel);
        if (session is null) return null;
        var values = new WorkflowValues(OfSession);
        Fill(values, session.Group!, session);
        return values;
    }

    /// <summary>The values of a meeting with its agenda; null when it is gone.</summary>
    public async Task<WorkflowValues?> AgendaAsync(Guid sessionId, CancellationToken cancel)
    {
        var session = await db.Set<Session>().AsNoTracking().Include(s => s.Group).SingleOrDefaultAsync(s => s.Id == sessionId, cancel);
        if (session?.Group is not { } group) return null;
        var values = new WorkflowValues(OfAgenda);
        Fill(values, group, session);
        // As a member reads it: what is for the coach alone goes in no mail.
        var member = new Viewer { PersonId = Guid.Empty, GroupIds = [group.Id] };
        var told = await since.ReadAsync(group, member, cancel);
        var lines = (await agendas.ReadAsync(sessionId, member, cancel)).Where(l => l.Outcome == EntryOutcome.None)
            .Select(l => (l.IsCarriedOver ? S["{0} (van vorige keer)", l.Title] : l.Title) + (l.Minutes is > 0 ? $" ({S["{0} min", l.Minutes]})" : ""));
        if (told.HasAny) lines = lines.Prepend(S["Sinds vorige keer: {0}.", told.InWords(S)].Value);
        lines = lines.Concat((await AskedQuestions.OfGroupAsync(db, group.Id, S, cancel)).Select(q => S["Te beantwoorden: {0}", q.Title].Value));
        var numbered = lines.Select((line, i) => $"{i + 1}. {line}").ToList();
        return values.Set("session.agenda", numbered.Count > 0 ? string.Join('\n', numbered) : S["Er staat nog niets op de agenda."]);
    }

    /// <summary>The values of a point; null when it is gone.</summary>
    public Task<WorkflowValues?> PointAsync(Guid itemId, CancellationToken cancel) => PointAsync(itemId, OfPoint, cancel);

    /// <summary>The values of a point among other fields; null when it is gone.</summary>
    internal async Task<WorkflowValues?> PointAsync(Guid itemId, IReadOnlyList<WorkflowField> fields, CancellationToken cancel)
    {
        var values = new WorkflowValues(fields);
        return await LoadAsync(itemId, cancel) is { } item ? await FillAsync(values, item, cancel) : null;
    }

    /// <summary>The values of an answer and its point; null when they are gone.</summary>
    public async Task<WorkflowValues?> AnswerAsync(Guid itemId, Guid answerId, CancellationToken cancel)
    {
        var item = await LoadAsync(itemId, cancel);
        if (item is null) return null;
        var root = item.MergedIntoId is { } id ? await LoadAsync(id, cancel) : item;
        if (root?.Answers.Find(a => a.Id == answerId) is not { } answer) return null;
        var said = item.IsMerged ? await db.Set<MergedRating>().AsNoTracking().SingleOrDefaultAsync(r => r.AnswerId == answerId && r.ItemId == itemId, cancel) : null;
        var values = await FillAsync(new WorkflowValues(OfAnswer), item, cancel);
        var coaches = (await users.InRoleAsync((await site.GetAsync<SiteSettings>(cancel)).CoachRole, cancel)).Select(u => u.Id).Append(item.OwnerUserId ?? "").ToHashSet(StringComparer.Ordinal);
        var members = await db.Set<Mandate>().Where(m => m.GroupId == answer.GroupId).Select(m => m.PersonId).ToListAsync(cancel);
        values.Set("answer.id", answer.Id).Set("answer.body", await db.NameOfBodyAsync(answer, cancel)).Set("answer.asked", AskedOf(item, answer))
            .Set("answer.question", item.IsMerged || answer.Question is null ? "" : S["Dit is de vraag: {0}", answer.Question])
            .Set("answer.dueOn", answer.DueOn).Set("answer.state", answer.State).Set("answer.decision", answer.Decision).Set("answer.why", answer.Why)
            .Set("answer.promise", answer.Promise(S)).Set("answer.byWhen", answer.ByWhen).Set("answer.rating", item.IsMerged ? said?.Rating : answer.ClarityRating)
            .Set("answer.ratingWord", item.IsMerged ? said?.Word : answer.RatingWord).Set("answer.hasOwner", answer.OwnerPersonId is not null)
            .Set("answer.ownerName", await db.Set<Person>().Where(p => p.Id == answer.OwnerPersonId).Select(p => p.Name).SingleOrDefaultAsync(cancel) ?? S["Niemand"])
            .Set("answer.yesLink", SayOf(item, answer, ClarityRating.Yes)).Set("answer.bitLink", SayOf(item, answer, ClarityRating.ABit)).Set("answer.noLink", SayOf(item, answer, ClarityRating.No))
            .Set("answer.helpLink", new WorkflowLink(_ => $"/beheer/antwoorden/{answer.Id}/help"))
            .Set("answer.isPaused", answer.PausedAt is not null && answer.State == AnswerState.Asked).Set("answer.pauseReason", answer.PauseReason)
            .Set("answer.forOthers", ForOthers(item, root, answer))
            .Set("answer.wasSaid", await db.Set<AnswerProposal>().AnyAsync(p => p.AnswerId == answer.Id && p.WasSaid, cancel))
            .Set("answer.link", new WorkflowLink(r => r switch
            {
                { PersonId: { } person } when person == answer.OwnerPersonId || members.Contains(person) => links.ToAnswer(answer, person),
                // Who does not work at the desk would find it closed.
                null => ManageAddress(item),
                { UserId: { } user } when coaches.Contains(user) => ManageAddress(item),
                _ => ReadAddress(item),
            }));
        return values;
    }

    private WorkflowLink SayOf(AgendaItem item, Answer answer, ClarityRating rating)
        => new(r => r?.PersonId is { } person && person == item.AuthorPersonId ? ratings.ToSayOf(item, answer, rating) : $"/volg/{item.Reference}");

    private Task<AgendaItem?> LoadAsync(Guid id, CancellationToken cancel) => db.Set<AgendaItem>().AsNoTracking()
        .Include(i => i.Group).Include(i => i.Entries).ThenInclude(e => e.Session).Include(i => i.Answers).AsSplitQuery().SingleOrDefaultAsync(i => i.Id == id, cancel);

    private async Task<WorkflowValues> FillAsync(WorkflowValues values, AgendaItem item, CancellationToken cancel)
    {
        // What happens, happens to the point whose way it goes; its number, text and author are its own.
        var root = item.MergedIntoId is { } together ? (await LoadAsync(together, cancel))! : item;
        var session = root.Entries.Where(e => e.IsPending).MaxBy(e => e.Turn)?.Session;
        Fill(values, item.Group!, session);
        var organisation = item.AuthorOrganisationId is { } id
            ? await db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync(cancel) : null;
        var coach = (await site.GetAsync<SiteSettings>(cancel)).CoachTitle;
        var open = root.Answers.Where(a => a.State == AnswerState.Asked).MinBy(a => (a.DueOn, a.AskedAt));
        var body = open is null ? null : await db.NameOfBodyAsync(open, cancel);
        return values
            .Set("item.reference", item.Reference).Set("item.shortCode", item.ShortCode).Set("item.title", item.Title).Set("item.description", item.Description)
            .Set("item.from", AgendaItemAccess.NameShown(item.Visibility, organisation, item.AuthorOrganisationName, item.IsConfirmed, S))
            .Set("item.whereNow", (item.SplitFrom is { } whole ? S["Het hoorde bij {0}. Nu krijgt het een eigen antwoord.", whole] + " " : "") + WhereNow(root, session, body, coach)).Set("item.lifeDomain", item.LifeDomain)
            .Set("item.together", TogetherWith(root))
            .Set("item.ownAnswer", root.Status is AgendaItemStatus.Answered or AgendaItemStatus.Closed ? S["Het antwoord dat er kwam, blijft gelden."].Value : S["Het krijgt een eigen antwoord."].Value)
            .Set("item.status", root.Status).Set("item.visibility", item.Visibility).Set("item.channel", item.EnteredBy)
            .Set("item.isConfirmed", item.IsConfirmed).Set("item.hasFirstWord", item.FirstWordOn is not null).Set("item.isPart", item.SplitFrom is not null).Set("item.isReopened", root.ReopenedAt is not null).Set("item.whyAgain", await WhyAgainAsync(item, root, cancel))
            .Set("item.firstWordDueOn", item.FirstWordDueOn).Set("item.answerDueOn", item.AnswerDueOn).Set("item.declineReason", root.DeclineReason)
            .Set("item.parkReason", root.ParkReason)
            .Set("item.followLink", new WorkflowLink(r => r?.PersonId is { } person && person == item.AuthorPersonId ? links.ToFollow(item) : $"/volg/{item.Reference}"))
            .Set("item.manageLink", new WorkflowLink(_ => ManageAddress(item)));
    }

    private string TogetherWith(AgendaItem root) => root.TogetherWith == 0
        ? S["Je punt staat apart."]
        : S.Plural(root.TogetherWith, "Je punt staat samen met 1 ander punt dat erop lijkt.", "Je punt staat samen met {0} andere punten die erop lijken.");

    private string ForOthers(AgendaItem item, AgendaItem root, Answer answer)
    {
        if (root.TogetherWith == 0) return "";
        return item.IsMerged && answer.AnsweredAt is { } at && at < item.MergedAt
            ? $"{TogetherWith(root)} {S["Daar kwam op {0} al een antwoord op. Het is ook voor jou.", BrusselsTime.LongDate(at)]}"
            : $"{TogetherWith(root)} {S["Dit is het antwoord op alle punten samen."]}";
    }

    // Of points that stand together, one "nee" reopens them all; only who said it reads that they said it.
    private async Task<string> WhyAgainAsync(AgendaItem item, AgendaItem root, CancellationToken cancel)
    {
        if (root.ReopenedAt is null) return "";
        if (root.Answers.Exists(a => a.NothingChangedWord is not null))
            return await db.Set<ActionPoint>().AnyAsync(p => p.ItemId == item.Id && p.Changed == ChangeRating.No, cancel)
                ? S["Je zei dat er na het antwoord op je punt niets veranderde."]
                : S["Je punt staat samen met een ander punt. Wie dat bracht, zei dat er na het antwoord niets veranderde."];
        var isOwn = item.IsMerged
            ? await db.Set<MergedRating>().AnyAsync(r => r.ItemId == item.Id && r.Rating == ClarityRating.No, cancel)
            : root.Answers.Exists(a => a is { IsReopened: true, ClarityRating: ClarityRating.No });
        return isOwn ? S["Je vond het antwoord op je punt niet duidelijk."] : S["Je punt staat samen met een ander punt. Wie dat bracht, vond het antwoord niet duidelijk."];
    }

    private static void Fill(WorkflowValues values, Group group, Session? session)
    {
        values.Set("group.name", group.Name).Set("group.nameInText", group.SpokenName).Set("group.slug", group.Slug);
        if (session is null) return;
        values.Set("session.title", session.Title).Set("session.startsAt", session.StartsAt).Set("session.place", session.Place)
            .Set("session.state", session.State).Set("session.isOfGroup", session.IsOfGroup).Set("session.cancelReason", session.CancelReason)
            .Set("session.endedOn", BrusselsTime.DayOf(session.EndsAt))
            .Set("session.reportLink", new WorkflowLink(_ => $"/beheer/bijeenkomsten/{session.Id}/verslag"))
            .Set("session.link", new WorkflowLink(_ => group.Readers == GroupReaders.Everyone ? PageOf(session) : SignInTo(PageOf(session))))
            .Set("session.memberLink", new WorkflowLink(_ => SignInTo(PageOf(session))));
    }

    private static string PageOf(Session session) => $"/bijeenkomsten/{session.Id}";

    // Who has signed in goes straight on.
    private static string SignInTo(string page) => $"/inloggen?returnUrl={Uri.EscapeDataString(page)}";

    private string WhereNow(AgendaItem item, Session? session, string? body, string coach)
    {
        if (item.Visibility == Visibility.CoachOnly && item.Status == AgendaItemStatus.Submitted) return S["Alleen de {0} leest je punt.", coach];
        return item.Status switch
        {
            AgendaItemStatus.OnAgenda when session is { IsPublic: true } => S["Je punt staat op de agenda van {0}.", BrusselsTime.LongDate(session.StartsAt)],
            AgendaItemStatus.OnAgenda or AgendaItemStatus.Submitted => S["Je punt komt op de agenda van de volgende bijeenkomst."],
            AgendaItemStatus.Parked when session is { IsPublic: true } => S["Je punt komt aan bod op {0}.", BrusselsTime.LongDate(session.StartsAt)],
            AgendaItemStatus.Parked => S["Je punt komt een volgende keer aan bod."],
            AgendaItemStatus.Discussed => S["Je punt is besproken."],
            AgendaItemStatus.Forwarded => S["Je punt ligt nu bij {0}.", body ?? ""],
            AgendaItemStatus.Answered or AgendaItemStatus.Closed => S["Er is een antwoord op je punt."],
            AgendaItemStatus.Declined => S["Je punt komt niet op de agenda."],
            _ => S["Je punt is teruggetrokken."],
        };
    }

    // Of a point for the coach alone, the body reads the text that its author agreed with, and nothing else.
    private string AskedOf(AgendaItem item, Answer answer)
    {
        if (item.Visibility == Visibility.CoachOnly) return answer.Question ?? "";
        if (item.IsMerged) return item.Title;
        var question = answer.Question ?? item.Answers.Find(a => a.IsReopened && a.Id != answer.Id)?.QuestionAgain(S);
        return question is null ? item.Title : $"{item.Title}: {question}";
    }

    private static string ManageAddress(AgendaItem item) => $"/beheer/punten/{item.Reference}";

    // Members read more than anyone once they signed in.
    private static string ReadAddress(AgendaItem item)
        => AgendaItemAccess.MayRead(Viewer.Anyone, item) ? $"/volg/{item.Reference}" : SignInTo($"/volg/{item.Reference}");
}
