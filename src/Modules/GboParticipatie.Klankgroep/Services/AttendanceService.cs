using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Links;
using GboParticipatie.Localization;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>People who came to a meeting.</summary>
public sealed record CheckInPeople
{
    /// <summary>Makes it count once.</summary>
    public required Guid Key { get; init; }

    /// <summary>The meeting.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The organisation (of Network), or null: people who come for themselves.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>How many.</summary>
    public int People { get; init; } = 1;

    /// <summary>A name, only of who wants that.</summary>
    public string? Name { get; init; }

    /// <summary>True when the coach counts; false through the QR code.</summary>
    public bool ByCoach { get; init; }
}

/// <summary>The name of who wanted it to be known.</summary>
/// <param name="CheckInId">With which people the name stands.</param>
/// <param name="Name">The name.</param>
public sealed record AttendedName(Guid CheckInId, string Name);

/// <summary>Who came of one organisation.</summary>
/// <param name="OrganisationId">The organisation, or null: for themselves.</param>
/// <param name="Organisation">Its name; null for people who come for themselves.</param>
/// <param name="People">How many people.</param>
/// <param name="Names">Names of who wanted that.</param>
public sealed record AttendanceRow(Guid? OrganisationId, string? Organisation, int People, IReadOnlyList<AttendedName> Names);

/// <summary>How many people came, of how many organisations.</summary>
/// <param name="People">People.</param>
/// <param name="Organisations">Organisations.</param>
public sealed record AttendanceFigures(int People, int Organisations)
{
    /// <summary>"14 mensen van 6 organisaties".</summary>
    public string InWords(IStringLocalizer S)
    {
        string people = S.Plural(People, "1 mens", "{0} mensen");
        return Organisations == 0 ? people : S.Plural(Organisations, "{1} van 1 organisatie", "{1} van {0} organisaties", people);
    }
}

/// <summary>Who was at a meeting: people per organisation, and names only of who wants that.</summary>
public sealed class AttendanceService(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    /// <summary>The version that a coach saw when nothing was noted of a visit yet.</summary>
    public const int NoVisit = -1;

    /// <summary>Most people through the QR code of one meeting: more is mischief.</summary>
    public const int MostThroughLink = 300;

    private DateOnly Today => BrusselsTime.Today(time);

    /// <summary>True from the day of the meeting on, and when it takes place.</summary>
    public bool CanCount(Session session) => session.State != SessionState.Cancelled && BrusselsTime.DayOf(session.StartsAt) <= Today;

    /// <summary>
    /// True on the day of the meeting: then people count themselves, also at one that was never announced, for whoever scans its code
    /// is there. Where the coach is a guest, only heads are counted.
    /// </summary>
    public bool CanCheckIn(Session session) => session.IsOfGroup && CanCount(session) && Today <= BrusselsTime.DayOf(session.EndsAt);

    /// <summary>Counts people. Sent again with the same key, nothing happens.</summary>
    /// <exception cref="RuleException">It is not the day, the meeting does not take place, the coach is a guest there, or the number is not possible.</exception>
    public Task CheckInAsync(CheckInPeople options, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, options.SessionId, c);
        if (session.State == SessionState.Cancelled) throw new RuleException("Deze bijeenkomst gaat niet door.");
        // There the heads are counted, and nothing else.
        if (session.Kind == SessionKind.GuestAt) throw new RuleException("Je bent hier te gast: noteer hoeveel mensen er zijn.");
        if (options.ByCoach ? !CanCount(session) : !CanCheckIn(session))
            throw new RuleException(BrusselsTime.DayOf(session.StartsAt) > Today ? "Je kan pas op de dag zelf noteren wie er is." : "Deze bijeenkomst is voorbij.");
        if (await db.Set<CheckIn>().AnyAsync(i => i.Id == options.Key, c)) return;
        if (options.OrganisationId is { } organisation && !await db.Set<Organisation>().AnyAsync(o => o.Id == organisation, c))
            throw new RuleException("Kies een organisatie uit de lijst.", nameof(options.OrganisationId));
        var came = new CheckIn(options.Key, session.Id, options.OrganisationId, options.People, options.Name, options.ByCoach ? user.Id : null);
        if (!options.ByCoach && await ThroughLinkAsync(session.Id, c) + came.People > MostThroughLink)
            throw new RuleException("Via deze code zijn al heel veel mensen genoteerd. Zeg aan de begeleider dat je er bent.");
        db.Add(came);
        await db.SaveChangesAsync(c);
    }, cancel);

    /// <summary>One fewer of an organisation. A name that stands with more people stays; nothing happens when nobody is left.</summary>
    public Task TakeOneAsync(Guid sessionId, Guid? organisationId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await Locked.SessionAsync(db, sessionId, c);
        var rows = await db.Set<CheckIn>().AsTracking().Where(i => i.SessionId == sessionId && i.OrganisationId == organisationId).ToListAsync(c);
        // Who is nameless first: whoever gave a name was there.
        var row = rows.OrderBy(i => i.Name is not null).ThenByDescending(i => i.People).ThenBy(i => i.Id).FirstOrDefault();
        if (row is null) return;
        if (!row.TakeOne()) db.Remove(row);
        await db.SaveChangesAsync(c);
    }, cancel);

    /// <summary>Takes a name away; the people stay counted.</summary>
    public Task ForgetNameAsync(Guid sessionId, Guid checkInId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        if (await db.Set<CheckIn>().AsTracking().SingleOrDefaultAsync(i => i.Id == checkInId && i.SessionId == sessionId, c) is not { } row) return;
        row.ForgetName();
        await db.SaveChangesAsync(c);
    }, cancel);

    /// <summary>Who came, per organisation by name; with those that are invited or member of the group and of whom nobody came.</summary>
    public async Task<IReadOnlyList<AttendanceRow>> ReadAsync(Session session, IReadOnlyCollection<Guid> expected, CancellationToken cancel = default)
    {
        var rows = await db.Set<CheckIn>().AsNoTracking().Where(i => i.SessionId == session.Id).ToListAsync(cancel);
        var ids = rows.Select(i => i.OrganisationId).OfType<Guid>().Union(expected).ToList();
        var names = await db.Set<Organisation>().AsNoTracking().Where(o => ids.Contains(o.Id)).OrderBy(o => o.SearchName).Select(o => new { o.Id, o.Name }).ToListAsync(cancel);
        return [.. names.Select(o => RowOf(o.Id, o.Name)), RowOf(null, null)];

        AttendanceRow RowOf(Guid? id, string? name)
        {
            var mine = rows.Where(r => r.OrganisationId == id).ToList();
            return new AttendanceRow(id, name, mine.Sum(r => r.People), [.. mine.Where(r => r.Name is not null).OrderBy(r => r.Name, StringComparer.CurrentCulture).Select(r => new AttendedName(r.Id, r.Name!))]);
        }
    }

    /// <summary>How many people came; of a meeting where the coach was a guest: the head count. Null when nobody counted.</summary>
    public async Task<AttendanceFigures?> FiguresAsync(Session session, CancellationToken cancel = default)
    {
        if (session.Kind == SessionKind.GuestAt)
            return await db.Set<GuestVisit>().Where(v => v.SessionId == session.Id).Select(v => v.HeadCount).SingleOrDefaultAsync(cancel) is { } heads ? new AttendanceFigures(heads, 0) : null;
        var rows = await db.Set<CheckIn>().Where(i => i.SessionId == session.Id).Select(i => new { i.OrganisationId, i.People }).ToListAsync(cancel);
        return rows.Count == 0 ? null : new AttendanceFigures(rows.Sum(r => r.People), rows.Select(r => r.OrganisationId).OfType<Guid>().Distinct().Count());
    }

    /// <summary>What the coach brought back as a guest, or null.</summary>
    public Task<GuestVisit?> FindVisitAsync(Guid sessionId, CancellationToken cancel = default)
        => db.Set<GuestVisit>().AsNoTracking().SingleOrDefaultAsync(v => v.SessionId == sessionId, cancel);

    /// <summary>Keeps the head count and the quick notes of a meeting where the coach is a guest.</summary>
    /// <exception cref="RuleException">The coach is no guest there, or something cannot be kept.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since the coach saw version <paramref name="version"/>.</exception>
    public Task NoteVisitAsync(Guid sessionId, int? headCount, string? notes, int? version, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        var session = await Locked.SessionAsync(db, sessionId, c);
        if (session.Kind != SessionKind.GuestAt) throw new RuleException("Je bent hier geen gast: noteer wie er is per organisatie.");
        if (!CanCount(session)) throw new RuleException("Je kan pas op de dag zelf noteren wie er is.");
        var visit = await db.Set<GuestVisit>().AsTracking().SingleOrDefaultAsync(v => v.SessionId == sessionId, c);
        if (version is { } seen && seen != (visit?.Version ?? NoVisit)) throw new ChangedMeanwhileException("Iemand anders noteerde dit net.");
        if (visit is null) db.Add(visit = new GuestVisit { SessionId = sessionId });
        visit.Note(headCount, notes);
        db.Audit("Session.VisitNoted", sessionId, user.Id);
        await db.SaveChangesAsync(c);
    }, cancel);

    private Task<int> ThroughLinkAsync(Guid sessionId, CancellationToken cancel)
        => db.Set<CheckIn>().Where(i => i.SessionId == sessionId && i.ByUserId == null).SumAsync(i => i.People, cancel);
}

/// <summary>The link or QR code with which people say that they are there: of a meeting, or of one organisation at it. A public secret that works on the day itself.</summary>
public sealed class AttendanceLinks(ISignedLinks links)
{
    private const string Purpose = "attendance";

    /// <summary>Local address to check in.</summary>
    public string ToCheckIn(Guid sessionId, Guid? organisationId = null) => $"/aanwezig/{links.Create(Purpose, new SignedLink(sessionId, organisationId ?? Guid.Empty, 0))}";

    /// <summary>The meeting and the organisation that a token opens, or null when it is not ours.</summary>
    public (Guid Session, Guid? Organisation)? Read(string? token)
        => links.Read(Purpose, token) is { } link ? (link.Record, link.Recipient == Guid.Empty ? null : link.Recipient) : null;
}
