using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Time;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Klankgroep.Pages.DeskGroups;

/// <summary>A group as a row on the desk.</summary>
/// <param name="Slug">Name in addresses.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Members">Member organisations.</param>
/// <param name="Seats">People who sit in it today.</param>
/// <param name="NextStartsAt">Start (UTC) of its next meeting, or null.</param>
/// <param name="ForwardsTo">Where its points go, or null.</param>
/// <param name="OpenPoints">Points of which something is still due.</param>
/// <param name="LinkUntil">Until which day its link works, or null.</param>
/// <param name="EndedOn">Last day, or null while it exists.</param>
/// <param name="MunicipalityIds">Where it works.</param>
public sealed record DeskGroupRow(
    string Slug, string Name, GroupKind Kind, int Members, int Seats, DateTime? NextStartsAt, string? ForwardsTo, int OpenPoints, DateOnly? LinkUntil, DateOnly? EndedOn,
    IReadOnlyList<Guid> MunicipalityIds);

/// <summary>The groups of the region.</summary>
[RequiresPermission("ManageGroups")]
public sealed class IndexModel(GboDbContext db, GroupPlaces places, TimeProvider time) : PageModel
{
    /// <summary>The groups. A region has a few dozen at most.</summary>
    public IReadOnlyList<DeskGroupRow> Groups { get; private set; } = [];

    /// <summary>Today in Brussels.</summary>
    public DateOnly Today { get; } = BrusselsTime.Today(time);

    /// <summary>Where a group works, in words.</summary>
    public Func<IReadOnlyList<Guid>, string> PlaceOf { get; private set; } = _ => "";

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        PlaceOf = await places.ReadAsync(cancel);
        Groups = await db.Set<Group>().AsNoTracking().OrderBy(g => g.EndedOn != null).ThenBy(g => g.Position).ThenBy(g => g.Name).Take(500)
            .Select(g => new DeskGroupRow(
                g.Slug, g.Name, g.Kind, g.Organisations.Count,
                g.Mandates.Count(m => m.From <= Today && (m.To == null || m.To >= Today)),
                db.Set<Session>().Where(s => s.GroupId == g.Id && Session.OpenStates.Contains(s.State) && s.EndsAt > now).Min(s => (DateTime?)s.StartsAt),
                db.Set<Group>().Where(b => b.Id == g.ForwardsToGroupId).Select(b => b.Name).FirstOrDefault(),
                db.Set<AgendaItem>().Count(i => i.GroupId == g.Id && i.DueOn != null),
                g.GroupLinkExpiresOn, g.EndedOn, g.MunicipalityIds)).ToListAsync(cancel);
    }
}
