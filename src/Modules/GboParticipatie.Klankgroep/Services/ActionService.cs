using GboParticipatie.BackgroundTasks;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>An action as the coach notes or changes it.</summary>
public sealed record TypedAction
{
    /// <summary>Key of a new action, made when the form was opened; null: it gets one.</summary>
    public Guid? Id { get; init; }

    /// <summary>What happens.</summary>
    public required string? What { get; init; }

    /// <summary>Key of the group or organisation that does it.</summary>
    public required Guid? Owner { get; init; }

    /// <summary>By when.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>Until when it is tried out, or null.</summary>
    public DateOnly? TrialUntil { get; init; }

    /// <summary>Why day or owner change, for whoever brought the points; or null.</summary>
    public string? Reason { get; init; }
}

/// <summary>News about an action.</summary>
/// <param name="ActionId">Which.</param>
/// <param name="State">How far it is now; null: as it was.</param>
/// <param name="Text">What is new, or why it is not done.</param>
/// <param name="TrialUntil">Until when it is tried out.</param>
/// <param name="Version">The version that the coach saw; null: whatever it is.</param>
public sealed record MoveAction(Guid ActionId, ActionState? State, string? Text, DateOnly? TrialUntil = null, int? Version = null);

/// <summary>What people decide after a trial.</summary>
/// <param name="ActionId">Which.</param>
/// <param name="Verdict">Whether it stays.</param>
/// <param name="Text">What people thought of it.</param>
/// <param name="GroupId">The group that talked about it, or null.</param>
/// <param name="DueOn">By when it is adapted; asked when it is.</param>
/// <param name="Version">The version that the coach saw; null: whatever it is.</param>
public sealed record JudgeTrial(Guid ActionId, TrialVerdict? Verdict, string? Text, Guid? GroupId = null, DateOnly? DueOn = null, int? Version = null);

/// <summary>What bodies do: promised with an answer (see <see cref="AnswerService.GiveAsync"/>) or noted by the coach, until it is done and has changed something.</summary>
public sealed class ActionService(GboDbContext db, TimeProvider time, ICurrentUser user, IStringLocalizer<Startup> S)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The action with its points, their groups, and what happened to it; or null.</summary>
    public Task<ActionItem?> FindAsync(Guid id, CancellationToken cancel = default) => db.Set<ActionItem>().AsNoTracking()
        .Include(a => a.Points).ThenInclude(p => p.Item).ThenInclude(i => i!.Group).Include(a => a.Signals).ThenInclude(s => s.Feedback).Include(a => a.Notes.OrderBy(n => n.At)).AsSplitQuery()
        .SingleOrDefaultAsync(a => a.Id == id, cancel);

    /// <summary>Notes an action about one or more points or things that were told; their authors hear of it.</summary>
    /// <param name="typed">The action. A key that is there already was sent twice: then it is that one.</param>
    /// <param name="points">Numbers of the points and of what was told, apart by anything that is not part of one.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">Something is missing, or a point does not exist.</exception>
    public Task<ActionItem> AddAsync(TypedAction typed, string? points, CancellationToken cancel = default)
    {
        var plan = Read(typed);
        if (plan.DueOn < BrusselsTime.Today(time)) throw new RuleException("Deze dag is al voorbij. Kies een dag die nog komt.", nameof(typed.DueOn));
        return db.WriteAsync(async c =>
        {
            var (items, signals) = await AboutAsync(points, c);
            // Who sends the same form at the same moment waits here, and then finds the action.
            if (items.Count > 0) await Locked.HoldPointAsync(db, items[0], c);
            if (typed.Id is { } id && await db.Set<ActionItem>().AsNoTracking().Include(a => a.Notes).SingleOrDefaultAsync(a => a.Id == id, c) is { } sent) return sent;
            var action = ActionItem.Plan(await OwnedAsync(plan, typed.Owner, c), items, signals, Now, typed.Id);
            db.Add(action);
            await TellAsync(action, action.Notes[0], c);
            db.Audit("Action.Added", action.Id, user.Id);
            await db.SaveChangesAsync(c);
            return action;
        }, cancel);
    }

    /// <summary>Another text, day or owner. Of another day or owner, or with a reason, whoever brought the points hears; not of other words alone.</summary>
    /// <exception cref="RuleException">Something is missing.</exception>
    public Task<ActionItem> ChangeAsync(Guid id, TypedAction typed, int? version = null, CancellationToken cancel = default)
    {
        var plan = Read(typed);
        var reason = TypedText.Optional(typed.Reason, nameof(typed.Reason), ActionItem.ReasonLength);
        return ActAsync(id, version, "Changed", async (action, c) =>
        {
            var (day, owner) = (action.EndsOn, action.OwnerGroupId ?? action.OwnerOrganisationId);
            action.Change(await OwnedAsync(plan, typed.Owner, c));
            if (!action.IsOpen) return null;
            List<string> news = [];
            if (owner != (action.OwnerGroupId ?? action.OwnerOrganisationId)) news.Add(S["Dit is nu voor {0}.", await db.NameOfOwnerAsync(action, c)]);
            if (day != action.EndsOn) news.Add(S["Het is nu tegen {0}. Eerst was dat {1}.", BrusselsTime.LongDate(action.EndsOn), BrusselsTime.LongDate(day)]);
            if (reason is not null) news.Add(reason);
            return news.Count == 0 ? null : action.Say(string.Join("\n\n", news), user.Id, Now);
        }, cancel);
    }

    /// <summary>Says how far it is, or what is new; whoever brought the points hears it.</summary>
    /// <exception cref="RuleException">Nothing is new, or the reason is missing.</exception>
    public Task<ActionItem> MoveAsync(MoveAction move, CancellationToken cancel = default)
        => ActAsync(move.ActionId, move.Version, "Moved",
            (action, _) => Task.FromResult<ActionNote?>(action.Move(move.State, move.Text, move.TrialUntil, user.Id, Now)), cancel);

    /// <summary>Says after a trial whether it stays; whoever brought the points hears it.</summary>
    /// <exception cref="RuleException">It was not tried out, or nothing was said.</exception>
    public Task<ActionItem> JudgeAsync(JudgeTrial judged, CancellationToken cancel = default)
    {
        var verdict = judged.Verdict ?? throw new RuleException("Kies wat jullie doen na het proberen.", nameof(judged.Verdict));
        return ActAsync(judged.ActionId, judged.Version, "Judged",
            (action, _) => Task.FromResult<ActionNote?>(action.Judge(verdict, judged.Text, judged.GroupId, judged.DueOn, user.Id, Now)), cancel);
    }

    /// <summary>
    /// The author says whether anything changed. "Nee" puts the point on the next agenda again, once. Who may: the page knows, by
    /// the link to follow, the short code, or because the author has signed in.
    /// </summary>
    /// <exception cref="RuleException">Nobody was asked yet, or "nee" comes without a word of why.</exception>
    public Task<ActionPoint> RateAsync(Guid actionId, Guid itemId, ChangeRating rating, string? word = null, CancellationToken cancel = default)
    {
        if (!Enum.IsDefined(rating)) throw new RuleException("Kies ja, een beetje of nee.", nameof(ActionPoint.Changed));
        var why = rating == ChangeRating.No
            ? TypedText.Required(word, nameof(ActionPoint.ChangedWord), "Zeg kort wat er nog misloopt. Zo kunnen we het beter doen.", 2000)
            : TypedText.Optional(word, nameof(ActionPoint.ChangedWord), 2000);
        return db.WriteAsync(async c =>
        {
            var point = await db.Set<ActionPoint>().AsTracking().Include(p => p.Action).SingleOrDefaultAsync(p => p.ActionId == actionId && p.ItemId == itemId, c)
                ?? throw new NotFoundException("Deze actie bestaat niet.");
            // A button that was pressed twice counts once.
            if (point.Changed == rating && point.ChangedWord == why) return point;
            if (point.Action!.ChangeAskedOn is null) throw new RuleException("Het is nog te vroeg om te zeggen of er iets veranderd is.", nameof(ActionPoint.Changed));
            point.Rate(rating, why, Now);
            var item = await db.PointAsync(itemId, c);
            if (item.MergedIntoId is { } root) item = await db.PointAsync(root, c);
            var reopened = rating == ChangeRating.No && item.NothingChanged(why!, Now);
            if (reopened) await Reopening.PutOnNextAgendaAsync(db, item, Now, c);
            db.Touch(item);
            db.Publish(new ActionRated(itemId, actionId, rating, reopened));
            db.Audit("Action.Rated", actionId, user.Id, new { rating = rating.ToString(), reopened });
            await db.SaveChangesAsync(c);
            return point;
        }, cancel);
    }

    /// <summary>Asks, once, whoever brought a point whether anything changed, when the day of the action is over.</summary>
    /// <returns>How many actions there were.</returns>
    public async Task<int> AskWhetherItChangedAsync(CancellationToken cancel = default)
    {
        const int batch = 100;
        var today = BrusselsTime.Today(time);
        var total = 0;
        for (var found = batch; found == batch; total += found)
        {
            found = await db.WriteAsync(async c =>
            {
                var due = await db.Set<ActionItem>().AsTracking().Include(a => a.Points).Where(a => a.AskChangeOn != null && a.AskChangeOn <= today)
                    // Of an answer that came back, nobody is asked: what counts is what comes instead.
                    .Where(a => !db.Set<Answer>().Any(n => n.Id == a.FromAnswerId && n.IsReopened))
                    .OrderBy(a => a.AskChangeOn).ThenBy(a => a.Id).Take(batch).ToListAsync(c);
                foreach (var action in due.Where(a => a.AskWhetherItChanged(today)))
                    foreach (var item in await PointAuthors.ToTellAsync(db, [.. action.Points.Select(p => p.ItemId)], c)) db.Publish(new ActionDue(item, action.Id));
                await db.SaveChangesAsync(c);
                return due.Count;
            }, cancel);
            db.ChangeTracker.Clear();
        }

        return total;
    }

    /// <summary>Says, once, to who does an action and to the coach that its trial is over.</summary>
    /// <returns>How many trials there were.</returns>
    public async Task<int> TellThatTrialsEndedAsync(CancellationToken cancel = default)
    {
        const int batch = 100;
        var today = BrusselsTime.Today(time);
        var total = 0;
        for (var found = batch; found == batch; total += found)
        {
            found = await db.WriteAsync(async c =>
            {
                var over = await db.Set<ActionItem>().AsTracking()
                    .Where(a => a.State == ActionState.OnTrial && a.TrialUntil < today && (a.TrialEndTold == null || a.TrialEndTold != a.TrialUntil))
                    .OrderBy(a => a.TrialUntil).ThenBy(a => a.Id).Take(batch).ToListAsync(c);
                foreach (var action in over.Where(a => a.TellThatTrialEnded(today))) db.Publish(new TrialEnded(action.Id));
                await db.SaveChangesAsync(c);
                return over.Count;
            }, cancel);
            db.ChangeTracker.Clear();
        }

        return total;
    }

    private async Task TellAsync(ActionItem action, ActionNote note, CancellationToken cancel)
    {
        foreach (var item in await PointAuthors.ToTellAsync(db, [.. action.Points.Select(p => p.ItemId)], cancel)) db.Publish(new ActionMoved(item, action.Id, note.Id));
        foreach (var signal in action.Signals) db.Publish(new FeedbackActionMoved(signal.FeedbackId, action.Id, note.Id));
    }

    private Task<ActionItem> ActAsync(Guid id, int? version, string what, Func<ActionItem, CancellationToken, Task<ActionNote?>> act, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        var action = await db.Set<ActionItem>().AsTracking().Include(a => a.Points).Include(a => a.Signals).Include(a => a.Notes).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == id, c)
            ?? throw new NotFoundException("Deze actie bestaat niet.");
        action.MustBeVersion(version);
        if (await act(action, c) is { } note) await TellAsync(action, note, c);
        db.Touch(action);
        db.Audit($"Action.{what}", action.Id, user.Id);
        await db.SaveChangesAsync(c);
        return action;
    }, cancel);

    private static ActionPlan Read(TypedAction typed)
    {
        var what = TypedText.Required(typed.What, nameof(typed.What), "Zeg wat er gebeurt, in gewone woorden.", ActionItem.TextLength);
        if (typed.Owner is null) throw new RuleException("Kies wie dit doet.", nameof(typed.Owner));
        if (typed.DueOn is not { } due) throw new RuleException("Zeg tegen wanneer. Een schatting is goed.", nameof(typed.DueOn));
        return new ActionPlan(what, null, null, due, typed.TrialUntil);
    }

    private async Task<ActionPlan> OwnedAsync(ActionPlan plan, Guid? owner, CancellationToken cancel)
    {
        if (await db.Set<Group>().AnyAsync(g => g.Id == owner, cancel)) return plan with { OwnerGroupId = owner };
        if (await db.Set<Organisation>().AnyAsync(o => o.Id == owner, cancel)) return plan with { OwnerOrganisationId = owner };
        throw new RuleException("Kies wie dit doet uit de lijst.", nameof(TypedAction.Owner));
    }

    private async Task<(IReadOnlyList<Guid> Items, IReadOnlyList<Guid> Signals)> AboutAsync(string? typed, CancellationToken cancel)
    {
        var year = BrusselsTime.Today(time).Year;
        var all = (typed ?? "").Split([',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToLookup(Feedback.IsReference);
        var references = all[false].Select(r => Reference.Normalize(r, year)).Distinct(StringComparer.Ordinal).ToList();
        var told = all[true].Select(r => r.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        if (references.Count + told.Count == 0) throw new RuleException("Zeg over welk punt dit gaat. Dan hoort wie het bracht, wat er gebeurt.", "Points");
        var found = await db.Set<AgendaItem>().Where(i => references.Contains(i.Reference)).Select(i => new { Root = i.MergedIntoId ?? i.Id, i.Reference }).ToListAsync(cancel);
        if (references.Contains("")) throw new RuleException("Vul een nummer in, zoals AP-2026-0042.", "Points");
        if (references.Find(r => !found.Exists(f => f.Reference == r)) is { } missing) throw new RuleException($"Punt {missing} bestaat niet.", "Points");
        var signals = told.Count == 0 ? [] : await db.Set<Feedback>().Where(f => told.Contains(f.Reference)).Select(f => new { f.Id, f.Reference }).ToListAsync(cancel);
        if (told.Find(r => !signals.Exists(f => f.Reference == r)) is { } unknown) throw new RuleException($"{unknown} bestaat niet.", "Points");
        // What is done about one of points that stand together is done about all.
        var together = found.Select(f => f.Root).Distinct().ToList();
        var items = await db.Set<AgendaItem>().Where(i => together.Contains(i.Id) || (i.MergedIntoId != null && together.Contains(i.MergedIntoId.Value))).Select(i => i.Id).ToListAsync(cancel);
        return (items, [.. signals.Select(f => f.Id)]);
    }
}

/// <summary>Asks whether anything changed, in the morning.</summary>
[BackgroundTask(Schedule = "5 8 * * *", Description = "Vraagt of er iets veranderd is als de dag van een actie voorbij is.")]
public sealed class ChangeQuestions : IBackgroundTask
{
    /// <inheritdoc />
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
        => serviceProvider.GetRequiredService<ActionService>().AskWhetherItChangedAsync(cancellationToken);
}

/// <summary>Tells that trials are over, in the morning.</summary>
[BackgroundTask(Schedule = "10 8 * * *", Description = "Zegt dat een proefperiode voorbij is.")]
public sealed class TrialEnds : IBackgroundTask
{
    /// <inheritdoc />
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
        => serviceProvider.GetRequiredService<ActionService>().TellThatTrialsEndedAsync(cancellationToken);
}
