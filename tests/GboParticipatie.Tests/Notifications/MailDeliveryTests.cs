using GboParticipatie.Data.Outbox;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Mail;

namespace GboParticipatie.Tests.Notifications;

/// <summary>Against a real mail server in a process of its own.</summary>
public sealed class MailDeliveryTests(DatabaseFixture databases) : IAsyncLifetime
{
    private readonly NotificationSite _notifications = new();
    private SmtpServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await SmtpServer.StartedAsync();
        _notifications.UseSmtp(_server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory, AllDatabases]
    public async Task Mails_to_one_person_arrive_in_order_also_from_two_instances(Db kind)
    {
        await using var one = await databases.CreateAsync(kind, _notifications.Configure);
        await using var two = one.Another(_notifications.Configure);
        await QueueAsync(one, people: 4, each: 10);

        await Task.WhenAll(one.DrainAsync(), two.DrainAsync());
        await one.DrainAsync();

        await AssertArrivedOnceInOrderAsync(one, 40);
    }

    [Theory, AllDatabases]
    public async Task A_server_that_is_down_the_whole_time_and_comes_back_gets_everything_once_and_in_order(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await _server.KillAsync();
        await QueueAsync(site, people: 3, each: 5);

        for (var i = 0; i < 5; i++)
        {
            await site.DrainAsync();
            site.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var jam = await site.UseAsync<MailLog, MailJam?>(l => l.JamAsync(Cancel));
        await _server.StartAsync();
        await site.DrainWhileTimePassesAsync();

        Assert.Equal(15, jam!.Count);
        Assert.Null(await site.UseAsync<MailLog, MailJam?>(l => l.JamAsync(Cancel)));
        await AssertArrivedOnceInOrderAsync(site, 15);
        Assert.Empty(await site.DataAsync(db => db.Set<OutboxStream>().Where(s => s.ParkedAt != null).ToListAsync(Cancel)));
    }

    [Theory, AllDatabases]
    public async Task A_server_that_is_killed_half_way_and_started_again_gets_everything_in_order(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await QueueAsync(site, people: 5, each: 12);

        var draining = Task.Run(() => site.DrainAsync(), Cancel);
        await Task.WhenAny(_server.UntilAsync(() => _server.Messages.Count >= 15), draining);
        await _server.KillAsync();
        await draining;
        var waiting = (await site.MailsAsync()).Count(m => m.State == MailState.Queued);
        await _server.StartAsync();
        await site.DrainWhileTimePassesAsync();

        Assert.True(waiting > 0, "The server was killed too late to show anything.");
        // A message that the server kept, while its answer died with it, is handed over again under the same Message-ID: SMTP
        // cannot do better. Four streams are worked on at a time.
        await AssertArrivedOnceInOrderAsync(site, 60, mostTwice: 4);
    }

    [Theory, AllDatabases]
    public async Task A_refused_address_fails_its_mail_and_the_coach_can_send_it_again(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a", "refused@schakel.example"));
        await site.QueueAsync(NotificationSite.Mail("b", "refused@schakel.example"));
        await site.QueueAsync(NotificationSite.Mail("c", "bo@huis.example"));

        await site.DrainAsync();
        var mails = await site.MailsAsync();
        await site.UseAsync<MailLog>(l => l.SendAgainAsync(mails[0].Id, Cancel));
        await site.DrainAsync();

        Assert.Equal([MailState.Failed, MailState.Failed, MailState.Sent], mails.Select(m => m.State));
        Assert.Contains("550", mails[0].LastError, StringComparison.Ordinal);
        Assert.Equal(2, await site.UseAsync<MailLog, int>(l => l.CountFailedAsync(Cancel)));
        Assert.Single(_server.Arrivals);
        Assert.Equal(3, await site.DataAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Type == "MailRefused", Cancel)));
        Assert.Equal(1, await site.DataAsync(db => db.Set<GboParticipatie.Data.Audit.AuditEntry>().CountAsync(a => a.Action == "Mail.SentAgain", Cancel)));
    }

    [Theory, AllDatabases]
    public async Task A_busy_mailbox_is_tried_for_as_long_as_it_takes(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a", "busy@schakel.example"));

        for (var i = 0; i < 10; i++)
        {
            await site.DrainAsync();
            site.Time.Advance(TimeSpan.FromMinutes(5));
        }

        var mail = Assert.Single(await site.MailsAsync());
        Assert.Equal((MailState.Queued, 10), (mail.State, mail.Attempts));
        Assert.Contains("450", mail.LastError, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_text_that_the_server_does_not_want_is_set_aside_after_five_tries(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a", "spam@schakel.example"));

        await site.DrainWhileTimePassesAsync(most: 10);

        var mail = Assert.Single(await site.MailsAsync());
        Assert.Equal((MailState.Failed, 5), (mail.State, mail.Attempts));
    }

    [Theory, AllDatabases]
    public async Task An_address_that_is_none_fails_at_once(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a", "geen adres"));

        await site.DrainAsync();

        Assert.Equal(MailState.Failed, Assert.Single(await site.MailsAsync()).State);
    }

    [Theory, AllDatabases]
    public async Task A_server_that_does_not_encrypt_gets_nothing_when_encryption_is_asked(Db kind)
    {
        _notifications.Configuration["Mail:Smtp:StartTls"] = "true";
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a"));

        await site.DrainAsync();

        Assert.Equal(MailState.Queued, Assert.Single(await site.MailsAsync()).State);
        Assert.Empty(_server.Messages);
    }

    [Theory, AllDatabases]
    public async Task Nor_does_a_password_leave_for_a_server_that_does_not_encrypt(Db kind)
    {
        await using var server = new SmtpServer { AsksLogin = true };
        await server.StartAsync();
        _notifications.UseSmtp(server);
        _notifications.Configuration["Mail:Smtp:User"] = SmtpServer.User;
        _notifications.Configuration["Mail:Smtp:Password"] = SmtpServer.Password;
        _notifications.Configuration["Mail:Smtp:StartTls"] = "true";
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a"));

        await site.DrainAsync();
        var logins = server.Logins;
        var mail = Assert.Single(await site.MailsAsync());
        _notifications.Configuration["Mail:Smtp:StartTls"] = "false";
        await using var careless = site.Another(_notifications.Configure);
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await careless.DrainAsync();

        Assert.Equal((MailState.Queued, 0), (mail.State, logins));
        Assert.Contains("secure connection", mail.LastError, StringComparison.Ordinal);
        // The control: who asks for no encryption, does log in there.
        Assert.Equal((1, 1), (server.Logins, server.Messages.Count));
    }

    [Theory, AllDatabases]
    public async Task No_more_mails_leave_in_a_minute_than_the_limit(Db kind)
    {
        _notifications.Configuration["Mail:PerMinute"] = "6";
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await QueueAsync(site, people: 1, each: 10);

        await site.DrainAsync();
        var inFirstMinute = _server.Messages.Count;
        site.Time.Advance(TimeSpan.FromSeconds(61));
        await site.DrainAsync();

        Assert.Equal(6, inFirstMinute);
        await AssertArrivedOnceInOrderAsync(site, 10);
    }

    [Theory, AllDatabases]
    public async Task The_limit_is_that_of_all_people_and_instances_together(Db kind)
    {
        _notifications.Configuration["Mail:PerMinute"] = "6";
        await using var one = await databases.CreateAsync(kind, _notifications.Configure);
        await using var two = one.Another(_notifications.Configure);
        await QueueAsync(one, people: 10, each: 2);

        List<int> perMinute = [];
        while ((await one.MailsAsync()).Exists(m => m.State == MailState.Queued))
        {
            var before = _server.Messages.Count;
            await Task.WhenAll(one.DrainAsync(), two.DrainAsync());
            perMinute.Add(_server.Messages.Count - before);
            one.Time.Advance(TimeSpan.FromSeconds(61));
        }

        Assert.Equal([6, 6, 6, 2], perMinute);
        await AssertArrivedOnceInOrderAsync(one, 20);
    }

    [Theory, AllDatabases]
    public async Task What_the_server_did_not_take_does_not_count_for_the_limit(Db kind)
    {
        _notifications.Configuration["Mail:PerMinute"] = "6";
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await _server.KillAsync();
        await QueueAsync(site, people: 10, each: 1);
        await site.DrainAsync();
        Assert.All(await site.MailsAsync(), m => Assert.Null(m.SentAt));

        await _server.StartAsync();
        site.Time.Advance(TimeSpan.FromSeconds(6));
        await site.DrainAsync();

        Assert.Equal(6, _server.Messages.Count);
    }

    [Theory, AllDatabases]
    public async Task A_server_that_takes_the_text_and_then_says_nothing_is_given_up_for_now(Db kind)
    {
        _notifications.Configuration["Mail:Smtp:TimeoutSeconds"] = "1";
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a", "hangs@schakel.example"));

        await site.DrainAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        var mail = Assert.Single(await site.MailsAsync());
        Assert.Equal((MailState.Queued, "De mailserver antwoordt niet."), (mail.State, mail.LastError));
        Assert.Single(_server.Messages);
    }

    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task A_site_that_stops_while_a_slow_server_has_a_mail_waits_until_it_says_so_and_nobody_sends_it_again(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await using var other = site.Another(_notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a", "slow@schakel.example"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = site.Services.GetRequiredService<OutboxDispatcher>().RunAsync(stop.Token);
        await _server.UntilAsync(() => _server.Messages.Count > 0);

        await stop.CancelAsync();
        await running;
        await other.DrainAsync();

        await AssertArrivedOnceInOrderAsync(site, 1);
    }

    [Fact]
    public void Waits_grow_from_five_seconds_to_five_minutes()
        => Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300], Enumerable.Range(1, 8).Select(n => (int)MailDelivery.DelayAfter(n).TotalSeconds));

    private static async Task QueueAsync(TestSite site, int people, int each)
    {
        for (var i = 0; i < each; i++)
        {
            for (var person = 0; person < people; person++) await site.QueueAsync(NotificationSite.Mail($"{person}-{i}", $"lid{person}@schakel.example"));
            site.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    private async Task AssertArrivedOnceInOrderAsync(TestSite site, int count, int mostTwice = 0)
    {
        var mails = await site.MailsAsync();
        var arrivals = _server.Arrivals;
        Assert.All(mails, m => Assert.Equal(MailState.Sent, m.State));
        Assert.InRange(arrivals.Count, count, count + mostTwice);
        foreach (var person in mails.GroupBy(m => m.To))
            Assert.Equal(person.Select(m => m.MessageId), arrivals.Where(a => a.To == person.Key).Select(a => a.MessageId).Distinct());
    }
}
