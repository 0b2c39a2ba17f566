using GboParticipatie.Email;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Settings;

namespace GboParticipatie.Tests.Notifications;

public sealed class MailQueueTests(DatabaseFixture databases)
{
    private readonly NotificationSite _notifications = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_mail_queued_twice_is_one_mail(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);

        var first = await site.QueueAsync(NotificationSite.Mail("a"));
        var second = await site.QueueAsync(NotificationSite.Mail("a"));
        await site.DrainAsync();

        Assert.True(first);
        Assert.False(second);
        Assert.Equal(MailState.Sent, Assert.Single(await site.MailsAsync()).State);
        Assert.Single(Directory.GetFiles(_notifications.MailFolder));
    }

    [Theory, AllDatabases]
    public async Task Two_instances_that_queue_the_same_mail_at_once_make_one(Db kind)
    {
        await using var one = await databases.CreateAsync(kind, _notifications.Configure);
        await using var two = one.Another(_notifications.Configure);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).QueueAsync(NotificationSite.Mail($"race-{i / 4}")))));
        await Task.WhenAll(one.DrainAsync(), two.DrainAsync());

        Assert.Equal(5, (await one.MailsAsync()).Count);
        Assert.Equal(5, Directory.GetFiles(_notifications.MailFolder).Length);
    }

    [Theory, AllDatabases]
    public async Task Inside_a_transaction_the_second_of_two_with_one_key_is_told_so(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);

        var queued = await site.InScopeAsync(services => services.GetRequiredService<GboDbContext>().WriteAsync(async c =>
        {
            var email = services.GetRequiredService<IEmailService>();
            return (await email.QueueAsync(NotificationSite.Mail("a"), c), await email.QueueAsync(NotificationSite.Mail("a"), c));
        }, Cancel));

        Assert.Equal((true, false), queued);
    }

    [Theory, AllDatabases]
    public async Task A_mail_of_a_transaction_that_fails_never_leaves(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);

        await Assert.ThrowsAsync<InvalidOperationException>(() => site.InScopeAsync(services => services.GetRequiredService<GboDbContext>().WriteAsync(async c =>
        {
            await services.GetRequiredService<IEmailService>().QueueAsync(NotificationSite.Mail("a"), c);
            throw new InvalidOperationException("after queueing");
        }, Cancel)));
        await site.DrainAsync();

        Assert.Empty(await site.MailsAsync());
    }

    [Theory, AllDatabases]
    public async Task A_secret_is_erased_once_sent_and_kept_out_of_files(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);

        await site.QueueAsync(NotificationSite.Mail("code", body: "Je code is 123456") with { IsSecret = true, ActionUrl = "/inloggen/geheim", ActionText = "Log in" });
        await site.DrainAsync();

        var mail = Assert.Single(await site.MailsAsync());
        Assert.Equal((MailState.Sent, null, null, null, null), (mail.State, mail.Body, mail.ActionUrl, mail.SentText, mail.SentHtml));
        var file = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(_notifications.MailFolder)), Cancel);
        Assert.DoesNotContain("123456", file, StringComparison.Ordinal);
        Assert.DoesNotContain("/inloggen/geheim", file, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task In_a_demo_a_secret_can_be_read(Db kind)
    {
        _notifications.Settings.Set(new SiteSettings { DemoMode = true });
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);

        await site.QueueAsync(NotificationSite.Mail("code", body: "Je code is 123456") with { IsSecret = true });
        await site.DrainAsync();

        var mail = Assert.Single(await site.MailsAsync());
        var read = await site.UseAsync<MailReading, ReadableMail>(r => r.OpenAsync(mail.Id, note: true, Cancel));
        Assert.Contains("123456", read.Content!.Text, StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task A_secret_that_still_waits_is_not_shown(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("code", body: "Je code is 123456") with { IsSecret = true });
        var mail = Assert.Single(await site.MailsAsync());

        var read = await site.UseAsync<MailReading, ReadableMail>(r => r.OpenAsync(mail.Id, note: true, Cancel));

        Assert.Null(read.Content);
    }

    [Theory, AllDatabases]
    public async Task A_region_that_holds_its_mails_lets_them_go_one_by_one(Db kind)
    {
        _notifications.Settings.Set(new MailSettings { HoldAll = true });
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a"));
        await site.DrainAsync();
        var held = Assert.Single(await site.MailsAsync());
        _notifications.Settings.Set(new MailSettings());

        await site.UseAsync<MailLog>(l => l.SendAgainAsync(held.Id, Cancel));
        await site.DrainAsync();

        Assert.Equal(MailState.Held, held.State);
        Assert.Equal(MailState.Sent, Assert.Single(await site.MailsAsync()).State);
    }

    [Theory, AllDatabases]
    public async Task The_list_finds_by_address_subject_and_state(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a", "An@Schakel.example"));
        await site.QueueAsync(NotificationSite.Mail("b", "bo@huis.example") with { Subject = "Kom je op dinsdag?" });
        await site.DrainAsync();
        await site.QueueAsync(NotificationSite.Mail("c", "an@schakel.example"));

        Task<int> Count(MailState? state, string? text) => site.UseAsync<MailLog, int>(async l => (await l.ListAsync(state, text, inSubject: true, 1, Cancel)).Lines.Count);

        Assert.Equal(2, await Count(null, "schakel"));
        Assert.Equal(1, await Count(null, "DINSDAG"));
        Assert.Equal(1, await Count(MailState.Queued, " an@"));
        Assert.Equal(3, await Count(null, null));
    }

    [Theory, AllDatabases]
    public async Task Old_mails_lose_their_text_and_then_go(Db kind)
    {
        await using var site = await databases.CreateAsync(kind, _notifications.Configure);
        await site.QueueAsync(NotificationSite.Mail("a"));
        await site.DrainAsync();
        var files = Directory.GetFiles(_notifications.MailFolder, "*.eml").Length;

        site.Time.Advance(TimeSpan.FromDays(181));
        await site.InScopeAsync(s => new NotificationRetention().DoWorkAsync(s, Cancel));
        var erased = Assert.Single(await site.MailsAsync());
        site.Time.Advance(TimeSpan.FromDays(600));
        await site.InScopeAsync(s => new NotificationRetention().DoWorkAsync(s, Cancel));

        Assert.Equal(1, files);
        Assert.Empty(Directory.GetFiles(_notifications.MailFolder, "*.eml"));
        Assert.Equal((null, null, null), (erased.Body, erased.SentText, erased.SentHtml));
        Assert.Empty(await site.MailsAsync());
    }
}
