using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GboParticipatie.Data.Design;

/// <summary>Shows dotnet-ef the whole model: <c>-- sqlite</c> or <c>-- postgresql</c>. No database is opened.</summary>
public sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<GboDbContext>
{
    /// <inheritdoc />
    public GboDbContext CreateDbContext(string[] args)
    {
        var assemblies = Directory.GetFiles(AppContext.BaseDirectory, "GboParticipatie.*.dll").Select(Assembly.LoadFrom);
        var database = GboDatabaseOptions.From(args is ["postgresql", ..] ? "Host=localhost;Database=design" : "Data Source=design.db");
        return GboDatabase.ForModel(database, new ModelAssemblies(assemblies));
    }
}
