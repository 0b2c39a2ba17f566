using GboParticipatie.Data.Outbox;

namespace GboParticipatie.Tests.Data;

/// <summary>What is stored is UTC: PostgreSQL would refuse anything else, SQLite would store whatever it is.</summary>
public sealed class UtcTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_time_that_is_not_UTC_is_refused_however_it_is_written_or_asked(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);
        foreach (var wrong in new[] { DateTimeKind.Local, DateTimeKind.Unspecified })
        {
            var time = new DateTime(2026, 12, 1, 9, 0, 0, wrong);

            await RefusesAsync(() => site.DataAsync(db =>
            {
                db.Add(new OutboxStream { Id = Guid.NewGuid(), DueAt = time });
                return db.SaveChangesAsync(Cancel);
            }));
            await RefusesAsync(() => site.DataAsync(db => db.Set<OutboxStream>().ExecuteUpdateAsync(s => s.SetProperty(x => x.DueAt, time), Cancel)));
            await RefusesAsync(() => site.DataAsync(db => db.Set<OutboxStream>().CountAsync(s => s.DueAt <= time, Cancel)));
        }
    }

    [Theory, AllDatabases]
    public async Task A_time_comes_back_as_UTC_to_the_tick_that_both_databases_keep(Db kind)
    {
        await using var site = await databases.CreateAsync(kind);
        var time = new DateTime(2026, 10, 25, 0, 30, 0, DateTimeKind.Utc).AddMicroseconds(123_456);
        await site.DataAsync(db =>
        {
            db.Add(new OutboxStream { Id = Guid.NewGuid(), DueAt = time });
            return db.SaveChangesAsync(Cancel);
        });

        var read = await site.DataAsync(db => db.Set<OutboxStream>().Select(s => s.DueAt!.Value).SingleAsync(Cancel));

        Assert.Equal((time, DateTimeKind.Utc), (read, read.Kind));
    }

    private static async Task RefusesAsync(Func<Task> work)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(work);
        while (refused.InnerException is not null) refused = refused.InnerException;
        Assert.StartsWith("Only UTC times are stored", refused.Message, StringComparison.Ordinal);
    }
}
