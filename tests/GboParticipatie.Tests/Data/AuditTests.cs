using GboParticipatie.Data.Audit;
using GboParticipatie.Files;
using GboParticipatie.Time;

namespace GboParticipatie.Tests.Data;

public sealed class AuditTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_sealed_trail_verifies(Db kind)
    {
        await using var site = await CreateAsync(kind, rows: 12);

        Assert.Null(await VerifyAsync(site));
    }

    [Theory, AllDatabases]
    public async Task A_changed_row_breaks_the_chain_at_its_place(Db kind)
    {
        await using var site = await CreateAsync(kind, rows: 5);

        await site.UseAsync<GboDbContext>(db => db.Set<AuditEntry>().Where(a => a.Position == 3)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.UserId, "someone else"), Cancel));

        Assert.Equal(3, await VerifyAsync(site));
    }

    [Theory, AllDatabases]
    public async Task A_removed_row_breaks_the_chain(Db kind)
    {
        await using var site = await CreateAsync(kind, rows: 5);

        await site.UseAsync<GboDbContext>(db => db.Set<AuditEntry>().Where(a => a.Position == 2).ExecuteDeleteAsync(Cancel));

        Assert.Equal(2, await VerifyAsync(site));
    }

    [Theory, AllDatabases]
    public async Task Erasing_what_a_row_says_keeps_the_chain_whole(Db kind)
    {
        await using var site = await CreateAsync(kind, rows: 5);

        await site.UseAsync<GboDbContext>(db => db.Set<AuditEntry>().Where(a => a.Position == 2)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Payload, (string?)null).SetProperty(a => a.Salt, (byte[]?)null), Cancel));

        Assert.Null(await VerifyAsync(site));
    }

    [Theory, AllDatabases]
    public async Task Two_sealers_at_once_make_one_chain(Db kind)
    {
        await using var site = await CreateAsync(kind, rows: 0);
        await AddAsync(site, 30);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.UseAsync((AuditSealer s) => s.SealAsync(Cancel))));
        await site.UseAsync((AuditSealer s) => s.SealAsync(Cancel));

        Assert.Null(await VerifyAsync(site));
        Assert.Equal(30, (await site.UseAsync((AuditSealer s) => s.HeadAsync(Cancel))).Position);
    }

    [Theory, AllDatabases]
    public async Task A_chain_that_was_rewritten_whole_differs_from_the_head_that_was_kept_outside(Db kind)
    {
        await using var site = await CreateAsync(kind, rows: 3);
        await site.UseAsync((AuditHeads h) => h.DoWorkAsync(null!, Cancel));
        await AddAsync(site, 2);
        site.Time.Advance(TimeSpan.FromDays(1));
        await site.UseAsync((AuditHeads h) => h.DoWorkAsync(null!, Cancel));
        var before = await site.UseAsync<AuditHeads, DateOnly?>(h => h.VerifyAsync(Cancel));

        await site.UseAsync<GboDbContext>(db => db.Set<AuditEntry>().Where(a => a.Position == 2).ExecuteUpdateAsync(s => s.SetProperty(a => a.UserId, "someone else"), Cancel));
        await site.UseAsync<GboDbContext>(db => db.Set<AuditEntry>().ExecuteUpdateAsync(s => s.SetProperty(a => a.Position, (long?)null), Cancel));
        await site.UseAsync((AuditSealer s) => s.SealAsync(Cancel));

        Assert.Null(before);
        Assert.Null(await VerifyAsync(site));
        Assert.Equal(BrusselsTime.DayOf(site.Time.GetUtcNow().UtcDateTime.AddDays(-1)), await site.UseAsync<AuditHeads, DateOnly?>(h => h.VerifyAsync(Cancel)));
    }

    private async Task<TestSite> CreateAsync(Db kind, int rows)
    {
        var site = await databases.CreateAsync(kind, services => services.AddScoped<AuditHeads>().AddSingleton(new AppDataFolder(TestFolder.Create("audit"))));
        await AddAsync(site, rows);
        await site.UseAsync((AuditSealer s) => s.SealAsync(Cancel));
        return site;
    }

    private static async Task AddAsync(TestSite site, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            var number = i;
            await site.UseAsync<GboDbContext>(db =>
            {
                db.Audit("Test.Done", Guid.NewGuid(), "user", new { number });
                return db.SaveChangesAsync(Cancel);
            });
        }
    }

    private static Task<long?> VerifyAsync(TestSite site) => site.UseAsync((AuditSealer s) => s.VerifyAsync(Cancel));
}
