using GboParticipatie.Network.Models;
using GboParticipatie.Users;

namespace GboParticipatie.Network.Services;

/// <summary>Who belongs to which organisation, from when until when. Nothing is thrown away: what ended is history.</summary>
public sealed class MembershipService(GboDbContext db, ICurrentUser user)
{
    /// <summary>All organisations that someone belongs or belonged to: those that last first.</summary>
    public async Task<IReadOnlyList<PersonMembership>> HistoryAsync(Guid personId, CancellationToken cancel = default)
        => await db.Set<Membership>().AsNoTracking().Where(m => m.PersonId == personId)
            .OrderBy(m => m.To != null).ThenByDescending(m => m.From).ThenBy(m => m.Organisation!.SearchName)
            .Select(m => new PersonMembership(m.Id, m.OrganisationId, m.Organisation!.Slug, m.Organisation.Name, m.Organisation.Kind, m.From, m.To))
            .ToListAsync(cancel);

    /// <summary>Someone belongs to an organisation from that day on.</summary>
    /// <param name="personId">Who.</param>
    /// <param name="organisationId">Where.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day, or null.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RuleException">The days are wrong, or a period with that organisation falls in them.</exception>
    public Task AddAsync(Guid personId, Guid organisationId, DateOnly from, DateOnly? to, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        if (to < from) throw new RuleException("De laatste dag is voor de eerste. Kijk de dagen na.", nameof(Membership.To));
        await db.LockPeopleAsync(c);
        if (!await db.Set<Person>().AnyAsync(p => p.Id == personId, c)) throw new NotFoundException("Deze persoon bestaat niet.");
        var overlaps = await db.Set<Membership>().AnyAsync(
            m => m.PersonId == personId && m.OrganisationId == organisationId && (to == null || m.From <= to) && (m.To == null || m.To >= from), c);
        if (overlaps) throw new RuleException("Deze persoon hoort in die dagen al bij deze organisatie.", nameof(Membership.From));
        db.Add(new Membership { PersonId = personId, OrganisationId = organisationId, From = from, To = to });
        db.Audit("Membership.Added", personId, user.Id, new { organisationId });
    }, cancel);

    /// <summary>Someone's last day at an organisation, or another one than was set before.</summary>
    /// <param name="personId">Who.</param>
    /// <param name="membershipId">Where.</param>
    /// <param name="lastDay">The last day; null: the person stays after all.</param>
    /// <param name="seen">The last day that was seen: another one was set by someone else meanwhile, and stays.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="NotFoundException">There is no such membership of that person.</exception>
    /// <exception cref="RuleException">The last day is before the first, or the person came back there before it.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else set another last day since.</exception>
    public Task EndAsync(Guid personId, Guid membershipId, DateOnly? lastDay, DateOnly? seen = null, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await db.LockPeopleAsync(c);
        var membership = await db.Set<Membership>().SingleOrDefaultAsync(m => m.Id == membershipId && m.PersonId == personId, c)
            ?? throw new NotFoundException("Deze persoon hoort daar niet bij.");
        if (lastDay < membership.From) throw new RuleException("De laatste dag is voor de eerste. Kijk de dagen na.", nameof(Membership.To));
        if (membership.To == lastDay) return;
        if (membership.To != seen) throw new ChangedMeanwhileException("Iemand anders veranderde die dag net. Kijk na welke dag er nu staat.");
        var overlaps = await db.Set<Membership>().AnyAsync(
            m => m.Id != membershipId && m.PersonId == personId && m.OrganisationId == membership.OrganisationId && m.From > membership.From && (lastDay == null || m.From <= lastDay), c);
        if (overlaps) throw new RuleException("Deze persoon kwam daarna terug bij deze organisatie. Kies een vroegere dag.", nameof(Membership.To));
        db.Audit(seen is null ? "Membership.Ended" : "Membership.Changed", personId, user.Id, new { membership.OrganisationId, was = membership.To, now = lastDay });
        membership.To = lastDay;
    }, cancel);
}
