using System.Reflection;

namespace GboParticipatie.Data;

/// <summary>
/// Assemblies whose entity configurations make up the model: this one and all modules, on or off, so that switching a module
/// never changes the database.
/// </summary>
public sealed class ModelAssemblies(IEnumerable<Assembly> assemblies)
{
    /// <summary>The assemblies, this one first, in a fixed order.</summary>
    public IReadOnlyList<Assembly> All { get; } =
        [typeof(ModelAssemblies).Assembly, .. assemblies.Distinct().Where(a => a != typeof(ModelAssemblies).Assembly).OrderBy(a => a.FullName, StringComparer.Ordinal)];
}
