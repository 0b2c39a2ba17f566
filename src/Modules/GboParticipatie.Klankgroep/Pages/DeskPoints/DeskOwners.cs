using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Theme.TagHelpers;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Klankgroep.Pages.DeskPoints;

/// <summary>People who can see to an answer: who has a seat in the group, or belongs to the organisation, on that day.</summary>
internal static class DeskOwners
{
    private const int Most = 500;

    /// <summary>As options, by where they sit.</summary>
    /// <param name="db">The database.</param>
    /// <param name="today">Today in Brussels.</param>
    /// <param name="body">Key of one group or organisation; null: all of them.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<Choice>> ReadAsync(GboDbContext db, DateOnly today, Guid? body, IStringLocalizer S, CancellationToken cancel)
    {
        var seats = await (from seat in Seats(db, today)
                           join person in db.Set<Person>() on seat.PersonId equals person.Id
                           join sits in db.Set<Group>() on seat.GroupId equals sits.Id
                           where body == null || sits.Id == body
                           orderby sits.Position, sits.Name, person.Name
                           select new { person.Id, person.Name, Body = sits.Name, seat.Role }).Take(Most).ToListAsync(cancel);
        var members = await (from member in Members(db, today)
                             join person in db.Set<Person>() on member.PersonId equals person.Id
                             join belongs in db.Set<Organisation>() on member.OrganisationId equals belongs.Id
                             where belongs.IsActive && (body == null || belongs.Id == body)
                             orderby belongs.SearchName, person.Name
                             select new { person.Id, person.Name, Body = belongs.Name }).Take(Most).ToListAsync(cancel);
        return
        [
            .. seats.Select(s => new Choice(s.Id.ToString(), s.Role == MandateRole.Member ? s.Name : $"{s.Name}, {S[s.Role.Dutch()]}", Group: s.Body)),
            .. members.Select(m => new Choice(m.Id.ToString(), m.Name, Group: m.Body)),
        ];
    }

    /// <summary>True when the person has a seat in that group, or belongs to that organisation.</summary>
    public static async Task<bool> SitsThereAsync(GboDbContext db, Guid person, Guid body, DateOnly today, CancellationToken cancel)
        => await Seats(db, today).AnyAsync(m => m.PersonId == person && m.GroupId == body, cancel)
            || await Members(db, today).AnyAsync(m => m.PersonId == person && m.OrganisationId == body, cancel);

    private static IQueryable<Mandate> Seats(GboDbContext db, DateOnly today)
        => db.Set<Mandate>().AsNoTracking().Where(m => m.From <= today && (m.To == null || m.To >= today));

    private static IQueryable<Membership> Members(GboDbContext db, DateOnly today)
        => db.Set<Membership>().AsNoTracking().Where(m => m.From <= today && (m.To == null || m.To >= today));
}
