using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Recipes;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Recipes;

namespace GboParticipatie.Tests.Web;

public sealed class RecipeTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_recipe_applied_twice_changes_nothing(Db kind)
    {
        var database = await databases.CreateDatabaseAsync(kind);
        foreach (var region in new[] { "zolim", "zora" })
        {
            var folder = RunningSite.RecipeFolder();
            var own = region == "zolim" ? database : await databases.CreateDatabaseAsync(kind);
            await using var app = await GboHost.BuildAsync(RunningSite.Options(own, folder, region), Cancel);
            var before = await SnapshotAsync(app.Services);

            await ApplyAsync(app.Services, Path.Combine(folder, $"{region}.recipe.json"));

            Assert.Equal(before, await SnapshotAsync(app.Services));
        }
    }

    // Where a sentence was taken out, its empty line stays behind.
    [Fact]
    public void No_text_in_a_recipe_has_two_empty_lines_after_each_other()
    {
        var files = Directory.GetFiles(Path.Combine(TestFolder.Repository, "recipes"), "*.json");

        Assert.All(files, file => Assert.DoesNotMatch("\"\",\\s*\"\"", File.ReadAllText(file)));
    }

    [Theory, AllDatabases]
    public async Task A_recipe_that_fails_changes_nothing_and_names_file_step_and_reason(Db kind)
    {
        var folder = RunningSite.RecipeFolder();
        await using var app = await GboHost.BuildAsync(RunningSite.Options(await databases.CreateDatabaseAsync(kind), folder), Cancel);
        var broken = Path.Combine(folder, "broken.recipe.json");
        await File.WriteAllTextAsync(broken, Recipes.With(
            """{ "name": "settings", "SiteSettings": { "RegionName": "Half" } }""",
            """{ "name": "Users", "Users": [{ "Email": "nieuw@test.example", "Name": "Nieuw", "Roles": ["Organisatie"] }] }""",
            """{ "name": "Roles", "Roles": [{ "Name": "Beheerder", "Permissions": ["BestaatNiet"] }] }"""), Cancel);
        var before = await SnapshotAsync(app.Services);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => ApplyAsync(app.Services, broken));

        Assert.StartsWith("Recept broken.recipe.json, stap 3 (Roles):", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'BestaatNiet'", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotAsync(app.Services));
    }

    [Theory]
    [InlineData("""{ "name": "Stapp" }""", "stap 1 (Stapp): onbekende stap. Wel gekend:")]
    [InlineData("""{ "name": "feature", "enable": ["Weg"] }""", "stap 1 (feature): Onbekende feature 'Weg'")]
    [InlineData("""{ "name": "feature", "enabel": [] }""", "stap 1 (feature): onbekende eigenschap 'enabel'")]
    [InlineData("""{ "name": "feature", "disable": ["GboParticipatie.Network"] }""", "'GboParticipatie.Network' kan niet uit")]
    [InlineData("""{ "name": "settings", "SiteSetings": {} }""", "onbekende instellingen 'SiteSetings'")]
    [InlineData("""{ "name": "settings", "SiteSettings": { "Regio": "x" } }""", "SiteSettings heeft geen eigenschap 'Regio'")]
    [InlineData("""{ "name": "settings", "SiteSettings": { "DemoMode": "misschien" } }""", "stap 1 (settings): SiteSettings: 'DemoMode' is 'misschien'; schrijf true of false.")]
    [InlineData("""{ "name": "Groups", "Groups": [{ "Slug": "a", "Name": "A", "Kind": "Praatgroep" }] }""",
        "stap 1 (Groups): 'groups' nummer 1 klopt niet: 'Kind' is 'Praatgroep'; kies uit Klankgroep, ")]
    [InlineData("""{ "name": "Groups", "Groups": [{ "Slug": "a", "Name": "A", "Kind": "Stuurgroep" }, { "slug": "b", "Kind": "Stuurgroep" }] }""", "'groups' nummer 2 klopt niet: 'name' ontbreekt.")]
    [InlineData("""{ "name": "Groups", "Groups": [{ "Slug": "a", "Name": null, "Kind": "Stuurgroep" }] }""", "'Name' mag niet leeg zijn.")]
    [InlineData("""{ "name": "Groups", "Groups": [{ "Slug": "a", "Name": "A", "Kind": "Stuurgroep", "Municipalities": "riemst" }] }""", "'Municipalities' is 'riemst'; schrijf een lijst tussen vierkante haken.")]
    [InlineData("""{ "name": "Groups", "Groups": [{ "Slug": "a", "Naam": "A", "Kind": "Stuurgroep" }] }""", "onbekende eigenschap 'Naam'. Wel gekend: slug, name, ")]
    [InlineData("""{ "name": "Sessions", "Sessions": [{ "Id": "a5b0c54e-0d0e-4b38-9d5e-0a51f5f0a111", "Group": "a", "Title": "A", "StartsAt": "volgende week" }] }""",
        "stap 1 (Sessions): 'sessions' nummer 1 klopt niet: 'StartsAt' is 'volgende week'; schrijf dag en uur als 2026-12-31T14:00.")]
    [InlineData("""{ "name": "Municipalities", "Municipalities": [{ "Slug": "a", "Name": "A", "ValidFrom": "vorig jaar" }] }""", "'ValidFrom' is 'vorig jaar'; schrijf een dag als 2026-12-31.")]
    [InlineData("""{ "name": "People", "People": [{ "Name": "A", "Email": "a@test.example", "Needs": ["Lift", "Liftt"] }] }""", "'Needs nummer 1' is 'Lift'; kies uit ")]
    [InlineData("""{ "name": "Users", "Users": [{ "Email": "a@test.example", "Name": "A", "Roles": ["Koning"] }] }""", "Users[1]: onbekende rol 'Koning'")]
    [InlineData("""{ "name": "Users", "Users": [{ "Email": "geen adres", "Name": "A" }] }""", "'geen adres' is geen e-mailadres")]
    [InlineData("""{ "name": "settings", "SiteSettings": { "RegionName": "[variables('weg')]" } }""", "onbekende variabele 'weg'")]
    [InlineData("""{ "name": "recipes", "Values": [{ "name": "weg" }] }""", "er is geen bestand weg.recipe.json")]
    [InlineData("""{ "name": "recipes", "Values": [{ "name": "broken" }] }""", "neemt zichzelf op: broken.recipe.json -> broken.recipe.json")]
    [InlineData("""{ "naam": "settings" }""", "een stap is een object met een 'name'")]
    [InlineData("""{ "name": "recipes", "Values": [{ "name": "gbo" }], "Value": [] }""", "stap 1 (recipes): onbekende eigenschap 'Value'. Wel gekend: name, Values.")]
    [InlineData("""{ "name": "recipes", "Values": [{ "name": "gbo", "naam": "x" }] }""", "stap 1 (recipes): onbekende eigenschap 'naam'")]
    [InlineData("""{ "name": "settings", "name": "Roles" }""", "de eigenschap 'name' staat er twee keer in.")]
    [InlineData("""{ "name": "Roles", "Roles": [{ "Name": "A", "Name": "B" }] }""", "stap 1 (Roles): de eigenschap 'Name' staat er twee keer in.")]
    [InlineData("""{ "name": "Municipalities", "Municipalities": [{ "Slug": "a", "slug": "b", "Name": "A" }] }""", "stap 1 (Municipalities): de eigenschap 'slug' staat er twee keer in.")]
    [InlineData("""{ "name": "Roles", "Roles": [] }], "steps": [""", "broken.recipe.json: de eigenschap 'steps' staat er twee keer in.")]
    [InlineData("""{ "name": "Roles", "Roles": [] }], "variables": { "a": "1", "a": "2" }, "tags": [""", "broken.recipe.json: de eigenschap 'a' staat er twee keer in.")]
    [InlineData("""{ "name": "Roles", "Roles": [{ "Name": "\ud800" }] }""", "stap 1 (Roles): een tekst bevat een half teken")]
    [InlineData("{", "is geen geldige JSON")]
    [InlineData("""{ "name": "Sessions", "Sessions": [{ "Id": "a5b0c54e-0d0e-4b38-9d5e-0a51f5f0a111", "Group": "a", "Title": "A", "DaysFromToday": -1000000 }] }""",
        "stap 1 (Sessions): 'sessions' nummer 1 klopt niet: 'DaysFromToday' is -1000000; kies een getal van -3650 tot -1.")]
    [InlineData("""{ "name": "Sessions", "Sessions": [{ "Id": "a5b0c54e-0d0e-4b38-9d5e-0a51f5f0a111", "Group": "a", "Title": "A", "StartsAt": "9999-12-31T23:30" }] }""",
        "stap 1 (Sessions): bijeenkomst 'A': kijk het jaar van startsAt na.")]
    [InlineData("""{ "name": "AgendaItems", "AgendaItems": [{ "Id": "a5b0c54e-0d0e-4b38-9d5e-0a51f5f0a111", "Group": "a", "Description": "A", "DaysAgo": 1000000 }] }""",
        "stap 1 (AgendaItems): 'agendaItems' nummer 1 klopt niet: 'DaysAgo' is 1000000; kies een getal van 0 tot 3650.")]
    [InlineData("""{ "name": "AgendaItems", "AgendaItems": [{ "Id": "a5b0c54e-0d0e-4b38-9d5e-0a51f5f0a111", "Group": "a", "Description": "A", "Forwarded": { "DueWorkingDays": 2000000 } }] }""",
        "'DueWorkingDays' is 2000000; kies een getal van 1 tot 2000.")]
    [InlineData("""{ "name": "AgendaItems", "AgendaItems": [{ "Id": "a5b0c54e-0d0e-4b38-9d5e-0a51f5f0a111", "Group": "a", "Description": "A", "Answer": { "DaysAgo": 1, "Decision": "WillDo", "Why": "A", "DoneInDays": 3000000 } }] }""",
        "'DoneInDays' is 3000000; kies een getal van 0 tot 3650.")]
    [InlineData("""{ "name": "AgendaItems", "AgendaItems": [{ "Id": "a5b0c54e-0d0e-4b38-9d5e-0a51f5f0a111", "Group": "a", "Description": "A", "Answer": { "DaysAgo": 1, "Decision": "WillDo", "Why": "A", "Action": { "DaysAgo": 1, "State": "OnTrial", "TrialDays": 3000000 } } }] }""",
        "'TrialDays' is 3000000; kies een getal van 0 tot 3650.")]
    public async Task What_is_wrong_in_a_recipe_is_named(string step, string reason)
    {
        var folder = RunningSite.RecipeFolder();
        var broken = Path.Combine(folder, "broken.recipe.json");
        await File.WriteAllTextAsync(broken, Recipes.With(step), Cancel);
        await using var app = await GboHost.BuildAsync(RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), folder), Cancel);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => ApplyAsync(app.Services, broken));

        Assert.Contains("broken.recipe.json", problem.Message, StringComparison.Ordinal);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_step_in_a_file_that_is_included_names_that_file()
    {
        var folder = RunningSite.RecipeFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "deel.recipe.json"), Recipes.With(
            """{ "name": "settings", "SiteSettings": { "RegionName": "Half" } }""", """{ "name": "Roles", "Roles": [{ "Name": "Beheerder", "Permissions": ["BestaatNiet"] }] }"""), Cancel);
        var whole = Path.Combine(folder, "geheel.recipe.json");
        await File.WriteAllTextAsync(whole, Recipes.With("""{ "name": "recipes", "Values": [{ "name": "deel" }] }"""), Cancel);
        await using var app = await GboHost.BuildAsync(RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), folder), Cancel);
        var before = await SnapshotAsync(app.Services);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => ApplyAsync(app.Services, whole));

        Assert.StartsWith("Recept deel.recipe.json, stap 2 (Roles):", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotAsync(app.Services));
    }

    public static TheoryData<Exception> Unforeseen => [new NotFoundException("Weg."), new ArgumentOutOfRangeException(null, "Te ver."), new Npgsql.NpgsqlException("Niet thuis.")];

    [Theory, MemberData(nameof(Unforeseen), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_goes_wrong_in_a_step_it_names_file_step_and_reason(Exception problem)
    {
        var folder = RunningSite.RecipeFolder();
        var broken = Path.Combine(folder, "broken.recipe.json");
        await File.WriteAllTextAsync(broken, Recipes.With("""{ "name": "settings", "SiteSettings": { "RegionName": "Half" } }""", """{ "name": "Stuk" }"""), Cancel);
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), folder) with { ReplaceServices = services => services.AddSingleton<IRecipeStepHandler>(new BrokenStep(problem)) };
        await using var app = await GboHost.BuildAsync(options, Cancel);
        var before = await SnapshotAsync(app.Services);

        var told = await Assert.ThrowsAsync<RecipeException>(() => ApplyAsync(app.Services, broken));

        Assert.Equal($"Recept broken.recipe.json, stap 2 (Stuk): {problem.Message}", told.Message);
        Assert.Same(problem, told.InnerException);
        Assert.Equal(before, await SnapshotAsync(app.Services));
    }

    public static MatrixTheoryData<Db, string> CannotBeKept => new([Db.Sqlite, Db.PostgreSql], [.. Unkept.Keys]);

    private static readonly Dictionary<string, string> Unkept = new(StringComparer.Ordinal)
    {
        ["""{ "name": "Municipalities", "Municipalities": [{ "Slug": "a", "Name": "@long" }] }"""] = "stap 2 (Municipalities): 'Name' is te lang: 3000 tekens, en er mogen er 100 staan",
        ["""{ "name": "Municipalities", "Municipalities": [{ "Slug": "a", "Name": "A\u0000" }] }"""] = "stap 2 (Municipalities): 'Name' bevat een teken dat niet kan",
        ["""{ "name": "Roles", "Roles": [{ "Name": "@long", "Permissions": [] }] }"""] = "stap 2 (Roles): 'Name' is te lang: 3000 tekens, en er mogen er 256 staan",
        ["""{ "name": "Roles", "Roles": [{ "Name": "A\u0000", "Permissions": [] }] }"""] = "stap 2 (Roles): 'Name' bevat een teken dat niet kan",
        ["""{ "name": "Roles", "Roles": [] }], "description": "\u0000", "tags": ["""] = "'description' bevat een teken dat niet kan",
    };

    [Theory, MemberData(nameof(CannotBeKept))]
    public async Task A_text_that_a_database_cannot_keep_is_refused_the_same_on_both(Db kind, string step)
    {
        var folder = RunningSite.RecipeFolder();
        var broken = Path.Combine(folder, "broken.recipe.json");
        await File.WriteAllTextAsync(broken, Recipes.With("""{ "name": "settings", "SiteSettings": { "RegionName": "Half" } }""", step.Replace("@long", new string('a', 3000), StringComparison.Ordinal)), Cancel);
        await using var app = await GboHost.BuildAsync(RunningSite.Options(await databases.CreateDatabaseAsync(kind), folder), Cancel);
        var before = await SnapshotAsync(app.Services);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => ApplyAsync(app.Services, broken));

        Assert.StartsWith("Recept broken.recipe.json", problem.Message, StringComparison.Ordinal);
        Assert.Contains(Unkept[step], problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotAsync(app.Services));
    }

    [Theory]
    [InlineData("Procescoach", null)]
    [InlineData("procescoach", null)]
    [InlineData("Beheerder", null)]
    [InlineData("Bestaatniet", "stap 1 (settings): SiteSettings: 'CoachRole' is 'Bestaatniet', en die rol bestaat niet.")]
    public async Task A_role_that_settings_name_is_there_or_a_later_step_makes_it(string role, string? reason)
    {
        var folder = RunningSite.RecipeFolder();
        var file = Path.Combine(folder, "rol.recipe.json");
        await File.WriteAllTextAsync(file, Recipes.With(
            $$"""{ "name": "settings", "SiteSettings": { "CoachRole": "{{role}}" } }""",
            """{ "name": "Roles", "Roles": [{ "Name": "Procescoach", "Permissions": [] }] }"""), Cancel);
        await using var app = await GboHost.BuildAsync(RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), folder), Cancel);
        var before = await SnapshotAsync(app.Services);

        var problem = await Record.ExceptionAsync(() => ApplyAsync(app.Services, file));

        if (reason is null) Assert.Null(problem);
        else Assert.Contains(reason, Assert.IsType<RecipeException>(problem).Message, StringComparison.Ordinal);
        Assert.Equal(reason is not null, before == await SnapshotAsync(app.Services));
    }

    [Fact]
    public async Task A_first_recipe_that_says_something_twice_stops_the_start_with_a_reason()
    {
        var folder = RunningSite.RecipeFolder("""{ "name": "test", "name": "toets", "steps": [] }""");
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), folder);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => GboHost.BuildAsync(options, Cancel));

        Assert.Equal("Recept test.recipe.json: de eigenschap 'name' staat er twee keer in.", problem.Message);
    }

    [Theory, AllDatabases]
    public async Task Two_instances_that_start_on_an_empty_database_apply_the_recipe_once(Db kind)
    {
        var database = await databases.CreateDatabaseAsync(kind);
        var folder = RunningSite.RecipeFolder();

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => GboHost.BuildAsync(RunningSite.Options(database, folder), Cancel)));

        await using var scope = both[0].Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(a => a.Action == "Recipe.Applied", Cancel));
        Assert.Equal(2, await db.Users.CountAsync(Cancel));
        foreach (var app in both) await app.DisposeAsync();
    }

    [Fact]
    public async Task A_region_without_recipe_does_not_start()
    {
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder(), region: "elders");

        var problem = await Assert.ThrowsAsync<StartupException>(() => GboHost.BuildAsync(options, Cancel));

        Assert.Contains("'elders'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_region_gives_as_variable_wins_over_the_recipe_that_it_includes()
    {
        var zora = Recipe.Read(Path.Combine(TestFolder.Repository, "recipes", "zora.recipe.json"));

        var users = zora.Steps.First(s => s.Name == "Users").Json["Users"]!.AsArray();
        Assert.Contains(users, u => (string?)u!["Email"] == "coach@zora.example");
    }

    private static async Task ApplyAsync(IServiceProvider services, string file)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RecipeExecutor>().ApplyAsync(Recipe.Read(file), Cancel);
    }

    // Every row of every table, so that a row that is only touched shows as well.
    private static async Task<string> SnapshotAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        var lines = new List<string>();
        await db.Database.OpenConnectionAsync(Cancel);
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).Where(t => t is not null).Distinct(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            while (await reader.ReadAsync(Cancel))
                lines.Add($"{table}: {string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}"))}");
        }

        Assert.Contains(lines, l => l.StartsWith("AppliedRecipes", StringComparison.Ordinal));
        Assert.True(await db.Set<OutboxMessage>().AnyAsync(Cancel));
        return string.Join("\n", lines.Order(StringComparer.Ordinal));
    }

    private sealed class BrokenStep(Exception problem) : IRecipeStepHandler
    {
        public string Name => "Stuk";

        public Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel) => throw problem;
    }
}
