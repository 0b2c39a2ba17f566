using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>One thing that was done, not done, or still waits.</summary>
/// <param name="Reference">Number of its point.</param>
/// <param name="Title">Title of its point.</param>
/// <param name="What">What was promised, asked or decided.</param>
/// <param name="Body">Who does it, as in a sentence.</param>
/// <param name="On">When it was done, or by when it will be.</param>
/// <param name="Why">Why not, what is new, or null.</param>
/// <param name="IsLate">True for what waits and should have been there.</param>
/// <param name="IsNeutralText">True for a point that only the coach may read: its title is of the text that its author agreed with.</param>
public sealed record SinceLine(string Reference, string Title, string What, string Body, DateOnly On, string? Why, bool IsLate = false, bool IsNeutralText = false);

/// <summary>What a group should know before it begins: what was done since its last meeting, what not and why, and what still waits.</summary>
/// <param name="Group">The group.</param>
/// <param name="Since">From which day.</param>
/// <param name="HasMet">True when that is the day of a meeting; false when there was none: then it is half a year.</param>
/// <param name="Done">What was done.</param>
/// <param name="NotDone">What is not done, and why.</param>
/// <param name="Waiting">What still waits.</param>
public sealed record SinceLastTime(Group Group, DateOnly Since, bool HasMet, IReadOnlyList<SinceLine> Done, IReadOnlyList<SinceLine> NotDone, IReadOnlyList<SinceLine> Waiting)
{
    /// <summary>"2 gedaan, 1 niet gedaan, 3 nog niet klaar"; empty when there is nothing.</summary>
    public string InWords(IStringLocalizer S)
    {
        List<string> words = [];
        if (Done.Count > 0) words.Add(S.Plural(Done.Count, "1 gedaan", "{0} gedaan"));
        if (NotDone.Count > 0) words.Add(S.Plural(NotDone.Count, "1 niet gedaan", "{0} niet gedaan"));
        if (Waiting.Count > 0) words.Add(S.Plural(Waiting.Count, "1 nog niet klaar", "{0} nog niet klaar"));
        return string.Join(", ", words);
    }

    /// <summary>True when there is anything to tell.</summary>
    public bool HasAny => Done.Count + NotDone.Count + Waiting.Count > 0;
}

/// <summary>Reads "Sinds vorige keer": the first point of each agenda.</summary>
public sealed class SinceLastTimeService(GboDbContext db, TimeProvider time, IStringLocalizer<Startup> S)
{
    // What ended comes first, so that what waits never pushes it out.
    private const int Most = 300;
    private const int HalfAYear = 183;

    /// <summary>Of one group, as far as the viewer may read its points.</summary>
    /// <param name="group">The group.</param>
    /// <param name="viewer">Who reads; <see cref="Viewer.Anyone"/> for what hangs on a wall or is shared.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<SinceLastTime> ReadAsync(Group group, Viewer viewer, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var today = BrusselsTime.DayOf(now);
        var last = await db.Set<Session>().AsNoTracking()
            .Where(s => s.GroupId == group.Id && s.Kind != SessionKind.GuestAt && (s.State == SessionState.Held || s.State == SessionState.Reported))
            .OrderByDescending(s => s.StartsAt).Select(s => (DateTime?)s.StartsAt).FirstOrDefaultAsync(cancel);
        // A meeting may have begun before its hour.
        var since = last is { } start ? BrusselsTime.DayOf(start < now ? start : now) : today.AddDays(-HalfAYear);
        var points = Points(group, viewer);
        var actions = await ActionsAsync(points, since, today, cancel);
        var answers = await AnswersAsync(points, since, today, cancel);
        return new SinceLastTime(group, since, last is not null,
            [.. actions.Where(a => a.State == ActionState.Done).Select(a => a.Line).Concat(answers.Where(a => a.Decision == Decision.ExistsAlready).Select(a => a.Line)).OrderBy(l => l.On)],
            [.. actions.Where(a => a.State == ActionState.NotDone).Select(a => a.Line).Concat(answers.Where(a => a.Decision == Decision.WillNotDo).Select(a => a.Line)).OrderBy(l => l.On)],
            [.. actions.Where(a => a.State is not (ActionState.Done or ActionState.NotDone)).Select(a => a.Line).Concat(answers.Where(a => a.Decision is null).Select(a => a.Line)).OrderBy(l => l.On)]);
    }

    // What was brought to the group, and what it was asked.
    private IQueryable<AgendaItem> Points(Group group, Viewer viewer) => AgendaItemAccess.ToldTo(db, viewer)
        .Where(i => i.Status != AgendaItemStatus.Withdrawn && i.Status != AgendaItemStatus.Merged && (i.GroupId == group.Id || i.Answers.Any(a => a.GroupId == group.Id)));

    private async Task<IReadOnlyList<(ActionState State, Decision? Decision, SinceLine Line)>> ActionsAsync(IQueryable<AgendaItem> points, DateOnly since, DateOnly today, CancellationToken cancel)
    {
        var rows = await (
            from link in db.Set<ActionPoint>().AsNoTracking()
            join point in points on link.ItemId equals point.Id
            where (link.Action!.EndedOn == null || link.Action.EndedOn >= since)
                && (link.Action.State == ActionState.Done || !db.Set<Answer>().Any(n => n.Id == link.Action.FromAnswerId && n.IsReopened))
                // An action is told once, with the first of its points.
                && point.Reference == link.Action!.Points.Join(points, p => p.ItemId, p => p.Id, (_, p) => p.Reference).Min()
            orderby link.Action!.EndedOn == null, link.Action!.EndedOn descending, link.Action!.DueOn, point.Reference
            select new
            {
                point.Reference,
                point.Title,
                Neutral = point.Visibility != Visibility.CoachOnly ? null : db.Set<NeutralText>().Where(n => n.ItemId == point.Id && n.AgreedAt != null).Select(n => n.Text).FirstOrDefault(),
                link.Action!.What,
                link.Action.State,
                link.Action.DueOn,
                link.Action.TrialUntil,
                link.Action.EndedOn,
                News = link.Action.Notes.OrderByDescending(n => n.At).Select(n => n.Text).FirstOrDefault(),
                Group = db.Set<Group>().Where(g => g.Id == link.Action.OwnerGroupId).Select(g => g.NameInText != "" ? g.NameInText : g.Name).FirstOrDefault(),
                Organisation = db.Set<Organisation>().Where(o => o.Id == link.Action.OwnerOrganisationId).Select(o => o.Name).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancel);
        return
        [
            .. rows.Select(r =>
            {
                var ends = r.TrialUntil > r.DueOn ? r.TrialUntil.Value : r.DueOn;
                return (r.State, (Decision?)null, new SinceLine(r.Reference, TitleOf(r.Title, r.Neutral), r.What, r.Group ?? r.Organisation ?? "", r.EndedOn ?? ends, r.News, r.EndedOn is null && ends < today, r.Neutral is not null));
            }),
        ];
    }

    // What was promised is an action and told there; here what exists, what is refused, and what is still asked.
    private async Task<IReadOnlyList<(Decision? Decision, SinceLine Line)>> AnswersAsync(IQueryable<AgendaItem> points, DateOnly since, DateOnly today, CancellationToken cancel)
    {
        var begin = BrusselsTime.StartOfDay(since);
        var rows = await (
            from answer in db.Set<Answer>().AsNoTracking()
            join point in points on answer.ItemId equals point.Id
            where answer.State == AnswerState.Asked
                || (answer.AnsweredAt >= begin && !answer.IsReopened && (answer.Decision == Decision.ExistsAlready || answer.Decision == Decision.WillNotDo))
            orderby answer.AnsweredAt == null, answer.AnsweredAt descending, answer.DueOn, point.Reference
            select new
            {
                point.Reference,
                point.Title,
                Neutral = point.Visibility != Visibility.CoachOnly ? null : db.Set<NeutralText>().Where(n => n.ItemId == point.Id && n.AgreedAt != null).Select(n => n.Text).FirstOrDefault(),
                answer.Decision,
                answer.Why,
                answer.WhatHappens,
                answer.DueOn,
                answer.AnsweredAt,
                Group = db.Set<Group>().Where(g => g.Id == answer.GroupId).Select(g => g.NameInText != "" ? g.NameInText : g.Name).FirstOrDefault(),
                Organisation = db.Set<Organisation>().Where(o => o.Id == answer.OrganisationId).Select(o => o.Name).FirstOrDefault(),
            }).Take(Most).ToListAsync(cancel);
        return
        [
            .. rows.Select(r => (r.Decision, new SinceLine(
                r.Reference, TitleOf(r.Title, r.Neutral), r.Decision is { } decision ? S[decision.Dutch()] : S["Er is nog geen antwoord"], r.Group ?? r.Organisation ?? "",
                r.AnsweredAt is { } at ? BrusselsTime.DayOf(at) : r.DueOn, r.WhatHappens ?? r.Why, r.AnsweredAt is null && r.DueOn < today, r.Neutral is not null))),
        ];
    }

    private static string TitleOf(string title, string? neutral) => neutral is null ? title : TypedText.TitleFrom(neutral);
}
