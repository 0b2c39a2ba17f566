using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Tells what happened to one point, from what is stored with it.</summary>
/// <param name="Item">The point with group, agendas, meetings and answers.</param>
/// <param name="Names">Names of groups and organisations, as in a sentence.</param>
/// <param name="Coach">What the coach is called.</param>
/// <param name="MayReadAll">True for the author and the coach: reasons and ratings too.</param>
/// <param name="IsMember">True for members of the group: what was said too.</param>
/// <param name="IsAsked">True for who was asked for an answer: what the author found unclear too.</param>
/// <param name="IsAuthor">True for the author: "je" is then the right word.</param>
internal sealed record TimelineTeller(
    AgendaItem Item, IReadOnlyDictionary<Guid, string> Names, string Coach, bool MayReadAll, bool IsMember, bool IsAsked, bool IsAuthor)
{
    /// <summary>What bodies do about it.</summary>
    public ActionTeller Actions { get; init; } = new(Guid.Empty, [], false);

    private string GroupName => Item.Group!.SpokenName;

    public string StatusText() => Item is { Visibility: Visibility.CoachOnly, Status: AgendaItemStatus.Parked } ? $"Ligt bij de {Coach}" : StatusWords.Of(Item.Status, VisibleStart(), Item.Status == AgendaItemStatus.Forwarded ? OpenBody() : null);

    public string WhoseTurn() => Item.Status switch
    {
        AgendaItemStatus.Forwarded => Capital(OpenBody() ?? Coach),
        AgendaItemStatus.OnAgenda => Capital(GroupName),
        AgendaItemStatus.Submitted or AgendaItemStatus.Discussed or AgendaItemStatus.Parked => $"De {Coach}",
        _ => "",
    };

    public IReadOnlyList<TimelineEntry> Tell()
    {
        // At the same moment, what is told first happened first: the sort keeps the order.
        var moments = new List<(DateTime At, TimelineEntry Entry)> { (Item.ReceivedAt, Entry(Item.ReceivedAt, TimelineKind.Received, Item.SplitFrom is { } whole ? $"Het punt is aangekomen, als deel van {whole}" : Item.IsForAnother ? "Het punt is aangekomen, doorgegeven voor iemand anders" : "Het punt is aangekomen")) };
        moments.AddRange(Item.Entries.OrderBy(e => e.Turn).SelectMany(OfAgenda));
        moments.AddRange(Item.Answers.OrderBy(a => a.AskedAt).SelectMany(OfAnswer));
        moments.AddRange(Actions.Tell());
        if (Item.ReopenedAt is { } reopened) moments.Add((reopened, Reopened(reopened)));
        if (Item.ParkedAt is { } parked)
            moments.Add((parked, Entry(parked, TimelineKind.Parked, "Dit punt komt een volgende keer aan bod" + (Item.ParkedUntil is { } day ? $", vanaf {BrusselsTime.LongDate(day)}" : "")) with { Text = MayReadAll || IsMember ? Item.ParkReason : null }));
        if (Item.DeclinedAt is { } declined)
            moments.Add((declined, Entry(declined, TimelineKind.Declined, "Dit punt komt niet op de agenda") with { Text = MayReadAll || IsMember ? Item.DeclineReason : null }));
        if (Item.WithdrawnAt is { } withdrawn) moments.Add((withdrawn, Entry(withdrawn, TimelineKind.Withdrawn, "Wie het punt bracht, trok het terug")));
        if (Item.ClosedAt is { } closed) moments.Add((closed, Entry(closed, TimelineKind.Closed, "Dit punt is klaar")));
        var told = moments.OrderBy(m => m.At).Select(m => m.Entry).ToList();
        if (Expected() is { } expected) told.Add(expected);
        return told;
    }

    // With the author's own word of why, for who may read it.
    private TimelineEntry Reopened(DateTime at)
    {
        var next = Item.Visibility == Visibility.CoachOnly ? $"De {Coach} bekijkt het opnieuw" : "Het punt komt opnieuw op de agenda";
        var cause = Item.Answers.Find(a => a.IsReopened);
        return Entry(at, TimelineKind.Reopened, $"{(cause?.NothingChangedWord is null ? "Het antwoord was niet duidelijk" : "Er veranderde niets")}. {next}") with
        {
            Text = MayReadAll || IsMember || IsAsked ? cause?.ReopeningWord : null,
        };
    }

    private IEnumerable<(DateTime At, TimelineEntry Entry)> OfAgenda(AgendaEntry entry)
    {
        var session = entry.Session;
        if (session is null) yield break;
        var when = session.IsPublic || IsMember ? BrusselsTime.LongDate(session.StartsAt) : null;
        var link = session.IsPublic ? session.Id : (Guid?)null;
        switch (entry.Outcome)
        {
            case EntryOutcome.None:
                var title = entry.CarriedFromSessionId is null ? "Op de agenda" : "Opnieuw op de agenda, van vorige keer";
                yield return (entry.AddedAt, Entry(entry.AddedAt, TimelineKind.OnAgenda, when is null ? title : $"{title} van {when}") with { SessionId = link });
                break;
            case EntryOutcome.Discussed:
                var held = session.HeldAt ?? session.EndsAt;
                yield return (held, Entry(session.StartsAt, TimelineKind.Discussed, $"Besproken in {GroupName}") with { Text = IsMember ? entry.WhatWasSaid : null, SessionId = link });
                break;
            case EntryOutcome.CarriedOver:
                var over = session.HeldAt ?? session.EndsAt;
                yield return (over, Entry(session.StartsAt, TimelineKind.CarriedOver, "Dit punt kwam nog niet aan bod. Het gaat naar de volgende keer") with { SessionId = link });
                break;
            case EntryOutcome.SessionCancelled:
                yield return (entry.AddedAt, Entry(entry.AddedAt, TimelineKind.SessionCancelled, when is null ? "De bijeenkomst gaat niet door" : $"De bijeenkomst van {when} gaat niet door") with { SessionId = link });
                break;
        }
    }

    private IEnumerable<(DateTime At, TimelineEntry Entry)> OfAnswer(Answer answer)
    {
        if (answer.State == AnswerState.Withdrawn) yield break;
        var body = BodyOf(answer);
        yield return (answer.AskedAt, Entry(answer.AskedAt, TimelineKind.Forwarded, $"Doorgestuurd naar {body}") with { Text = MayReadAll || IsMember || IsAsked ? answer.Question : null, AnswerId = answer.Id });
        if (answer.PausedAt is { } paused)
            yield return (paused, Entry(paused, TimelineKind.Paused, $"{Capital(body)} heeft meer tijd nodig") with { Text = MayReadAll || IsMember || IsAsked ? answer.PauseReason : null });
        if (answer.AnsweredAt is not { } at) yield break;
        yield return (at, Entry(at, TimelineKind.Answered, $"{Capital(body)} antwoordt") with
        {
            Text = answer.Why,
            AnswerId = answer.Id,
            Decision = answer.Decision,
            WhatHappens = answer.WhatHappens,
            ByWhen = answer.ByWhen,
            Rating = MayReadAll ? answer.ClarityRating : null,
        });
    }

    private TimelineEntry? Expected() => Item.Status switch
    {
        AgendaItemStatus.Forwarded => Next(Item.DueOn!.Value, $"Antwoord van {OpenBody() ?? $"de {Coach}"}"),
        AgendaItemStatus.OnAgenda or AgendaItemStatus.Parked when VisibleStart() is { } start
            => Next(BrusselsTime.DayOf(start), $"{Capital(GroupName)} bespreekt dit punt"),
        AgendaItemStatus.Submitted or AgendaItemStatus.OnAgenda or AgendaItemStatus.Parked or AgendaItemStatus.Discussed
            => Next(Item.DueOn!.Value, (Item.FirstWordOn is null, IsAuthor) switch
            {
                (true, true) => $"Je hoort iets van de {Coach}",
                (true, false) => $"De {Coach} laat iets weten aan wie het bracht",
                (false, true) => "Je krijgt een antwoord",
                (false, false) => "Wie het bracht, krijgt een antwoord",
            }),
        AgendaItemStatus.Answered => Actions.Expected(),
        _ => null,
    };

    private static TimelineEntry Next(DateOnly by, string title) => new() { On = by, Kind = TimelineKind.Expected, Title = title, HasHappened = false };

    private static TimelineEntry Entry(DateTime at, TimelineKind kind, string title) => new() { On = BrusselsTime.DayOf(at), Kind = kind, Title = title };

    private DateTime? VisibleStart()
    {
        var session = Item.Entries.Where(e => e.IsPending).MaxBy(e => e.Turn)?.Session;
        return session is not null && (session.IsPublic || IsMember) ? session.StartsAt : null;
    }

    private string? OpenBody()
    {
        var open = Item.Answers.Where(a => a.State == AnswerState.Asked).MinBy(a => (a.DueOn, a.AskedAt));
        return open is null ? null : BodyOf(open);
    }

    private string BodyOf(Answer answer) => Names.GetValueOrDefault(answer.GroupId ?? answer.OrganisationId ?? Guid.Empty, "een andere groep");

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
