using System.Runtime.CompilerServices;
using GboParticipatie.Digests;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Network.Models;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Digests;

/// <summary>The groups of the region as audiences of digests.</summary>
public sealed class DigestGroups(GboDbContext db, TimeProvider time) : IDigestGroups
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<DigestGroup>> ListAsync(CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        return await db.Set<Group>().AsNoTracking().Where(g => g.EndedOn == null || g.EndedOn >= today)
            .OrderBy(g => g.Position).ThenBy(g => g.Id).Select(g => new DigestGroup(g.Id, g.Name, null)).ToListAsync(cancel);
    }

    /// <inheritdoc />
    public Task<DigestGroup?> FindAsync(Guid groupId, CancellationToken cancel = default)
        => db.Set<Group>().AsNoTracking().Where(g => g.Id == groupId).Select(g => new DigestGroup(g.Id, g.Name, null)).SingleOrDefaultAsync(cancel);

    /// <inheritdoc />
    public async Task<IReadOnlyList<DigestRecipient>> RecipientsAsync(Guid groupId, CancellationToken cancel = default)
    {
        var people = await Readers().Where(r => r.GroupId == groupId).ToListAsync(cancel);
        return [.. people.Select(r => r.AsRecipient()).DistinctBy(r => r.PersonId)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<DigestMembership>> MembershipsAsync(string userId, string? email, CancellationToken cancel = default)
    {
        var normalized = Person.Normalize(email);
        var mine = await Readers().Where(r => r.UserId == userId || (r.UserId == null && normalized != null && r.NormalizedEmail == normalized)).ToListAsync(cancel);
        return [.. mine.Select(r => new DigestMembership(r.GroupId, r.AsRecipient())).DistinctBy(m => m.GroupId)];
    }

    private IQueryable<Reader> Readers()
    {
        var today = BrusselsTime.Today(time);
        return from mandate in db.Set<Mandate>().AsNoTracking()
               where mandate.From <= today && (mandate.To == null || mandate.To >= today)
               join person in db.Set<Person>() on mandate.PersonId equals person.Id
               where person.Email != null && person.PreferredChannel == ContactChannel.Email
               select new Reader { GroupId = mandate.GroupId, PersonId = person.Id, Email = person.Email, NormalizedEmail = person.NormalizedEmail, Name = person.Name, UserId = person.UserId };
    }

    private sealed class Reader
    {
        public Guid GroupId { get; init; }

        public Guid PersonId { get; init; }

        public string? Email { get; init; }

        public string? NormalizedEmail { get; init; }

        public string Name { get; init; } = "";

        public string? UserId { get; init; }

        public DigestRecipient AsRecipient() => new(PersonId, Email!, Name, UserId);
    }
}

/// <summary>What digests say about points, answers and meetings.</summary>
public sealed partial class KlankgroepDigests(GboDbContext db, Viewers viewers, PointLinks links, ISiteService site, TimeProvider time, IStringLocalizer<Startup> S) : IDigestSource
{
    private const string Point = nameof(AgendaItem);
    private const string Given = nameof(Answer);
    private const string Meeting = nameof(Session);
    private const string Promised = nameof(ActionItem);

    /// <inheritdoc />
    public IReadOnlyCollection<string> SubjectTypes { get; } = [Point, Given, Meeting, Promised];

    /// <inheritdoc />
    public async Task<IReadOnlyList<DigestItem>> DescribeAsync(Guid groupId, IReadOnlyList<DigestSubject> subjects, CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var sections = subjects.ToLookup(s => s.Id, s => s.Section);
        var ids = subjects.Select(s => s.Id).ToList();
        var items = new List<DigestItem>();
        var type = subjects.Count == 0 ? "" : subjects[0].Type;
        if (type == Point)
        {
            var points = await PointsFor(groupId).Where(i => ids.Contains(i.Id)).Select(i => new
            {
                i.Id,
                i.Reference,
                i.Title,
                i.LifeDomain,
                i.ReceivedAt,
                i.Status,
                Neutral = groupId == DigestAudiences.Coach || i.Visibility != Visibility.CoachOnly ? null : db.Set<NeutralText>().Where(n => n.ItemId == i.Id).Select(n => n.Text).FirstOrDefault(),
            }).ToListAsync(cancel);
            // What was put off is not new to who reads of it later.
            items.AddRange(points.SelectMany(p => sections[p.Id].Where(s => s != DigestSection.New || p.Status != AgendaItemStatus.Parked).Select(s => AsItem(s, p.Id, p.Reference, p.Title, p.LifeDomain, p.Neutral, p.ReceivedAt, settings))));
        }
        else if (type == Given)
        {
            var answers = await Answers(groupId).Where(a => ids.Contains(a.Id)).ToListAsync(cancel);
            items.AddRange(answers.SelectMany(a => sections[a.Id].Where(s => Fits(s, a)).Select(s => a.As(s, settings, S))));
        }
        else if (type == Meeting)
        {
            var meetings = await db.Set<Session>().AsNoTracking().Where(s => ids.Contains(s.Id) && s.State != SessionState.Cancelled).ToListAsync(cancel);
            items.AddRange(meetings.SelectMany(m => sections[m.Id].Select(s => AsItem(m, s))));
        }

        return items;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<DigestItem> CollectAsync(Guid groupId, DateTime sinceUtc, DateTime untilUtc, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var settings = await site.GetAsync<KlankgroepSettings>(cancel);
        var today = BrusselsTime.Today(time);
        var open = Answers(groupId).Where(a => a.State == AnswerState.Asked && (a.IsForGroup || groupId == DigestAudiences.Coach));
        if (groupId == DigestAudiences.Coach)
        {
            open = open.Where(a => a.DueOn < today);
            var soon = today.AddDays(3);
            var waiting = db.Set<AgendaItem>().AsNoTracking()
                .Where(i => i.FirstWordOn == null && i.DueOn != null && i.DueOn <= soon).Select(i => new { i.Id, i.Reference, i.Title, i.LifeDomain, i.ReceivedAt, i.DueOn });
            await foreach (var i in waiting.AsAsyncEnumerable().WithCancellation(cancel))
                yield return new DigestItem(DigestSection.ToAnswer, Point, i.Id, S["Eerste woord: {0} ({1})", i.Title, i.Reference], settings.NameOf(i.LifeDomain) ?? "", i.ReceivedAt, i.DueOn);
        }

        await foreach (var answer in open.AsAsyncEnumerable().WithCancellation(cancel)) yield return answer.As(DigestSection.ToAnswer, settings, S);

        await foreach (var action in ActionsOf(groupId, today, BrusselsTime.DayOf(sinceUtc)).WithCancellation(cancel))
            yield return new DigestItem(DigestSection.ActionFollowUp, Promised, action.Id, action.What, "", action.CreatedAt, action.EndsOn);

        await foreach (var trial in TrialsOver(groupId, today, BrusselsTime.DayOf(sinceUtc)).WithCancellation(cancel))
            yield return new DigestItem(DigestSection.Evaluation, Promised, trial.Id, trial.What, "", BrusselsTime.StartOfDay(trial.TrialUntil!.Value.AddDays(1)), trial.TrialUntil);

        var discussed = db.Set<AgendaEntry>().AsNoTracking()
            .Where(e => e.Outcome == EntryOutcome.Discussed && e.Session!.HeldAt > sinceUtc && e.Session.HeldAt <= untilUtc && e.Session.GroupId == groupId && e.Item!.MergedIntoId == null)
            .Where(e => e.Item!.Visibility != Visibility.CoachOnly || db.Set<NeutralText>().Any(n => n.ItemId == e.ItemId && n.AgreedAt != null))
            .Select(e => new
            {
                e.ItemId,
                e.Item!.Reference,
                e.Item.Title,
                e.Item.LifeDomain,
                e.Session!.HeldAt,
                Neutral = e.Item.Visibility != Visibility.CoachOnly ? null : db.Set<NeutralText>().Where(n => n.ItemId == e.ItemId).Select(n => n.Text).FirstOrDefault(),
            });
        await foreach (var d in discussed.AsAsyncEnumerable().WithCancellation(cancel))
            yield return AsItem(DigestSection.Discussed, d.ItemId, d.Reference, d.Title, d.LifeDomain, d.Neutral, d.HeldAt!.Value, settings);

        var horizon = untilUtc.AddDays(60);
        var meetings = db.Set<Session>().AsNoTracking().Where(s => s.GroupId == groupId && s.StartsAt > untilUtc && s.StartsAt <= horizon
            && (s.State == SessionState.Announced || s.State == SessionState.AgendaSent));
        await foreach (var meeting in meetings.AsAsyncEnumerable().WithCancellation(cancel)) yield return AsItem(meeting, DigestSection.Calendar);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Guid, string>> LinksAsync(
        Guid groupId, DigestRecipient reader, string subjectType, IReadOnlyList<Guid> subjectIds, CancellationToken cancel = default)
    {
        var isCoach = groupId == DigestAudiences.Coach;
        var viewer = isCoach ? new Viewer { UserId = reader.UserId, ReadsAll = true } : await viewers.OfPersonAsync(reader.PersonId, cancel);
        if (subjectType == Meeting)
        {
            var meetings = await db.Set<Session>().AsNoTracking().Where(SessionAccess.ReadableBy(viewer)).Where(s => subjectIds.Contains(s.Id)).Select(s => s.Id).ToListAsync(cancel);
            return meetings.ToDictionary(id => id, id => $"/bijeenkomsten/{id}");
        }

        if (subjectType == Promised) return await ActionLinksAsync(groupId, viewer, isCoach, subjectIds, cancel);
        if (subjectType == Point)
        {
            var points = await db.Set<AgendaItem>().AsNoTracking().Where(AgendaItemAccess.ReadableBy(viewer)).Where(i => subjectIds.Contains(i.Id))
                .Select(i => new { i.Id, i.Reference }).ToListAsync(cancel);
            var addresses = points.ToDictionary(p => p.Id, p => isCoach ? $"/beheer/punten/{p.Reference}" : $"/volg/{p.Reference}");
            foreach (var (id, meeting) in await NeutralOnAgendasAsync(viewer, subjectIds, cancel)) addresses.TryAdd(id, $"/bijeenkomsten/{meeting}");
            return addresses;
        }

        var answers = await db.Set<Answer>().AsNoTracking().Include(a => a.Item).Where(a => subjectIds.Contains(a.Id)).ToListAsync(cancel);
        // An answer that was given is news for everyone who may read the point; a question is for who can answer it.
        var readable = await db.Set<AgendaItem>().AsNoTracking().Where(AgendaItemAccess.ReadableBy(viewer)).Where(i => i.Answers.Any(a => subjectIds.Contains(a.Id)))
            .Select(i => i.Id).ToListAsync(cancel);
        var told = await AgendaItemAccess.ToldTo(db, viewer).Where(i => i.Visibility == Visibility.CoachOnly && i.Answers.Any(a => subjectIds.Contains(a.Id))).Select(i => i.Id).ToListAsync(cancel);
        var since = await SinceLastTimeAsync(groupId, cancel);
        var mine = answers.Where(a => AgendaItemAccess.MayAnswer(viewer, a) || (a.GroupId is { } body && viewer.GroupIds.Contains(body))
            || (a.State == AnswerState.Answered && (readable.Contains(a.ItemId) || told.Contains(a.ItemId))));
        return mine.ToDictionary(a => a.Id, a => LinkOf(a, reader, viewer, isCoach, readable.Contains(a.ItemId) ? null : since));
    }

    // What the group must do within two weeks, or should have done; the coach reads once of all that became late.
    private IAsyncEnumerable<FollowUp> ActionsOf(Guid groupId, DateOnly today, DateOnly since)
    {
        var open = db.Set<ActionItem>().AsNoTracking().Where(a => a.EndedOn == null);
        open = groupId == DigestAudiences.Coach
            ? open.Where(a => a.DueOn < today && (a.TrialUntil == null || a.TrialUntil < today) && (a.DueOn >= since || a.TrialUntil >= since))
            : open.Where(a => a.OwnerGroupId == groupId && a.DueOn <= today.AddDays(14) && (a.TrialUntil == null || a.TrialUntil <= today.AddDays(14)));
        return open.OrderBy(a => a.DueOn)
            .Select(a => new FollowUp { Id = a.Id, Text = a.What.Substring(0, 400), CreatedAt = a.CreatedAt, DueOn = a.DueOn, TrialUntil = a.TrialUntil }).AsAsyncEnumerable();
    }

    // What was tried out for points of the group until now: its members say how it works out. Who tried it reads of it under what it does.
    private IAsyncEnumerable<FollowUp> TrialsOver(Guid groupId, DateOnly today, DateOnly since) => db.Set<ActionItem>().AsNoTracking()
        .Where(a => a.State == ActionState.OnTrial && a.TrialUntil < today && a.TrialUntil >= since && a.OwnerGroupId != groupId && a.Points.Any(p => p.Item!.GroupId == groupId))
        .OrderBy(a => a.TrialUntil)
        .Select(a => new FollowUp { Id = a.Id, Text = a.What.Substring(0, 400), CreatedAt = a.CreatedAt, DueOn = a.DueOn, TrialUntil = a.TrialUntil }).AsAsyncEnumerable();

    // By the first of its points that the reader may read; an action of nothing that one may read has no link, and is then left out.
    private async Task<IReadOnlyDictionary<Guid, string>> ActionLinksAsync(Guid groupId, Viewer viewer, bool isCoach, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        if (isCoach) return ids.ToDictionary(id => id, id => $"/beheer/acties/{id}");
        var readable = await (
            from link in db.Set<ActionPoint>().AsNoTracking()
            join point in db.Set<AgendaItem>().Where(AgendaItemAccess.ReadableBy(viewer)) on link.ItemId equals point.Id
            where ids.Contains(link.ActionId)
            orderby point.Reference
            select new { link.ActionId, point.Reference }).ToListAsync(cancel);
        var byAction = readable.DistinctBy(l => l.ActionId).ToDictionary(l => l.ActionId, l => $"/volg/{l.Reference}");
        var told = AgendaItemAccess.ToldTo(db, viewer).Where(i => i.Visibility == Visibility.CoachOnly).Select(i => i.Id);
        var neutral = await db.Set<ActionPoint>().Where(p => ids.Contains(p.ActionId) && told.Contains(p.ItemId)).Select(p => p.ActionId).Distinct().ToListAsync(cancel);
        if (neutral.Count > 0 && await SinceLastTimeAsync(groupId, cancel) is { } since)
            foreach (var id in neutral) byAction.TryAdd(id, since);
        var today = BrusselsTime.Today(time);
        var toJudge = await db.Set<ActionItem>().Where(a => ids.Contains(a.Id) && a.State == ActionState.OnTrial && a.TrialUntil < today && a.OwnerGroupId != groupId).Select(a => a.Id).ToListAsync(cancel);
        foreach (var id in toJudge.Where(byAction.ContainsKey)) byAction[id] = $"/vertel?actie={id}";
        return byAction;
    }

    // A point for the coach alone has no page for others: they read the text that stands in its place on the agenda of the meeting.
    private async Task<IReadOnlyList<(Guid Item, Guid Meeting)>> NeutralOnAgendasAsync(Viewer viewer, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        if (viewer.ReadsAll) return [];
        var rows = await AgendaItemAccess.OnAgendas(db, viewer).Where(i => ids.Contains(i.Id) && i.Visibility == Visibility.CoachOnly && i.Entries.Any())
            .Select(i => new { i.Id, Meeting = i.Entries.OrderByDescending(e => e.Turn).Select(e => e.SessionId).First() }).ToListAsync(cancel);
        return [.. rows.Select(r => (r.Id, r.Meeting))];
    }

    // And what became of it, where the group reads what was done since last time.
    private async Task<string?> SinceLastTimeAsync(Guid groupId, CancellationToken cancel)
        => await db.Set<Group>().Where(g => g.Id == groupId).Select(g => g.Slug).SingleOrDefaultAsync(cancel) is { } slug ? $"/klankgroepen/{slug}/sinds-vorige-keer" : null;

    private string LinkOf(Answer answer, DigestRecipient reader, Viewer viewer, bool isCoach, string? since)
    {
        if (isCoach) return $"/beheer/punten/{answer.Item!.Reference}";
        return answer.State == AnswerState.Asked && AgendaItemAccess.MayAnswer(viewer, answer)
            ? links.ToAnswer(answer, reader.PersonId)
            : answer.Item!.Visibility == Visibility.CoachOnly && since is not null ? since : $"/volg/{answer.Item.Reference}";
    }

    // Points that the whole audience reads of: one for the coach alone as the text that its author agreed with, except in the coach's own digest.
    private IQueryable<AgendaItem> PointsFor(Guid groupId)
    {
        var points = db.Set<AgendaItem>().AsNoTracking().Where(i => i.Status != AgendaItemStatus.Withdrawn && i.Status != AgendaItemStatus.Declined && i.Status != AgendaItemStatus.Merged);
        return groupId == DigestAudiences.Coach
            ? points
            : points.Where(i => (i.GroupId == groupId || i.Answers.Any(a => a.GroupId == groupId))
                && (i.Visibility != Visibility.CoachOnly || db.Set<NeutralText>().Any(n => n.ItemId == i.Id && n.AgreedAt != null)));
    }

    private IQueryable<AnswerRow> Answers(Guid groupId)
        => from answer in db.Set<Answer>().AsNoTracking()
           where answer.State != AnswerState.Withdrawn && (groupId == DigestAudiences.Coach || answer.GroupId == groupId || answer.Item!.GroupId == groupId)
           select new AnswerRow
           {
               Id = answer.Id,
               State = answer.State,
               DueOn = answer.DueOn,
               AskedAt = answer.AskedAt,
               AnsweredAt = answer.AnsweredAt,
               Decision = answer.Decision,
               Question = answer.Question,
               Reference = answer.Item!.Reference,
               Title = answer.Item.Title,
               LifeDomain = answer.Item.LifeDomain,
               IsCoachOnly = answer.Item.Visibility == Visibility.CoachOnly,
               IsForGroup = answer.GroupId == groupId,
               Neutral = answer.Item.Visibility != Visibility.CoachOnly ? null : db.Set<NeutralText>().Where(n => n.ItemId == answer.ItemId && n.AgreedAt != null).Select(n => n.Text).FirstOrDefault(),
           };

    // Only the body that must answer reads a question; an answer is read by the group that asked, too.
    private static bool Fits(DigestSection section, AnswerRow answer) => section switch
    {
        DigestSection.ToAnswer => answer.State == AnswerState.Asked,
        DigestSection.Answered => answer.State == AnswerState.Answered && (!answer.IsCoachOnly || answer.IsForGroup || answer.Neutral is not null),
        _ => true,
    };

    private static DigestItem AsItem(DigestSection section, Guid id, string reference, string title, string? lifeDomain, string? neutral, DateTime at, KlankgroepSettings settings)
        => new(section, Point, id, $"{(neutral is null ? title : TypedText.TitleFrom(neutral))} ({reference})", neutral is null ? settings.NameOf(lifeDomain) ?? "" : "", at);

    private static DigestItem AsItem(Session meeting, DigestSection section)
        => new(section, Meeting, meeting.Id, $"{meeting.Title}, {BrusselsTime.LongRange(meeting.StartsAt, meeting.EndsAt)}", "", meeting.StartsAt);
}
