using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Feedback, from receipt to closing. Of an author without a name nothing is kept but what was told, and the day.</summary>
public sealed class FeedbackService(GboDbContext db, Ownerships ownerships, Viewers viewers, LinkedAnswers linked, ISiteService site, TimeProvider time, ICurrentUser user, IStringLocalizer<Startup> S)
{
    // Who has more to tell in a day does so with an account; without one, anyone could fill the mailbox of another.
    private const int MostMailsToAnAddress = 10;

    // PostgreSQL only: names the lock under which feedback comes in. The number means nothing else.
    private const long ReceiptLock = 0x6762_6F66_6265_636B;

    private DateOnly Today => BrusselsTime.Today(time);

    /// <summary>
    /// The submission key of someone's own key, such as the header Idempotency-Key. Different people never share one, but without a
    /// name the key stands alone: one that is made of the account would lead back to it.
    /// </summary>
    public static Guid KeyOf(string userId, string key, bool isAnonymous)
        => isAnonymous ? new(SHA256.HashData(Encoding.UTF8.GetBytes($"feedback\n{key}")).AsSpan(0, 16)) : AgendaItemService.KeyOf(userId, $"feedback\n{key}");

    /// <summary>Takes in feedback: owner and due dates from this moment.</summary>
    /// <returns>The feedback; the first one when it was sent before with the same key.</returns>
    /// <exception cref="RuleException">A text is missing, too long or gives someone away; there is no such point or organisation.</exception>
    public async Task<Feedback> GiveAsync(GiveFeedback told, CancellationToken cancel = default)
    {
        if (await FindBySubmissionAsync(told.SubmissionKey, cancel) is { } sent) return sent;
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var text = TextOf(told, settings);
        var about = await SubjectAsync(told, cancel);
        var ownership = await ownerships.OfAsync(settings, Today, cancel);
        return await db.WriteAsync(c => ReceiveAsync(told, text, about, ownership, c), cancel);
    }

    /// <summary>The feedback that was made of this submission, or null.</summary>
    public Task<Feedback?> FindBySubmissionAsync(Guid key, CancellationToken cancel = default) => Readable().SingleOrDefaultAsync(f => f.SubmissionKey == key, cancel);

    /// <summary>The feedback with this reference, or null. The caller checks who may read it.</summary>
    public Task<Feedback?> FindByReferenceAsync(string reference, CancellationToken cancel = default)
    {
        var normal = reference.Trim().ToUpperInvariant();
        return Readable().SingleOrDefaultAsync(f => f.Reference == normal, cancel);
    }

    /// <summary>The feedback with this key, as <see cref="FindByReferenceAsync"/>.</summary>
    public Task<Feedback?> FindAsync(Guid id, CancellationToken cancel = default) => Readable().SingleOrDefaultAsync(f => f.Id == id, cancel);

    /// <summary>True when it was made of this: false when the key was used for something else.</summary>
    public async Task<bool> IsFromAsync(GiveFeedback told, Feedback feedback, CancellationToken cancel = default)
    {
        var point = string.IsNullOrWhiteSpace(told.AboutReference) ? null : await FindPointAsync(told.AboutReference, cancel);
        var about = new FeedbackSubject(point, told.AboutOrganisationId, told.SessionId, told.AboutActionId);
        return feedback.IsFrom(TextOf(told, await site.GetAsync<KlankgroepSettings>(cancel)), about, told.Author);
    }

    /// <summary>The coach read it.</summary>
    public Task<Feedback> ReadAsync(Guid id, int? version = null, CancellationToken cancel = default)
        => ActAsync(id, version, "Read", (feedback, _) => Done(() => feedback.Read(Today)), cancel);

    /// <summary>The coach links it to a point.</summary>
    /// <param name="id">The feedback.</param>
    /// <param name="reference">Number of the point, as typed.</param>
    /// <param name="version">The version that the coach saw.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">There is no such point, or the feedback is closed.</exception>
    public Task<Feedback> LinkAsync(Guid id, string? reference, int? version = null, CancellationToken cancel = default)
        => ActAsync(id, version, "Linked", async (feedback, c) =>
        {
            var point = await PointAsync(reference, c) ?? throw NoPoint(nameof(Feedback.ItemId), S);
            // With the point whose way it goes: that is the one that is talked about, and answered.
            if (point.MergedIntoId is { } root) point = await Told().SingleAsync(i => i.Id == root, c);
            feedback.LinkTo(point.Id, Today);
            db.Publish(new FeedbackLinked(feedback.Id));
            await linked.TellAsync(feedback, point, c);
        }, cancel);

    /// <summary>The coach answers its author.</summary>
    /// <exception cref="RuleException">There is no text, or the feedback is closed.</exception>
    public Task<Feedback> AnswerAsync(Guid id, string? answer, int? version = null, CancellationToken cancel = default)
        => ActAsync(id, version, "Answered", (feedback, _) => Done(() =>
        {
            feedback.AnswerWith(answer, Today);
            db.Publish(new FeedbackAnswered(feedback.Id));
        }), cancel);

    /// <summary>Nothing more is done with it.</summary>
    /// <exception cref="RuleException">It was never answered and there is no reason.</exception>
    public Task<Feedback> CloseAsync(Guid id, string? reason, int? version = null, CancellationToken cancel = default)
        => ActAsync(id, version, "Closed", (feedback, _) => Done(() =>
        {
            feedback.Close(reason, Today);
            db.Publish(new FeedbackClosed(feedback.Id));
        }), cancel);

    private async Task<Feedback> ReceiveAsync(GiveFeedback told, FeedbackText text, FeedbackSubject about, Ownership ownership, CancellationToken cancel)
    {
        // In turn, as on SQLite anyway: a double tap finds the first one and a number is drawn once. The database would refuse the
        // second as well, but with an error in the log, which has a time.
        if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ReceiptLock})", cancel);
        if (await FindBySubmissionAsync(told.SubmissionKey, cancel) is { } first) return first;
        var today = Today;
        if (told.Author.Email is { } email && await db.Set<Feedback>().CountAsync(f => f.AuthorEmail == email && f.ReceivedOn == today, cancel) >= MostMailsToAnAddress)
            throw new RuleException("Vandaag kwam er al veel binnen met dit e-mailadres. Log in, of laat het e-mailadres leeg.", nameof(told.Author.Email));
        var feedback = Feedback.Receive(text, about, told.Author, await NewReferenceAsync(today.Year, cancel), told.SubmissionKey, ownership, today);
        db.Add(feedback);
        db.Publish(new FeedbackGiven(feedback.Id), onlyDay: feedback.IsAnonymous);
        // A line in the audit trail has a moment and a place in a chain. Of who gives no name, the feedback itself says enough.
        if (!feedback.IsAnonymous) db.Audit("Feedback.Given", feedback.Id, user.Id, new { feedback.Reference });
        await db.Set<FeedbackDraft>().Where(d => d.Id == told.SubmissionKey).ExecuteDeleteAsync(cancel);
        await db.SaveChangesAsync(cancel);
        return feedback;
    }

    private async Task<string> NewReferenceAsync(int year, CancellationToken cancel)
    {
        for (var (least, tries) = (1000, 1); ; tries++)
        {
            var reference = string.Create(CultureInfo.InvariantCulture, $"{Feedback.ReferencePrefix}-{year}-{RandomNumberGenerator.GetInt32(least, least * 10)}");
            if (!await db.Set<Feedback>().AnyAsync(f => f.Reference == reference, cancel)) return reference;
            // Most numbers of this length are taken.
            if (tries % 5 == 0) least *= 10;
        }
    }

    private async Task<FeedbackSubject> SubjectAsync(GiveFeedback told, CancellationToken cancel)
    {
        if (told.AboutOrganisationId is { } organisation && !await db.Set<Network.Models.Organisation>().AnyAsync(o => o.Id == organisation && o.IsActive, cancel))
            throw new RuleException("Kies een organisatie uit de lijst.", nameof(told.AboutOrganisationId));
        if (told.AboutActionId is { } action && !await db.Set<ActionItem>().AnyAsync(a => a.Id == action, cancel))
            throw new RuleException("Deze actie is er niet meer. Kies een andere, of geen.", nameof(told.AboutActionId));
        if (string.IsNullOrWhiteSpace(told.AboutReference)) return new FeedbackSubject(null, told.AboutOrganisationId, told.SessionId, told.AboutActionId);
        var point = await FindPointAsync(told.AboutReference, cancel) ?? throw NoPoint(nameof(told.AboutReference), S);
        return new FeedbackSubject(point, told.AboutOrganisationId, told.SessionId, told.AboutActionId);
    }

    /// <summary>The point with this number as typed, as far as the person of this request may know of it; else null.</summary>
    public async Task<Guid?> FindPointAsync(string typed, CancellationToken cancel = default)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        return await PointAsync(typed, cancel) is { } point && AgendaItemAccess.MayRead(viewer, point) ? point.Id : null;
    }

    /// <summary>The point that feedback belongs to, when this viewer may know of it; else null.</summary>
    public async Task<AgendaItem?> PointForAsync(Feedback feedback, Viewer viewer, CancellationToken cancel = default)
        => feedback.ItemId is { } id && await db.Set<AgendaItem>().AsNoTracking().Where(AgendaItemAccess.ReadableBy(viewer)).SingleOrDefaultAsync(i => i.Id == id, cancel) is { } point ? point : null;

    /// <summary>What bodies did about it, oldest first.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> ActionsAsync(Guid feedbackId, CancellationToken cancel = default)
    {
        var rows = await db.Set<ActionSignal>().AsNoTracking().Where(s => s.FeedbackId == feedbackId).SelectMany(s => s.Action!.Notes, (s, n) => new
        {
            Note = n,
            s.Action!.What,
            s.Action.TrialUntil,
            s.Action.IsInquiry,
            Owner = db.Set<Group>().Where(g => g.Id == s.Action.OwnerGroupId).Select(g => g.NameInText != "" ? g.NameInText : g.Name).FirstOrDefault()
                ?? db.Set<Network.Models.Organisation>().Where(o => o.Id == s.Action.OwnerOrganisationId).Select(o => o.Name).FirstOrDefault() ?? "",
        }).ToListAsync(cancel);
        return [.. rows.OrderBy(r => r.Note.At).Select(r => new TimelineEntry
        {
            On = BrusselsTime.DayOf(r.Note.At), Kind = TimelineKind.ActionMoved, Title = ActionTeller.TitleOf(r.Note, r.Owner, r.TrialUntil, r.IsInquiry, S), Text = r.Note.Text ?? r.What,
        })];
    }

    /// <summary>What was told about an action: how it works out. For the coach.</summary>
    public async Task<IReadOnlyList<Feedback>> AboutActionAsync(Guid actionId, CancellationToken cancel = default)
        => await Readable().Where(f => f.AboutActionId == actionId).OrderBy(f => f.ReceivedOn).ThenBy(f => f.Id).Take(200).ToListAsync(cancel);

    /// <summary>What was told about a point, as far as who answers it may read it; oldest first.</summary>
    public async Task<IReadOnlyList<ToldAboutPoint>> ToldAboutAsync(Guid itemId, CancellationToken cancel = default) => await db.Set<Feedback>().AsNoTracking()
        .Where(f => (f.ItemId == itemId || db.Set<AgendaItem>().Any(i => i.Id == f.ItemId && i.MergedIntoId == itemId)) && f.Readers == FeedbackReaders.WhoCanHelp).OrderBy(f => f.ReceivedOn).ThenBy(f => f.Id)
        .Select(f => new ToldAboutPoint(
            f.Reference, f.Kind, f.Description, f.Remedy, f.HeardFrom,
            db.Set<Network.Models.Organisation>().Where(o => o.Id == f.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault() ?? f.AuthorOrganisationName)).ToListAsync(cancel);

    private Task<AgendaItem?> PointAsync(string? typed, CancellationToken cancel)
    {
        var reference = Reference.Normalize(typed, Today.Year);
        return Told().SingleOrDefaultAsync(i => i.Reference == reference, cancel);
    }

    // Points with what whoever told something may hear of them.
    private IQueryable<AgendaItem> Told() => db.Set<AgendaItem>().AsNoTracking().Include(i => i.Group).Include(i => i.Answers).AsSplitQuery();

    // The same words for a point that is not there and one that the reader may not know of.
    private static RuleException NoPoint(string field, IStringLocalizer S) => new(S["We vinden geen punt met dit nummer. Een nummer lijkt op AP-2026-0042."], field);

    private Task<Feedback> ActAsync(Guid id, int? version, string what, Func<Feedback, CancellationToken, Task> act, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var feedback = await db.Set<Feedback>().AsTracking().SingleOrDefaultAsync(f => f.Id == id, c) ?? throw new NotFoundException("Dit bestaat niet.");
        feedback.MustBeVersion(version);
        await act(feedback, c);
        db.Audit($"Feedback.{what}", feedback.Id, user.Id);
        await db.SaveChangesAsync(c);
        return feedback;
    }, cancel);

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    private IQueryable<Feedback> Readable() => db.Set<Feedback>().AsNoTracking();

    private static FeedbackText TextOf(GiveFeedback told, KlankgroepSettings settings)
    {
        if (told.Kind is not { } kind || !Enum.IsDefined(kind)) throw new RuleException("Kies wat je wil vertellen.", nameof(told.Kind));
        if (told.Readers is not { } readers || !Enum.IsDefined(readers)) throw new RuleException("Kies wie dit mag lezen.", nameof(told.Readers));
        return new FeedbackText(
            kind, TypedText.Required(told.Description, nameof(told.Description), "Vertel kort wat je merkt. Eén zin is genoeg."),
            TypedText.Optional(told.Remedy, nameof(told.Remedy)), AgendaItemService.LifeDomainOf(told.LifeDomain, settings), told.HeardFrom, readers);
    }
}
