using System.Text;
using GboParticipatie.Data.Audit;
using GboParticipatie.Network.Csv;
using GboParticipatie.Network.Events;
using GboParticipatie.Network.Imports;
using GboParticipatie.Network.Models;
using GboParticipatie.Network.Services;

namespace GboParticipatie.Tests.Network;

/// <summary>Files of organisations and people on their way into the network.</summary>
public sealed class ImportTests(DatabaseFixture databases)
{
    private const string People = """
        Naam;E-mailadres;Telefoon;Hoort het liefst;Taal;Nodig;Brugfiguur;Werkdagen;Vervanger;Organisaties
        Samira;samira@x.example;;;Arabisch;Een tolk | Vervoer;Als vrijwilliger;;jos@x.example;Buurtwerk
        Jos;jos@x.example;0470 12 34 56;Met een telefoontje;;;;maandag | vrijdag;samira@x.example;
        Zonder adres;;'+32 470 00 00 00;;;;;;;Buurtwerk
        """;

    [Theory, AllDatabases]
    public async Task A_file_is_looked_through_first_then_imported_and_the_same_file_again_changes_nothing(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await site.AddOrganisationAsync("Buurtwerk");

        var import = await UploadAsync(site, ImportKind.People, People);
        Assert.Equal((ImportState.Checked, 3, 0, 0), Numbers(import));
        Assert.Equal(0, await CountAsync(site));
        import = await ConfirmAsync(site, import.Id);
        Assert.Equal((ImportState.Done, 3, 0, 0), Numbers(import));

        var samira = await site.UseAsync((PersonService p) => p.FindByEmailAsync("samira@x.example"));
        var jos = await site.UseAsync((PersonService p) => p.FindByEmailAsync("jos@x.example"));
        Assert.Equal(("ar", ParticipationNeeds.Interpreter | ParticipationNeeds.Transport, BridgeFigureKind.Volunteer, jos!.Id), (samira!.Language, samira.Needs, samira.BridgeFigure, samira.DeputyId));
        Assert.Equal((ContactChannel.Phone, WeekDays.Monday | WeekDays.Friday, samira.Id), (jos.PreferredChannel, jos.WorkingDays, jos.DeputyId));
        Assert.Equal("+32 470 00 00 00", await site.DataAsync(db => db.Set<Person>().Where(p => p.Email == null).Select(p => p.Phone).SingleAsync()));
        Assert.Equal((ImportState.Checked, 0, 0, 3), Numbers(await UploadAsync(site, ImportKind.People, People)));
        var changed = await UploadAsync(site, ImportKind.People, People.Replace("0470 12 34 56", "011 22 33 44", StringComparison.Ordinal));
        Assert.Equal((ImportState.Checked, 0, 1, 2), Numbers(changed));
        await ConfirmAsync(site, changed.Id);
        Assert.Equal("011 22 33 44", (await site.UseAsync((PersonService p) => p.FindByEmailAsync("jos@x.example")))!.Phone);
    }

    [Theory, AllDatabases]
    public async Task The_preview_says_which_rows_are_new_and_what_changes_from_what_to_what_until_it_is_over(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await site.AddOrganisationAsync("Buurtwerk");
        await site.AddOrganisationAsync("De Zetel");
        await ConfirmAsync(site, (await UploadAsync(site, ImportKind.People, People)).Id);

        var import = await UploadAsync(site, ImportKind.People, """
            Naam;E-mailadres;Telefoon;Organisaties
            Nieuw;nieuw@x.example;;
            Jos Peeters;jos@x.example;011 22 33 44;De Zetel
            """);

        var rows = await site.UseAsync((ImportService i) => i.ChangesAsync(import.Id, 0, 50));
        Assert.Equal([(3, "Jos", false), (2, "Nieuw", true)], rows.Items.Select(r => (r.Line, r.Name, r.IsNew)));
        Assert.Equal(
            [new CellChange("Naam", "Jos", "Jos Peeters"), new CellChange("Telefoon", "0470 12 34 56", "011 22 33 44"), new CellChange("Organisaties", "", "De Zetel (komt erbij)")],
            rows.Items[0].Cells);
        Assert.Equal((1, 2), ((await site.UseAsync((ImportService i) => i.ChangesAsync(import.Id, 1, 50))).Items.Count, rows.Total));
        await ConfirmAsync(site, import.Id);
        Assert.False(await site.DataAsync(db => db.Set<ImportChange>().AnyAsync()));
    }

    [Theory, AllDatabases]
    public async Task A_file_of_organisations_as_excel_in_Belgium_writes_it_shows_each_change(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await ConfirmAsync(site, (await UploadAsync(site, ImportKind.Organisations, "Naam;Soort;Beschrijving;Doet mee\nMüller & Zoë;School;Oud;ja\n")).Id);
        const string text = "Naam;Soort;Beschrijving;Doet mee\r\n\"Müller & Zoë\";School;\"Eerste regel; met puntkomma\r\ntweede ‘regel’ voor € 5\";nee\r\nÇa va;School;;\r\n";
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text);

        foreach (var bytes in new[] { windows, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)] })
        {
            var import = await UploadAsync(site, ImportKind.Organisations, bytes);
            Assert.Equal((ImportState.Checked, 1, 1, 0), Numbers(import));
            var rows = (await site.UseAsync((ImportService i) => i.ChangesAsync(import.Id, 0, 50))).Items;
            Assert.Equal([(2, "Müller & Zoë"), (4, "Ça va")], rows.Select(r => (r.Line, r.Name)));
            Assert.Equal([new CellChange("Beschrijving", "Oud", "Eerste regel; met puntkomma\ntweede ‘regel’ voor € 5"), new CellChange("Doet mee", "ja", "nee")], rows[0].Cells);
        }
    }

    [Theory, AllDatabases]
    public async Task While_a_file_is_looked_through_others_read_how_far_it_is(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var import = await site.UseAsync((ImportService i) => i.UploadAsync(ImportKind.People, "lijst.csv", Encoding.UTF8.GetBytes(Many(6_000))));
        List<int> read = [];

        await site.InScopeAsync(async services =>
        {
            var watched = new WatchedFile(services.GetServices<INetworkFile>().Single(f => f.Kind == ImportKind.People), async () => read.Add((await site.UseAsync((ImportService i) => i.FindAsync(import.Id)))!.RowsRead));
            await new CheckNetworkFile(services.GetRequiredService<GboDbContext>(), [watched]).DeliverAsync(new NetworkFileUploaded(import.Id), null!, CancellationToken.None);
        });

        Assert.Equal([2_500, 5_000], read);
        Assert.Equal(6_000, (await site.UseAsync((ImportService i) => i.FindAsync(import.Id)))!.RowsRead);
    }

    [Theory, AllDatabases]
    public async Task While_a_file_is_entered_others_read_how_many_rows_are_in(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        foreach (var (type, content) in new[] { (ImportKind.People, Many(6_000)), (ImportKind.Organisations, ManyOrganisations(6_000)) })
        {
            var import = await UploadAsync(site, type, content);
            await site.UseAsync(async (ImportService i) =>
            {
                await i.ConfirmAsync(import.Id);
                return true;
            });
            List<int?> read = [];

            await site.InScopeAsync(async services =>
            {
                var (db, progress) = (services.GetRequiredService<GboDbContext>(), services.GetRequiredService<EntryProgress>());
                var watched = new WatchedFile(services.GetServices<INetworkFile>().Single(f => f.Kind == type), () => Task.CompletedTask, () => read.Add(progress.Of(import.Id)));
                await db.WriteAsync(c => new ApplyNetworkFile(db, [watched], progress).HandleAsync(new NetworkImportConfirmed(import.Id), null!, c), CancellationToken.None);
                Assert.Null(progress.Of(import.Id));
            });

            Assert.Equal([2_500, 5_000, 6_000], read);
            Assert.Equal((ImportState.Done, 6_000, 0, 0), Numbers((await site.UseAsync((ImportService i) => i.FindAsync(import.Id)))!));
        }
    }

    // Looks after each step at what others see.
    private sealed class WatchedFile(INetworkFile file, Func<Task> look, Action? lookWhileEntered = null) : INetworkFile
    {
        public ImportKind Kind => file.Kind;

        public IReadOnlyList<CsvColumn> Columns => file.Columns;

        public Task<IReadOnlyList<IReadOnlyList<string?>>> ExportAsync(CancellationToken cancel) => file.ExportAsync(cancel);

        public async Task<ImportPlan> PlanAsync(CsvTable table, Func<int, Task> progress, CancellationToken cancel)
        {
            var plan = await file.PlanAsync(table, async rows =>
            {
                await progress(rows);
                await look();
            }, cancel);
            return plan with
            {
                ApplyAsync = (entered, c) => plan.ApplyAsync(
                    rows =>
                    {
                        entered(rows);
                        lookWhileEntered?.Invoke();
                    }, c),
            };
        }
    }

    [Theory, AllDatabases]
    public async Task What_is_exported_comes_back_without_a_change_also_after_a_merger(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await site.DataAsync(db =>
        {
            db.AddRange(new Municipality { Slug = "riemst", Name = "Riemst" }, new Municipality { Slug = "voeren", Name = "Voeren" });
            return db.SaveChangesAsync();
        });
        const string file = "Naam;Soort;Gemeenten;Beschrijving;E-mailadres;Telefoon;Website;Doet mee\n\"Buurtwerk; \"\"Zuid\"\"\";doelgroeporganisatie;Riemst | Voeren;\"=Voor\niedereen\";a@b.example;;www.zuid.be;ja\nSchool;School;;;;;;nee\n";
        await ConfirmAsync(site, (await UploadAsync(site, ImportKind.Organisations, file)).Id);
        await site.DataAsync(db => db.Set<Municipality>().Where(m => m.Slug == "voeren").ExecuteUpdateAsync(s => s.SetProperty(m => m.ValidUntil, new DateOnly(2026, 1, 1))));
        await AddPeopleAsync(site);

        foreach (var what in new[] { ImportKind.Organisations, ImportKind.People })
        {
            var export = CsvContent.Read(await site.UseAsync((ImportService i) => i.ExportAsync(what)));
            var (state, added, changed, unchanged) = Numbers(await UploadAsync(site, what, export));
            Assert.Equal((ImportState.Checked, 0, 0, true), (state, added, changed, unchanged > 0));
        }

        Assert.Equal(2, await site.DataAsync(db => db.Set<AuditEntry>().CountAsync(e => e.Action == "Network.Exported")));
    }

    [Theory, AllDatabases]
    public async Task Errors_are_named_by_line_and_column_and_nothing_is_imported(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await site.AddPersonAsync("Greet", "greet@x.example");

        var import = await UploadAsync(site, ImportKind.People, """
            Nummer;Naam;E-mailadres;Telefoon;Hoort het liefst;Brugfiguur;Vervanger;Organisaties
            ;Goed;goed@x.example;;;;;
            ;;geen adres;;;;;
            ;Mail;;;Met een mail;misschien;niemand@x.example;Bestaat niet
            ;Dubbel;goed@x.example;;;;;
            7;Nummer;;;;;;
            """);

        var problems = await site.UseAsync((ImportService i) => i.ProblemsAsync(import.Id));
        Assert.Equal(
            [(3, "E-mailadres"), (3, "Naam"), (4, "Brugfiguur"), (4, "Hoort het liefst"), (4, "Organisaties"), (4, "Vervanger"), (5, "E-mailadres"), (6, "Nummer")],
            problems.Select(p => (p.Line, p.Column)));
        Assert.Equal((ImportState.Refused, 8, 1), (import.State, import.ProblemCount, await CountAsync(site)));
        Assert.Equal(ImportState.Refused, (await ConfirmAsync(site, import.Id)).State);
        Assert.False(await site.DataAsync(db => db.Set<ImportFile>().AnyAsync()));
    }

    [Theory, AllDatabases]
    public async Task What_changed_since_the_preview_is_looked_at_anew_and_refuses_all_when_it_clashes(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var import = await UploadAsync(site, ImportKind.Organisations, "Naam;Soort\nBuurtwerk;School\nZetel;School\n");
        await site.AddOrganisationAsync("Zetel");
        await site.AddOrganisationAsync("Zetel");

        import = await ConfirmAsync(site, import.Id);

        Assert.Equal((ImportState.Refused, 2), (import.State, await site.DataAsync(db => db.Set<Organisation>().CountAsync())));
    }

    [Theory, AllDatabases]
    public async Task A_failure_in_the_middle_leaves_nothing_and_the_next_try_imports_once_with_two_instances_and_two_clicks(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        await site.AddOrganisationAsync("Buurtwerk");
        var import = await UploadAsync(site, ImportKind.People, People);
        await site.DataAsync(db => db.Database.ExecuteSqlRawAsync(kind == Db.Sqlite
            ? """CREATE TRIGGER breaks BEFORE INSERT ON "Memberships" BEGIN SELECT RAISE(ABORT, 'broken'); END"""
            : """ALTER TABLE "Memberships" ADD CONSTRAINT breaks CHECK (1 = 0) NOT VALID"""));

        var during = await ConfirmAsync(site, import.Id);
        var left = await CountAsync(site);
        await site.DataAsync(db => db.Database.ExecuteSqlRawAsync(kind == Db.Sqlite ? "DROP TRIGGER breaks" : """ALTER TABLE "Memberships" DROP CONSTRAINT breaks"""));
        site.Time.Advance(TimeSpan.FromMinutes(2));
        await using var second = site.Another(services => new GboParticipatie.Network.Startup().ConfigureServices(services.AddSingleton<GboParticipatie.Users.IUserDirectory>(new FakeUserDirectory())));
        await Task.WhenAll(site.DrainAsync(), second.DrainAsync(), site.UseAsync((ImportService i) => i.ConfirmAsync(import.Id)));
        await site.DrainAsync();

        Assert.Equal((ImportState.Confirmed, 0), (during.State, left));
        Assert.Equal((ImportState.Done, 3), ((await site.UseAsync((ImportService i) => i.FindAsync(import.Id)))!.State, await CountAsync(site)));
        Assert.Equal(2, await site.DataAsync(db => db.Set<Membership>().CountAsync()));
    }

    [Theory, AllDatabases]
    public async Task Who_says_no_imports_nothing_and_old_imports_are_thrown_away_with_their_files(Db kind)
    {
        await using var site = await databases.CreateNetworkAsync(kind);
        var (no, old) = (await UploadAsync(site, ImportKind.People, "Naam\nJos\n"), await UploadAsync(site, ImportKind.People, "Naam\nAn\n"));

        await site.UseAsync((ImportService i) => i.CancelAsync(no.Id));
        Assert.Equal(ImportState.Cancelled, (await ConfirmAsync(site, no.Id)).State);
        site.Time.Advance(TimeSpan.FromDays(8));
        await site.InScopeAsync(services => new OldImports().DoWorkAsync(services, CancellationToken.None));

        Assert.Null(await site.UseAsync((ImportService i) => i.FindAsync(old.Id)));
        Assert.Equal((0, false), (await CountAsync(site), await site.DataAsync(db => db.Set<ImportFile>().AnyAsync())));
    }

    [Theory, AllDatabases]
    public Task A_thousand_people_are_imported_and_a_second_time_changes_nothing(Db kind) => ManyAsync<Person>(kind, ImportKind.People, Many(1_000), 1_000);

    [Theory, AllDatabases]
    public Task A_thousand_organisations_are_imported_and_a_second_time_changes_nothing(Db kind) => ManyAsync<Organisation>(kind, ImportKind.Organisations, ManyOrganisations(1_000), 1_000);

    [Theory, AllDatabases, Trait("Category", "Long")]
    public Task Fifty_thousand_people_are_imported_and_a_second_time_changes_nothing(Db kind)
        => ManyAsync<Person>(kind, ImportKind.People, Many(NetworkImport.MaxRows), NetworkImport.MaxRows);

    [Theory, AllDatabases, Trait("Category", "Long")]
    public Task Fifty_thousand_organisations_are_imported_and_a_second_time_changes_nothing(Db kind)
        => ManyAsync<Organisation>(kind, ImportKind.Organisations, ManyOrganisations(NetworkImport.MaxRows), NetworkImport.MaxRows);

    [Fact]
    public async Task One_row_too_many_is_refused_at_once()
    {
        await using var site = await databases.CreateNetworkAsync(Db.Sqlite);

        var refused = await Assert.ThrowsAsync<RuleException>(() => UploadAsync(site, ImportKind.People, Many(NetworkImport.MaxRows + 1)));

        Assert.Contains("50000 rijen", refused.Message, StringComparison.Ordinal);
    }

    private async Task ManyAsync<T>(Db kind, ImportKind what, string text, int rows) where T : class
    {
        await using var site = await databases.CreateNetworkAsync(kind);

        var import = await UploadAsync(site, what, text);
        Assert.Equal((ImportState.Checked, rows, 0, 0), Numbers(import));
        Assert.Equal(Math.Min(rows, NetworkImport.MaxChanges), (await site.UseAsync((ImportService i) => i.ChangesAsync(import.Id, 0, 1))).Total);
        Assert.Equal((ImportState.Done, rows, 0, 0), Numbers(await ConfirmAsync(site, import.Id)));

        Assert.Equal(rows, await site.DataAsync(db => db.Set<T>().CountAsync()));
        Assert.Equal((ImportState.Checked, 0, 0, rows), Numbers(await UploadAsync(site, what, text)));
    }

    private static string ManyOrganisations(int rows)
        => new StringBuilder("Naam;Soort;Telefoon\n").AppendJoin('\n', Enumerable.Range(0, rows).Select(i => $"Vereniging {i};School;0470 {i:000000}")).ToString();

    private static string Many(int rows)
        => new StringBuilder("Naam;E-mailadres;Telefoon\n").AppendJoin('\n', Enumerable.Range(0, rows).Select(i => $"Persoon {i};p{i}@x.example;0470 {i:000000}")).ToString();

    private static (ImportState, int, int, int) Numbers(NetworkImport import) => (import.State, import.Added, import.Changed, import.Unchanged);

    private static Task<int> CountAsync(TestSite site) => site.DataAsync(db => db.Set<Person>().CountAsync());

    private static Task<NetworkImport> UploadAsync(TestSite site, ImportKind kind, string text) => UploadAsync(site, kind, Encoding.UTF8.GetBytes(text));

    private static Task<NetworkImport> UploadAsync(TestSite site, ImportKind kind, byte[] content) => site.UseAsync(async (ImportService imports) =>
    {
        var import = await imports.UploadAsync(kind, "lijst.csv", content);
        await site.DrainAsync();
        return (await imports.FindAsync(import.Id))!;
    });

    private static Task<NetworkImport> ConfirmAsync(TestSite site, Guid id) => site.UseAsync(async (ImportService imports) =>
    {
        await imports.ConfirmAsync(id);
        await site.DrainAsync();
        return (await imports.FindAsync(id))!;
    });

    private static Task AddPeopleAsync(TestSite site) => site.UseAsync(async (PersonRegister register) =>
    {
        var deputy = Guid.NewGuid();
        await register.AddAsync(deputy, new PersonDetails { Name = "Zonder adres", PreferredChannel = ContactChannel.Letter, Phone = "+32 11 22 33 44" }, null);
        await register.AddAsync(Guid.NewGuid(), new PersonDetails { Name = "Twee", PreferredChannel = ContactChannel.Letter }, null);
        await register.AddAsync(Guid.NewGuid(), new PersonDetails { Name = "Twee", PreferredChannel = ContactChannel.Email, Email = "x@y.example", DeputyId = deputy, Language = "pt-br", Needs = ParticipationNeeds.Wheelchair }, null);
    });
}
