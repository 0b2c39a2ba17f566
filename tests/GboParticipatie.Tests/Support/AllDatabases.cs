using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace GboParticipatie.Tests.Support;

/// <summary>The databases that every test about data runs on.</summary>
public enum Db
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database of its own.</summary>
    PostgreSql,
}

/// <summary>Runs the theory once on each database; its only parameter is a <see cref="Db"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllDatabasesAttribute : DataAttribute
{
    /// <summary>True for what costs much and hardly differs between the two: the short run holds it on SQLite alone.</summary>
    public bool LongOnPostgreSql { get; set; }

    /// <summary>True for ./test without --long. A filter on a trait does not see the rows of a theory, which are made when it runs.</summary>
    public static bool IsShortRun => Environment.GetEnvironmentVariable("GBO_TEST_LONG") == "0";

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
        => ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(LongOnPostgreSql && IsShortRun ? [new TheoryDataRow<Db>(Db.Sqlite)] : [new TheoryDataRow<Db>(Db.Sqlite), new TheoryDataRow<Db>(Db.PostgreSql)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
