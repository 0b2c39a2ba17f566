using GboParticipatie.Data;
using GboParticipatie.Web.Modules;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GboParticipatie.Web.Hosting;

/// <summary>
/// EF's model as code, made by <c>./migrate</c>: the first page comes sooner than when EF finds it out at every start. A test
/// compares it with what EF finds out.
/// </summary>
internal static class CompiledModel
{
    private static readonly string[] Modules =
        ["GboParticipatie.Theme", "GboParticipatie.Network", "GboParticipatie.Notifications", "GboParticipatie.Workflows", "GboParticipatie.Klankgroep"];

    /// <summary>Adds the database of a site. Whoever registers it in this one way shares what EF makes for it.</summary>
    public static IServiceCollection AddSiteData(this IServiceCollection services, GboDatabaseOptions database, ModuleCatalog catalog)
        => services.AddGboData(database, catalog.ModelAssemblies, () => For(database, catalog));

    /// <summary>The model for this kind of database, or null when the site has modules it was not made for.</summary>
    public static IModel? For(GboDatabaseOptions database, ModuleCatalog catalog)
    {
        if (!catalog.ModuleAssemblies.All(module => Modules.Contains(module.GetName().Name, StringComparer.Ordinal))) return null;
        // By name, because the code is thrown away and made anew whenever the model changes.
        var type = typeof(CompiledModel).Assembly.GetType($"GboParticipatie.Web.CompiledModels.{(database.IsSqlite ? "Sqlite" : "PostgreSql")}.GboDbContextModel");
        return (IModel?)type?.GetProperty("Instance")!.GetValue(null);
    }
}
