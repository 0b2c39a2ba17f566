using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Models;

/// <summary>What can be filled in about a meeting.</summary>
public sealed record SessionDetails
{
    /// <summary>Kind of meeting.</summary>
    public SessionKind Kind { get; init; }

    /// <summary>Title that people read.</summary>
    public required string Title { get; init; }

    /// <summary>Start (UTC).</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>End (UTC), after the start.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>Where.</summary>
    public string Place { get; init; } = "";

    /// <summary>Link to take part by video (https), or null.</summary>
    public string? VideoLink { get; init; }

    /// <summary>How many people can come; null: no limit.</summary>
    public int? Maximum { get; init; }

    /// <summary>Until when the coach would like to have the points. A wish: points come in until and during the meeting.</summary>
    public DateOnly? PointsWishedBy { get; init; }

    /// <summary>What it is about, in plain Dutch.</summary>
    public string Introduction { get; init; } = "";
}

/// <summary>A meeting of a group.</summary>
public sealed class Session : IVersioned
{
    /// <summary>Longest title.</summary>
    public const int TitleLength = 200;

    private const int VideoLinkLength = 500;

    private Session()
    {
    }

    /// <summary>A meeting in the making.</summary>
    /// <param name="groupId">Whose meeting.</param>
    /// <param name="details">What is filled in.</param>
    /// <param name="now">Now (UTC).</param>
    /// <param name="id">Key, when a recipe gives one; null: a new one.</param>
    /// <exception cref="RuleException">Something is missing or impossible; the message says what.</exception>
    public Session(Guid groupId, SessionDetails details, DateTime now, Guid? id = null)
    {
        Id = id ?? NewId.InOrder();
        GroupId = groupId;
        ChangedAt = now;
        Fill(details);
    }

    /// <summary>States in which points come in and the agenda can change.</summary>
    public static IReadOnlyList<SessionState> OpenStates { get; } =
        [SessionState.Draft, SessionState.Announced, SessionState.AgendaSent, SessionState.InProgress];

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose meeting.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>Kind of meeting.</summary>
    public SessionKind Kind { get; private set; }

    /// <summary>Title that people read.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Start (UTC).</summary>
    public DateTime StartsAt { get; private set; }

    /// <summary>End (UTC).</summary>
    public DateTime EndsAt { get; private set; }

    /// <summary>Where.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Link to take part by video, or null.</summary>
    public string? VideoLink { get; private set; }

    /// <summary>How many people can come; null: no limit.</summary>
    public int? Maximum { get; private set; }

    /// <summary>Until when the coach would like to have the points; a wish.</summary>
    public DateOnly? PointsWishedBy { get; private set; }

    /// <summary>What it is about.</summary>
    public string Introduction { get; private set; } = "";

    /// <summary>How far it is.</summary>
    public SessionState State { get; private set; }

    /// <summary>Why it does not take place; null unless cancelled.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>How often what stands in people's calendars changed since the meeting was made (RFC 5546, SEQUENCE).</summary>
    public int Sequence { get; private set; }

    /// <summary>When that changed last (UTC).</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>When the order of the agenda or its minutes last changed (UTC). Changing them raises <see cref="Version"/>.</summary>
    public DateTime? AgendaChangedAt { get; private set; }

    /// <summary>When it was announced (UTC).</summary>
    public DateTime? AnnouncedAt { get; private set; }

    /// <summary>When it was marked held (UTC).</summary>
    public DateTime? HeldAt { get; private set; }

    /// <summary>When the coach was asked about a meeting that ended and that nobody marked as held (UTC); null: not, or for another day.</summary>
    public DateTime? LeftOpenToldAt { get; private set; }

    /// <summary>When its report was published (UTC).</summary>
    public DateTime? ReportedAt { get; private set; }

    /// <inheritdoc />
    public int Version { get; set; }

    /// <summary>Whose meeting.</summary>
    public Group? Group { get; private set; }

    /// <summary>Points on its agenda.</summary>
    public List<AgendaEntry> Entries { get; } = [];

    /// <summary>True while points come in and the agenda can change.</summary>
    public bool IsOpen => OpenStates.Contains(State);

    /// <summary>True for a meeting of the group itself: its points come on the agenda. Where the coach is a guest, others meet.</summary>
    public bool IsOfGroup => Kind != SessionKind.GuestAt;

    /// <summary>True for a meeting about cases: nobody tells or writes there who someone is.</summary>
    public bool IsAboutCases => Kind == SessionKind.CaseConsultation;

    /// <summary>True when anyone may know of it. What was called off before anyone heard of it, stays unknown.</summary>
    public bool IsPublic => State is not SessionState.Draft && !(State == SessionState.Cancelled && AnnouncedAt is null);

    /// <summary>Minutes between start and end.</summary>
    public int MinutesAvailable => (int)(EndsAt - StartsAt).TotalMinutes;

    /// <summary>Changes what is filled in.</summary>
    /// <exception cref="RuleException">The meeting is over or cancelled, it would move into the past while people are invited, or something is missing or impossible.</exception>
    /// <returns>True when something changed that people have in their calendars: title, time or place.</returns>
    public bool Change(SessionDetails details, DateTime now)
    {
        if (!IsOpen) throw new RuleException("Deze bijeenkomst is voorbij of gaat niet door. Je kan ze niet meer veranderen.");
        // Who was invited is asked to come then.
        if (State is SessionState.Announced or SessionState.AgendaSent && Kind != SessionKind.GuestAt && details.EndsAt <= now && (details.StartsAt, details.EndsAt) != (StartsAt, EndsAt))
            throw new RuleException("Deze dag is al voorbij. De leden krijgen bericht van elke verandering: kies een dag die nog komt.", nameof(StartsAt));
        var (before, told) = ((Title, StartsAt, EndsAt, Place, VideoLink), Introduction);
        Fill(details);
        var changed = before != (Title, StartsAt, EndsAt, Place, VideoLink);
        if (before.EndsAt != EndsAt) LeftOpenToldAt = null;
        // Calendars carry the introduction too, but nobody is mailed for it.
        if (changed || told != Introduction) MarkChanged(now);
        return changed;
    }

    /// <summary>Draft becomes Announced.</summary>
    /// <exception cref="RuleException">It is not a draft, or lies in the past.</exception>
    public void Announce(DateTime now)
    {
        MustBe("aankondigen", SessionState.Draft);
        if (StartsAt <= now) throw new RuleException("Deze bijeenkomst ligt in het verleden. Kies eerst een andere dag.", nameof(StartsAt));
        State = SessionState.Announced;
        AnnouncedAt = now;
        MarkChanged(now);
    }

    /// <summary>Announced becomes AgendaSent. Points still come in.</summary>
    /// <exception cref="RuleException">It is not announced, or the coach is a guest there: then nobody is invited.</exception>
    public void SendAgenda()
    {
        if (Kind == SessionKind.GuestAt) throw new RuleException("Je bent hier te gast: er is niemand uitgenodigd om de agenda naar te sturen.");
        MustBe("de agenda versturen", SessionState.Announced);
        State = SessionState.AgendaSent;
    }

    /// <summary>The meeting has begun.</summary>
    public void Start()
    {
        MustBe("starten", SessionState.Draft, SessionState.Announced, SessionState.AgendaSent);
        State = SessionState.InProgress;
    }

    /// <summary>The meeting is over. A meeting that nobody marked as begun can be marked as held too.</summary>
    /// <exception cref="RuleException">It has not begun, or is over or cancelled already.</exception>
    public void Hold(DateTime now)
    {
        MustBe("als voorbij zetten", SessionState.Draft, SessionState.Announced, SessionState.AgendaSent, SessionState.InProgress);
        if (StartsAt > now && State != SessionState.InProgress)
            throw new RuleException("Deze bijeenkomst is nog niet begonnen. Je kan ze pas daarna als voorbij zetten.");
        State = SessionState.Held;
        HeldAt = now;
    }

    /// <summary>The report is there.</summary>
    public void Report(DateTime now)
    {
        MustBe("het verslag klaar zetten", SessionState.Held);
        State = SessionState.Reported;
        ReportedAt = now;
    }

    /// <summary>Notes that the coach was asked about it, since it ended and nobody marked it as held.</summary>
    public void TellLeftOpen(DateTime now) => LeftOpenToldAt = now;

    /// <summary>The meeting does not take place.</summary>
    /// <exception cref="RuleException">It is over already, or there is no reason.</exception>
    public void Cancel(string reason, DateTime now)
    {
        MustBe("afzeggen", SessionState.Draft, SessionState.Announced, SessionState.AgendaSent, SessionState.InProgress);
        CancelReason = TypedText.Required(reason, "Reason", "Zeg waarom de bijeenkomst niet doorgaat. De leden lezen dit.", 2000);
        State = SessionState.Cancelled;
        MarkChanged(now);
    }

    /// <summary>Notes that the agenda was ordered: two coaches who do so at once collide here, and neither loses work.</summary>
    public void TouchAgenda(DateTime now)
    {
        if (!IsOpen) throw new RuleException("Deze bijeenkomst is voorbij of gaat niet door. De agenda ligt vast.");
        AgendaChangedAt = now;
    }

    private void Fill(SessionDetails details)
    {
        Title = TypedText.Line(details.Title, nameof(Title), "Vul een titel in.", TitleLength);
        if (details.EndsAt <= details.StartsAt)
            throw new RuleException("De bijeenkomst eindigt voor ze begint. Kijk de uren na.", nameof(EndsAt));
        if (details.StartsAt.Year is < 2000 or > 2200) throw new RuleException("Kijk het jaar van de bijeenkomst na.", nameof(StartsAt));
        if (details.EndsAt - details.StartsAt > TimeSpan.FromDays(2))
            throw new RuleException("Een bijeenkomst duurt hoogstens twee dagen. Kijk de dagen na.", nameof(EndsAt));
        if (details.Maximum is <= 0) throw new RuleException("Vul een getal in dat groter is dan 0, of laat dit leeg.", nameof(Maximum));
        if (details.VideoLink is { Length: > 0 } link && !(Uri.TryCreate(link.Trim(), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
            throw new RuleException("Een videolink begint met https://. Kijk hem na.", nameof(VideoLink));
        // Not as a text: the number of a video meeting can look like that of a person.
        if (details.VideoLink?.Trim().Length > VideoLinkLength) throw new RuleException($"Deze link is te lang: hoogstens {VideoLinkLength} tekens.", nameof(VideoLink));
        if (AnnouncedAt is not null && details.Kind != Kind && (Kind == SessionKind.GuestAt || details.Kind == SessionKind.GuestAt))
            throw new RuleException("Er zijn al mensen uitgenodigd. Maak voor een bezoek als gast een andere bijeenkomst.", nameof(Kind));
        if (details.PointsWishedBy > BrusselsTime.DayOf(details.StartsAt)) throw new RuleException("Deze dag valt na de bijeenkomst. Kies een dag ervoor, of de dag zelf.", nameof(PointsWishedBy));
        Kind = details.Kind;
        StartsAt = details.StartsAt;
        EndsAt = details.EndsAt;
        Place = TypedText.Optional(details.Place, nameof(Place), 300) ?? "";
        VideoLink = string.IsNullOrWhiteSpace(details.VideoLink) ? null : details.VideoLink.Trim();
        Maximum = details.Maximum;
        PointsWishedBy = details.PointsWishedBy;
        Introduction = TypedText.Optional(details.Introduction, nameof(Introduction)) ?? "";
    }

    private void MarkChanged(DateTime now) => (Sequence, ChangedAt) = (Sequence + 1, now);

    private void MustBe(string action, params ReadOnlySpan<SessionState> allowed)
    {
        if (!allowed.Contains(State))
            throw new RuleException($"Je kan deze bijeenkomst nu niet {action:woord}. Ze staat op “{State.Dutch():woord}”.");
    }
}
