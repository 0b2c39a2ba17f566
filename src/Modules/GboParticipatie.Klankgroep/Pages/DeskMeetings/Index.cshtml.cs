using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskMeetings;

/// <summary>Meetings of all groups.</summary>
[RequiresPermission("ManageSessions")]
public sealed class IndexModel(GboDbContext db, TimeProvider time) : PagedModel
{
    /// <summary>Which: empty (still to come), "voorbij", "verslag" or "afgezegd".</summary>
    [BindProperty(SupportsGet = true, Name = "toon")]
    public string? Show { get; set; }

    /// <summary>Name of a group in addresses.</summary>
    [BindProperty(SupportsGet = true, Name = "groep")]
    public string? GroupSlug { get; set; }

    /// <summary>What can be shown.</summary>
    public static IReadOnlyList<Choice> Shows(IStringLocalizer S) => [new("verslag", S["Verslag ontbreekt"]), new("voorbij", S["Voorbij"]), new("afgezegd", S["Gaat niet door"])];

    /// <summary>Groups to choose from.</summary>
    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    /// <summary>Meetings of this page.</summary>
    public IReadOnlyList<DeskMeetingRow> Meetings { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        Groups = await db.Set<Group>().AsNoTracking().OrderBy(g => g.Position).ThenBy(g => g.Name).Select(g => new Choice(g.Slug, g.Name, null, null, null)).ToListAsync(cancel);
        var sessions = Which(now);
        if (!string.IsNullOrWhiteSpace(GroupSlug)) sessions = sessions.Where(s => s.Group!.Slug == GroupSlug);
        Total = await sessions.CountAsync(cancel);
        var ordered = string.IsNullOrEmpty(Show) ? sessions.OrderBy(s => s.StartsAt).ThenBy(s => s.Id) : sessions.OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id);
        Meetings = await MeetingList.ReadAsync(OnThisPage(ordered), now, cancel);
    }

    private IQueryable<Session> Which(DateTime now)
    {
        var all = db.Set<Session>().AsNoTracking();
        return Show switch
        {
            "verslag" => MeetingList.ReportMissing(db, now),
            "voorbij" => all.Where(s => s.State == SessionState.Held || s.State == SessionState.Reported),
            "afgezegd" => all.Where(s => s.State == SessionState.Cancelled),
            _ => all.Where(s => Session.OpenStates.Contains(s.State) && s.EndsAt >= now),
        };
    }
}
