using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Theme.TagHelpers;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>Options for the selects of the desk.</summary>
internal static class DeskChoices
{
    /// <summary>Organisations that take part, by name.</summary>
    public static async Task<IReadOnlyList<Choice>> OrganisationsAsync(GboDbContext db, CancellationToken cancel)
    {
        var rows = await db.Set<Organisation>().AsNoTracking().Where(o => o.IsActive).OrderBy(o => o.SearchName).Select(o => new { o.Id, o.Name }).ToListAsync(cancel);
        return [.. rows.Select(o => new Choice(o.Id.ToString(), o.Name))];
    }

    /// <summary>Groups that exist on that day, in their order.</summary>
    public static async Task<IReadOnlyList<Choice>> GroupsAsync(GboDbContext db, DateOnly day, CancellationToken cancel)
    {
        var rows = await db.Set<Group>().AsNoTracking().Where(g => g.EndedOn == null || g.EndedOn >= day).OrderBy(g => g.Position).ThenBy(g => g.Name)
            .Select(g => new { g.Id, g.Name }).ToListAsync(cancel);
        return [.. rows.Select(g => new Choice(g.Id.ToString(), g.Name))];
    }
}
