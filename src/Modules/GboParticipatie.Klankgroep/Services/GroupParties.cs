using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Someone who belongs to a group: a person, or an organisation of which nobody is known.</summary>
/// <param name="PersonId">Who (of Network), or null.</param>
/// <param name="OrganisationId">For which organisation, or null.</param>
internal sealed record GroupParty(Guid? PersonId, Guid? OrganisationId);

/// <summary>Who belongs to a group. The one place for it: who is invited also hears that the report is there.</summary>
internal static class GroupParties
{
    /// <summary>
    /// Who sits in the group on that day, who belongs to an organisation that is a member of it, and members of whom nobody is known. An
    /// organisation that no longer takes part brings nobody; who has a seat keeps it until it ends.
    /// </summary>
    public static async Task<IReadOnlyList<GroupParty>> PartiesAsync(this GboDbContext db, Guid groupId, DateOnly day, CancellationToken cancel)
    {
        var seats = await db.Set<Mandate>().Where(m => m.GroupId == groupId && m.From <= day && (m.To == null || m.To >= day))
            .Select(m => new { m.PersonId, m.OrganisationId }).ToListAsync(cancel);
        var members = await (
            from o in db.Set<GroupOrganisation>()
            join known in db.Set<Organisation>() on o.OrganisationId equals known.Id
            join m in db.Set<Membership>() on o.OrganisationId equals m.OrganisationId
            where o.GroupId == groupId && known.IsActive && m.From <= day && (m.To == null || m.To >= day)
            select new { m.PersonId, m.OrganisationId }).ToListAsync(cancel);
        var organisations = await (
            from o in db.Set<GroupOrganisation>()
            join known in db.Set<Organisation>() on o.OrganisationId equals known.Id
            where o.GroupId == groupId && known.IsActive
            select known.Id).ToListAsync(cancel);
        var people = seats.Select(s => new GroupParty(s.PersonId, s.OrganisationId)).Concat(members.Select(m => new GroupParty(m.PersonId, m.OrganisationId)))
            .DistinctBy(p => p.PersonId).ToList();
        var silent = organisations.Except(people.Select(p => p.OrganisationId).OfType<Guid>());
        return [.. people, .. silent.Select(o => new GroupParty(null, o))];
    }
}
