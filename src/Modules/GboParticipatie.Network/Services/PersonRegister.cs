using GboParticipatie.Network.Models;
using GboParticipatie.Time;
using GboParticipatie.Users;

namespace GboParticipatie.Network.Services;

/// <summary>Which people to list.</summary>
public sealed record PersonFilter
{
    /// <summary>Part of the name or the e-mail address; accents and capitals do not matter. Null or empty: all.</summary>
    public string? Search { get; init; }

    /// <summary>True: only with an e-mail address; false: only without; null: all.</summary>
    public bool? HasEmail { get; init; }

    /// <summary>Only who wants to hear in this way.</summary>
    public ContactChannel? Channel { get; init; }

    /// <summary>Only bridge figures.</summary>
    public bool OnlyBridgeFigures { get; init; }

    /// <summary>Only bridge figures of this kind.</summary>
    public BridgeFigureKind? BridgeFigure { get; init; }

    /// <summary>How many to leave out at the start.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>Someone in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name or pseudonym.</param>
/// <param name="HasEmail">Whether there is an e-mail address.</param>
/// <param name="HasPhone">Whether there is a telephone number.</param>
/// <param name="Channel">How the person wants to hear.</param>
/// <param name="BridgeFigure">Whether a bridge figure, and how.</param>
/// <param name="Organisations">Names of the organisations of today, by name.</param>
public sealed record PersonListItem(
    Guid Id, string Name, bool HasEmail, bool HasPhone, ContactChannel Channel, BridgeFigureKind? BridgeFigure, IReadOnlyList<string> Organisations);

/// <summary>Someone, whole, for who keeps the network.</summary>
/// <param name="Details">What is filled in.</param>
/// <param name="Version">Version of it.</param>
/// <param name="HasAccount">Whether the person logs in.</param>
/// <param name="Deputy">Name of who stands in, or null.</param>
public sealed record PersonCard(PersonDetails Details, int Version, bool HasAccount, string? Deputy);

/// <summary>People as who keeps the network lists, reads and changes them. Who reads someone's card stands in the audit trail.</summary>
public sealed class PersonRegister(GboDbContext db, TimeProvider time, ICurrentUser user)
{
    /// <summary>People by name, with how many there are, in one query.</summary>
    public async Task<ListPart<PersonListItem>> ListAsync(PersonFilter filter, CancellationToken cancel = default)
    {
        var today = BrusselsTime.Today(time);
        var people = Filter(filter);
        var rows = await people
            .OrderBy(p => p.SearchName).ThenBy(p => p.Id)
            .Skip(filter.Skip).Take(filter.Take)
            .Select(p => new
            {
                Total = people.Count(),
                Item = new PersonListItem(
                    p.Id, p.Name, p.Email != null, p.Phone != null, p.PreferredChannel, p.BridgeFigure,
                    p.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= today))
                        .OrderBy(m => m.Organisation!.SearchName).Select(m => m.Organisation!.Name).ToList()),
            })
            .ToListAsync(cancel);
        return new ListPart<PersonListItem>([.. rows.Select(r => r.Item)], rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <summary>Someone's card, or null. That it was read stands in the audit trail.</summary>
    public async Task<PersonCard?> ReadAsync(Guid id, CancellationToken cancel = default)
    {
        var card = await CardAsync(id, cancel);
        if (card is null) return null;
        db.Audit("Person.Read", id, user.Id);
        await db.SaveChangesAsync(cancel);
        return card;
    }

    /// <summary>Adds someone. A key that is there already was sent twice: nothing happens.</summary>
    /// <param name="id">Their key, made when the form was opened.</param>
    /// <param name="details">What is filled in.</param>
    /// <param name="organisationId">The organisation that the person belongs to from today, or null.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ProblemsException">Something is filled in wrong, or someone else has the address.</exception>
    public Task AddAsync(Guid id, PersonDetails details, Guid? organisationId, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await db.LockPeopleAsync(c);
        if (await db.Set<Person>().AnyAsync(p => p.Id == id, c)) return;
        var tidy = await CheckedAsync(details, id, c);
        var person = new Person { Id = id, Name = tidy.Name };
        person.Fill(tidy);
        db.Add(person);
        if (organisationId is { } organisation) db.Add(new Membership { PersonId = id, OrganisationId = organisation, From = BrusselsTime.Today(time) });
        db.Audit("Person.Added", id, user.Id);
    }, cancel);

    /// <summary>Changes someone's card.</summary>
    /// <param name="id">Their key.</param>
    /// <param name="details">What is filled in.</param>
    /// <param name="seen">The version that was seen.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ProblemsException">Something is filled in wrong, or someone else has the address.</exception>
    /// <exception cref="ChangedMeanwhileException">Someone else changed it since.</exception>
    public Task ChangeAsync(Guid id, PersonDetails details, int? seen, CancellationToken cancel = default) => db.WriteAsync(async c =>
    {
        await db.LockPeopleAsync(c);
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id, c) ?? throw new NotFoundException("Deze persoon bestaat niet.");
        person.MustBeVersion(seen);
        var tidy = await CheckedAsync(details, id, c);
        var changed = tidy.DifferencesFrom(PersonDetails.Of(person));
        if (changed.Count == 0) return;
        person.Fill(tidy);
        // Which fields, never what stands in them.
        db.Audit("Person.Changed", id, user.Id, new { changed });
    }, cancel);

    /// <summary>The one person someone means with an e-mail address or a name; null when nothing is written.</summary>
    /// <exception cref="RuleException">Nobody or several are called that.</exception>
    public async Task<Guid?> MeantAsync(string? text, string field, CancellationToken cancel = default)
    {
        var search = SearchText.Of(text);
        if (search.Length == 0) return null;
        var email = Person.Normalize(text);
        var found = await db.Set<Person>().AsNoTracking().Where(p => p.NormalizedEmail == email || p.SearchName == search)
            .OrderBy(p => p.NormalizedEmail != email).Select(p => new { p.Id, HasAddress = p.NormalizedEmail == email }).Take(3).ToListAsync(cancel);
        if (found.Count == 0) throw new RuleException("Niemand in het netwerk heet zo of heeft dit e-mailadres. Kijk het na, of voeg de persoon eerst toe.", field);
        if (found.Count == 1 || found[0].HasAddress) return found[0].Id;
        throw new RuleException("Meer dan één persoon heet zo. Schrijf het e-mailadres.", field);
    }

    private async Task<PersonCard?> CardAsync(Guid id, CancellationToken cancel)
    {
        var found = await db.Set<Person>().AsNoTracking().Where(p => p.Id == id)
            .Select(p => new { Person = p, Deputy = db.Set<Person>().Where(d => d.Id == p.DeputyId).Select(d => d.Email ?? d.Name).FirstOrDefault() })
            .SingleOrDefaultAsync(cancel);
        return found is null ? null : new PersonCard(PersonDetails.Of(found.Person), found.Person.Version, found.Person.UserId is not null, found.Deputy);
    }

    private async Task<PersonDetails> CheckedAsync(PersonDetails details, Guid id, CancellationToken cancel)
    {
        var tidy = details.Tidy();
        var problems = tidy.Problems().ToList();
        if (Person.Normalize(tidy.Email) is { } email && await db.Set<Person>().Where(p => p.NormalizedEmail == email && p.Id != id).Select(p => p.Name).FirstOrDefaultAsync(cancel) is { } other)
            problems.Add(new Problem(nameof(PersonDetails.Email), $"{other} heeft dit e-mailadres al. Is het dezelfde persoon? Zoek die dan op in de lijst."));
        if (tidy.DeputyId == id) problems.Add(new Problem(nameof(PersonDetails.DeputyId), "Iemand kan zichzelf niet vervangen. Kies iemand anders."));
        ProblemsException.ThrowIfAny(problems);
        return tidy;
    }

    private IQueryable<Person> Filter(PersonFilter filter)
    {
        var people = db.Set<Person>().AsNoTracking();
        if (filter.HasEmail is { } has) people = people.Where(p => p.Email != null == has);
        if (filter.Channel is { } channel) people = people.Where(p => p.PreferredChannel == channel);
        if (filter.OnlyBridgeFigures) people = people.Where(p => p.BridgeFigure != null);
        if (filter.BridgeFigure is { } figure) people = people.Where(p => p.BridgeFigure == figure);
        var search = SearchText.Of(filter.Search);
        if (search.Length > 0) people = people.Where(p => p.SearchName.Contains(search) || p.NormalizedEmail!.Contains(search));
        return people;
    }
}
