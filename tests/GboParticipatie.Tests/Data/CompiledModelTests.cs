using GboParticipatie.Processes;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Modules;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GboParticipatie.Tests.Data;

/// <summary>The model that was compiled ahead says the same as what EF finds out from the code of the modules.</summary>
public sealed class CompiledModelTests
{
    // A compiled model repeats on a complex type where its entity is stored, which the code does not. A table that differs is seen on the side of the code.
    private static readonly HashSet<string> OnComplexTypes = new(StringComparer.Ordinal)
    {
        "Annotations", "Relational:FunctionName", "Relational:Schema", "Relational:SqlQuery", "Relational:TableName", "Relational:ViewName", "Relational:ViewSchema",
    };

    // In a process of its own: EF fills in more of a model while it is used, and the other tests use both.
    [Fact]
    public async Task The_compiled_model_is_that_of_the_code()
    {
        var said = await DotnetProcess.RunAsync([typeof(CompiledModelTests).Assembly.Location, "-noLogo", "-noColor", "-explicit", "only", "-method", $"*.{nameof(Compares)}"], new Dictionary<string, string>(StringComparer.Ordinal));

        Assert.Contains("Total: 2, Errors: 0, Failed: 0", said, StringComparison.Ordinal);
    }

    /// <summary>The comparison itself; run by the test above.</summary>
    [Theory(Explicit = true), AllDatabases]
    public void Compares(Db kind)
    {
        var database = Database(kind);
        var catalog = ModuleCatalog.Discover();
        var assemblies = new ModelAssemblies(catalog.ModelAssemblies);

        var compiled = CompiledModel.For(database, catalog);

        Assert.True(compiled is not null, "There is no compiled model, or not for all modules. Run ./migrate --model, and see CompiledModel.");
        using var found = GboDatabase.ForModel(database, assemblies);
        using var ahead = GboDatabase.ForModel(database, assemblies, compiled);
        Assert.Same(compiled, ahead.Model);
        Assert.NotSame(compiled, found.Model);
        Assert.DoesNotContain("Debug view threw", Text(ahead.Model), StringComparison.Ordinal);
        var (wanted, made) = (Text(found.Model).Split('\n'), Text(ahead.Model).Split('\n'));
        var differences = wanted.Except(made, StringComparer.Ordinal).Select(l => $"code: {l.Trim()}").Concat(made.Except(wanted, StringComparer.Ordinal).Where(l => !OnComplexTypes.Contains(NameOf(l))).Select(l => $"compiled: {l.Trim()}")).Take(10).ToList();
        Assert.True(differences.Count == 0, $"The compiled model of {kind} is not that of the code any more. Run ./migrate --model.\n{string.Join('\n', differences)}");
    }

    [Fact]
    public void The_comparison_sees_a_difference()
    {
        var catalog = ModuleCatalog.Discover();
        var assemblies = new ModelAssemblies(catalog.ModelAssemblies);
        using var sqlite = GboDatabase.ForModel(Database(Db.Sqlite), assemblies, CompiledModel.For(Database(Db.Sqlite), catalog));
        using var postgres = GboDatabase.ForModel(Database(Db.PostgreSql), assemblies, CompiledModel.For(Database(Db.PostgreSql), catalog));

        Assert.NotEqual(Text(sqlite.Model), Text(postgres.Model));
    }

    [Fact]
    public void With_a_module_it_was_not_made_for_EF_finds_out_the_model()
    {
        var strange = new Feature("Vreemd", "Vreemd", "", "1.0.0", [], typeof(CompiledModelTests).Assembly, IsModule: true);

        Assert.Null(CompiledModel.For(Database(Db.Sqlite), new ModuleCatalog([.. ModuleCatalog.Discover().Features, strange])));
    }

    // "      Relational:TableName: Invitations" is of Relational:TableName.
    private static string NameOf(string line)
    {
        var name = line.Trim();
        var end = name.StartsWith("Relational:", StringComparison.Ordinal) ? name.IndexOf(':', "Relational:".Length) : name.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? name : name[..end];
    }

    private static GboDatabaseOptions Database(Db kind) => GboDatabaseOptions.From(kind == Db.Sqlite ? "Data Source=model.db" : "Host=localhost;Database=model");

    // Of the model of a context: on its own a compiled model lacks what EF fills in, and would be compared with complaints of that.
    private static string Text(IModel model) => model.ToDebugString(MetadataDebugStringOptions.LongDefault, 0);
}
