using System.Collections.Concurrent;
using System.Net;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Email;
using GboParticipatie.Events;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Security;
using GboParticipatie.Tests.Klankgroep.Api;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Tests.Notifications;
using Quartz;

namespace GboParticipatie.Tests.Sites;

/// <summary>
/// Two whole sites side by side on one PostgreSQL, both with all that works in the background: they share the work, and people
/// notice nothing of it. Killing one of two: see <c>KillTests</c>.
/// </summary>
public sealed class TwoSitesTests(DatabaseFixture databases) : IAsyncLifetime
{
    private readonly Handled _handled = new();
    private SmtpServer _server = null!;
    private PublicSite _one = null!;
    private PublicSite _two = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Both start at once on a database without tables: one migrates and applies the recipe, the other waits for it.
    public async ValueTask InitializeAsync()
    {
        _server = await SmtpServer.StartedAsync();
        var database = await databases.CreateEmptyAsync(Db.PostgreSql);
        var both = await Task.WhenAll(Enumerable.Range(1, 2).Select(number => Task.Run(() => PublicSite.StartAsync(
            database, replace: services => services.AddSingleton(_handled).AddSingleton(new SiteNumber(number)).AddScoped<IEventHandler<AgendaItemProposed>, NoteWhere>(),
            settings: [.. SiteMails.Through(_server), ("Gbo:OutboxLeaseSeconds", "10")]))));
        (_one, _two) = (both[0], both[1]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_one is not null) await _one.DisposeAsync();
        if (_two is not null) await _two.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Each_event_is_handled_once_and_each_mail_sent_once()
    {
        var group = (await _one.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!.Id;
        var token = (await _one.TokenAsync("organisatie@zolim.example", ApiScopes.Propose)).Secret;
        ApiCaller[] callers = [new(_one.Address, token), new(_two.Address, token)];
        // The recipe's own points were handled before.
        await _one.UntilQuietAsync();
        _handled.All.Clear();

        // Each is sent to both sites at once with one key: a visitor behind a balancer who presses twice.
        var references = new List<string>();
        for (var round = 0; round < 10; round++)
        {
            var key = ("Idempotency-Key", $"twee-{round}");
            var answers = await Task.WhenAll(callers.Select(c => c.PostAsync("/api/v1/agenda-items", new { groupId = group, title = $"De bus {round}" }, key)));
            Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.Status));
            references.Add(Assert.Single(answers.Select(a => (string)a.Json["reference"]!).Distinct()));
        }

        await _one.UntilQuietAsync();

        Assert.Equal(10, _handled.All.Count);
        Assert.Equal(10, _handled.All.Select(h => h.Point).Distinct().Count());
        await _one.AssertArrivedOnceInOrderAsync(_server);
        var mails = await _one.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.Subject == "Je punt is goed aangekomen").ToListAsync(Cancel));
        Assert.All(references, reference => Assert.Single(mails, m => m.SentText!.Contains(reference, StringComparison.Ordinal)));
        Assert.Empty(await _one.UseAsync((GboDbContext db) => db.Set<OutboxStream>().Where(s => s.ParkedAt != null).ToListAsync(Cancel)));
    }

    // A site takes up sixteen people at once and mails four of them at a time: the last ones wait for twelve seconds, two more than
    // a lease lasts.
    [Fact, Trait("Category", "Long")]
    public async Task A_slow_mail_server_gets_each_mail_once()
    {
        await _one.UntilQuietAsync();
        foreach (var number in Enumerable.Range(0, 60))
        {
            await _one.UseAsync(async (IServiceProvider services) =>
            {
                await services.GetRequiredService<IEmailService>().QueueAsync(NotificationSite.Mail($"slow-{number}", $"slow{number}@schakel.example"), Cancel);
                return await services.GetRequiredService<GboDbContext>().SaveChangesAsync(Cancel);
            });
        }

        await _one.UntilQuietAsync();

        Assert.Equal(60, _server.Arrivals.Count(a => a.To.StartsWith("slow", StringComparison.Ordinal)));
        await _one.AssertArrivedOnceInOrderAsync(_server);
    }

    [Fact]
    public async Task Both_take_part_in_the_work()
    {
        await _one.UntilQuietAsync();
        for (var i = 0; i < 200 && _handled.All.Select(h => h.Site).Distinct().Count() < 2; i++)
        {
            foreach (var site in new[] { _one, _two }) await DeskSteps.PointAsync(site, (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!);
            await _one.UntilQuietAsync();
        }

        Assert.Equal([1, 2], _handled.All.Select(h => h.Site).Distinct().Order());
    }

    [Fact]
    public async Task A_schedule_runs_on_one_of_them_at_a_time()
    {
        var runs = new Runs(most: 12);
        var schedulers = new List<IScheduler>();
        foreach (var site in new[] { _one, _two })
        {
            var scheduler = await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
            scheduler.ListenerManager.AddJobListener(new Counter(runs), []);
            schedulers.Add(scheduler);
        }

        Assert.NotEqual(schedulers[0].SchedulerInstanceId, schedulers[1].SchedulerInstanceId);
        var trigger = TriggerBuilder.Create().WithIdentity("test").ForJob(new JobKey("OutboxRetention", "modules"))
            .WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMilliseconds(250)).WithRepeatCount(11)).StartNow().Build();
        await schedulers[0].ScheduleJob(trigger, new ScheduleJobOptions(), Cancel);
        await runs.Done.Task.WaitAsync(TimeSpan.FromSeconds(90), Cancel);

        Assert.Equal(12, runs.All.Count);
        Assert.Equal(12, runs.All.Select(r => r.Due).Distinct().Count());
        var byTime = runs.All.OrderBy(r => r.From).ToList();
        Assert.All(byTime.Zip(byTime.Skip(1)), pair => Assert.True(pair.First.Until <= pair.Second.From, "two ran at once"));
    }

    [Fact]
    public async Task Who_signed_in_at_one_is_signed_in_at_the_other_and_sends_forms_of_one_to_the_other()
    {
        var (group, session) = await DeskSteps.GroupAsync(_one);
        var point = await DeskSteps.PointAsync(_one, group);
        var coach = await DeskSteps.CoachAsync(_one);
        await coach.OpenAsync($"/beheer/bijeenkomsten/{session.Id}");
        var (address, values) = DeskSteps.FormOf(coach, null, ("Places[0].Minutes", "25"));

        var elsewhere = coach.At(_two.Address);
        await elsewhere.PostAsync(address, values);

        Assert.Equal((HttpStatusCode.OK, $"/beheer/bijeenkomsten/{session.Id}"), (elsewhere.Status, elsewhere.Path));
        Assert.Equal(25, await _one.UseAsync((GboDbContext db) => db.Set<AgendaEntry>().Where(e => e.ItemId == point.Id).Select(e => e.Minutes).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task What_is_done_at_one_is_there_at_the_other_at_once()
    {
        var asked = await DeskSteps.AskedAsync(_one);
        var point = (await _one.UseAsync((AgendaItemService s) => s.FindAsync(asked.ItemId)))!;
        var reader = await _two.NewBrowser().OpenAsync($"/volg/{point.Reference}");
        Assert.DoesNotContain("Er is geen plaats.", reader.Text("main"), StringComparison.Ordinal);

        var answerer = await _one.NewBrowser().OpenAsync(await _one.AnswerLinkAsync(asked, "stuurgroep@zolim.example"));
        await answerer.SendAnswerAsync(("Decision", "WillNotDo"), ("Why", "Er is geen plaats."));
        await reader.OpenAsync($"/volg/{point.Reference}");

        Assert.Contains("Er is geen plaats.", reader.Text("main"), StringComparison.Ordinal);
        // The link of a mail that one of them wrote opens at the other.
        Assert.Equal("Het antwoord is gegeven", (await _two.NewBrowser().OpenAsync(answerer.Path)).Heading);
    }

    private sealed record SiteNumber(int Value);

    private sealed class Handled
    {
        public ConcurrentBag<(Guid Point, int Site)> All { get; } = [];
    }

    private sealed class NoteWhere(Handled handled, SiteNumber site) : IEventHandler<AgendaItemProposed>
    {
        public Task HandleAsync(AgendaItemProposed @event, EventEnvelope envelope, CancellationToken cancel)
        {
            handled.All.Add((@event.ItemId, site.Value));
            return Task.CompletedTask;
        }
    }

    private sealed class Runs(int most)
    {
        public ConcurrentBag<(DateTimeOffset? Due, DateTimeOffset From, DateTimeOffset Until)> All { get; } = [];

        public TaskCompletionSource Done { get; } = new();

        public void Add(IJobExecutionContext context)
        {
            var now = DateTimeOffset.UtcNow;
            All.Add((context.ScheduledFireTimeUtc, now - context.JobRunTime, now));
            if (All.Count >= most) Done.TrySetResult();
        }
    }

    private sealed class Counter(Runs runs) : IJobListener
    {
        public string Name => "test";

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            if (context.Trigger.Key.Name == "test") runs.Add(context);
            return ValueTask.CompletedTask;
        }
    }
}
