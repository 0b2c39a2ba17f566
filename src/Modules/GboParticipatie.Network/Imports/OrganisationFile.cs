using GboParticipatie.Network.Csv;
using GboParticipatie.Network.Models;
using GboParticipatie.Time;

namespace GboParticipatie.Network.Imports;

/// <summary>Organisations as a file: found by number, else by name.</summary>
public sealed class OrganisationFile(GboDbContext db, TimeProvider time) : INetworkFile
{
    private const string Number = "Nummer";
    private const string Name = "Naam";
    private const string KindOf = "Soort";
    private const string Places = "Gemeenten";
    private const string Description = "Beschrijving";
    private const string Email = "E-mailadres";
    private const string Phone = "Telefoon";
    private const string Website = "Website";
    private const string Active = "Doet mee";
    private const int Step = 2_500;

    private static readonly IReadOnlyDictionary<string, string> ColumnOf = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Name"] = Name,
        ["Kind"] = KindOf,
        ["Description"] = Description,
        ["Email"] = Email,
        ["Phone"] = Phone,
        ["Website"] = Website,
    };

    /// <inheritdoc />
    public ImportKind Kind => ImportKind.Organisations;

    /// <inheritdoc />
    public IReadOnlyList<CsvColumn> Columns { get; } =
        [new(Number), new(Name, IsRequired: true), new(KindOf, IsRequired: true), new(Places), new(Description), new(Email), new(Phone), new(Website), new(Active)];

    /// <inheritdoc />
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> ExportAsync(CancellationToken cancel)
    {
        var all = await db.Set<Organisation>().AsNoTracking().Include(o => o.Municipalities).OrderBy(o => o.SearchName).ThenBy(o => o.Id).AsSplitQuery().ToListAsync(cancel);
        return [.. all.Select(o => Cells(o.Id, OrganisationDetails.Of(o), o.Municipalities))];
    }

    private static IReadOnlyList<string?> Cells(Guid id, OrganisationDetails details, IEnumerable<Municipality> municipalities) =>
    [
        id.ToString(), details.Name, details.Kind?.DisplayName(),
        string.Join(CsvWords.Separator, municipalities.Where(m => details.MunicipalityIds.Contains(m.Id)).OrderBy(m => m.SearchName, StringComparer.Ordinal).Select(m => m.Name)),
        details.Description, details.Email, details.Phone, details.Website, details.IsActive ? CsvWords.Yes : CsvWords.No,
    ];

    /// <inheritdoc />
    public async Task<ImportPlan> PlanAsync(CsvTable table, Func<int, Task> progress, CancellationToken cancel)
    {
        var municipalities = await db.Set<Municipality>().AsNoTracking().ToListAsync(cancel);
        var known = await db.Set<Organisation>().AsNoTracking().Include(o => o.Municipalities).AsSplitQuery().ToDictionaryAsync(o => o.Id, cancel);
        var byName = known.Values.ToLookup(o => o.SearchName, StringComparer.Ordinal);
        var problems = new RowProblems(table.Problems);
        var (seenIds, seenNames) = (new Dictionary<Guid, int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        Dictionary<Guid, OrganisationDetails> added = [], changed = [];
        List<(CsvRow Row, Organisation? Existing, OrganisationDetails Details)> changes = [];
        var done = 0;
        foreach (var row in table.Rows)
        {
            var existing = Find(row, known, byName, problems);
            var details = Read(row, existing, municipalities, problems);
            problems.Add(row, details.Problems(), ColumnOf);
            if (existing is not null) problems.IsFirst(seenIds, existing.Id, row, Name);
            var name = SearchText.Of(details.Name);
            if (name.Length > 0 && problems.IsFirst(seenNames, name, row, Name) && byName[name].Any(o => o.Id != existing?.Id) && existing is not null)
                problems.Add(row, new Problem(Name, "Een andere organisatie heeft deze naam al. Kies een andere naam."));
            if (existing is null) added[NewId.InOrder()] = details;
            else if (details.DifferencesFrom(OrganisationDetails.Of(existing)).Count > 0) changed[existing.Id] = details;
            if (existing is null || changed.ContainsKey(existing.Id)) changes.Add((row, existing, details));
            if (++done % Step == 0) await progress(done);
        }

        return new ImportPlan(
            added.Count, changed.Count, table.Rows.Count - added.Count - changed.Count, problems.All,
            changes.OrderBy(c => c.Existing is null).Select(c => c.Existing is { } old
                ? RowChange.Of(c.Row, Columns, old.Name, Cells(old.Id, OrganisationDetails.Of(old), municipalities), Cells(old.Id, c.Details, municipalities))
                : RowChange.New(c.Row, c.Details.Name)),
            (entered, c) => ApplyAsync(added, changed, entered, c));
    }

    private static Organisation? Find(CsvRow row, Dictionary<Guid, Organisation> known, ILookup<string, Organisation> byName, RowProblems problems)
    {
        if (row[Number] is { Length: > 0 } number)
        {
            if (Guid.TryParse(number, out var id) && known.TryGetValue(id, out var organisation)) return organisation;
            problems.Add(row, new Problem(Number, "Geen organisatie heeft dit nummer. Laat de cel leeg voor een nieuwe."));
            return null;
        }

        var same = byName[SearchText.Of(row[Name])].ToList();
        if (same.Count > 1) problems.Add(row, new Problem(Name, "Meer dan één organisatie heet zo. Vul ook de kolom Nummer in."));
        return same.FirstOrDefault();
    }

    private OrganisationDetails Read(CsvRow row, Organisation? existing, List<Municipality> municipalities, RowProblems problems)
    {
        var old = existing is null ? new OrganisationDetails { Name = "" } : OrganisationDetails.Of(existing);
        return (old with
        {
            Name = row[Name]!,
            Kind = ReadKind(row, problems),
            MunicipalityIds = row[Places] is { } places ? ReadPlaces(row, places, old.MunicipalityIds, municipalities, problems) : old.MunicipalityIds,
            Description = row[Description] ?? old.Description,
            Email = row[Email] ?? old.Email,
            Phone = row[Phone] ?? old.Phone,
            Website = row[Website] ?? old.Website,
            IsActive = ReadActive(row, problems) ?? old.IsActive,
        }).Tidy();
    }

    private static OrganisationKind? ReadKind(CsvRow row, RowProblems problems)
    {
        var kind = CsvWords.One(row[KindOf]!, DutchNames.OrganisationKinds, k => k.DisplayName());
        if (kind is null) problems.Add(row, new Problem(KindOf, $"Deze soort kennen we niet. Kies uit: {string.Join(", ", DutchNames.OrganisationKinds.Select(k => k.DisplayName()))}."));
        // Told once, in words that fit a file.
        return kind ?? OrganisationKind.Doelgroeporganisatie;
    }

    private static bool? ReadActive(CsvRow row, RowProblems problems)
    {
        if (row[Active] is not { Length: > 0 } cell) return null;
        var active = CsvWords.YesOrNo(cell);
        if (active is null) problems.Add(row, new Problem(Active, "Schrijf “ja” of “nee”."));
        return active;
    }

    // Only municipalities of today can be chosen; one of old stays where it stands.
    private List<Guid> ReadPlaces(CsvRow row, string cell, IReadOnlyList<Guid> kept, List<Municipality> municipalities, RowProblems problems)
    {
        var today = BrusselsTime.Today(time);
        List<Guid> ids = [];
        foreach (var name in CsvWords.Several(cell))
        {
            var search = SearchText.Of(name);
            var found = municipalities.Find(m => m.SearchName == search && (m.IsValidOn(today) || kept.Contains(m.Id)));
            if (found is not null) ids.Add(found.Id);
            else problems.Add(row, new Problem(Places, $"“{name}” is nu geen gemeente van deze regio. Schrijf er een | tussen als het er meer zijn."));
        }

        return ids;
    }

    private async Task ApplyAsync(Dictionary<Guid, OrganisationDetails> added, Dictionary<Guid, OrganisationDetails> changed, Action<int> entered, CancellationToken cancel)
    {
        var municipalities = await db.Set<Municipality>().ToDictionaryAsync(m => m.Id, cancel);
        var slugs = (await db.Set<Organisation>().Select(o => o.Slug).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var done = 0;
        // A new one may take a name that another gives up: those are saved first.
        foreach (var ids in changed.Keys.Chunk(500))
        {
            foreach (var organisation in await db.Set<Organisation>().Include(o => o.Municipalities).Where(o => ids.Contains(o.Id)).AsSplitQuery().ToListAsync(cancel))
            {
                organisation.Fill(changed[organisation.Id], [.. changed[organisation.Id].MunicipalityIds.Select(m => municipalities[m])]);
                db.Touch(organisation);
            }

            entered(done += ids.Length);
        }

        foreach (var part in added.Chunk(Step))
        {
            foreach (var (id, details) in part)
            {
                var slug = Slug.Free(Slug.From(details.Name), slugs.Contains);
                slugs.Add(slug);
                var organisation = new Organisation { Id = id, Slug = slug, Name = details.Name, Kind = details.Kind!.Value };
                organisation.Fill(details, [.. details.MunicipalityIds.Select(m => municipalities[m])]);
                db.Add(organisation);
            }

            await db.SaveChangesAsync(cancel);
            entered(done += part.Length);
        }

        await db.SaveChangesAsync(cancel);
    }
}
