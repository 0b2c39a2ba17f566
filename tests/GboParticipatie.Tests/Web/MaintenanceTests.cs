using System.Net;
using GboParticipatie.Data.Audit;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Tests.Klankgroep.Pages;

namespace GboParticipatie.Tests.Web;

/// <summary>The buttons at /beheer/systeem for what got stuck.</summary>
public sealed class MaintenanceTests(DatabaseFixture databases)
{
    [Theory, AllDatabases]
    public async Task A_stuck_stream_is_tried_again_or_skips_what_failed_when_the_administrator_says_so(Db kind)
    {
        // Nothing works in the background, so that what the buttons do can be seen.
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), settings: ("Gbo:Outbox", "false"));
        var (retried, skipped, other) = (await StuckAsync(site, "Retried"), await StuckAsync(site, "Skipped"), await StuckAsync(site, "Other"));
        var administrator = site.NewBrowser();
        await administrator.SignInAsync("beheer@zolim.example");
        await administrator.OpenAsync("/beheer/systeem");
        Assert.Contains("InvalidOperationException in Test", administrator.Text("main"), StringComparison.Ordinal);

        await administrator.PressAsync("Probeer opnieuw: Retried", ("Stream", retried.ToString()));
        Assert.Equal((HttpStatusCode.OK, "/beheer/systeem"), (administrator.Status, administrator.Path));
        await administrator.PressAsync("Sla over: Skipped", ("Stream", skipped.ToString()));

        Assert.Equal((null, 0L, 0, true), await StateAsync(site, retried));
        Assert.Equal((null, 1L, 0, true), await StateAsync(site, skipped));
        Assert.Equal(5, (await StateAsync(site, other)).Attempts);
        Assert.Equal(["Outbox.Retried", "Outbox.Skipped"], await site.UseAsync((GboDbContext db) => db.Set<AuditEntry>()
            .Where(a => a.SubjectId == retried || a.SubjectId == skipped).Select(a => a.Action).OrderBy(a => a).ToListAsync()));
        Assert.DoesNotContain("Retried", administrator.Text("main"), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_stream_that_is_not_stuck_is_left_alone(Db kind)
    {
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), settings: ("Gbo:Outbox", "false"));
        var stuck = await StuckAsync(site, "Stuck");
        var administrator = site.NewBrowser();
        await administrator.SignInAsync("beheer@zolim.example");
        await administrator.OpenAsync("/beheer/systeem");
        var form = administrator.Filled(("Stream", stuck.ToString()));

        await administrator.PostAsync("/beheer/systeem?handler=Skip", form);
        await administrator.PostAsync("/beheer/systeem?handler=Skip", form);

        Assert.Equal((null, 1L, 0, true), await StateAsync(site, stuck));
    }

    private static async Task<Guid> StuckAsync(PublicSite site, string type)
    {
        var id = Guid.NewGuid();
        await site.UseAsync(async (GboDbContext db) =>
        {
            db.Add(new OutboxStream { Id = id, NextPosition = 2, ParkedAt = DateTime.UtcNow, Attempts = 5, LastError = "InvalidOperationException in Test" });
            for (var i = 0; i < 2; i++) db.Add(new OutboxMessage { Id = Guid.NewGuid(), StreamId = id, Position = i, Type = type, Payload = "{}", OccurredAt = DateTime.UtcNow });
            return await db.SaveChangesAsync();
        });
        return id;
    }

    private static Task<(DateTime? ParkedAt, long Handled, int Attempts, bool IsDue)> StateAsync(PublicSite site, Guid stream) => site.UseAsync(async (GboDbContext db) =>
    {
        var row = await db.Set<OutboxStream>().AsNoTracking().SingleAsync(s => s.Id == stream);
        return (row.ParkedAt, row.HandledPosition, row.Attempts, row.DueAt is not null);
    });
}
