using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskLines;

/// <summary>Organisations to choose from at a meeting: those that are invited or member of its group first.</summary>
internal static class MeetingOrganisations
{
    /// <summary>All that are active, in that order.</summary>
    public static async Task<IReadOnlyList<Choice>> ChoicesAsync(GboDbContext db, Session meeting, IStringLocalizer S, CancellationToken cancel)
    {
        var near = await NearAsync(db, meeting, cancel);
        var rows = await db.Set<Organisation>().AsNoTracking().Where(o => o.IsActive).OrderBy(o => o.SearchName).Select(o => new { o.Id, o.Name }).ToListAsync(cancel);
        return [.. rows.OrderBy(o => !near.Contains(o.Id)).Select(o => new Choice(o.Id.ToString(), o.Name) { Group = near.Count == 0 ? null : near.Contains(o.Id) ? S["Van deze groep"].Value : S["Andere organisaties"].Value })];
    }

    /// <summary>Those that are invited or member of the group.</summary>
    public static async Task<HashSet<Guid>> NearAsync(GboDbContext db, Session meeting, CancellationToken cancel)
    {
        var members = db.Set<GroupOrganisation>().Where(o => o.GroupId == meeting.GroupId).Select(o => o.OrganisationId);
        var invited = db.Set<Invitation>().Where(i => i.SessionId == meeting.Id && i.OrganisationId != null).Select(i => i.OrganisationId!.Value);
        return [.. await members.Union(invited).ToListAsync(cancel)];
    }
}
