using System.Text.Json;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Tests.Notifications;

namespace GboParticipatie.Tests.Sites;

/// <summary>What a whole site wants to mail, against what a real mail server got.</summary>
internal static class SiteMails
{
    /// <summary>Configuration of a site that mails through this server.</summary>
    public static (string Key, string Value)[] Through(SmtpServer server) =>
    [
        ("Mail:Smtp:Host", "127.0.0.1"),
        ("Mail:Smtp:Port", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Mail:Smtp:StartTls", "false"),
    ];

    /// <summary>True when every event is handled and every mail has left.</summary>
    public static Task<bool> IsQuietAsync(this PublicSite site) => site.UseAsync(async (GboDbContext db) =>
        !await db.Set<OutboxStream>().AnyAsync(s => s.HandledPosition < s.NextPosition && s.ParkedAt == null)
        && !await db.Set<OutgoingMail>().AnyAsync(m => m.State == MailState.Queued));

    /// <summary>Waits until it is quiet; each time that it is not, the test may let time pass.</summary>
    public static async Task UntilQuietAsync(this PublicSite site, Action? meanwhile = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await site.IsQuietAsync())
        {
            meanwhile?.Invoke();
            await clock.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Every mail arrived once, and those to one person in the order in which they were queued.</summary>
    public static async Task AssertArrivedOnceInOrderAsync(this PublicSite site, SmtpServer server)
    {
        var mails = await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AsNoTracking().ToDictionaryAsync(m => m.Id));
        var queued = await site.UseAsync((GboDbContext db) => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Type == "MailQueued").OrderBy(m => m.Position).ToListAsync());
        var arrivals = server.Arrivals;
        // Work waits for a working day, or goes along in the one mail of a day: what does not, left.
        var left = mails.Values.Where(m => m.State is not (MailState.Waiting or MailState.Bundled)).ToList();
        Assert.All(left, m => Assert.Equal(MailState.Sent, m.State));
        // A digest of who works here goes along as well.
        Assert.All(mails.Values.Except(left), m => Assert.True(m.IsWork || m.Kind == "digest"));
        Assert.Equal(left.Select(m => m.MessageId).Order(StringComparer.Ordinal), arrivals.Select(a => a.MessageId).Order(StringComparer.Ordinal));
        foreach (var person in queued.GroupBy(m => m.StreamId))
        {
            var wanted = person.Select(m => mails[JsonDocument.Parse(m.Payload).RootElement.GetProperty("MailId").GetGuid()]).Where(left.Contains).ToList();
            if (wanted.Count > 0) Assert.Equal(wanted.Select(m => m.MessageId), arrivals.Where(a => a.To == wanted[0].To).Select(a => a.MessageId));
        }
    }
}
