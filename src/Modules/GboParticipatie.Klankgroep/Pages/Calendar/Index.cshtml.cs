using GboParticipatie.Caching;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.Calendar;

/// <summary>The meetings that are to come, and the last ones.</summary>
[SameForVisitors]
[Public("Wanneer en waar bijeenkomsten zijn, mag iedereen weten.")]
public sealed class IndexModel(GboDbContext db, TimeProvider time) : PageModel
{
    private static readonly SessionState[] Over = [SessionState.Held, SessionState.Reported];

    /// <summary>To come, the first one first.</summary>
    public IReadOnlyList<MeetingRow> Coming { get; private set; } = [];

    /// <summary>Over, the last one first.</summary>
    public IReadOnlyList<MeetingRow> Past { get; private set; } = [];

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        Coming = await MeetingRows.ReadAsync(db, db.ComingUp(now).Take(100), cancel);
        Past = await MeetingRows.ReadAsync(
            db, db.Set<Session>().AsNoTracking().Where(s => s.StartsAt <= now && Over.Contains(s.State)).OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id).Take(5), cancel);
    }
}
