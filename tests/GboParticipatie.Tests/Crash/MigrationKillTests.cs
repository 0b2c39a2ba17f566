using System.Data.Common;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Tests.Klankgroep.Pages;
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
    private int _controls;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task One_that_waits_finishes_the_migration_of_one_that_is_killed_in_the_middle(Db kind)
    {
        // On SQLite the kill must have left the lock of the dead as well: else nothing shows that it stood in the way.
        for (var i = 0; i < 5; i++)
            if (await KilledHalfWayAsync(kind, after: TimeSpan.Zero) && (kind != Db.Sqlite || _controls > 0)) return;
        Assert.Fail("No kill came in the middle, with the lock held.");
    }

    [Theory, AllDatabases, Trait("Category", "Long")]
    public async Task Killed_at_any_moment_of_the_migration_it_is_finished(Db kind)
    {
        var half = 0;
        for (var moment = 1; moment <= 8; moment++)
            if (await KilledHalfWayAsync(kind, after: TimeSpan.FromMilliseconds(moment * 50))) half++;

        Assert.True(half > 0, "No kill came in the middle.");
        Assert.True(kind != Db.Sqlite || _controls > 0, "No kill left the lock of the dead.");
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_filled_database_that_was_being_brought_up_to_date_loses_nothing(Db kind)
    {
        var folder = TestFolder.Create("migration");
        var database = await databases.CreateEmptyAsync(kind);
        // Nothing else changes what is there.
        await using var site = SiteProcess.Ours(new Dictionary<string, string>(Settings(folder, database), StringComparer.Ordinal) { ["Gbo__BackgroundTasks"] = "false", ["Gbo__Outbox"] = "false" });
        await using var look = TestSite.On(database, null);
        try
        {
            await site.StartAsync(Cancel);
            await site.KillAsync();
            await look.DataAsync(MakeOldAsync);
            var before = await look.DataAsync(WholeDatabase.RowsAsync);
            await using (var writer = await HoldWritersAsync(database))
            {
                site.Launch();
                await UntilAsync(async () => database.IsSqlite ? IsUpdating(database) : await WaitersAsync(database) > 0);
                await site.KillAsync();
                await RunAsync(writer, "ROLLBACK");
            }

            Assert.Equal(before.Order(StringComparer.Ordinal), (await look.DataAsync(WholeDatabase.RowsAsync)).Order(StringComparer.Ordinal));

            await site.StartAsync(Cancel);

            Assert.Equal(GboDatabase.Known(database).Order(StringComparer.Ordinal), (await GboDatabase.AppliedAsync(database, Cancel))!.Order(StringComparer.Ordinal));
            // What is made of the other tables, to search in, is made anew.
            Assert.Equal([], before.Except(await look.DataAsync(WholeDatabase.RowsAsync)).Where(row => !row.StartsWith("__EF", StringComparison.Ordinal) && !row.StartsWith("Search", StringComparison.Ordinal)));
        }
        finally
        {
            await site.KillAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>True when the kill left migrations that were still to be applied.</returns>
    private async Task<bool> KilledHalfWayAsync(Db kind, TimeSpan after)
    {
        var folder = TestFolder.Create("migration");
        var database = await databases.CreateEmptyAsync(kind);
        var environment = Settings(folder, database);
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

    private static Dictionary<string, string> Settings(string folder, GboDatabaseOptions database) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Gbo__Region"] = "zolim",
        ["Gbo__AppData"] = folder,
        ["ConnectionStrings__Gbo"] = database.ConnectionString,
    };

    // As one of an earlier version: it has its rows, and its scripts are others.
    private static Task<int> MakeOldAsync(GboDbContext db)
        => db.Database.ExecuteSqlRawAsync("""UPDATE "__EFMigrationsHistory" SET "MigrationId" = substr("MigrationId", 1, length("MigrationId") - 12) || 'voordien0000' WHERE "MigrationId" LIKE 'Repeatable_%'""", Cancel);

    // Who brings it up to date waits for this in the middle; who reads does not.
    private static async Task<DbConnection> HoldWritersAsync(GboDatabaseOptions database)
    {
        var connection = database.NewConnection();
        await connection.OpenAsync(Cancel);
        await RunAsync(connection, database.IsSqlite ? "BEGIN IMMEDIATE" : """BEGIN; LOCK TABLE "__EFMigrationsHistory" IN SHARE MODE""");
        return connection;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static bool IsUpdating(GboDatabaseOptions database)
    {
        try
        {
            using var free = new FileStream(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource + ".migrating", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    // The control: on what the kill left, EF alone waits for ever for the lock of the dead.
    private async Task AssertStuckWithoutClearingAsync(GboDatabaseOptions database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        var copy = $"{file}.copy";
        foreach (var part in new[] { "", "-wal", "-journal" }.Where(part => File.Exists(file + part))) File.Copy(file + part, copy + part);
        await using var site = TestSite.On(GboDatabaseOptions.SqliteFile(copy), null);
        if ((await site.DataAsync(db => db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM \"__EFMigrationsLock\"").ToListAsync(Cancel)))[0] == 0) return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.UseAsync((GboDbContext db) => db.Database.MigrateAsync(limit.Token)));
        _controls++;
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

    private static Task<long> WaitersAsync(GboDatabaseOptions database) => CountAsync(database, "locktype = 'relation' AND NOT granted");

    private static Task<long> LocksAsync(GboDatabaseOptions database, string which) => CountAsync(database, $"locktype = 'advisory' AND {which}");

    private static async Task<long> CountAsync(GboDatabaseOptions database, string which)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand($"SELECT COUNT(*) FROM pg_locks WHERE {which} AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", connection);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
