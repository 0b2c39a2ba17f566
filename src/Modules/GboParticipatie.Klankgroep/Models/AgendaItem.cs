namespace GboParticipatie.Klankgroep.Models;

/// <summary>What the author wrote, checked.</summary>
/// <param name="Title">One line.</param>
/// <param name="Description">Waar lopen mensen tegenaan?</param>
/// <param name="Remedy">Wat zou helpen?</param>
/// <param name="LifeDomain">Key of a life domain, or null.</param>
/// <param name="HeardFrom">For how many people the author speaks, or null.</param>
/// <param name="Visibility">Who may read it.</param>
public sealed record PointText(string Title, string Description, string? Remedy, string? LifeDomain, HeardFrom? HeardFrom, Visibility Visibility);

/// <summary>Who brings a point, and how. Made by <c>ProposalAuthors</c>.</summary>
public sealed record ProposalAuthor
{
    /// <summary>The author (of Network), or null: a group's link.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The author's organisation (of Network), or null.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>Name of the organisation as typed by someone whom nobody confirmed, or null.</summary>
    public string? OrganisationName { get; init; }

    /// <summary>How it came in.</summary>
    public Channel Channel { get; init; }

    /// <summary>Who typed it (an opaque user id), or null.</summary>
    public string? EnteredByUserId { get; init; }

    /// <summary>True when the author types what someone else said, and tells that person the answer.</summary>
    public bool IsForAnother { get; init; }

    /// <summary>False when nobody vouches for the author: people read "niet bevestigd", and public pages wait for the coach.</summary>
    public bool IsConfirmed { get; init; }
}

/// <summary>Who sees to a point, and by when. Set on receipt.</summary>
/// <param name="CoachUserId">The coach who owns it (an opaque user id), or null when the region has none yet.</param>
/// <param name="FirstWordDueOn">Last day on which the author hears the first word.</param>
/// <param name="AnswerDueOn">Last day on which the author has the final answer.</param>
public sealed record Ownership(string? CoachUserId, DateOnly FirstWordDueOn, DateOnly AnswerDueOn);

/// <summary>A point that someone brings (agendapunt), from receipt to answer. Its status is derived, see <see cref="DeriveStatus"/>.</summary>
public sealed partial class AgendaItem : IVersioned
{
    /// <summary>Longest title.</summary>
    public const int TitleLength = 200;

    private AgendaItem()
    {
    }

    /// <summary>Key: in order of time, or random when the author wants no name, because the first holds the millisecond.</summary>
    public Guid Id { get; private set; }

    /// <summary>Reference that people say aloud, such as <c>AP-2026-0001</c>. Unique.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Six characters that, with the reference, open the point without an account.</summary>
    public string ShortCode { get; private set; } = "";

    /// <summary>Makes a submission count once: a second one with this key is the same point. Unique.</summary>
    public Guid SubmissionKey { get; private set; }

    /// <summary>The group it was brought to.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>One line: the first sentence, or what the coach made of it.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Waar lopen mensen tegenaan?</summary>
    public string Description { get; private set; } = "";

    /// <summary>Wat zou helpen? Or null.</summary>
    public string? Remedy { get; private set; }

    /// <summary>Key of a life domain of the settings, or null.</summary>
    public string? LifeDomain { get; private set; }

    /// <summary>One of the seven B's, set by the coach, or null.</summary>
    public BarrierKind? Barrier { get; private set; }

    /// <summary>For how many people the author speaks, or null.</summary>
    public HeardFrom? HeardFrom { get; private set; }

    /// <summary>Who may read it.</summary>
    public Visibility Visibility { get; private set; }

    /// <summary>Who the author was told would read it: a group that opens up later does not open this point.</summary>
    public GroupReaders PromisedReaders { get; private set; }

    /// <summary>The author (of Network), or null.</summary>
    public Guid? AuthorPersonId { get; private set; }

    /// <summary>The author's organisation (of Network), or null.</summary>
    public Guid? AuthorOrganisationId { get; private set; }

    /// <summary>The author's organisation as typed, when nobody confirmed it; or null.</summary>
    public string? AuthorOrganisationName { get; private set; }

    /// <summary>How it came in.</summary>
    public Channel EnteredBy { get; private set; }

    /// <summary>Who typed it (an opaque user id), or null.</summary>
    public string? EnteredByUserId { get; private set; }

    /// <summary>True when its author typed what someone else said, who hears the answer from the author.</summary>
    public bool IsForAnother { get; private set; }

    /// <summary>False while nobody vouches for the author ("niet bevestigd").</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>The coach who sees to it (an opaque user id), or null when the region has none yet.</summary>
    public string? OwnerUserId { get; private set; }

    /// <summary>When it came in (UTC). Others than the coach see the day only.</summary>
    public DateTime ReceivedAt { get; private set; }

    /// <summary>The day it came in, in Brussels.</summary>
    public DateOnly ReceivedOn { get; private set; }

    /// <summary>Last day on which the author hears the first word of a person.</summary>
    public DateOnly FirstWordDueOn { get; private set; }

    /// <summary>Last day on which the author has the final answer.</summary>
    public DateOnly AnswerDueOn { get; private set; }

    /// <summary>The day of the first word of a person: discussed, parked, declined, forwarded or answered; null until then.</summary>
    public DateOnly? FirstWordOn { get; private set; }

    /// <summary>The day of the first answer that stands: null until then, and again when its author's "nee" reopens the point.</summary>
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>Days from receipt to that answer; null until then.</summary>
    public int? DaysToAnswer { get; private set; }

    /// <summary>Whether that answer came in time for both the body asked and the author; null until then.</summary>
    public bool? AnsweredOnTime { get; private set; }

    /// <summary>Set while the coach has put it off: from this day on it can stand on an agenda again.</summary>
    public DateOnly? ParkedUntil { get; private set; }

    /// <summary>When it was last put off (UTC), or null.</summary>
    public DateTime? ParkedAt { get; private set; }

    /// <summary>Why it was last put off: the author reads this. Null when it never was.</summary>
    public string? ParkReason { get; private set; }

    /// <summary>What happened before the last time that it happened, oldest first; null when nothing happened twice.</summary>
    public List<EarlierMoment>? Earlier { get; private set; }

    /// <summary>Why it does not come on the agenda, for the author; null unless declined.</summary>
    public string? DeclineReason { get; private set; }

    /// <summary>When it was declined (UTC).</summary>
    public DateTime? DeclinedAt { get; private set; }

    /// <summary>When it was closed (UTC).</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>When its author withdrew it (UTC).</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>When its author's "nee" reopened it (UTC): that happens once.</summary>
    public DateTime? ReopenedAt { get; private set; }

    /// <summary>How many agendas it had stood on when it was reopened; null when it was not.</summary>
    public int? ReopenedAfterTurn { get; private set; }

    /// <summary>How far it is, as people read it. Stored for fast lists, derived in every operation.</summary>
    public AgendaItemStatus Status { get; private set; }

    /// <summary>The meeting on whose agenda it waits, or null. Derived with <see cref="Status"/>.</summary>
    public Guid? CurrentSessionId { get; private set; }

    /// <summary>The group that must answer it now, or null. Derived with <see cref="Status"/>.</summary>
    public Guid? CurrentBodyId { get; private set; }

    /// <summary>The day that counts now: of the first word, then of the open answer, then of the final answer; null when nothing is due.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Version of the link to follow it; raising it makes older links stop.</summary>
    public int LinkVersion { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>The agendas it stands or stood on. Loaded before any operation.</summary>
    public List<AgendaEntry> Entries { get; } = [];

    /// <summary>What bodies were asked about it. Loaded before any operation.</summary>
    public List<Answer> Answers { get; } = [];

    /// <summary>The group it was brought to.</summary>
    public Group? Group { get; private set; }

    /// <summary>True when nothing more happens to it, or to it alone.</summary>
    public bool IsOver => Status is AgendaItemStatus.Declined or AgendaItemStatus.Withdrawn or AgendaItemStatus.Closed or AgendaItemStatus.Merged;

    /// <summary>
    /// True when the point was made of this text. Title and life domain count while nothing about the point has changed: later the
    /// coach may have given it others.
    /// </summary>
    public bool IsFrom(PointText text)
        => Description == text.Description && Remedy == text.Remedy && HeardFrom == text.HeardFrom && Visibility == text.Visibility
            && (Version > 0 || (Title == text.Title && LifeDomain == text.LifeDomain));

    /// <summary>A point as it comes in, on the agenda of a meeting or on none.</summary>
    public static AgendaItem Receive(
        Intake group, PointText text, ProposalAuthor author, string reference, Guid submissionKey, Ownership ownership, DateTime now, Guid? sessionId = null)
    {
        var item = new AgendaItem
        {
            Id = text.Visibility == Visibility.WithName ? NewId.InOrder() : NewId.Random(),
            Reference = reference,
            ShortCode = Models.ShortCode.New(),
            SubmissionKey = submissionKey,
            GroupId = group.GroupId,
            Title = text.Title,
            Description = text.Description,
            Remedy = text.Remedy,
            LifeDomain = text.LifeDomain,
            HeardFrom = text.HeardFrom,
            Visibility = text.Visibility,
            PromisedReaders = group.Readers,
            AuthorPersonId = author.PersonId,
            AuthorOrganisationId = author.OrganisationId,
            AuthorOrganisationName = author.OrganisationId is null ? author.OrganisationName : null,
            EnteredBy = author.Channel,
            EnteredByUserId = author.EnteredByUserId,
            IsForAnother = author.IsForAnother,
            IsConfirmed = author.IsConfirmed,
            OwnerUserId = ownership.CoachUserId,
            ReceivedAt = now,
            ReceivedOn = Time.BrusselsTime.DayOf(now),
            FirstWordDueOn = ownership.FirstWordDueOn,
            AnswerDueOn = ownership.AnswerDueOn,
            LinkVersion = 1,
        };
        if (sessionId is { } session) item.Entries.Add(new AgendaEntry(item.Id, session, turn: 1, carriedFrom: null, now));
        item.Refresh();
        return item;
    }
}
