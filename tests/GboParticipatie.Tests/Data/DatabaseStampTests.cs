using GboParticipatie.Data.Outbox;

namespace GboParticipatie.Tests.Data;

public sealed class DatabaseStampTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_the_stamp_stays_the_same_while_nothing_is_committed()
    {
        await using var site = await databases.CreateAsync(Db.Sqlite);
        var before = await StampAsync(site);

        await site.DataAsync(db => db.Set<OutboxStream>().CountAsync(Cancel));
        await site.DataAsync(db => RollBackAsync(db));

        Assert.Equal(before, await StampAsync(site));
    }

    [Theory, AllDatabases]
    public async Task The_stamp_changes_with_every_commit(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);
        var seen = new HashSet<string>(StringComparer.Ordinal) { await StampAsync(site) };

        for (var i = 0; i < 5; i++)
        {
            await AddAsync(site);
            Assert.True(seen.Add(await StampAsync(site)));
        }
    }

    [Theory, AllDatabases]
    public async Task The_stamp_changes_with_the_commit_of_another_instance(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);
        await using var other = site.Another();
        var before = await StampAsync(site);

        await AddAsync(other);

        Assert.NotEqual(before, await StampAsync(site));
    }

    [Fact]
    public async Task On_PostgreSQL_a_connection_that_was_cut_off_costs_no_visitor_a_page()
    {
        await using var site = await databases.CreateAsync(Db.PostgreSql);
        await StampAsync(site);

        var cut = await site.DataAsync(db => db.Database.SqlQueryRaw<int>(
            """SELECT COUNT(*)::int AS "Value" FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()) AS c""").SingleAsync(Cancel));

        Assert.True(cut > 0);
        Assert.NotEqual("", await StampAsync(site));
    }

    [Theory, AllDatabases]
    public async Task However_many_visitors_ask_again_and_again_each_is_answered_and_sees_their_own_commit(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++) Assert.NotEqual("", await StampAsync(site));
        })));

        var before = await StampAsync(site);
        await AddAsync(site);
        Assert.NotEqual(before, await StampAsync(site));
    }

    private static Task<string> StampAsync(TestSite site) => site.Services.GetRequiredService<DatabaseStamp>().ReadAsync(Cancel).AsTask();

    private static Task<int> AddAsync(TestSite site) => site.DataAsync(db =>
    {
        db.Audit("Test.Added", Guid.NewGuid(), userId: null);
        return db.SaveChangesAsync(Cancel);
    });

    private static Task<InvalidOperationException> RollBackAsync(GboDbContext db) => Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync(async c =>
    {
        db.Audit("Test.Added", Guid.NewGuid(), userId: null);
        await db.SaveChangesAsync(c);
        throw new InvalidOperationException("after the row was written");
    }, Cancel));
}
