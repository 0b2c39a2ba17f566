using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Klankgroep.Search;

/// <summary>What can be found.</summary>
public enum SearchKind
{
    /// <summary>A point.</summary>
    Point,

    /// <summary>An answer to a point.</summary>
    Answer,

    /// <summary>What was said about a point at a meeting.</summary>
    Report,

    /// <summary>What someone told.</summary>
    Feedback,
}

/// <summary>Something that was found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Of the point, feedback or, for a report, the meeting.</param>
/// <param name="Reference">Reference of the point or feedback.</param>
/// <param name="Title">Title.</param>
/// <param name="Text">The whole text in which it was found.</param>
/// <param name="Day">The day that it is from.</param>
/// <param name="MeetingId">Of a point that only the coach may read, the meeting on whose agenda its reader finds the text that stands in its place; else null.</param>
public sealed record SearchHit(SearchKind Kind, Guid Id, string Reference, string Title, string Text, DateOnly Day, Guid? MeetingId = null);

/// <summary>Looks for words in points, answers, reports and feedback, as far as who asks may read them; newest first.</summary>
public sealed class SearchService(GboDbContext db, Viewers viewers, ICurrentUser user, TimeProvider time)
{
    private const int LongestText = 4000;

    /// <summary>Finds.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="kind">Only this; null: all.</param>
    /// <param name="skip">How many to leave out at the start.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuery query, SearchKind? kind, int skip, int take, CancellationToken cancel = default)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        // Each kind may fill the page alone.
        var most = skip + take;
        var found = new List<SearchHit>();
        if (kind is null or SearchKind.Point) found.AddRange((await PointsAsync(query, viewer, most, cancel)).Concat(await NeutralAsync(query, viewer, most, cancel)).DistinctBy(h => h.Id));
        if (kind is null or SearchKind.Answer) found.AddRange(await AnswersAsync(query, viewer, most, cancel));
        if (kind is null or SearchKind.Report) found.AddRange(await ReportsAsync(query, viewer, most, cancel));
        if (kind is null or SearchKind.Feedback) found.AddRange(await FeedbackAsync(query, viewer, most, cancel));
        return [.. found.OrderByDescending(h => h.Day).ThenBy(h => h.Kind).ThenByDescending(h => h.Reference, StringComparer.Ordinal).Skip(skip).Take(take)];
    }

    /// <summary>The point or feedback with this number, or null when the number is of nothing that who asks may read.</summary>
    public async Task<SearchHit?> FindNumberAsync(string? typed, CancellationToken cancel = default)
    {
        var reference = Reference.Normalize(typed, BrusselsTime.Today(time).Year);
        if (reference.Length == 0) return null;
        var viewer = await viewers.CurrentAsync(cancel);
        if (Feedback.IsReference(reference))
        {
            var readsAll = await user.HasAsync(Permissions.ManageFeedback);
            return await db.Set<Feedback>().AsNoTracking().Where(f => f.Reference == reference && (readsAll || (viewer.PersonId != null && f.AuthorPersonId == viewer.PersonId)))
                .Select(f => new SearchHit(SearchKind.Feedback, f.Id, f.Reference, TypedText.TitleFrom(f.Description), f.Description, f.ReceivedOn)).SingleOrDefaultAsync(cancel);
        }

        return await db.Set<AgendaItem>().AsNoTracking().Where(AgendaItemAccess.ReadableBy(viewer)).Where(i => i.Reference == reference)
            .Select(i => new SearchHit(SearchKind.Point, i.Id, i.Reference, i.Title, i.Description, i.ReceivedOn)).SingleOrDefaultAsync(cancel);
    }

    private async Task<IEnumerable<SearchHit>> PointsAsync(SearchQuery query, Viewer viewer, int most, CancellationToken cancel)
    {
        // Points that stand together are found once, as the one that is talked about, by the words of any of them: then more is read to fill the page.
        var found = new Dictionary<Guid, SearchHit>();
        for (var (read, last) = (0, most); found.Count < most && last == most; read += most)
        {
            var rows = await PointRowsAsync(query, viewer, read, most, cancel);
            last = rows.Count;
            foreach (var hit in rows) found.TryAdd(hit.Id, hit);
        }

        return found.Values;
    }

    private async Task<List<SearchHit>> PointRowsAsync(SearchQuery query, Viewer viewer, int skip, int take, CancellationToken cancel)
    {
        var hits = SearchIndex.Points(db, query);
        var readable = db.Set<AgendaItem>().AsNoTracking().Where(AgendaItemAccess.ReadableBy(viewer));
        var rows = await readable.Where(i => hits.Contains(i.Id))
            .OrderByDescending(i => i.ReceivedOn).ThenByDescending(i => i.Reference).Skip(skip).Take(take)
            .Select(i => new { i.MergedIntoId, Hit = new SearchHit(SearchKind.Point, i.Id, i.Reference, i.Title, i.Description + " " + (i.Remedy ?? ""), i.ReceivedOn, null) }).ToListAsync(cancel);
        // Asked apart: joined to each row, a database makes the whole list of points that others stand with.
        var merged = rows.Select(r => r.MergedIntoId).OfType<Guid>().Distinct().ToList();
        var roots = merged.Count == 0 ? [] : await readable.Where(r => merged.Contains(r.Id)).Select(r => new { r.Id, r.Reference, r.Title, r.ReceivedOn }).ToDictionaryAsync(r => r.Id, cancel);
        return [.. rows.Select(r =>
        {
            var hit = r.Hit with { Text = Short(r.Hit.Text) };
            return r.MergedIntoId is { } id && roots.TryGetValue(id, out var root) ? hit with { Id = root.Id, Reference = root.Reference, Title = root.Title, Day = root.ReceivedOn } : hit;
        })];
    }

    // Of a point that only the coach may read, members of its group find the text that its author agreed with, where it stands on an agenda.
    private async Task<IEnumerable<SearchHit>> NeutralAsync(SearchQuery query, Viewer viewer, int most, CancellationToken cancel)
    {
        if (!viewer.ReadsAll && viewer.GroupIds.Count == 0) return [];
        var hits = SearchIndex.NeutralTexts(db, query);
        var rows = await (
            from item in AgendaItemAccess.OnAgendas(db, viewer).Where(i => i.Visibility == Visibility.CoachOnly && i.Entries.Any() && hits.Contains(i.Id))
            join neutral in db.Set<NeutralText>() on item.Id equals neutral.ItemId
            orderby item.ReceivedOn descending, item.Reference descending
            select new { item.Id, item.Reference, neutral.Text, item.ReceivedOn, Meeting = item.Entries.OrderByDescending(e => e.Turn).Select(e => e.SessionId).First() }).Take(most).ToListAsync(cancel);
        return rows.Select(r => new SearchHit(SearchKind.Point, r.Id, r.Reference, TypedText.TitleFrom(r.Text), Short(r.Text), r.ReceivedOn, r.Meeting));
    }

    // What was said and answered about such a point, is told to them too, under that text.
    private IQueryable<Shown> Visible(Viewer viewer)
    {
        var readable = db.Set<AgendaItem>().AsNoTracking().Where(AgendaItemAccess.ReadableBy(viewer));
        if (viewer.ReadsAll || viewer.GroupIds.Count == 0) return readable.Select(i => new Shown { Id = i.Id, Reference = i.Reference, Title = i.Title });
        var (ids, groups) = (readable.Select(i => i.Id), viewer.GroupIds);
        return db.Set<AgendaItem>().AsNoTracking()
            .Where(i => ids.Contains(i.Id) || (i.Visibility == Visibility.CoachOnly && groups.Contains(i.GroupId) && i.Entries.Any() && db.Set<NeutralText>().Any(n => n.ItemId == i.Id && n.AgreedAt != null)))
            .Select(i => new Shown
            {
                Id = i.Id,
                Reference = i.Reference,
                Title = i.Title,
                Neutral = ids.Contains(i.Id) ? null : db.Set<NeutralText>().Where(n => n.ItemId == i.Id).Select(n => n.Text).FirstOrDefault(),
                MeetingId = ids.Contains(i.Id) ? null : i.Entries.OrderByDescending(e => e.Turn).Select(e => (Guid?)e.SessionId).FirstOrDefault(),
            });
    }

    private async Task<IEnumerable<SearchHit>> AnswersAsync(SearchQuery query, Viewer viewer, int most, CancellationToken cancel)
    {
        var hits = SearchIndex.Answers(db, query);
        var items = Visible(viewer);
        var rows = await (
            from answer in db.Set<Answer>().AsNoTracking()
            join item in items on answer.ItemId equals item.Id
            where answer.AnsweredAt != null && !answer.IsReopened && hits.Contains(answer.Id)
            orderby answer.AnsweredAt descending
            select new { Item = item, answer.Why, answer.WhatHappens, answer.AnsweredAt }).Take(most).ToListAsync(cancel);
        return rows.Select(r => new SearchHit(SearchKind.Answer, r.Item.Id, r.Item.Reference, r.Item.ShownTitle, Short($"{r.Why} {r.WhatHappens}"), BrusselsTime.DayOf(r.AnsweredAt!.Value), r.Item.MeetingId));
    }

    private async Task<IEnumerable<SearchHit>> ReportsAsync(SearchQuery query, Viewer viewer, int most, CancellationToken cancel)
    {
        var items = Visible(viewer);
        var sessions = db.Set<Session>().AsNoTracking().Where(SessionAccess.ReportToldTo(viewer));
        var rows = await (
            from entry in SearchIndex.Reports(db, query)
            join item in items on entry.ItemId equals item.Id
            join session in sessions on entry.SessionId equals session.Id
            orderby session.StartsAt descending, item.Reference descending
            select new { session.Id, Item = item, entry.WhatWasSaid, entry.Conclusion, session.StartsAt }).Take(most).ToListAsync(cancel);
        return rows.Select(r => new SearchHit(SearchKind.Report, r.Id, r.Item.Reference, r.Item.ShownTitle, Short($"{r.WhatWasSaid} {r.Conclusion}".Trim()), BrusselsTime.DayOf(r.StartsAt)));
    }

    // Feedback is read by the coach and by its author.
    private async Task<IEnumerable<SearchHit>> FeedbackAsync(SearchQuery query, Viewer viewer, int most, CancellationToken cancel)
    {
        var readsAll = await user.HasAsync(Permissions.ManageFeedback);
        if (!readsAll && viewer.PersonId is null) return [];
        var hits = SearchIndex.Feedback(db, query);
        var rows = await db.Set<Feedback>().AsNoTracking().Where(f => readsAll || f.AuthorPersonId == viewer.PersonId).Where(f => hits.Contains(f.Id))
            .OrderByDescending(f => f.ReceivedOn).ThenByDescending(f => f.Reference).Take(most)
            .Select(f => new { f.Id, f.Reference, f.Description, f.Remedy, f.Answer, f.ReceivedOn }).ToListAsync(cancel);
        return rows.Select(r => new SearchHit(SearchKind.Feedback, r.Id, r.Reference, TypedText.TitleFrom(r.Description), Short($"{r.Description} {r.Remedy} {r.Answer}"), r.ReceivedOn));
    }

    private static string Short(string text) => text.Length > LongestText ? text[..LongestText] : text.TrimEnd();

    private sealed class Shown
    {
        public Guid Id { get; init; }

        public string Reference { get; init; } = "";

        public string Title { get; init; } = "";

        public string? Neutral { get; init; }

        public Guid? MeetingId { get; init; }

        public string ShownTitle => Neutral is null ? Title : TypedText.TitleFrom(Neutral);
    }
}
