using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Links;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>The neutral text of a point that only the coach may read: drafted by the coach, and agreed by its author before it goes on.</summary>
public sealed class NeutralTextService(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The text of a point, or null.</summary>
    public Task<NeutralText?> FindAsync(Guid itemId, CancellationToken cancel = default)
        => db.Set<NeutralText>().AsNoTracking().SingleOrDefaultAsync(n => n.ItemId == itemId, cancel);

    /// <summary>Asks the author whether a text may go on. The same text again, while it waits for an answer, asks nothing.</summary>
    /// <exception cref="RuleException">The point is not for the coach alone, or is over; the text is missing or gives someone away.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task AskAsync(Guid itemId, string? text, int? version, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var item = await db.PointAsync(itemId, c);
        if (item.Visibility != Visibility.CoachOnly) throw new RuleException("Anderen lezen dit punt al. Een aparte tekst is niet nodig.");
        if (item.IsOver) throw new RuleException("Dit punt is klaar.");
        var neutral = await db.Set<NeutralText>().AsTracking().SingleOrDefaultAsync(n => n.ItemId == itemId, c);
        if (neutral is { IsAsked: true } && neutral.Text == TypedText.Clean(text ?? "")) return;
        LeaveAgendas(item);
        if (neutral is null) db.Add(neutral = new NeutralText { ItemId = itemId });
        else neutral.MustBeVersion(version);
        neutral.Ask(text, Now);
        db.Publish(new NeutralTextAsked(item.Id, item.GroupId, neutral.LinkVersion));
        db.Audit("AgendaItem.NeutralTextAsked", item.Id, user.Id);
        await db.SaveChangesAsync(c);
    }, cancel);

    /// <summary>The author agrees, or not; or the coach writes down what the author said.</summary>
    /// <param name="itemId">The point.</param>
    /// <param name="linkVersion">Which text they answered: that of the link.</param>
    /// <param name="agrees">Yes or no.</param>
    /// <param name="word">What the author said with a no, or null.</param>
    /// <param name="byCoach">True when the coach writes it down.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">There is another text by now, or it has gone on already.</exception>
    public Task AnswerAsync(Guid itemId, int linkVersion, bool agrees, string? word, bool byCoach, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var neutral = await db.Set<NeutralText>().AsTracking().SingleOrDefaultAsync(n => n.ItemId == itemId, c) ?? throw new NotFoundException("Deze tekst bestaat niet.");
        if (neutral.LinkVersion != linkVersion) throw new RuleException("Er is intussen een andere tekst. Lees die eerst.");
        if (agrees ? neutral.AgreedAt is not null : neutral.RefusedAt is not null) return;
        var item = await db.PointAsync(itemId, c);
        if (item.Answers.Count > 0) throw new RuleException("Deze tekst is al verstuurd. Neem contact op als je dat niet meer wil.");
        if (!agrees) LeaveAgendas(item);
        neutral.Answer(agrees, word, byCoach ? user.Id : null, Now);
        if (!byCoach) db.Publish(new NeutralTextAnswered(item.Id, item.GroupId, neutral.LinkVersion));
        db.Audit(agrees ? "AgendaItem.NeutralTextAgreed" : "AgendaItem.NeutralTextRefused", item.Id, byCoach ? user.Id : null);
        await db.SaveChangesAsync(c);
    }, cancel);

    // On an agenda stands what the author agreed with, and nothing else.
    private void LeaveAgendas(AgendaItem item)
    {
        if (item.Entries.Count == 0) return;
        item.LeaveAgendas();
        db.Touch(item);
    }

    /// <summary>True when the author of a point for the coach alone agreed with a text.</summary>
    internal static Task<bool> IsAgreedAsync(GboDbContext db, Guid itemId, CancellationToken cancel)
        => db.Set<NeutralText>().AnyAsync(n => n.ItemId == itemId && n.AgreedAt != null, cancel);

    /// <summary>What of a point may go on: for one that only the coach may read, the text that its author agreed with and no other.</summary>
    /// <returns>The question, and whether the author agreed.</returns>
    /// <exception cref="RuleException">The author was asked and has not agreed, or another text was typed.</exception>
    internal static async Task<(string? Question, bool Agreed)> ToForwardAsync(GboDbContext db, AgendaItem item, string? question, bool agreed, CancellationToken cancel)
    {
        if (item.Visibility != Visibility.CoachOnly) return (question, agreed);
        return await db.Set<NeutralText>().AsNoTracking().SingleOrDefaultAsync(n => n.ItemId == item.Id, cancel) switch
        {
            // Nobody was asked in writing: the coach says that the author agreed.
            null => (question, agreed),
            { IsAsked: true } => throw new RuleException("Wie het bracht, zei nog niets over je tekst. Wacht op het antwoord, of noteer het.", "Question"),
            { RefusedAt: not null } => throw new RuleException("Wie het bracht, wil deze tekst niet. Schrijf eerst een andere.", "Question"),
            var neutral when question is null || question == neutral.Text => (neutral.Text, true),
            _ => throw new RuleException("Alleen de tekst waar wie het bracht mee akkoord ging, gaat verder. Wil je een andere? Vraag het opnieuw.", "Question"),
        };
    }
}

/// <summary>The link with which the author of a point reads its neutral text and answers.</summary>
public sealed class NeutralTextLinks(ISignedLinks links)
{
    private const string Purpose = "neutral-text";

    /// <summary>Local address to answer.</summary>
    public string ToAnswer(Guid itemId, int linkVersion) => $"/tekst/{links.Create(Purpose, new SignedLink(itemId, Guid.Empty, linkVersion))}";

    /// <summary>The point and the version that a token opens, or null when it is not ours.</summary>
    public (Guid Item, int Version)? Read(string? token) => links.Read(Purpose, token) is { } link ? (link.Record, link.Version) : null;
}
