using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Points about the same, to be put together.</summary>
/// <param name="StaysId">The point that stays: the meeting talks about this one.</param>
/// <param name="ItemIds">The points; the one that stays may be among them.</param>
public sealed record MergePoints(Guid StaysId, IReadOnlyCollection<Guid> ItemIds);

/// <summary>What someone brought, of points that stand together, as another may read it.</summary>
/// <param name="Id">The point.</param>
/// <param name="Reference">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">What people run into.</param>
/// <param name="Remedy">What would help, or null.</param>
/// <param name="Who">Name that others read with it.</param>
public sealed record Contribution(Guid Id, string Reference, string Title, string Description, string? Remedy, string Who);

/// <summary>Puts points together that are about the same, and apart again. Each author stays linked, and hears what comes of it.</summary>
public sealed class MergeService(GboDbContext db, TimeProvider time, ICurrentUser user, IStringLocalizer<Startup> S)
{
    /// <summary>Puts them together. A point that stands together with another takes that one along; sent twice, it is done once.</summary>
    /// <returns>The point that stays; the one that it stood together with already when there was one.</returns>
    /// <exception cref="RuleException">There is but one, or they cannot stand together.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else put one of them elsewhere at the same moment.</exception>
    public Task<AgendaItem> MergeAsync(MergePoints options, CancellationToken cancel = default)
    {
        var chosen = options.ItemIds.Append(options.StaysId).Distinct().ToList();
        if (chosen.Count < 2) throw new RuleException("Kies minstens twee punten.", nameof(options.ItemIds));
        return db.WriteAsync(async c =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            var family = await FamilyAsync(db, chosen, c);
            var root = family.RootOf(options.StaysId);
            var others = chosen.Select(family.RootOf).Where(i => i != root).Distinct().ToList();
            if (others.Count == 0) return root;
            // What stood together with others before was told so then.
            var heard = others.Append(root).Where(i => i.TogetherWith == 0).Select(i => i.Id).ToList();
            var waitsFor = others.Select(i => i.CurrentSessionId).FirstOrDefault(s => s is not null);
            root.TakeIn(others, [.. others.SelectMany(family.With)], now);
            if (root is { Status: AgendaItemStatus.Submitted, Visibility: not Visibility.CoachOnly } && waitsFor is { } id) root.PutOnAgenda(await Locked.SessionAsync(db, id, c), now);
            await ShareActionsAsync(root, family, c);
            foreach (var item in family.All) db.Touch(item);
            foreach (var item in await PointAuthors.ToTellAsync(db, heard, c)) db.Publish(new AgendaItemMerged(item, root.GroupId));
            await TellAnswersAsync(root, [.. others, .. others.SelectMany(family.With)], family, c);
            db.Audit("AgendaItem.Merged", root.Id, user.Id, new { items = others.Select(i => i.Id) });
            await db.SaveChangesAsync(c);
            return root;
        }, cancel);
    }

    /// <summary>Undoes it for one point: it goes its own way again. What was answered stays answered. Done twice, it is done once.</summary>
    public Task<AgendaItem> UnmergeAsync(Guid itemId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var family = await FamilyAsync(db, [itemId], c);
        var item = family.Find(itemId);
        if (!item.IsMerged) return item;
        var root = family.RootOf(item.Id);
        await LetGoAsync(db, family, item, time.GetUtcNow().UtcDateTime, c);
        db.Publish(new AgendaItemUnmerged(item.Id, item.GroupId));
        // Its author was told that others stood with it as well.
        if (root is { TogetherWith: 0, DueOn: not null }) db.Publish(new AgendaItemUnmerged(root.Id, root.GroupId));
        db.Audit("AgendaItem.Unmerged", item.Id, user.Id);
        await db.SaveChangesAsync(c);
        return item;
    }, cancel);

    /// <summary>What stands together with a point, as far as the reader may read it: each keeps the readers that its author was told.</summary>
    /// <param name="item">The point that stays.</param>
    /// <param name="viewer">Who reads.</param>
    /// <param name="isAsked">True for who was asked to answer it: authors were told that these read it too.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<Contribution>> ContributionsAsync(AgendaItem item, Viewer viewer, bool isAsked, CancellationToken cancel = default)
    {
        if (item.TogetherWith == 0) return [];
        var joined = db.Set<AgendaItem>().AsNoTracking().Where(i => i.MergedIntoId == item.Id);
        joined = isAsked ? joined.Where(i => i.Visibility != Visibility.CoachOnly)
            : joined.Where(viewer.UserId is null && viewer.PersonId is null ? AgendaItemAccess.ReadableByAnyone : AgendaItemAccess.ReadableBy(viewer));
        var rows = await joined.OrderBy(i => i.ReceivedOn).ThenBy(i => i.Reference).Select(i => new
        {
            i.Id,
            i.Reference,
            i.Title,
            i.Description,
            i.Remedy,
            i.Visibility,
            i.AuthorOrganisationName,
            i.IsConfirmed,
            Organisation = db.Set<Organisation>().Where(o => o.Id == i.AuthorOrganisationId).Select(o => o.Name).FirstOrDefault(),
        }).ToListAsync(cancel);
        return [.. rows.Select(r => new Contribution(r.Id, r.Reference, r.Title, r.Description, r.Remedy, AgendaItemAccess.NameShown(r.Visibility, r.Organisation, r.AuthorOrganisationName, r.IsConfirmed, S)))];
    }

    /// <summary>Points with all that stand together with them, ready for an operation and, on PostgreSQL, locked in one order.</summary>
    internal static async Task<PointFamily> FamilyAsync(GboDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = await db.Set<AgendaItem>().Where(i => ids.Contains(i.Id)).Select(i => i.MergedIntoId ?? i.Id).ToListAsync(cancel);
        if (found.Count < ids.Count) throw new NotFoundException("Dit punt bestaat niet.");
        var roots = found.Distinct().ToList();
        await Locked.PointsWithOthersAsync(db, roots, cancel);
        var all = await db.Whole().Where(i => roots.Contains(i.Id) || (i.MergedIntoId != null && roots.Contains(i.MergedIntoId.Value))).ToListAsync(cancel);
        return new PointFamily(all);
    }

    /// <summary>One of them goes its own way, in the write transaction of what makes it so.</summary>
    internal static async Task LetGoAsync(GboDbContext db, PointFamily family, AgendaItem item, DateTime now, CancellationToken cancel)
    {
        var root = family.RootOf(item.Id);
        var said = await db.Set<MergedRating>().AsNoTracking().Where(r => r.ItemId == item.Id).ToDictionaryAsync(r => r.AnswerId, cancel);
        var sessions = root.Entries.Concat(item.Entries).Select(e => e.SessionId).Distinct().ToList();
        var stoodOn = await db.Set<Session>().AsNoTracking().Where(s => sessions.Contains(s.Id)).ToListAsync(cancel);
        var open = stoodOn.Where(s => s.IsOpen).Select(s => s.Id).ToHashSet();
        var over = stoodOn.Where(s => s.HeldAt < item.MergedAt).Select(s => s.Id).ToHashSet();
        var before = root.Answers.Where(a => a.AnsweredAt < item.MergedAt).Select(a => a.Id).ToList();
        root.LetGo(item, said, open, over, now);
        db.AddRange(item.Answers);
        // What was promised to the other one before is not about this one any more.
        foreach (var action in await db.Set<ActionItem>().AsTracking().Include(a => a.Points).Where(a => a.FromAnswerId != null && before.Contains(a.FromAnswerId.Value)).ToListAsync(cancel))
            action.NoLongerAbout(item.Id);
        db.Touch(root);
        db.Touch(item);
    }

    // What was answered before a point came to stand with it is told to who brought that point: no other answer follows.
    private async Task TellAnswersAsync(AgendaItem root, IReadOnlyCollection<AgendaItem> joined, PointFamily family, CancellationToken cancel)
    {
        var given = root.Answers.Where(a => a is { State: AnswerState.Answered, IsReopened: false }).OrderBy(a => a.AnsweredAt).ToList();
        if (given.Count == 0) return;
        var heard = family.All.Except(joined).Select(i => i.AuthorPersonId).OfType<Guid>().ToHashSet();
        var toTell = joined.Where(i => i.AuthorPersonId is not { } author || !heard.Contains(author)).Select(i => i.Id).ToList();
        foreach (var item in await PointAuthors.ToTellAsync(db, toTell, cancel))
            foreach (var answer in given) db.Publish(new AnswerGiven(item, answer.Id, answer.GroupId, answer.Decision!.Value));
    }

    // What is done about one of them is done about all.
    private async Task ShareActionsAsync(AgendaItem root, PointFamily family, CancellationToken cancel)
    {
        var ids = family.With(root).Select(i => i.Id).Append(root.Id).ToList();
        var actions = await db.Set<ActionItem>().AsTracking().Include(a => a.Points).Where(a => a.Points.Any(p => ids.Contains(p.ItemId))).ToListAsync(cancel);
        foreach (var action in actions) action.AlsoAbout(ids);
    }
}

/// <summary>Points that stand together, or are about to.</summary>
/// <param name="All">All of them, ready for an operation.</param>
internal sealed record PointFamily(IReadOnlyList<AgendaItem> All)
{
    /// <summary>The point.</summary>
    /// <exception cref="ChangedMeanwhileException">It came to stand elsewhere at this moment.</exception>
    public AgendaItem Find(Guid id) => All.FirstOrDefault(i => i.Id == id) ?? throw new ChangedMeanwhileException("Iemand anders zette dit punt net bij een ander punt. Kijk na en probeer het opnieuw.");

    /// <summary>The point that it stands together with, or else itself.</summary>
    /// <exception cref="ChangedMeanwhileException">One of them came to stand elsewhere at this moment.</exception>
    public AgendaItem RootOf(Guid id) => Find(id) is { MergedIntoId: { } root } ? Find(root) : Find(id);

    /// <summary>What stands together with a point.</summary>
    public IEnumerable<AgendaItem> With(AgendaItem root) => All.Where(i => i.MergedIntoId == root.Id);
}
