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

    private static Task<string> NextAsync(TestSite site, int year) => site.UseAsync((ReferenceCounter c) => c.NextAsync("AP", year, Cancel));
}
