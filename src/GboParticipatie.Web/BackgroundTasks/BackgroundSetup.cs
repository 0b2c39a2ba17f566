using System.Runtime.CompilerServices;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Data;
using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Web.Hosting;
using Microsoft.Data.Sqlite;
using Quartz;

namespace GboParticipatie.Web.BackgroundTasks;

/// <summary>
/// What works beside the requests: the outbox and the audit trail (<c>Gbo:Outbox</c>), and the scheduled tasks of the modules
/// (<c>Gbo:BackgroundTasks</c>). Both are on unless configured to false, and begin a little after the site does.
/// </summary>
internal static class BackgroundSetup
{
    public static void AddBackgroundWork(this IServiceCollection services, SitePlace place, IConfiguration configuration)
    {
        services.AddScoped<AuditHeads>();
        services.AddScoped<IBackgroundTask, AuditHeads>();
        services.AddSingleton<TaskCatalog>();
        services.AddSingleton<TaskRunner>();
        services.AddSingleton<FirstVisitors>();
        services.AddSingleton(new OutboxLease(TimeSpan.FromSeconds(configuration.GetValue("Gbo:OutboxLeaseSeconds", 60))));
        if (configuration.GetValue("Gbo:Outbox", defaultValue: true))
        {
            services.AddHostedService<OutboxService>();
            services.AddHostedService<SealingService>();
        }

        if (!configuration.GetValue("Gbo:BackgroundTasks", defaultValue: true)) return;
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "gbo";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(store => UseStore(store, place));
        });
        services.AddHostedService<TaskScheduling>();
    }

    private static void UseStore(IPersistentStoreBuilder store, SitePlace place)
    {
        if (place.Database.IsSqlite)
        {
            UseFile(store, Path.Combine(place.AppData, "quartz.db"));
        }
        else
        {
            store.UsePostgres(place.Database.ConnectionString);
            store.UseClustering();
        }

        store.UseSystemTextJsonSerializer();
        store.ProvisionSchema();
    }

    // On SQLite a file of its own, so that the scheduler does not stand in the way of the site's writers. In a method of its own:
    // a method loads all that it names, and PostgreSQL needs nothing of SQLite.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseFile(IPersistentStoreBuilder store, string path)
        => store.UseSqlite(new SqliteConnectionStringBuilder { DataSource = path }.ConnectionString);

    // A site that comes back may find much to do.
    private sealed class OutboxService(OutboxDispatcher dispatcher, FirstVisitors visitors) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await visitors.GoFirstAsync(stoppingToken);
            await dispatcher.RunAsync(stoppingToken);
        }
    }

    private sealed class SealingService(IServiceScopeFactory scopes, ILogger<SealingService> log) : BackgroundService
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(Pause);
            try
            {
                while (await timer.WaitForNextTickAsync(stoppingToken)) await SealAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // When the site cannot start, the host takes leaving with an exception for a failure and reports that instead.
            }
        }

        private async Task SealAsync(CancellationToken cancel)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<AuditSealer>().SealAsync(cancel);
            }
            catch (Exception problem) when (!cancel.IsCancellationRequested)
            {
                log.LogError(problem, "The audit trail could not be sealed; trying again");
            }
        }
    }
}
