using GboParticipatie.BackgroundTasks;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>An answer as a body gives it.</summary>
public sealed record GiveAnswer
{
    /// <summary>Which.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>What the body decides.</summary>
    public required Decision? Decision { get; init; }

    /// <summary>Why, in plain words.</summary>
    public required string Why { get; init; }

    /// <summary>What happens now; asked when something is done.</summary>
    public string? WhatHappens { get; init; }

    /// <summary>By when; asked when something is done or found out.</summary>
    public DateOnly? ByWhen { get; init; }

    /// <summary>Who types it (of Network), or null.</summary>
    public Guid? AnsweredByPersonId { get; init; }

    /// <summary>The version that the person saw; null: whatever it is.</summary>
    public int? Version { get; init; }

    /// <summary>Refuses an answer in which something is missing.</summary>
    /// <exception cref="RuleException">What, at its field.</exception>
    public void MustBeWhole(DateOnly today)
    {
        if (Decision is not { } chosen || !Enum.IsDefined(chosen)) throw new RuleException("Kies wat jullie doen.", nameof(Decision));
        TypedText.Required(Why, nameof(Why), "Zeg waarom, in gewone woorden. Wie het punt bracht, leest dit.");
        if (chosen is Models.Decision.WillDo or Models.Decision.WillDoPart && TypedText.Optional(WhatHappens, nameof(WhatHappens)) is null)
            throw new RuleException("Zeg wat er nu gebeurt: wie doet wat?", nameof(WhatHappens));
        if (chosen is Models.Decision.WillDo or Models.Decision.WillDoPart or Models.Decision.WillFindOut && ByWhen is null)
            throw new RuleException("Zeg tegen wanneer. Een schatting is goed.", nameof(ByWhen));
        if (ByWhen < today) throw new RuleException("Deze dag is al voorbij. Kies een dag die nog komt.", nameof(ByWhen));
    }
}

/// <summary>An answer that someone opens by its link.</summary>
/// <param name="Answer">The answer, with its point.</param>
/// <param name="PersonId">Whose link it is.</param>
public sealed record OpenedAnswer(Answer Answer, Guid PersonId);

/// <summary>Answers of bodies to points.</summary>
public sealed class AnswerService(GboDbContext db, PointLinks links, TimeProvider time, ICurrentUser user)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The answer with its point, or null.</summary>
    public Task<Answer?> FindAsync(Guid id, CancellationToken cancel = default) => Readable().SingleOrDefaultAsync(a => a.Id == id, cancel);

    /// <summary>
    /// The answer that a link opens, or null when the link is not ours or was replaced. It may have been answered meanwhile: then
    /// the page says so.
    /// </summary>
    public async Task<OpenedAnswer?> OpenAsync(string? token, CancellationToken cancel = default)
    {
        if (links.ReadAnswerLink(token) is not { } link) return null;
        var answer = await FindAsync(link.Record, cancel);
        return answer?.LinkVersion == link.Version ? new OpenedAnswer(answer, link.Recipient) : null;
    }

    /// <summary>Gives the answer. Who may: the page asks <see cref="AgendaItemAccess.MayAnswer"/>, or the link says it.</summary>
    /// <exception cref="RuleException">Something is missing, or it was answered or withdrawn meanwhile.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else answered at the same time.</exception>
    public Task<Answer> GiveAsync(GiveAnswer given, CancellationToken cancel = default)
    {
        given.MustBeWhole(BrusselsTime.Today(time));
        var (decision, why) = (given.Decision!.Value, TypedText.Clean(given.Why));
        var happens = TypedText.Optional(given.WhatHappens, nameof(given.WhatHappens));
        return db.WriteAsync(async c =>
        {
            var (item, answer) = await LoadAsync(given.AnswerId, c);
            answer.MustBeVersion(given.Version);
            item.RecordAnswer(answer, decision, why, happens, given.ByWhen, given.AnsweredByPersonId, Now);
            await db.Set<AnswerProposal>().Where(p => p.AnswerId == answer.Id).ExecuteDeleteAsync(c);
            await ReplaceEarlierAsync(item, answer, c);
            // What is promised is kept an eye on from the same moment.
            if (ActionItem.Promised(answer, await db.JoinedAsync(item, c)) is { } action) db.Add(action);
            db.Touch(item);
            await db.PublishToAuthorsAsync(item, id => new AnswerGiven(id, answer.Id, answer.GroupId, decision), c);
            db.Audit("Answer.Given", answer.Id, user.Id, new { item.Reference, given.AnsweredByPersonId });
            await db.SaveChangesAsync(c);
            return answer;
        }, cancel);
    }

    /// <summary>True when exactly this answer was given, by the same person: it was sent twice.</summary>
    public async Task<bool> IsGivenAsync(GiveAnswer given, CancellationToken cancel = default)
        => await FindAsync(given.AnswerId, cancel) is { State: AnswerState.Answered } answer
            && answer.Decision == given.Decision && answer.ByWhen == given.ByWhen && answer.AnsweredByPersonId == given.AnsweredByPersonId
            && answer.Why == TypedText.Clean(given.Why) && (answer.WhatHappens ?? "") == TypedText.Clean(given.WhatHappens ?? "");

    /// <summary>Someone else sees to the answer; the old link stops.</summary>
    /// <param name="answerId">The answer.</param>
    /// <param name="ownerPersonId">Who sees to it from now on.</param>
    /// <param name="from">The version of the link when the coach chose, so that two who hand it over at once do not undo each other; null: any.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ChangedMeanwhileException">Someone else handed it over since.</exception>
    public Task<Answer> AssignAsync(Guid answerId, Guid ownerPersonId, int? from = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var (item, answer) = await LoadAsync(answerId, c);
        if (from is { } version && version != answer.LinkVersion && answer.OwnerPersonId != ownerPersonId) throw new ChangedMeanwhileException("Iemand anders gaf deze vraag net door.");
        if (!answer.AssignTo(ownerPersonId)) return answer;
        db.Touch(item);
        db.Publish(new AnswerAssigned(item.Id, answer.Id, answer.GroupId));
        db.Audit("Answer.Assigned", answer.Id, user.Id, new { ownerPersonId });
        await db.SaveChangesAsync(c);
        return answer;
    }, cancel);

    /// <summary>
    /// The author says whether the answer is clear. "Nee" puts the point on the next agenda again, once. Who may: the page knows,
    /// by the link to follow, the short code, or because the author has signed in.
    /// </summary>
    /// <exception cref="RuleException">There is no answer yet, or "nee" comes without a word of why.</exception>
    /// <param name="answerId">The answer.</param>
    /// <param name="rating">What the author thinks of it.</param>
    /// <param name="word">Why, or null.</param>
    /// <param name="itemId">The point that this author brought, when it stands together with the one that was answered; or null.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Answer> RateAsync(Guid answerId, ClarityRating rating, string? word = null, Guid? itemId = null, CancellationToken cancel = default)
    {
        if (!Enum.IsDefined(rating)) throw new RuleException("Kies ja, een beetje of nee.", nameof(Answer.ClarityRating));
        var why = rating == ClarityRating.No
            ? TypedText.Required(word, nameof(Answer.RatingWord), "Zeg kort wat niet duidelijk is. Zo kunnen we het beter doen.", 2000)
            : TypedText.Optional(word, nameof(Answer.RatingWord), 2000);
        return db.WriteAsync(async c =>
        {
            var (item, answer) = await LoadAsync(answerId, c);
            var said = itemId is { } joined && joined != item.Id ? await SaidAsync(item, answer, joined, c) : null;
            // A button that was pressed twice counts once.
            if (said is null ? answer.ClarityRating == rating && answer.RatingWord == why : said.RatedAt != default && said.Rating == rating && said.Word == why) return answer;
            // "Toch duidelijk", while nothing was done yet with the "nee".
            var takenBack = said is null && rating != ClarityRating.No && item.CanTakeBackNo(answer);
            if (takenBack) item.TakeBackNo(answer);
            var reopened = said is null ? item.Rate(answer, rating, why, Now) : item.Rate(answer, said, rating, why, Now);
            if (reopened) await Reopening.PutOnNextAgendaAsync(db, item, Now, c);
            db.Touch(item);
            db.Publish(new AnswerRated(said?.ItemId ?? item.Id, answer.Id, rating, reopened));
            db.Audit("Answer.Rated", answer.Id, user.Id, new { rating = rating.ToString(), reopened, takenBack });
            await db.SaveChangesAsync(c);
            return answer;
        }, cancel);
    }

    /// <summary>Notes which answers are overdue, each once, and publishes it. A rule of the domain: it holds without any workflow.</summary>
    /// <returns>How many were found.</returns>
    public async Task<int> MarkOverdueAsync(CancellationToken cancel = default)
    {
        const int batch = 200;
        var today = BrusselsTime.Today(time);
        var total = 0;
        for (var found = batch; found == batch; total += found)
        {
            found = await db.WriteAsync(async c =>
            {
                var overdue = await db.Set<Answer>().AsTracking()
                    .Where(a => a.State == AnswerState.Asked && a.DueOn < today && a.OverdueNotifiedOn == null)
                    .OrderBy(a => a.DueOn).Take(batch).ToListAsync(c);
                foreach (var answer in overdue.Where(a => a.MarkOverdue(today))) db.Publish(new AnswerOverdue(answer.ItemId, answer.Id, answer.GroupId));
                await db.SaveChangesAsync(c);
                return overdue.Count;
            }, cancel);
            db.ChangeTracker.Clear();
        }

        return total;
    }

    // What was promised with an answer that came back no longer holds once there is a new one. Where several bodies had answered, each
    // replaces its own.
    private async Task ReplaceEarlierAsync(AgendaItem item, Answer answer, CancellationToken cancel)
    {
        var reopened = item.Answers.Where(a => a.IsReopened && a.Id != answer.Id).ToList();
        if (reopened.Count == 0) return;
        if (reopened.DistinctBy(a => (a.GroupId, a.OrganisationId)).Count() > 1) reopened.RemoveAll(a => (a.GroupId, a.OrganisationId) != (answer.GroupId, answer.OrganisationId));
        var ids = reopened.Select(a => (Guid?)a.Id).ToList();
        foreach (var action in await db.Set<ActionItem>().AsTracking().Include(a => a.Notes).Where(a => ids.Contains(a.FromAnswerId) && a.EndedOn == null).ToListAsync(cancel))
        {
            if (!action.Replace(user.Id, Now)) continue;
            db.Touch(action);
            db.Audit("Action.Replaced", action.Id, user.Id, new { by = answer.Id });
        }
    }

    private async Task<MergedRating> SaidAsync(AgendaItem item, Answer answer, Guid joined, CancellationToken cancel)
    {
        if (!await db.Set<AgendaItem>().AnyAsync(i => i.Id == joined && i.MergedIntoId == item.Id, cancel)) throw new NotFoundException("Deze vraag bestaat niet.");
        var said = await db.Set<MergedRating>().AsTracking().SingleOrDefaultAsync(r => r.AnswerId == answer.Id && r.ItemId == joined, cancel);
        if (said is null) db.Add(said = new MergedRating { AnswerId = answer.Id, ItemId = joined });
        return said;
    }

    private IQueryable<Answer> Readable() => db.Set<Answer>().AsNoTracking().Include(a => a.Item).ThenInclude(i => i!.Group);

    private async Task<(AgendaItem Item, Answer Answer)> LoadAsync(Guid answerId, CancellationToken cancel)
    {
        var item = await db.Whole().SingleOrDefaultAsync(i => i.Answers.Any(a => a.Id == answerId), cancel)
            ?? throw new NotFoundException("Deze vraag bestaat niet.");
        return (item, item.Answers.Find(a => a.Id == answerId)!);
    }
}

/// <summary>Finds answers that are overdue.</summary>
[BackgroundTask(Schedule = "*/15 * * * *", Description = "Kijkt welke antwoorden te laat zijn.")]
public sealed class OverdueAnswers : IBackgroundTask
{
    /// <inheritdoc />
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
        => serviceProvider.GetRequiredService<AnswerService>().MarkOverdueAsync(cancellationToken);
}
