using GboParticipatie.Data.Outbox;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Tests.Crash;

/// <summary>A process that is killed in the middle of a migration leaves a database that the next start finishes.</summary>
[Collection("Crash")]
public sealed class MigrationKillTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_start_after_a_kill_in_the_middle_of_the_migration_finishes_it(Db kind)
    {
        var folder = TestFolder.Create("migration");
        var database = await databases.CreateEmptyAsync(kind);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Gbo__Region"] = "zolim",
            ["Gbo__AppData"] = folder,
            ["ConnectionStrings__Gbo"] = database.ConnectionString,
        };
        try
        {
            await using var site = SiteProcess.Ours(environment);
            site.Launch();
            await MigrationBegunAsync(database);
            await site.KillAsync();

            await site.StartAsync(Cancel);

            await using var check = TestSite.On(database, null);
            Assert.Empty(await check.DataAsync(db => db.Database.GetPendingMigrationsAsync(Cancel)));
            Assert.True(await check.DataAsync(db => db.Set<OutboxStream>().AnyAsync(Cancel)), "The recipe did not run.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Waits until the migration has taken its lock: from then on, until it is done, it is in the middle.</summary>
    private static async Task MigrationBegunAsync(GboDatabaseOptions database)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (await clock.WaitForNextTickAsync(limit.Token))
        {
            if (database.IsSqlite ? await SqliteBegunAsync(database) : await PostgresBegunAsync(database)) return;
        }
    }

    private static async Task<bool> SqliteBegunAsync(GboDatabaseOptions database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        if (!File.Exists(file) || new FileInfo(file).Length == 0) return false;
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        return (long)(await command.ExecuteScalarAsync(Cancel))! > 0;
    }

    private static async Task<bool> PostgresBegunAsync(GboDatabaseOptions database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(
            "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", connection);
        return (long)(await command.ExecuteScalarAsync(Cancel))! > 0;
    }
}
