namespace GboParticipatie.Tests.Data;

public sealed class ReferenceCounterTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task References_count_from_one_each_year(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);

        Assert.Equal("AP-2026-0001", await NextAsync(site, 2026));
        Assert.Equal("AP-2026-0002", await NextAsync(site, 2026));
        Assert.Equal("AP-2027-0001", await NextAsync(site, 2027));
    }

    [Theory, AllDatabases]
    public async Task References_grow_past_four_digits(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);
        await site.DataAsync(db => db.Database.ExecuteSqlRawAsync("INSERT INTO \"Counters\" (\"Name\", \"Value\") VALUES ('AP-2026', 9999)", Cancel));

        Assert.Equal("AP-2026-10000", await NextAsync(site, 2026));
    }

    [Theory, AllDatabases]
    public async Task Two_at_once_never_get_the_same_reference(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);

        var references = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => NextAsync(site, 2026)));

        Assert.Equal(40, references.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, AllDatabases]
    public async Task Two_instances_never_give_the_same_reference(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);
        await using var other = site.Another();

        var references = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => NextAsync(i % 2 == 0 ? site : other, 2026)));

        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"AP-2026-{i:0000}"), references.Order(StringComparer.Ordinal));
    }

    [Theory, AllDatabases]
    public async Task A_reference_that_is_taken_in_a_transaction_is_free_again_when_that_fails(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);

        await Assert.ThrowsAsync<TimeoutException>(() => site.InScopeAsync(services => services.GetRequiredService<GboDbContext>().WriteAsync(async c =>
        {
            await services.GetRequiredService<ReferenceCounter>().NextAsync("AP", 2026, c);
            throw new TimeoutException();
        }, Cancel)));

        Assert.Equal("AP-2026-0001", await NextAsync(site, 2026));
    }

    [Fact]
    public async Task A_number_is_there_after_a_crash_of_PostgreSql_when_what_used_it_is()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var site = TestSite.On(GboDatabaseOptions.From(server.ConnectionString), configure: null);
        await GboDatabase.MigrateAsync(site.Services, Cancel);
        for (var i = 0; i < 50; i++)
        {
            var reference = await NextAsync(site, 2026);
            await site.DataAsync(db =>
            {
                db.Audit(reference, Guid.NewGuid(), userId: null);
                return db.SaveChangesAsync(Cancel);
            });
        }

        await server.CrashAsync();

        Assert.Equal("AP-2026-0051", await NextAsync(site, 2026));
    }

    private static Task<string> NextAsync(TestSite site, int year) => site.UseAsync((ReferenceCounter c) => c.NextAsync("AP", year, Cancel));
}
