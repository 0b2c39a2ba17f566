using GboParticipatie.Data.Outbox;

namespace GboParticipatie.Tests.Data;

public sealed class MigrationTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task The_migrations_make_the_model_that_the_code_has(Db kind)
    {
        await using var site = TestSite.On(await databases.CreateEmptyAsync(kind), null);

        Assert.False(await site.DataAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())), "Run ./migrate NAME.");
    }

    [Theory, AllDatabases]
    public async Task Eight_processes_that_start_at_once_on_an_empty_database_migrate_it_once(Db kind)
    {
        var database = await databases.CreateEmptyAsync(kind);
        var sites = Enumerable.Range(0, 8).Select(_ => TestSite.On(database, null)).ToList();

        await Task.WhenAll(sites.Select(s => GboDatabase.MigrateAsync(s.Services, Cancel)));

        Assert.Equal(0, await sites[0].DataAsync(db => db.Set<OutboxStream>().CountAsync(Cancel)));
        foreach (var site in sites) await site.DisposeAsync();
    }

    [Fact]
    public async Task A_lock_row_that_a_killed_process_left_in_SQLite_does_not_stand_in_the_way()
    {
        await using var site = TestSite.On(await databases.CreateEmptyAsync(Db.Sqlite), null);
        await site.DataAsync(db => db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
            """, Cancel));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await GboDatabase.MigrateAsync(site.Services, limit.Token);

        Assert.Empty(await site.DataAsync(db => db.Database.GetPendingMigrationsAsync(Cancel)));
    }
}
