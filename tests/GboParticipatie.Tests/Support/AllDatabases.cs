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
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
        => ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([new TheoryDataRow<Db>(Db.Sqlite), new TheoryDataRow<Db>(Db.PostgreSql)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
