using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Settings;

namespace GboParticipatie.Tests.Data;

/// <summary>Work that ran into a row that another was just ahead with: it runs once more, and sees it.</summary>
public sealed class LostRaceTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Work_that_another_was_ahead_of_begins_again_and_leaves_nothing_of_its_first_try(Db kind)
    {
        await using var site = await WithFirstAsync(kind);
        var (tries, told) = (0, 0);

        var seen = await site.UseAsync((GboDbContext db) => db.WriteAsync(async c =>
        {
            tries++;
            db.Audit("Test.Tried", Guid.NewGuid(), null);
            db.AfterCommit(_ =>
            {
                told++;
                return Task.CompletedTask;
            });
            // What the first try does not see yet, the second does.
            var there = tries == 1 ? null : await db.Set<SettingsDocument>().SingleOrDefaultAsync(s => s.Name == "One", c);
            if (there is null) db.Add(new SettingsDocument { Name = "One", Json = "[2]" });
            await db.SaveChangesAsync(c);
            return there?.Json;
        }, Cancel));

        Assert.Equal(("[1]", 2, 1), (seen, tries, told));
        Assert.Equal(1, await site.DataAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "Test.Tried", Cancel)));
    }

    [Theory, AllDatabases]
    public async Task Work_that_fails_again_fails_and_is_not_tried_a_third_time(Db kind)
    {
        await using var site = await WithFirstAsync(kind);
        var tries = 0;

        await Assert.ThrowsAsync<DbUpdateException>(() => site.UseAsync((GboDbContext db) => db.WriteAsync(c =>
        {
            tries++;
            db.Add(new SettingsDocument { Name = "One", Json = "[2]" });
            return db.SaveChangesAsync(c);
        }, Cancel)));

        Assert.Equal(2, tries);
    }

    // A second try would leave out what the caller had put in the context before, without a word.
    [Theory, AllDatabases]
    public async Task Work_that_goes_on_with_what_was_there_before_it_is_not_tried_again(Db kind)
    {
        await using var site = await WithFirstAsync(kind);
        var tries = 0;

        await Assert.ThrowsAsync<DbUpdateException>(() => site.UseAsync((GboDbContext db) =>
        {
            db.Add(new SettingsDocument { Name = "Before", Json = "{}" });
            return db.WriteAsync(c =>
            {
                if (tries++ == 0) db.Add(new SettingsDocument { Name = "One", Json = "[2]" });
                return db.SaveChangesAsync(c);
            }, Cancel);
        }));

        Assert.Equal(1, tries);
    }

    [Theory, AllDatabases]
    public async Task What_fails_after_the_commit_does_not_make_the_work_run_again(Db kind)
    {
        await using var site = await WithFirstAsync(kind);
        var tries = 0;

        await Assert.ThrowsAsync<DbUpdateException>(() => site.UseAsync((GboDbContext db) => db.WriteAsync(async c =>
        {
            tries++;
            db.Add(new SettingsDocument { Name = "Two", Json = "{}" });
            await db.SaveChangesAsync(c);
            db.AfterCommit(_ => site.UseAsync((GboDbContext other) => throw new DbUpdateException("", (Exception)(kind == Db.Sqlite
                ? new Microsoft.Data.Sqlite.SqliteException("", 19, 2067)
                : new Npgsql.PostgresException("", "ERROR", "ERROR", "23505")))));
        }, Cancel)));

        Assert.Equal(1, tries);
    }

    private async Task<TestSite> WithFirstAsync(Db kind)
    {
        var site = await databases.CreateAsync(kind);
        await site.DataAsync(db =>
        {
            db.Add(new SettingsDocument { Name = "One", Json = "[1]" });
            return db.SaveChangesAsync(Cancel);
        });
        return site;
    }
}
