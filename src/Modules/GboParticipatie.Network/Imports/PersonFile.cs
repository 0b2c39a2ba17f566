using GboParticipatie.Network.Csv;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Network.Imports;

/// <summary>People as a file: found by number, else by e-mail address, else (without address) by name and telephone.</summary>
public sealed class PersonFile(GboDbContext db, TimeProvider time) : INetworkFile
{
    private const int Step = 2_500;

    /// <inheritdoc />
    public ImportKind Kind => ImportKind.People;

    /// <inheritdoc />
    public IReadOnlyList<CsvColumn> Columns => PersonCells.Columns;

    /// <inheritdoc />
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> ExportAsync(CancellationToken cancel)
    {
        var today = BrusselsTime.Today(time);
        var all = await db.Set<Person>().AsNoTracking().OrderBy(p => p.SearchName).ThenBy(p => p.Id).ToListAsync(cancel);
        var organisations = (await db.Set<Membership>().AsNoTracking().Where(m => m.From <= today && (m.To == null || m.To >= today))
            .OrderBy(m => m.Organisation!.SearchName).Select(m => new { m.PersonId, m.Organisation!.Name }).ToListAsync(cancel)).ToLookup(m => m.PersonId, m => m.Name);
        var emails = all.Where(p => p.Email is not null).ToDictionary(p => p.Id, p => p.Email!);
        return [.. all.Select(p => PersonCells.Write(p.Id, PersonDetails.Of(p), p.DeputyId is { } deputy ? emails.GetValueOrDefault(deputy, deputy.ToString()) : null, organisations[p.Id].Distinct(StringComparer.Ordinal)))];
    }

    /// <inheritdoc />
    public async Task<ImportPlan> PlanAsync(CsvTable table, Func<int, Task> progress, CancellationToken cancel)
    {
        var network = await ReadNetworkAsync(cancel);
        var problems = new RowProblems(table.Problems);
        var rows = new List<PlannedPerson>(table.Rows.Count);
        var done = 0;
        foreach (var row in table.Rows)
        {
            rows.Add(Plan(row, network, problems));
            if (++done % Step == 0) await progress(done);
        }

        RefuseTaken(rows, network, problems);
        AddDeputies(rows, network, problems);
        foreach (var row in rows) problems.Add(row.Row, row.Details.Problems(), PersonCells.ColumnOf);
        var byId = rows.ToLookup(r => r.Id);
        var added = rows.Where(r => r.Existing is null).ToList();
        var changed = rows.Where(r => r.Existing is not null && (r.Joins.Count > 0 || r.Details.DifferencesFrom(PersonDetails.Of(r.Existing)).Count > 0)).ToList();
        return new ImportPlan(
            added.Count, changed.Count, rows.Count - added.Count - changed.Count, problems.All,
            changed.Select(r => Change(r, byId, network)).Concat(added.Select(r => RowChange.New(r.Row, r.Details.Name))),
            (entered, c) => ApplyAsync(added, changed, entered, c));
    }

    // Organisations only join: what stood there stays.
    private static RowChange Change(PlannedPerson row, ILookup<Guid, PlannedPerson> inFile, NetworkPeople network)
    {
        string? Deputy(Guid? id) => id is not { } deputy ? null : (network.People.GetValueOrDefault(deputy)?.Email ?? inFile[deputy].FirstOrDefault()?.Details.Email ?? deputy.ToString());
        var old = PersonDetails.Of(row.Existing!);
        return RowChange.Of(
            row.Row, PersonCells.Columns, old.Name, PersonCells.Write(row.Id, old, Deputy(old.DeputyId), []),
            PersonCells.Write(row.Id, row.Details, Deputy(row.Details.DeputyId), row.Joins.Select(o => $"{network.OrganisationNames[o]} (komt erbij)")));
    }

    private PlannedPerson Plan(CsvRow row, NetworkPeople network, RowProblems problems)
    {
        var existing = Find(row, network, problems);
        var details = PersonCells.Read(row, existing is null ? null : PersonDetails.Of(existing), problems);
        List<Guid> joins = [];
        foreach (var name in CsvWords.Several(row[PersonCells.Organisations] ?? ""))
        {
            var found = network.OrganisationsByName[SearchText.Of(name)].ToList();
            if (found.Count != 1) problems.Add(row, new Problem(PersonCells.Organisations, $"Geen organisatie die meedoet heet “{name}”, of er zijn er meer. Schrijf er een | tussen als het er meer zijn."));
            else if (existing is null || !network.Members.Contains((existing.Id, found[0]))) joins.Add(found[0]);
        }

        return new PlannedPerson(row, existing?.Id ?? NewId.Random(), existing, details, [.. joins.Distinct()]);
    }

    private static Person? Find(CsvRow row, NetworkPeople network, RowProblems problems)
    {
        if (row[PersonCells.Number] is { Length: > 0 } number)
        {
            if (Guid.TryParse(number, out var id) && network.People.TryGetValue(id, out var person)) return person;
            problems.Add(row, new Problem(PersonCells.Number, "Niemand heeft dit nummer. Laat de cel leeg voor iemand nieuw."));
            return null;
        }

        if (Person.Normalize(row[PersonCells.Email]) is { } email) return network.ByEmail.GetValueOrDefault(email);
        var same = network.WithoutEmail[(SearchText.Of(row[PersonCells.Name]), ContactRules.Tidy(row[PersonCells.Phone]))].ToList();
        if (same.Count > 1) problems.Add(row, new Problem(PersonCells.Name, "Meer dan één persoon heet zo. Vul ook de kolom Nummer in."));
        return same.FirstOrDefault();
    }

    // One person per address, in the file and in the network; one row per person.
    private static void RefuseTaken(List<PlannedPerson> rows, NetworkPeople network, RowProblems problems)
    {
        var (people, emails, names) = (new Dictionary<Guid, int>(), new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<(string, string?), int>());
        foreach (var row in rows)
        {
            var email = Person.Normalize(row.Details.Email);
            if (email is not null)
            {
                problems.IsFirst(emails, email, row.Row, PersonCells.Email);
                if (network.ByEmail.TryGetValue(email, out var owner) && owner.Id != row.Id) problems.Add(row.Row, new Problem(PersonCells.Email, $"{owner.Name} heeft dit e-mailadres al."));
            }
            else if (row.Existing is null) problems.IsFirst(names, (SearchText.Of(row.Details.Name), row.Details.Phone), row.Row, PersonCells.Name);

            if (row.Existing is not null && email is null) problems.IsFirst(people, row.Id, row.Row, PersonCells.Number);
            else people.TryAdd(row.Id, row.Row.Line);
        }
    }

    private static void AddDeputies(List<PlannedPerson> rows, NetworkPeople network, RowProblems problems)
    {
        var inFile = rows.Where(r => r.Details.Email is not null).GroupBy(r => Person.Normalize(r.Details.Email)!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Row[PersonCells.Deputy] is not { } cell) continue;
            Guid? deputy = null;
            if (cell.Length > 0)
            {
                var email = Person.Normalize(cell)!;
                if (Guid.TryParse(cell, out var id) && network.People.ContainsKey(id)) deputy = id;
                else if (inFile.TryGetValue(email, out var other)) deputy = other;
                else if (network.ByEmail.TryGetValue(email, out var person)) deputy = person.Id;
                if (deputy is null) problems.Add(row.Row, new Problem(PersonCells.Deputy, "Niemand heeft dit e-mailadres of nummer."));
                if (deputy == row.Id) problems.Add(row.Row, new Problem(PersonCells.Deputy, "Iemand kan zichzelf niet vervangen."));
            }

            row.Details = row.Details with { DeputyId = deputy };
        }
    }

    private async Task ApplyAsync(List<PlannedPerson> added, List<PlannedPerson> changed, Action<int> entered, CancellationToken cancel)
    {
        var today = BrusselsTime.Today(time);
        List<(Person Person, Guid Deputy)> deputies = [];
        var done = 0;
        foreach (var part in added.Chunk(Step))
        {
            foreach (var row in part)
            {
                var person = new Person { Id = row.Id, Name = row.Details.Name };
                // People may stand in for each other: all are there first, then who stands in for whom.
                person.Fill(row.Details with { DeputyId = null });
                if (row.Details.DeputyId is { } deputy) deputies.Add((person, deputy));
                db.Add(person);
            }

            await db.SaveChangesAsync(cancel);
            entered(done += part.Length);
        }

        foreach (var (person, deputy) in deputies) person.DeputyId = deputy;
        foreach (var part in changed.Chunk(Step))
        {
            var ids = part.Select(r => r.Id).ToList();
            var people = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
            // Saved together: one may take over what another gives up.
            foreach (var row in part) people[row.Id].Fill(row.Details);
            entered(done += part.Length);
        }

        foreach (var row in added.Concat(changed))
            foreach (var organisation in row.Joins) db.Add(new Membership { PersonId = row.Id, OrganisationId = organisation, From = today });
        await db.SaveChangesAsync(cancel);
    }

    private async Task<NetworkPeople> ReadNetworkAsync(CancellationToken cancel)
    {
        var today = BrusselsTime.Today(time);
        var people = await db.Set<Person>().AsNoTracking().ToListAsync(cancel);
        var organisations = await db.Set<Organisation>().AsNoTracking().Where(o => o.IsActive).Select(o => new { o.Id, o.Name, o.SearchName }).ToListAsync(cancel);
        var members = await db.Set<Membership>().AsNoTracking().Where(m => m.To == null || m.To >= today).Select(m => new { m.PersonId, m.OrganisationId }).ToListAsync(cancel);
        return new NetworkPeople(
            people.ToDictionary(p => p.Id),
            people.Where(p => p.NormalizedEmail is not null).ToDictionary(p => p.NormalizedEmail!, StringComparer.Ordinal),
            people.Where(p => p.Email is null).ToLookup(p => (p.SearchName, p.Phone)),
            organisations.ToLookup(o => o.SearchName, o => o.Id, StringComparer.Ordinal),
            organisations.ToDictionary(o => o.Id, o => o.Name),
            [.. members.Select(m => (m.PersonId, m.OrganisationId))]);
    }

    private sealed record NetworkPeople(
        Dictionary<Guid, Person> People, Dictionary<string, Person> ByEmail, ILookup<(string Name, string? Phone), Person> WithoutEmail,
        ILookup<string, Guid> OrganisationsByName, Dictionary<Guid, string> OrganisationNames, HashSet<(Guid Person, Guid Organisation)> Members);

    private sealed class PlannedPerson(CsvRow row, Guid id, Person? existing, PersonDetails details, IReadOnlyList<Guid> joins)
    {
        public CsvRow Row => row;

        public Guid Id => id;

        public Person? Existing => existing;

        public PersonDetails Details { get; set; } = details;

        public IReadOnlyList<Guid> Joins => joins;
    }
}
