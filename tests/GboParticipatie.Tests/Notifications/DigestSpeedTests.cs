using System.Diagnostics;
using GboParticipatie.Digests;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Digests;

namespace GboParticipatie.Tests.Notifications;

[Trait("Category", "Long")]
public sealed class DigestSpeedTests(DatabaseFixture databases, ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task Fifty_thousand_records_for_five_hundred_people_are_compiled_and_their_mails_queued_within_a_minute(Db kind)
    {
        var notifications = new NotificationSite();
        await using var site = await databases.CreateAsync(kind, notifications.Configure);
        // One large group, so that all of it passes through one digest, and ten ordinary ones.
        List<DigestGroup> groups = [notifications.Digests.AddGroup("Iedereen", people: 300), .. Enumerable.Range(1, 10).Select(i => notifications.Digests.AddGroup($"Groep {i}", people: 20))];
        await FillAsync(site, groups[0], 40_000);
        foreach (var group in groups.Skip(1)) await FillAsync(site, group, 1_000);
        site.Time.Set(new DateTime(2026, 11, 24, 6, 0, 0, DateTimeKind.Utc));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var done = new CancellationTokenSource();
        var highest = Task.Run(() => HighestMemoryAsync(done.Token), Cancel);
        var clock = Stopwatch.StartNew();
        await site.InScopeAsync(services => new DigestTask().DoWorkAsync(services, Cancel));
        var compiled = clock.Elapsed;
        await site.DrainAsync();
        clock.Stop();
        await done.CancelAsync();

        var grown = (await highest - before) / 1024 / 1024;
        output.WriteLine($"{kind}: compiled in {compiled.TotalSeconds:F1} s, with mails in {clock.Elapsed.TotalSeconds:F1} s, {grown} MB more at most");
        Assert.Equal(50_000, await site.DataAsync(db => db.Set<DigestEntry>().CountAsync(Cancel)));
        Assert.Equal(500, await site.DataAsync(db => db.Set<OutgoingMail>().CountAsync(Cancel)));
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"It took {clock.Elapsed}.");
        // Fifty thousand entries are some 40 MB as objects; a batch is well below one.
        Assert.True(grown < 25, $"It took {grown} MB.");
    }

    // What is alive at its highest: sampled with a full collection, as garbage says nothing.
    private static async Task<long> HighestMemoryAsync(CancellationToken until)
    {
        var highest = 0L;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        try
        {
            while (await timer.WaitForNextTickAsync(until)) highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true));
        }
        catch (OperationCanceledException)
        {
            // Done.
        }

        return highest;
    }

    private static Task FillAsync(TestSite site, DigestGroup group, int count) => site.UseAsync<GboDbContext>(db => db.WriteAsync(async c =>
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(2_000))
        {
            db.AddRange(chunk.Select(_ => new DigestQueueEntry
            {
                Id = Guid.CreateVersion7(),
                AudienceId = group.Id,
                Section = DigestSection.New,
                SubjectType = TestDigests.Point,
                SubjectId = Guid.NewGuid(),
                QueuedAt = site.Time.Now,
            }));
            await db.SaveChangesAsync(c);
            db.ChangeTracker.Clear();
        }
    }, Cancel));
}
