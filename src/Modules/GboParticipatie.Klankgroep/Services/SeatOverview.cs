using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Klankgroep.Services;

/// <summary>Someone who sits in a group for an organisation.</summary>
public sealed record SeatOfOrganisation(string Person, DateOnly From);

/// <summary>A target-group organisation that has a seat.</summary>
public sealed record OrganisationWithSeat(string Name, IReadOnlyList<SeatOfOrganisation> Seats);

/// <summary>Who of the target-group organisations sits in a group, and who does not.</summary>
/// <param name="Slug">Name of the group in addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="With">Organisations that have a seat today, by name.</param>
/// <param name="Without">Names of those that take part in the network and have none.</param>
public sealed record GroupSeats(string Slug, string Name, IReadOnlyList<OrganisationWithSeat> With, IReadOnlyList<string> Without);

/// <summary>A mandate of a group.</summary>
/// <param name="Id">Key.</param>
/// <param name="Person">Who.</param>
/// <param name="Role">What the person does there.</param>
/// <param name="Organisation">For whom; null: in their own name.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null while it lasts.</param>
public sealed record MandateRow(Guid Id, string Person, MandateRole Role, string? Organisation, DateOnly From, DateOnly? To);

/// <summary>"Wie zit waar?"</summary>
public sealed class SeatOverview(GboDbContext db, TimeProvider time)
{
    private static readonly GroupKind[] Deciding = [GroupKind.Stuurgroep, GroupKind.Werkgroep];

    /// <summary>The steering groups and working groups of today, in their order, each with all target-group organisations.</summary>
    public async Task<IReadOnlyList<GroupSeats>> ReadAsync(CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        var groups = await db.Set<Group>().AsNoTracking().Where(g => Deciding.Contains(g.Kind) && (g.EndedOn == null || g.EndedOn >= today))
            .OrderBy(g => g.Position).ThenBy(g => g.Name).Select(g => new { g.Id, g.Slug, g.Name }).ToListAsync(cancel);
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(o => o.IsActive && o.Kind == OrganisationKind.Doelgroeporganisatie)
            .OrderBy(o => o.SearchName).ThenBy(o => o.Id).Select(o => new { o.Id, o.Name }).ToListAsync(cancel);
        var seats = await (from mandate in db.Set<Mandate>().AsNoTracking()
                           where mandate.From <= today && (mandate.To == null || mandate.To >= today)
                           join sits in db.Set<Group>() on mandate.GroupId equals sits.Id
                           where Deciding.Contains(sits.Kind)
                           join person in db.Set<Person>() on mandate.PersonId equals person.Id
                           orderby mandate.From, person.SearchName
                           select new { mandate.GroupId, mandate.OrganisationId, Seat = new SeatOfOrganisation(person.Name, mandate.From) }).ToListAsync(cancel);
        var taken = seats.ToLookup(s => (s.GroupId, s.OrganisationId), s => s.Seat);
        return
        [
            .. groups.Select(g => new GroupSeats(
                g.Slug, g.Name,
                [.. organisations.Where(o => taken.Contains((g.Id, o.Id))).Select(o => new OrganisationWithSeat(o.Name, [.. taken[(g.Id, o.Id)]]))],
                [.. organisations.Where(o => !taken.Contains((g.Id, o.Id))).Select(o => o.Name)])),
        ];
    }

    /// <summary>The mandates of a group: those that last or come first, then those that ended, the last one first.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="withEnded">Also those that ended.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<MandateRow>> MandatesAsync(Guid groupId, bool withEnded, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        return await (from mandate in db.Set<Mandate>().AsNoTracking()
                      where mandate.GroupId == groupId && (withEnded || mandate.To == null || mandate.To >= today)
                      join person in db.Set<Person>() on mandate.PersonId equals person.Id
                      orderby mandate.To != null && mandate.To < today, person.SearchName, mandate.From descending
                      select new MandateRow(
                          mandate.Id, person.Name, mandate.Role,
                          db.Set<Organisation>().Where(o => o.Id == mandate.OrganisationId).Select(o => o.Name).FirstOrDefault(), mandate.From, mandate.To)).Take(1000).ToListAsync(cancel);
    }
}
