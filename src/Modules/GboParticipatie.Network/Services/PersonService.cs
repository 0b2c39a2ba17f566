using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Network.Services;

/// <summary>Someone that another person adds: a coach, an organisation, on behalf of who has no account.</summary>
public sealed record AddPerson
{
    /// <summary>Name, or the name that the person wants to be called by.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>How the person wants to hear from us; null: by e-mail when there is an address, else by telephone, else via the organisation.</summary>
    public ContactChannel? PreferredChannel { get; init; }

    /// <summary>The organisation that the person belongs to from today, or null.</summary>
    public Guid? OrganisationId { get; init; }
}

/// <summary>An organisation that someone belongs to.</summary>
public sealed record PersonMembership(
    Guid MembershipId, Guid OrganisationId, string OrganisationSlug, string OrganisationName, OrganisationKind Kind, DateOnly From, DateOnly? To);

/// <summary>People of the network and the organisations they belong to.</summary>
public sealed class PersonService(GboDbContext db, TimeProvider time, ICurrentUser user, IUserDirectory directory)
{
    private IQueryable<Person> People => db.Set<Person>();

    /// <summary>The person of who is signed in, or null when nobody is or the person is not known yet.</summary>
    public async Task<Person?> FindCurrentAsync(CancellationToken cancel = default)
        => user.Id is { } id ? await People.SingleOrDefaultAsync(p => p.UserId == id, cancel) : null;

    /// <summary>
    /// The person of who is signed in: the one linked to the account, else the one with the same (verified) address, else a new
    /// one. Stored at once, or with the transaction it is called in.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Task<Person> EnsureCurrentAsync(CancellationToken cancel = default)
        => user.Id is { } id
            ? EnsureForUserAsync(new UserSummary(id, user.Email ?? "", user.Name ?? ""), cancel)
            : throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The person of an account whose address is verified: found by account, found by address and linked, or added.</summary>
    public async Task<Person> EnsureForUserAsync(UserSummary account, CancellationToken cancel = default)
        => await People.SingleOrDefaultAsync(p => p.UserId == account.Id, cancel)
            ?? await db.WriteAsync(c => LinkOrAddAsync(account, c), cancel);

    /// <summary>The person with this address, or null.</summary>
    public async Task<Person?> FindByEmailAsync(string? email, CancellationToken cancel = default)
        => Person.Normalize(email) is { } normalized ? await People.SingleOrDefaultAsync(p => p.NormalizedEmail == normalized, cancel) : null;

    /// <summary>The person with this key, or null.</summary>
    public Task<Person?> FindAsync(Guid id, CancellationToken cancel = default) => People.SingleOrDefaultAsync(p => p.Id == id, cancel);

    /// <summary>Adds someone, or returns the person who already has this address (unchanged, but as a member of the organisation).</summary>
    /// <exception cref="RuleException">There is no name, or it is too long.</exception>
    public Task<Person> AddAsync(AddPerson addition, CancellationToken cancel = default)
    {
        var name = addition.Name.Trim();
        if (name.Length == 0) throw new RuleException("Vul een naam in. Een schuilnaam mag ook.", nameof(AddPerson.Name));
        if (name.Length > Person.NameLength) throw new RuleException($"De naam is te lang. Hou het bij {Person.NameLength} tekens.", nameof(AddPerson.Name));
        return db.WriteAsync(async c =>
        {
            await db.LockPeopleAsync(c);
            var person = await FindByEmailAsync(addition.Email, c);
            if (person is null) db.Add(person = NewPerson(addition, name));
            if (addition.OrganisationId is { } organisation) await JoinInsideAsync(person.Id, organisation, c);
            await db.SaveChangesAsync(c);
            return person;
        }, cancel);
    }

    /// <summary>Makes the person a member of the organisation from today on. Nothing happens when that is already so.</summary>
    public Task JoinAsync(Guid personId, Guid organisationId, CancellationToken cancel = default)
        => db.WriteAsync(c => JoinInsideAsync(personId, organisationId, c), cancel);

    /// <summary>The organisations that the person belongs to on that day, by name; without a day: today in Brussels.</summary>
    public async Task<IReadOnlyList<PersonMembership>> MembershipsAsync(Guid personId, DateOnly? day = null, CancellationToken cancel = default)
    {
        var on = day ?? BrusselsTime.Today(time);
        return await db.Set<Membership>().AsNoTracking()
            .Where(m => m.PersonId == personId && m.From <= on && (m.To == null || m.To >= on))
            .OrderBy(m => m.Organisation!.SearchName).ThenBy(m => m.From)
            .Select(m => new PersonMembership(
                m.Id, m.OrganisationId, m.Organisation!.Slug, m.Organisation.Name, m.Organisation.Kind, m.From, m.To))
            .ToListAsync(cancel);
    }

    /// <summary>True when the person belongs to the organisation today.</summary>
    public Task<bool> IsMemberAsync(Guid personId, Guid organisationId, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        return db.Set<Membership>().AnyAsync(
            m => m.PersonId == personId && m.OrganisationId == organisationId && m.From <= today && (m.To == null || m.To >= today), cancel);
    }

    private async Task<Person> LinkOrAddAsync(UserSummary account, CancellationToken cancel)
    {
        await db.LockPeopleAsync(cancel);
        var linked = await People.SingleOrDefaultAsync(p => p.UserId == account.Id, cancel);
        if (linked is not null) return linked;

        var person = await FindByEmailAsync(account.Email, cancel);
        // The address belongs to the person of another account that still exists: this account gets a person of its own.
        var isTaken = person?.UserId is { } other && await directory.FindByIdAsync(other, cancel) is not null;
        if (person is null || isTaken)
        {
            var name = account.Name.Trim();
            if (name.Length == 0) name = account.Email.Split('@')[0];
            person = new Person { Name = name.Length <= Person.NameLength ? name : name[..Person.NameLength], Email = isTaken ? null : account.Email };
            db.Add(person);
        }

        person.UserId = account.Id;
        db.Audit("Person.Linked", person.Id, account.Id);
        await db.SaveChangesAsync(cancel);
        return person;
    }

    private async Task JoinInsideAsync(Guid personId, Guid organisationId, CancellationToken cancel)
    {
        await db.LockPeopleAsync(cancel);
        if (await IsMemberAsync(personId, organisationId, cancel)) return;
        db.Add(new Membership { PersonId = personId, OrganisationId = organisationId, From = BrusselsTime.Today(time) });
        await db.SaveChangesAsync(cancel);
    }

    private static Person NewPerson(AddPerson addition, string name)
    {
        var person = new Person { Name = name, Email = addition.Email, Phone = string.IsNullOrWhiteSpace(addition.Phone) ? null : addition.Phone.Trim() };
        person.PreferredChannel = addition.PreferredChannel
            ?? (person.Email is not null ? ContactChannel.Email : person.Phone is not null ? ContactChannel.Phone : ContactChannel.ViaOrganisation);
        return person;
    }
}
