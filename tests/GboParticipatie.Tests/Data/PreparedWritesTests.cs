using GboParticipatie.Data.Outbox;
using GboParticipatie.Data.Prepared;
using GboParticipatie.Data.Settings;
using GboParticipatie.Events;

namespace GboParticipatie.Tests.Data;

public sealed class PreparedWritesTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Rows_that_are_written_read_back_as_those_that_EF_writes(Db kind)
    {
        await using var site = await CreateAsync(kind);
        var (byEf, prepared) = (Stream(), Stream());
        await site.DataAsync(db =>
        {
            db.Add(byEf);
            return db.SaveChangesAsync(Cancel);
        });

        await RunAsync(site, t => t.Add(prepared));

        foreach (var written in new[] { byEf, prepared })
            Assert.Equivalent(written, await site.DataAsync(db => db.Set<OutboxStream>().SingleAsync(s => s.Id == written.Id, Cancel)), strict: true);
    }

    [Theory, AllDatabases]
    public async Task Work_that_fails_leaves_nothing_and_the_next_one_succeeds(Db kind)
    {
        await using var site = await CreateAsync(kind);

        await Assert.ThrowsAsync<InvalidOperationException>(() => site.UseAsync<PreparedWrites>(w => w.RunAsync<bool>(async (t, c) =>
        {
            await t.ExecuteAsync("INSERT INTO \"Settings\" (\"Name\", \"Json\") VALUES (@p0, @p1)", ["Half", "{}"], c);
            throw new InvalidOperationException("after a row was written");
        }, Cancel)));
        await RunAsync(site, t => t.Add(new SettingsDocument { Name = "Whole", Json = "{}" }));

        Assert.Equal(["Whole"], await site.DataAsync(db => db.Set<SettingsDocument>().Select(s => s.Name).ToListAsync(Cancel)));
    }

    [Theory, AllDatabases]
    public async Task A_second_row_with_a_unique_key_is_refused_and_the_next_one_succeeds(Db kind)
    {
        await using var site = await CreateAsync(kind);
        await RunAsync(site, t => t.Add(new SettingsDocument { Name = "Once", Json = "{}" }));

        await Assert.ThrowsAsync<DbUpdateException>(() => RunAsync(site, t => t.Add(new SettingsDocument { Name = "Once", Json = "{}" })));
        await RunAsync(site, t => t.Add(new SettingsDocument { Name = "Twice", Json = "{}" }));

        Assert.Equal(2, await site.DataAsync(db => db.Set<SettingsDocument>().CountAsync(Cancel)));
    }

    [Theory, AllDatabases]
    public async Task Inside_a_transaction_of_the_context_it_is_part_of_that(Db kind)
    {
        await using var site = await CreateAsync(kind);

        async Task WriteAsync(bool fails) => await site.InScopeAsync(services => services.GetRequiredService<GboDbContext>().WriteAsync(async c =>
        {
            await services.GetRequiredService<PreparedWrites>().RunAsync((t, _) =>
            {
                t.Add(new SettingsDocument { Name = $"Fails {fails}", Json = "{}" });
                t.Publish(new Happened(Guid.NewGuid()));
                return Task.FromResult(true);
            }, c);
            return fails ? throw new InvalidOperationException("after it") : true;
        }, Cancel));

        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(fails: true));
        await WriteAsync(fails: false);

        Assert.Equal(["Fails False"], await site.DataAsync(db => db.Set<SettingsDocument>().Select(s => s.Name).ToListAsync(Cancel)));
        Assert.Equal(1, await site.DataAsync(db => db.Set<OutboxMessage>().CountAsync(Cancel)));
    }

    [Theory, AllDatabases]
    public async Task Its_events_follow_those_that_the_context_published(Db kind)
    {
        await using var site = await CreateAsync(kind);
        var stream = Guid.NewGuid();
        await RunAsync(site, t => t.PublishFirst(new Happened(stream)));
        await site.DataAsync(db =>
        {
            db.Publish(new Happened(stream));
            return db.SaveChangesAsync(Cancel);
        });

        await RunAsync(site, t =>
        {
            t.Publish(new Happened(stream));
            t.Publish(new Happened(stream));
        });

        Assert.Equal([0, 1, 2, 3], await site.DataAsync(db => db.Set<OutboxMessage>().Where(m => m.StreamId == stream).OrderBy(m => m.Position).Select(m => m.Position).ToListAsync(Cancel)));
        Assert.Equal(4, await site.DataAsync(db => db.Set<OutboxStream>().Where(s => s.Id == stream).Select(s => s.NextPosition).SingleAsync(Cancel)));
    }

    [Theory, AllDatabases]
    public async Task Many_at_once_and_saves_of_the_context_between_them_all_arrive(Db kind)
    {
        await using var site = await CreateAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => i % 3 == 0
            ? site.DataAsync(db =>
            {
                db.Add(new SettingsDocument { Name = $"{i}", Json = "{}" });
                return db.SaveChangesAsync(Cancel);
            })
            : RunAsync(site, t => t.Add(new SettingsDocument { Name = $"{i}", Json = "{}" }))));

        Assert.Equal(60, await site.DataAsync(db => db.Set<SettingsDocument>().CountAsync(Cancel)));
    }

    private Task<TestSite> CreateAsync(Db kind) => databases.CreateAsync(kind, services
        => services.AddSingleton(new ModelAssemblies([.. DatabaseFixture.Assemblies, typeof(PreparedWritesTests).Assembly])));

    private static Task RunAsync(TestSite site, Action<PreparedTransaction> work) => site.UseAsync<PreparedWrites>(w => w.RunAsync((t, _) =>
    {
        work(t);
        return Task.FromResult(true);
    }, Cancel));

    private static OutboxStream Stream() => new()
    {
        Id = Guid.NewGuid(),
        NextPosition = 7,
        DueAt = new DateTime(2026, 11, 22, 13, 14, 15, DateTimeKind.Utc).AddTicks(1230),
        LeaseId = Guid.NewGuid(),
        Attempts = 2,
        LastError = "Iets met é en 'aanhaling'",
    };

    internal sealed record Happened(Guid StreamId) : IDomainEvent;
}
