using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Localization;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Tells what happened to one point, from what is stored with it.</summary>
/// <param name="Item">The point with group, agendas, meetings and answers.</param>
/// <param name="Names">Names of groups and organisations, as in a sentence.</param>
/// <param name="Coach">What the coach is called.</param>
/// <param name="MayReadAll">True for the author and the coach: reasons and ratings too.</param>
/// <param name="IsMember">True for members of the group: what was said too.</param>
/// <param name="IsAsked">True for who was asked for an answer: what the author found unclear too.</param>
/// <param name="IsAuthor">True for the author: "je" is then the right word.</param>
/// <param name="S">Says it in the language of the reader.</param>
internal sealed record TimelineTeller(
    AgendaItem Item, IReadOnlyDictionary<Guid, string> Names, string Coach, bool MayReadAll, bool IsMember, bool IsAsked, bool IsAuthor, IStringLocalizer S)
{
    /// <summary>Who reads: which meetings they may know of.</summary>
    public Viewer Reader { get; init; } = Viewer.Anyone;

    /// <summary>What bodies do about it.</summary>
    public ActionTeller Actions { get; init; } = new(Guid.Empty, [], false, S);

    /// <summary>The point that is told about, when it goes the way of <see cref="Item"/>.</summary>
    public AgendaItem Own { get => field ?? Item; init; }

    /// <summary>What its author thinks of answers, when it goes the way of another.</summary>
    public IReadOnlyDictionary<Guid, MergedRating> Said { get; init; } = new Dictionary<Guid, MergedRating>();

    /// <summary>True for who may read what others than the reader said or asked.</summary>
    public bool ReadsOthers { get; init; }

    private string GroupName => Item.Group!.SpokenName;

    public string StatusText() => Item is { Visibility: Visibility.CoachOnly, Status: AgendaItemStatus.Parked } ? S["Ligt bij de {0}", Coach] : StatusWords.Of(Item.Status, VisibleStart(), Item.Status == AgendaItemStatus.Forwarded ? OpenBody() : null, S);

    public string WhoseTurn() => Item.Status switch
    {
        AgendaItemStatus.Forwarded => Capital(OpenBody() ?? Coach),
        AgendaItemStatus.OnAgenda => Capital(GroupName),
        AgendaItemStatus.Submitted or AgendaItemStatus.Discussed or AgendaItemStatus.Parked => S["De {0}", Coach],
        _ => "",
    };

    private string Arrived() => Own.SplitFrom is { } whole ? S["Het punt is aangekomen, als deel van {0}", whole]
        : Own.IsForAnother ? S["Het punt is aangekomen, doorgegeven voor iemand anders"] : S["Het punt is aangekomen"];

    private string StandsTogether() => IsAuthor
        ? S.Plural(Item.TogetherWith, "Je punt staat samen met 1 ander punt dat erop lijkt", "Je punt staat samen met {0} andere punten die erop lijken")
        : S.Plural(Item.TogetherWith, "Dit punt staat samen met 1 ander punt dat erop lijkt", "Dit punt staat samen met {0} andere punten die erop lijken");

    public IReadOnlyList<TimelineEntry> Tell()
    {
        // At the same moment, what is told first happened first: the sort keeps the order.
        var moments = new List<(DateTime At, TimelineEntry Entry)> { (Own.ReceivedAt, Entry(Own.ReceivedAt, TimelineKind.Received, Arrived())) };
        if (Own.IsMerged) moments.AddRange(Own.Entries.Where(e => !Item.Entries.Exists(o => o.SessionId == e.SessionId)).OrderBy(e => e.Turn).SelectMany(OfAgenda));
        if (Item.TogetherWith > 0 && Own.MergedAt is { } together)
            moments.Add((together, Entry(together, TimelineKind.Merged, StandsTogether())));
        // What happened to the other point before is told after it came to stand with that one: the author hears of it from then on.
        moments.AddRange(OfItem().OrderBy(m => m.At).Select(m => (Own.IsMerged && Own.MergedAt > m.At ? Own.MergedAt.Value : m.At, m.Entry)));
        var told = moments.OrderBy(m => m.At).Select(m => m.Entry).ToList();
        return [.. told, .. Expected().OrderBy(e => e.On)];
    }

    private List<(DateTime At, TimelineEntry Entry)> OfItem()
    {
        var moments = new List<(DateTime At, TimelineEntry Entry)>();
        moments.AddRange(Item.Entries.OrderBy(e => e.Turn).SelectMany(OfAgenda));
        moments.AddRange(Item.Answers.OrderBy(a => a.AskedAt).SelectMany(OfAnswer));
        moments.AddRange((Item.Earlier ?? []).Select(e => (e.At, OfEarlier(e))));
        moments.AddRange(Actions.Tell());
        if (Item.ReopenedAt is { } reopened) moments.Add((reopened, Reopened(reopened)));
        if (Item.ParkedAt is { } parked)
            moments.Add((parked, LaterOn(parked, Item.ParkedUntil is { } day ? S["Dit punt komt een volgende keer aan bod, vanaf {0}", BrusselsTime.LongDate(day)] : S["Dit punt komt een volgende keer aan bod"], Item.ParkReason)));
        if (Item.DeclinedAt is { } declined)
            moments.Add((declined, Entry(declined, TimelineKind.Declined, S["Dit punt komt niet op de agenda"]) with { Text = MayReadAll || IsMember ? Item.DeclineReason : null }));
        if (Item.WithdrawnAt is { } withdrawn) moments.Add((withdrawn, Entry(withdrawn, TimelineKind.Withdrawn, S["Wie het punt bracht, trok het terug"])));
        if (Item.ClosedAt is { } closed) moments.Add((closed, IsDone(closed)));
        return moments;
    }

    private TimelineEntry OfEarlier(EarlierMoment moment) => moment.Kind switch
    {
        EarlierMomentKind.Parked => LaterOn(moment.At, S["Dit punt komt een volgende keer aan bod"], moment.Text),
        EarlierMomentKind.Paused => NeedsTime(moment.At, Item.Answers.Find(a => a.Id == moment.AnswerId) is { } answer ? BodyOf(answer) : S["een andere groep"], moment.Text),
        _ => IsDone(moment.At),
    };

    private TimelineEntry LaterOn(DateTime at, string title, string? why) => Entry(at, TimelineKind.Parked, title) with { Text = MayReadAll || IsMember ? why : null };

    private TimelineEntry NeedsTime(DateTime at, string body, string? why)
        => Entry(at, TimelineKind.Paused, S["{0} heeft meer tijd nodig", Capital(body)]) with { Text = MayReadAll || IsMember || IsAsked ? why : null };

    private TimelineEntry IsDone(DateTime at) => Entry(at, TimelineKind.Closed, S["Dit punt is klaar"]);

    // With the author's own word of why, for who may read it.
    private TimelineEntry Reopened(DateTime at)
    {
        var cause = Item.Answers.Find(a => a.IsReopened);
        return Entry(at, TimelineKind.Reopened, (cause?.NothingChangedWord is null, Item.Visibility == Visibility.CoachOnly) switch
        {
            (true, true) => S["Het antwoord was niet duidelijk. De {0} bekijkt het opnieuw", Coach],
            (true, false) => S["Het antwoord was niet duidelijk. Het punt komt opnieuw op de agenda"],
            (false, true) => S["Er veranderde niets. De {0} bekijkt het opnieuw", Coach],
            (false, false) => S["Er veranderde niets. Het punt komt opnieuw op de agenda"],
        }) with
        {
            Text = ReadsOthers || (IsAuthor && IsOwnWord(cause?.ReopeningWord)) ? cause?.ReopeningWord : null,
        };
    }

    // Of points that stand together, the author of one does not read what the author of another said.
    private bool IsOwnWord(string? word) => word is not null
        && (Actions.Actions.Any(a => a.Point.ChangedWord == word) || (Own.IsMerged ? Said.Values.Any(s => s.Word == word) : Item.Answers.Exists(a => a.RatingWord == word)));

    private IEnumerable<(DateTime At, TimelineEntry Entry)> OfAgenda(AgendaEntry entry)
    {
        var session = entry.Session;
        if (session is null) yield break;
        var when = MayKnowOf(session) ? BrusselsTime.LongDate(session.StartsAt) : null;
        var link = SessionAccess.MayRead(Reader, session, Item.Group!) ? session.Id : (Guid?)null;
        switch (entry.Outcome)
        {
            case EntryOutcome.None:
                string title = (entry.CarriedFromSessionId is null, when) switch
                {
                    (true, null) => S["Op de agenda"],
                    (true, _) => S["Op de agenda van {0}", when],
                    (false, null) => S["Opnieuw op de agenda, van vorige keer"],
                    (false, _) => S["Opnieuw op de agenda van {0}, van vorige keer", when],
                };
                yield return (entry.AddedAt, Entry(entry.AddedAt, TimelineKind.OnAgenda, title) with { SessionId = link });
                break;
            case EntryOutcome.Discussed:
                var held = session.HeldAt ?? session.EndsAt;
                yield return (held, Entry(session.StartsAt, TimelineKind.Discussed, S["Besproken in {0}", GroupName]) with { Text = IsMember && SessionAccess.IsReportToldTo(Reader, session) ? SaidAt(entry, S) : null, SessionId = link });
                break;
            case EntryOutcome.CarriedOver:
                var over = session.HeldAt ?? session.EndsAt;
                yield return (over, Entry(session.StartsAt, TimelineKind.CarriedOver, S["Dit punt kwam nog niet aan bod. Het gaat naar de volgende keer"]) with { SessionId = link });
                break;
            case EntryOutcome.SessionCancelled:
                yield return (entry.AddedAt, Entry(entry.AddedAt, TimelineKind.SessionCancelled, when is null ? S["De bijeenkomst gaat niet door"] : S["De bijeenkomst van {0} gaat niet door", when]) with { SessionId = link });
                break;
        }
    }

    /// <summary>What a report says about a point, and what was concluded; null when nothing was written.</summary>
    public static string? SaidAt(AgendaEntry entry, IStringLocalizer S)
    {
        if (entry.Conclusion is not { Length: > 0 } conclusion) return entry.WhatWasSaid;
        return entry.WhatWasSaid is { Length: > 0 } said ? $"{said}\n\n{S["Besluit: {0}", conclusion]}" : S["Besluit: {0}", conclusion].Value;
    }

    private IEnumerable<(DateTime At, TimelineEntry Entry)> OfAnswer(Answer answer)
    {
        if (answer.State == AnswerState.Withdrawn) yield break;
        var body = BodyOf(answer);
        yield return (answer.AskedAt, Entry(answer.AskedAt, TimelineKind.Forwarded, S["Doorgestuurd naar {0}", body]) with { Text = ReadsOthers || (IsAuthor && !Own.IsMerged) ? answer.Question : null, AnswerId = answer.Id });
        if (answer.PausedAt is { } paused) yield return (paused, NeedsTime(paused, body, answer.PauseReason));
        if (answer.AnsweredAt is not { } at) yield break;
        yield return (at, Entry(at, TimelineKind.Answered, S["{0} antwoordt", Capital(body)]) with
        {
            Text = answer.Why,
            AnswerId = answer.Id,
            Decision = answer.Decision,
            WhatHappens = answer.WhatHappens,
            ByWhen = answer.ByWhen,
            Rating = !MayReadAll ? null : Own.IsMerged ? Said.GetValueOrDefault(answer.Id)?.Rating : answer.ClarityRating,
        });
    }

    // A point can wait for a meeting, for several bodies and for what they do, all at once.
    private IEnumerable<TimelineEntry> Expected()
    {
        if (Item.Status is AgendaItemStatus.Closed or AgendaItemStatus.Declined or AgendaItemStatus.Withdrawn) yield break;
        foreach (var action in Actions.Expected()) yield return action;
        foreach (var answer in Item.Answers.Where(a => a.State == AnswerState.Asked)) yield return Next(answer.DueOn, S["Antwoord van {0}", BodyOf(answer)]);
        if (VisibleStart() is { } start) yield return Next(BrusselsTime.DayOf(start), S["{0} bespreekt dit punt", Capital(GroupName)]) with { IsOnDay = true };
        else if (Item.Status is not (AgendaItemStatus.Forwarded or AgendaItemStatus.Answered)) yield return Next(Item.DueOn!.Value, FirstOrLastWord());
    }

    private string FirstOrLastWord() => (Item.FirstWordOn is null, IsAuthor) switch
    {
        (true, true) => S["Je hoort iets van de {0}", Coach],
        (true, false) => S["De {0} laat iets weten aan wie het bracht", Coach],
        (false, true) => S["Je krijgt een antwoord"],
        (false, false) => S["Wie het bracht, krijgt een antwoord"],
    };

    private static TimelineEntry Next(DateOnly by, string title) => new() { On = by, Kind = TimelineKind.Expected, Title = title, HasHappened = false };

    private static TimelineEntry Entry(DateTime at, TimelineKind kind, string title) => new() { On = BrusselsTime.DayOf(at), Kind = kind, Title = title };

    private DateTime? VisibleStart()
    {
        var session = Item.Entries.Where(e => e.IsPending).MaxBy(e => e.Turn)?.Session;
        return session is not null && MayKnowOf(session) ? session.StartsAt : null;
    }

    // Whoever brought the point knows when it is talked about, also in a group of others.
    private bool MayKnowOf(Session session) => SessionAccess.MayRead(Reader, session, Item.Group!) || (IsAuthor && session.IsPublic);

    private string? OpenBody()
    {
        var open = Item.Answers.Where(a => a.State == AnswerState.Asked).MinBy(a => (a.DueOn, a.AskedAt));
        return open is null ? null : BodyOf(open);
    }

    private string BodyOf(Answer answer) => Names.GetValueOrDefault(answer.GroupId ?? answer.OrganisationId ?? Guid.Empty, S["een andere groep"]);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
