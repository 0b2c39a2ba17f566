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

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var postgreSql = new TheoryDataRow<Db>(Db.PostgreSql);
        if (LongOnPostgreSql) postgreSql.Traits["Category"] = ["Long"];
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([new TheoryDataRow<Db>(Db.Sqlite), postgreSql]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
