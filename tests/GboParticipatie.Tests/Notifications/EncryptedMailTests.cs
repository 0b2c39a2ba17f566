using System.Globalization;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Crash;
using GboParticipatie.Tests.Web;

namespace GboParticipatie.Tests.Notifications;

/// <summary>A mail server as most are: STARTTLS, and a user with a password. The site is a process of its own, because what it trusts is read once.</summary>
[Trait("Category", "Long")]
public sealed class EncryptedMailTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_encrypted_after_a_login()
    {
        await using var server = new SmtpServer { Encrypts = true };

        await WithMailAsync(server, [], async _ => await server.UntilAsync(() => server.Messages.Count > 0));

        Assert.Equal("nieuw@test.example", Assert.Single(server.Arrivals).To);
        Assert.Equal(1, server.Logins);
    }

    [Fact]
    public async Task With_a_wrong_password_a_mail_waits_and_the_list_says_why()
    {
        await using var server = new SmtpServer { Encrypts = true };
        OutgoingMail? mail = null;

        await WithMailAsync(server, [("Mail__Smtp__Password", "verkeerd")], async look => mail = await TriedAsync(look));

        Assert.Equal(MailState.Queued, mail!.State);
        Assert.StartsWith("De mailserver laat de site niet toe: kijk de gebruiker en het wachtwoord na. 53", mail.LastError, StringComparison.Ordinal);
        Assert.True(server.Logins > 0);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_neither_mail_nor_password()
    {
        await using var server = new SmtpServer { Encrypts = true };
        OutgoingMail? mail = null;

        await WithMailAsync(server, [("SSL_CERT_FILE", "/dev/null")], async look => mail = await TriedAsync(look));

        Assert.Equal(MailState.Queued, mail!.State);
        Assert.Contains("certificate", mail.LastError, StringComparison.Ordinal);
        Assert.Equal((0, 0), (server.Logins, server.Messages.Count));
    }

    // The command line queues the mail, the site sends it.
    private async Task WithMailAsync(SmtpServer server, IEnumerable<(string Key, string Value)> other, Func<TestSite, Task> then)
    {
        await server.StartAsync();
        var folder = RunningSite.RecipeFolder();
        var database = await databases.CreateDatabaseAsync(Db.Sqlite);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Gbo__Region"] = "test",
            ["Gbo__Recipes"] = folder,
            ["Gbo__AppData"] = folder,
            ["Gbo__BackgroundTasksAfter"] = "0",
            ["ConnectionStrings__Gbo"] = database.ConnectionString,
            ["Mail__Smtp__Host"] = "localhost",
            ["Mail__Smtp__Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail__Smtp__User"] = SmtpServer.User,
            ["Mail__Smtp__Password"] = SmtpServer.Password,
            ["SSL_CERT_FILE"] = server.Certificate,
        };
        foreach (var (key, value) in other) environment[key] = value;
        await using var site = SiteProcess.Ours(environment);
        await using var look = TestSite.On(database, null);
        try
        {
            await site.StartAsync(Cancel);
            await SiteProcess.CommandAsync(environment, "user", "invite", "nieuw@test.example", "--role", "Organisatie");
            await then(look);
        }
        finally
        {
            await site.KillAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<OutgoingMail> TriedAsync(TestSite look)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await clock.WaitForNextTickAsync(limit.Token))
            if ((await look.MailsAsync()).Find(m => m.Attempts > 0 || m.State != MailState.Queued) is { } mail) return mail;
        throw new TimeoutException("The site never tried to mail.");
    }
}
