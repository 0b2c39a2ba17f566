using System.Reflection;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Files;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Data.Prepared;
using GboParticipatie.Files;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GboParticipatie.Data;

/// <summary>Registers the database.</summary>
public static class DataServices
{
    /// <summary>Adds the context, the outbox and the audit trail.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">Where the data is.</param>
    /// <param name="assemblies">All assemblies with entity configurations or events: the modules, on or off, and the host.</param>
    /// <param name="compiledModel">Gives the model that was compiled ahead for them; null, or one that gives null, and EF makes it.</param>
    public static IServiceCollection AddGboData(
        this IServiceCollection services, GboDatabaseOptions database, IEnumerable<Assembly> assemblies, Func<IModel?>? compiledModel = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddSingleton(new ModelAssemblies(assemblies));
        services.AddSingleton<WriteGate>();
        services.AddSingleton<DatabaseStamp>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<EventCatalog>();
        services.TryAddSingleton(new OutboxLease(TimeSpan.FromMinutes(1)));
        services.AddSingleton<OutboxStreamRunner>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddDbContext<GboDbContext>(options => database.Apply(options, compiledModel?.Invoke()), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
        services.AddSingleton<RowMaps>();
        services.AddSingleton<SqliteWriter>();
        services.AddScoped(s => new PreparedWrites(
            s.GetRequiredService<GboDbContext>(), database, s.GetRequiredService<RowMaps>(), s.GetRequiredService<SqliteWriter>(),
            s.GetRequiredService<WriteGate>(), s.GetRequiredService<OutboxSignal>(), s.GetRequiredService<TimeProvider>()));
        services.AddScoped<ReferenceCounter>();
        services.AddScoped<IFileStore, FileStore>();
        services.AddScoped<ParkedStreams>();
        services.AddScoped<AuditSealer>();
        services.AddScoped<IBackgroundTask, OutboxRetention>();
        return services;
    }
}
