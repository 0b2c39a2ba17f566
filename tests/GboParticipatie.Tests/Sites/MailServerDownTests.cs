using System.Net;
using GboParticipatie.Digests;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Notifications.Services.Mail;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Api;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Tests.Notifications;
using GboParticipatie.Web.BackgroundTasks;

namespace GboParticipatie.Tests.Sites;

/// <summary>The whole site with a real mail server that is away while people work, and comes back when they are done.</summary>
public sealed class MailServerDownTests(DatabaseFixture databases)
{
    private static readonly string[] Authors = ["organisatie@zolim.example", "rachid.benali@zolim.example", "hilde.vrancken@zolim.example"];

    private static readonly DateTime Tuesday = new(2026, 11, 24, 8, 5, 0, DateTimeKind.Utc);

    private const string Coach = "coach@zolim.example";
    private const string Unclear = "answer-unclear";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task What_happened_while_the_mail_server_was_away_is_mailed_once_and_in_order(Db kind)
    {
        await using var server = await SmtpServer.StartedAsync();
        await server.KillAsync();
        var time = new TestTime();
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), time, settings: SiteMails.Through(server));

        var points = await ProposeAsync(site, time, each: 3);
        await UntilConfirmedAsync(site, points.Count);
        await AskAndAnswerAsync(site, time, points);
        await NotClearAsync(site, points);
        var jam = await JamAsync(site, time);
        var digest = await TuesdayAsync(site, time);
        var coach = await (await DeskSteps.CoachAsync(site)).OpenAsync("/beheer/mail");
        var arrivedBefore = server.Messages.Count;

        await server.StartAsync();
        await site.UntilQuietAsync(meanwhile: () => time.Advance(TimeSpan.FromMinutes(5)));

        Assert.Equal(0, arrivedBefore);
        Assert.True(jam.Count > 0);
        Assert.Contains("mailserver", coach.Text("main"), StringComparison.OrdinalIgnoreCase);
        await site.AssertArrivedOnceInOrderAsync(server);
        var mails = await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AsNoTracking().ToListAsync(Cancel));
        Assert.All(points, p => Assert.Single(mails, m => m.Subject == "Je punt is goed aangekomen" && m.SentText!.Contains(p.Reference, StringComparison.Ordinal)));
        // Each author's first mail about a point is that it arrived; the news that there is an answer comes after it.
        foreach (var point in points.Take(3))
            Assert.Equal("Je punt is goed aangekomen", SubjectsOf(server, mails, point)[0]);
        Assert.Null(await site.UseAsync((MailLog l) => l.JamAsync(Cancel)));
        // What waited for a working day of the coach went along in the mail of that day, and so did the digest of the body.
        Assert.DoesNotContain(mails, m => m.State == MailState.Waiting && m.QueuedAt < Tuesday.Date);
        var ofTheDay = Assert.Single(mails, m => m.Kind == "daily" && m.To == Coach);
        Assert.Equal(Authors.Length, mails.Count(m => m.Kind == Unclear && m.State == MailState.Bundled));
        Assert.All(points.Take(Authors.Length), p => Assert.Contains(p.Reference, ofTheDay.SentText!, StringComparison.Ordinal));
        string[] arrived = [.. server.Arrivals.Select(a => a.MessageId)];
        Assert.Contains(ofTheDay.MessageId, arrived);
        Assert.Contains(mails, m => m.Kind == "digest" && m.SentText?.Contains(digest, StringComparison.Ordinal) == true && arrived.Contains(m.MessageId));
    }

    // The authors find the answers unclear: that is work for the coach, who does not work on Sunday.
    private static async Task NotClearAsync(PublicSite site, List<AgendaItem> points)
    {
        foreach (var point in points.Take(Authors.Length))
        {
            var answer = (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.Answers.Single();
            await site.UseAsync((AnswerService s) => s.RateAsync(answer.Id, ClarityRating.No, "Wanneer dan wel?", point.Id, Cancel));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().CountAsync(m => m.Kind == Unclear && m.State == MailState.Waiting, limit.Token)) < Authors.Length)
            await clock.WaitForNextTickAsync(limit.Token);
    }

    // The next working day of the coach comes, and the server is still away: the mail of the day and a digest are made.
    private static async Task<string> TuesdayAsync(PublicSite site, TestTime time)
    {
        time.Set(Tuesday);
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo")))!.Id;
        var digest = await site.UseAsync((IDigestService d) => d.CompileNowAsync(body, Cancel));
        await site.UseAsync(async (TaskRunner tasks) =>
        {
            await tasks.RunAsync(nameof(DailyMailTask), Cancel);
            return 0;
        });
        return $"/digest/{digest}";
    }

    private static async Task<List<AgendaItem>> ProposeAsync(PublicSite site, TestTime time, int each)
    {
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!.Id;
        List<AgendaItem> points = [];
        for (var i = 0; i < each; i++)
        {
            foreach (var author in Authors)
            {
                var caller = await site.CallerAsync(author, ApiScopes.Propose);
                var created = await caller.PostAsync("/api/v1/agenda-items", new { groupId = group, title = $"De bus {i}" });
                Assert.Equal(HttpStatusCode.Created, created.Status);
                points.Add((await site.UseAsync((AgendaItemService s) => s.FindAsync((Guid)created.Json["id"]!)))!);
                time.Advance(TimeSpan.FromSeconds(20));
            }
        }

        return points;
    }

    // No coach is so quick that a point is sent on before its confirmation waits to leave; a busy machine would be.
    private static async Task UntilConfirmedAsync(PublicSite site, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().CountAsync(m => m.Subject == "Je punt is goed aangekomen" && m.State != MailState.Sent, limit.Token)) < count)
            await clock.WaitForNextTickAsync(limit.Token);
    }

    // One point of each author is forwarded at the desk and answered through the link.
    private static async Task AskAndAnswerAsync(PublicSite site, TestTime time, List<AgendaItem> points)
    {
        var body = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("stuurgroep-gbo")))!.Id;
        var coach = await DeskSteps.CoachAsync(site);
        foreach (var point in points.Take(Authors.Length))
        {
            await coach.OpenAsync($"/beheer/punten/{point.Id}/doorsturen");
            await DeskSteps.SendAsync(coach, null, ("Body", body.ToString()), ("Question", "Kan dit?"), ("DueOn", "2027-03-03"));
            Assert.Equal($"/beheer/punten/{point.Id}", coach.Path);
            time.Advance(TimeSpan.FromMinutes(1));
            var asked = (await site.UseAsync((AgendaItemService s) => s.FindAsync(point.Id)))!.Answers.Single();
            var member = await site.NewBrowser().OpenAsync(await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));
            await member.SendAnswerAsync(("Decision", "WillNotDo"), ("Why", "Er is geen plaats."));
            Assert.Equal("Het antwoord is gegeven", member.Heading);
            time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    // The site has tried, and knows that it does not get through.
    private static async Task<MailJam> JamAsync(PublicSite site, TestTime time)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await clock.WaitForNextTickAsync(limit.Token))
        {
            if (await site.UseAsync((MailLog l) => l.JamAsync(limit.Token)) is { } jam) return jam;
            time.Advance(TimeSpan.FromSeconds(30));
        }

        throw new TimeoutException("The site never tried to mail.");
    }

    private static List<string> SubjectsOf(SmtpServer server, List<OutgoingMail> mails, AgendaItem point)
        => [.. server.Arrivals.Select(a => mails.Single(m => m.MessageId == a.MessageId))
            .Where(m => Authors.Contains(m.To) && m.SentText!.Contains(point.Reference, StringComparison.Ordinal)).Select(m => m.Subject)];
}
