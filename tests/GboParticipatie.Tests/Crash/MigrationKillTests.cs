using GboParticipatie.Data.Outbox;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GboParticipatie.Tests.Crash;

/// <summary>
/// A process that is killed in the middle of a migration leaves a database that the next one finishes, and one that waited for its
/// lock does so at once. The first is held still in the middle, so that the second surely waits when it is killed.
/// </summary>
[Collection("Crash")]
public sealed class MigrationKillTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task One_that_waits_finishes_the_migration_of_one_that_is_killed_in_the_middle(Db kind)
    {
        for (var i = 0; i < 5; i++)
            if (await KilledHalfWayAsync(kind, after: TimeSpan.Zero)) return;
        Assert.Fail("No kill came in the middle.");
    }

    [Theory, AllDatabases, Trait("Category", "Long")]
    public async Task Killed_at_any_moment_of_the_migration_it_is_finished(Db kind)
    {
        var half = 0;
        for (var moment = 1; moment <= 8; moment++)
            if (await KilledHalfWayAsync(kind, after: TimeSpan.FromMilliseconds(moment * 50))) half++;

        Assert.True(half > 0, "No kill came in the middle.");
    }

    /// <returns>True when the kill left migrations that were still to be applied.</returns>
    private async Task<bool> KilledHalfWayAsync(Db kind, TimeSpan after)
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
        await using var first = SiteProcess.Ours(environment);
        await using var second = SiteProcess.Ours(environment);
        await using var look = TestSite.On(database, null);
        try
        {
            first.Launch();
            await MigrationBegunAsync(database);
            if (after > TimeSpan.Zero)
            {
                using var clock = new PeriodicTimer(after);
                await clock.WaitForNextTickAsync(Cancel);
            }

            await first.FreezeAsync();
            second.Launch();
            await UntilAsync(async () => await IsAtTheLockAsync(second, database) || await second.IsReadyAsync(Cancel));
            await second.FreezeAsync();
            await first.KillAsync();
            var isHalf = (await look.DataAsync(db => db.Database.GetPendingMigrationsAsync(Cancel))).Any();
            if (isHalf && database.IsSqlite) await AssertStuckWithoutClearingAsync(database);

            await second.ThawAsync();
            await second.ReadyAsync(Cancel);
            if (after > TimeSpan.Zero) await first.StartAsync(Cancel);

            Assert.Empty(await look.DataAsync(db => db.Database.GetPendingMigrationsAsync(Cancel)));
            Assert.True(await look.DataAsync(db => db.Set<OutboxStream>().AnyAsync(Cancel)), "The recipe did not run.");
            return isHalf;
        }
        finally
        {
            await first.KillAsync();
            await second.KillAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // The control: on what the kill left, EF alone waits for ever for the lock of the dead.
    private static async Task AssertStuckWithoutClearingAsync(GboDatabaseOptions database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        var copy = $"{file}.copy";
        foreach (var part in new[] { "", "-wal", "-journal" }.Where(part => File.Exists(file + part))) File.Copy(file + part, copy + part);
        await using var site = TestSite.On(GboDatabaseOptions.SqliteFile(copy), null);
        if ((await site.DataAsync(db => db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM \"__EFMigrationsLock\"").ToListAsync(Cancel)))[0] == 0) return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.UseAsync((GboDbContext db) => db.Database.MigrateAsync(limit.Token)));
    }

    // On PostgreSQL it says that it waits. On SQLite it tries the file again and again from the moment that it works with a database.
    private static async Task<bool> IsAtTheLockAsync(SiteProcess site, GboDatabaseOptions database)
        => database.IsSqlite ? site.HasLoaded("e_sqlite3") : await LocksAsync(database, "NOT granted") > 0;

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!await isSo()) await clock.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>Waits until the migration has taken its lock: from then on, until it is done, it is in the middle.</summary>
    private static Task MigrationBegunAsync(GboDatabaseOptions database)
        => UntilAsync(async () => database.IsSqlite ? await SqliteBegunAsync(database) : await LocksAsync(database, "granted") > 0);

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

    private static async Task<long> LocksAsync(GboDatabaseOptions database, string which)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(
            $"SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND {which} AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", connection);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
