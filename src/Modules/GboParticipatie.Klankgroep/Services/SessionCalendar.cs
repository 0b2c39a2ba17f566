using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Settings;
using GboParticipatie.Time;
using GboParticipatie.Users;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Meetings for people's calendars. A meeting that is cancelled stays for 90 days, so that calendars take it away.</summary>
public sealed class SessionCalendar(
    GboDbContext db, Viewers viewers, IUserDirectory users, ISiteService site, SiteAddress address, TimeProvider time, IStringLocalizer<Startup> S) : ICalendarSource
{
    private const int Most = 500;
    private static readonly TimeSpan KeepCancelled = TimeSpan.FromDays(90);
    private static readonly TimeSpan KeepPast = TimeSpan.FromDays(30);

    /// <inheritdoc />
    public Task<IReadOnlyList<CalendarEvent>> PublicAsync(CancellationToken cancel)
        => ReadAsync(Recent().Where(SessionAccess.ReadableBy(Viewer.Anyone)), withVideo: false, cancel);

    /// <summary>
    /// The meetings of the groups that the person sits in or whose organisation is a member, and of the groups that the person
    /// coaches, also those in the making. A group without a coach of its own is coached by each coach of the region.
    /// </summary>
    public async Task<IReadOnlyList<CalendarEvent>> OfAsync(string userId, CancellationToken cancel)
    {
        var person = await db.Set<Person>().Where(p => p.UserId == userId).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancel);
        var groups = person is { } id ? (await viewers.OfPersonAsync(id, cancel)).GroupIds : [];
        var isCoach = await CoachOfRegion.IsCoachAsync(users, (await site.GetAsync<SiteSettings>(cancel)).CoachRole, userId, cancel);
        var mine = Recent().Where(s => (groups.Contains(s.GroupId) && s.State != SessionState.Draft)
            || s.Group!.CoachUserId == userId || (isCoach && s.Group.CoachUserId == null));
        return await ReadAsync(mine, withVideo: true, cancel);
    }

    /// <summary>One meeting as a file, or null when there is none that the person behind this request may see.</summary>
    public async Task<byte[]?> FileAsync(Guid id, CancellationToken cancel)
    {
        var viewer = await viewers.CurrentAsync(cancel);
        var one = db.Set<Session>().AsNoTracking().Where(s => s.Id == id && s.State != SessionState.Draft).Where(SessionAccess.ReadableBy(viewer));
        if (await one.Select(s => new { s.GroupId }).SingleOrDefaultAsync(cancel) is not { } found) return null;
        var events = await ReadAsync(one, withVideo: viewer.GroupIds.Contains(found.GroupId), cancel);
        return CalendarWriter.Write(new ICalendarObject { Method = CalendarMethod.Publish, Events = events });
    }

    /// <summary>A meeting as an event.</summary>
    /// <param name="session">The meeting.</param>
    /// <param name="site">Where its page is: address of the site.</param>
    /// <param name="withVideo">True for people who may take part: the link is theirs only.</param>
    /// <param name="S">Says it in the language of the reader.</param>
    public static CalendarEvent EventOf(Session session, string site, bool withVideo, IStringLocalizer S)
    {
        var page = new Uri($"{site}/bijeenkomsten/{session.Id}");
        var video = withVideo ? session.VideoLink : null;
        string?[] lines = [session.State == SessionState.Cancelled ? S["Gaat niet door: {0}", session.CancelReason ?? ""].Value : null, session.Introduction, video is null ? null : S["Via video: {0}", video].Value, page.AbsoluteUri];
        return new CalendarEvent
        {
            Uid = session.Id.ToString(),
            Sequence = session.Sequence,
            ChangedAt = session.ChangedAt,
            StartsAt = session.StartsAt,
            EndsAt = session.EndsAt,
            Summary = session.Title,
            Description = string.Join("\n\n", lines.Where(l => !string.IsNullOrEmpty(l))),
            Location = session.Place.Length > 0 ? session.Place : video ?? "",
            Url = page,
            Status = session.State switch { SessionState.Cancelled => EventStatus.Cancelled, SessionState.Draft => EventStatus.Tentative, _ => EventStatus.Confirmed },
        };
    }

    private IQueryable<Session> Recent()
    {
        var (now, today) = (time.GetUtcNow().UtcDateTime, BrusselsTime.StartOfDay(BrusselsTime.Today(time)));
        var (past, cancelled) = (today - KeepPast, now - KeepCancelled);
        return db.Set<Session>().AsNoTracking()
            .Where(s => s.State == SessionState.Cancelled ? s.AnnouncedAt != null && s.ChangedAt >= cancelled : s.StartsAt >= past);
    }

    private async Task<IReadOnlyList<CalendarEvent>> ReadAsync(IQueryable<Session> sessions, bool withVideo, CancellationToken cancel)
    {
        var root = address.Of(await site.GetAsync<SiteSettings>(cancel));
        return [.. (await sessions.OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id).Take(Most).ToListAsync(cancel)).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Select(s => EventOf(s, root, withVideo, S))];
    }
}
