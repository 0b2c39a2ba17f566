using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Kinds of moment on a timeline.</summary>
public enum TimelineKind
{
    /// <summary>It came in.</summary>
    Received,

    /// <summary>It is on the agenda of a meeting that is still to come.</summary>
    OnAgenda,

    /// <summary>The meeting had no time for it.</summary>
    CarriedOver,

    /// <summary>It was put off.</summary>
    Parked,

    /// <summary>The meeting it stood on does not take place.</summary>
    SessionCancelled,

    /// <summary>It was talked about.</summary>
    Discussed,

    /// <summary>A body was asked to answer.</summary>
    Forwarded,

    /// <summary>A body answered.</summary>
    Answered,

    /// <summary>The author said whether the answer is clear.</summary>
    Rated,

    /// <summary>It went back to the agenda.</summary>
    Reopened,

    /// <summary>It does not come on the agenda.</summary>
    Declined,

    /// <summary>Its author took it back.</summary>
    Withdrawn,

    /// <summary>Nothing more is to be done.</summary>
    Closed,

    /// <summary>The coach read feedback.</summary>
    Read,

    /// <summary>Feedback was linked to a point.</summary>
    Linked,

    /// <summary>The body that is asked needs more time.</summary>
    Paused,

    /// <summary>Something was done about it, or not.</summary>
    ActionMoved,

    /// <summary>The author said whether anything changed.</summary>
    ChangeRated,

    /// <summary>It came to stand together with others.</summary>
    Merged,

    /// <summary>What comes next, and by when.</summary>
    Expected,
}

/// <summary>One moment of a point, as people read it. Bodies and organisations, never persons.</summary>
public sealed record TimelineEntry
{
    /// <summary>The day in Brussels; of <see cref="TimelineKind.Expected"/> the day by which.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Kind.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>"Besproken in de overkoepelende klankgroep".</summary>
    public required string Title { get; init; }

    /// <summary>What was said, asked or answered (Markdown), or null.</summary>
    public string? Text { get; init; }

    /// <summary>The answer, when this is one.</summary>
    public Guid? AnswerId { get; init; }

    /// <summary>What was decided, when this is an answer.</summary>
    public Decision? Decision { get; init; }

    /// <summary>What happens now, when this is an answer.</summary>
    public string? WhatHappens { get; init; }

    /// <summary>By when, when this is an answer.</summary>
    public DateOnly? ByWhen { get; init; }

    /// <summary>What the author thought of it, when this is an answer and the viewer may know.</summary>
    public ClarityRating? Rating { get; init; }

    /// <summary>The meeting, when this is about one that the viewer may know of.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>False for what is still to come.</summary>
    public bool HasHappened { get; init; } = true;

    /// <summary>True for what is still to come on that day, such as a meeting; else it comes by that day.</summary>
    public bool IsOnDay { get; init; }

    /// <summary>When, as people read it: "verwacht tegen maandag 18 januari 2027"; of a meeting the day itself.</summary>
    public string When(IStringLocalizer S) => this switch
    {
        { HasHappened: false, IsOnDay: true } => S["op {0}", BrusselsTime.LongDate(On)],
        { HasHappened: false } => S["verwacht tegen {0}", BrusselsTime.LongDate(On)],
        { Kind: TimelineKind.OnAgenda } => S["erop gezet op {0}", BrusselsTime.LongDate(On)],
        _ => BrusselsTime.LongDate(On),
    };
}

/// <summary>A point as someone reads it.</summary>
/// <param name="Item">The point, with group, agendas and answers.</param>
/// <param name="AuthorShown">Name that others read with it.</param>
/// <param name="StatusText">"Op de agenda van dinsdag 8 december 2026", "Ligt bij de stuurgroep".</param>
/// <param name="WhoseTurn">"De stuurgroep", "De procescoach"; empty when nobody has to do anything.</param>
/// <param name="Timeline">What happened, oldest first; then what comes next.</param>
/// <param name="IsAuthor">True when the reader is its author.</param>
public sealed record PointView(
    AgendaItem Item, string AuthorShown, string StatusText, string WhoseTurn, IReadOnlyList<TimelineEntry> Timeline, bool IsAuthor)
{
    /// <summary>What bodies do about it.</summary>
    public IReadOnlyList<ToldAction> Actions { get; init; } = [];

    /// <summary>The point whose way it goes: the one that it stands together with, or else itself.</summary>
    public AgendaItem Root { get => field ?? Item; init; }

    /// <summary>Reference of the point that it stands together with, for who may read that one; else null.</summary>
    public string? RootReference { get; init; }

    /// <summary>What its author thinks of answers, when it stands together with another, by key of the answer.</summary>
    public IReadOnlyDictionary<Guid, MergedRating> Said { get; init; } = new Dictionary<Guid, MergedRating>();

    /// <summary>The answer of which its author can still say whether it is clear, or null.</summary>
    public Answer? ToRate => IsAuthor
        ? Root.Answers.Where(a => a is { State: AnswerState.Answered, IsReopened: false } && (Item.IsMerged ? !Said.ContainsKey(a.Id) : a.ClarityRating is null)).MaxBy(a => a.AnsweredAt)
        : null;
}

/// <summary>One timeline per point, as people read it.</summary>
public sealed class TimelineService(GboDbContext db, Settings.ISiteService site, IStringLocalizer<Startup> S)
{
    /// <summary>The point as the viewer reads it.</summary>
    /// <param name="item">As <see cref="AgendaItemService.FindAsync"/> gives it. The caller has asked <see cref="AgendaItemAccess"/>.</param>
    /// <param name="viewer">Who reads.</param>
    /// <param name="isAuthor">True when the reader opened it with the author's link or short code.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<PointView> ReadAsync(AgendaItem item, Viewer viewer, bool isAuthor, CancellationToken cancel = default)
    {
        isAuthor |= viewer.PersonId is { } person && item.AuthorPersonId == person;
        var root = item.MergedIntoId is { } id ? await db.Readable().SingleAsync(i => i.Id == id, cancel) : item;
        var said = item.IsMerged ? await db.Set<MergedRating>().AsNoTracking().Where(r => r.ItemId == item.Id).ToDictionaryAsync(r => r.AnswerId, cancel) : [];
        var names = await NamesAsync(root, item.AuthorOrganisationId, cancel);
        var coach = (await site.GetAsync<Settings.SiteSettings>(cancel)).CoachTitle;
        var actions = await ActionsAsync(item, root, cancel);
        var isMember = viewer.ReadsAll || viewer.GroupIds.Contains(item.GroupId);
        var isAsked = root.Answers.Exists(a => AgendaItemAccess.MayAnswer(viewer, a));
        var teller = new TimelineTeller(root, names, coach, MayReadAll: isAuthor || viewer.ReadsAll, IsMember: isAuthor || isMember, IsAsked: isAsked, IsAuthor: isAuthor, S)
        {
            Reader = viewer,
            Own = item,
            Said = said,
            ReadsOthers = isMember || isAsked,
            Actions = new ActionTeller(item.Id, actions, isAuthor || viewer.ReadsAll, S),
        };
        var organisation = item.AuthorOrganisationId is { } author ? names.GetValueOrDefault(author) : null;
        return new PointView(
            item, AgendaItemAccess.NameShown(item.Visibility, organisation, item.AuthorOrganisationName, item.IsConfirmed, S),
            teller.StatusText(), teller.WhoseTurn(), teller.Tell(), isAuthor)
        { Actions = actions, Root = root, Said = said, RootReference = item.IsMerged && AgendaItemAccess.MayRead(viewer, root) ? root.Reference : null };
    }

    // One look-up for all: most points have none, and then nothing more is read.
    private async Task<IReadOnlyList<ToldAction>> ActionsAsync(AgendaItem item, AgendaItem root, CancellationToken cancel)
    {
        var reopened = root.Answers.Where(a => a.IsReopened).Select(a => (Guid?)a.Id).ToHashSet();
        var rows = await db.Set<ActionPoint>().AsNoTracking().Where(p => p.ItemId == item.Id).OrderBy(p => p.Action!.CreatedAt)
            .Select(p => new
            {
                Point = p,
                Action = p.Action!,
                Notes = p.Action!.Notes.OrderBy(n => n.At).ToList(),
                Group = db.Set<Group>().Where(g => g.Id == p.Action!.OwnerGroupId).Select(g => g.NameInText != "" ? g.NameInText : g.Name).FirstOrDefault(),
                Organisation = db.Set<Organisation>().Where(o => o.Id == p.Action!.OwnerOrganisationId).Select(o => o.Name).FirstOrDefault(),
            }).ToListAsync(cancel);
        return [.. rows.Select(r => new ToldAction(r.Action, r.Point, r.Notes, r.Group ?? r.Organisation ?? "") { IsReplaced = r.Action.FromAnswerId is { } from && reopened.Contains(from) })];
    }

    private async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(AgendaItem item, Guid? author, CancellationToken cancel)
    {
        var names = new Dictionary<Guid, string>();
        if (item.Group is { } own) names[own.Id] = own.SpokenName;
        var groups = item.Answers.Where(a => a.GroupId is not null).Select(a => a.GroupId!.Value).Distinct().ToList();
        if (groups.Count > 0)
        {
            var bodies = await db.Set<Group>().AsNoTracking().Where(g => groups.Contains(g.Id)).Select(g => new { g.Id, g.Name, g.NameInText }).ToListAsync(cancel);
            foreach (var body in bodies) names[body.Id] = body.NameInText.Length > 0 ? body.NameInText : body.Name;
        }

        var organisations = item.Answers.Select(a => a.OrganisationId).Append(author).OfType<Guid>().Distinct().ToList();
        if (organisations.Count > 0)
        {
            var found = await db.Set<Organisation>().AsNoTracking().Where(o => organisations.Contains(o.Id)).Select(o => new { o.Id, o.Name }).ToListAsync(cancel);
            foreach (var organisation in found) names[organisation.Id] = organisation.Name;
        }

        return names;
    }
}

/// <summary>Words for where a point is.</summary>
public static class StatusWords
{
    /// <summary>"Op de agenda van dinsdag 8 december 2026", "Ligt bij de stuurgroep", "Volgende keer: ...".</summary>
    /// <param name="status">Status of the point.</param>
    /// <param name="sessionStartsAt">Start (UTC) of the meeting it waits for, when people may know of it.</param>
    /// <param name="body">Body that must answer, as in a sentence.</param>
    /// <param name="S">Says it in the language of the reader.</param>
    public static string Of(AgendaItemStatus status, DateTime? sessionStartsAt, string? body, IStringLocalizer S) => status switch
    {
        AgendaItemStatus.OnAgenda when sessionStartsAt is { } start => S["Op de agenda van {0}", BrusselsTime.LongDate(start)],
        AgendaItemStatus.OnAgenda => S["Op de agenda van de volgende bijeenkomst"],
        AgendaItemStatus.Parked when sessionStartsAt is { } start => S["Volgende keer: {0}", BrusselsTime.LongDate(start)],
        AgendaItemStatus.Forwarded when body is not null => S["Ligt bij {0}", body],
        _ => S[status.Dutch()],
    };

    /// <summary>"samen met 2 andere punten die erop lijken".</summary>
    public static string TogetherAlike(int others, IStringLocalizer S) => S.Plural(others, "samen met 1 ander punt dat erop lijkt", "samen met {0} andere punten die erop lijken");

    /// <summary>"samen met 2 andere punten".</summary>
    public static string Together(int others, IStringLocalizer S) => S.Plural(others, "samen met 1 ander punt", "samen met {0} andere punten");
}
