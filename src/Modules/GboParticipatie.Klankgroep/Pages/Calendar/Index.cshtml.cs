using GboParticipatie.Caching;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.ICalendar;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Calendar;

/// <summary>The meetings that are to come, and the last ones.</summary>
[SameForVisitors]
[Public("Wanneer en waar bijeenkomsten zijn, mag iedereen weten; die van een besloten groep ziet alleen wie erbij hoort.")]
public sealed class IndexModel(GboDbContext db, Viewers viewers, ISiteService site, SiteAddress address, TimeProvider time) : PageModel
{
    private static readonly SessionState[] Over = [SessionState.Held, SessionState.Reported];

    /// <summary>The calendar as programs read it: a link that opens in one.</summary>
    public string FeedAddress { get; private set; } = "";

    /// <summary>To come, the first one first; also what was called off.</summary>
    public IReadOnlyList<MeetingRow> Coming { get; private set; } = [];

    /// <summary>Over, the last one first.</summary>
    public IReadOnlyList<MeetingRow> Past { get; private set; } = [];

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        FeedAddress = CalendarLinks.Subscribe(address.Of(await site.GetAsync<SiteSettings>(cancel)), "/kalender.ics");
        var now = time.GetUtcNow().UtcDateTime;
        var viewer = await viewers.CurrentAsync(cancel);
        Coming = await MeetingRows.ReadAsync(db, db.ForCalendar(viewer, now).Take(100), cancel);
        Past = await MeetingRows.ReadAsync(
            db, db.Set<Session>().AsNoTracking().Where(SessionAccess.ReadableBy(viewer)).Where(s => Over.Contains(s.State)).OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id).Take(5), cancel);
    }
}
