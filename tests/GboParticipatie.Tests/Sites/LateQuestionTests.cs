using GboParticipatie.Data.Outbox;
using GboParticipatie.Klankgroep.Events;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using GboParticipatie.Web.BackgroundTasks;
using Quartz;

namespace GboParticipatie.Tests.Sites;

/// <summary>A question that the recipe of ZOLim enters with its history, and that is late already.</summary>
public sealed class LateQuestionTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_late_question_of_the_recipe_is_reminded_of_and_then_the_coach_hears_it(Db kind)
    {
        var time = new TestTime();
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), time, settings: ("Gbo:BackgroundTasks", "false"));
        var today = BrusselsTime.Today(time);
        var late = await site.UseAsync((GboDbContext db) => db.Set<Answer>().SingleAsync(a => a.State == AnswerState.Asked && a.DueOn < today, Cancel));
        await site.UntilQuietAsync();

        for (var day = 0; day < 8; day++)
        {
            await site.UseAsync(async (TaskRunner tasks) =>
            {
                await tasks.RunAsync("DueWorkTask", Cancel);
                return 0;
            });
            await site.UntilQuietAsync();
            time.Advance(TimeSpan.FromDays(1));
        }

        var due = BrusselsTime.LongDate(late.DueOn);
        var mails = await site.UseAsync((GboDbContext db) => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.Kind == "answer-overdue" || m.Kind == "answer-escalated").ToListAsync(Cancel));
        Assert.Single(mails, m => m.Kind == "answer-overdue" && m.Body!.Contains(due, StringComparison.Ordinal));
        Assert.Contains(mails, m => m.Kind == "answer-escalated" && m.To == "coach@zolim.example" && m.Body!.Contains(due, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_scheduler_finds_a_question_that_is_late_though_nobody_looks()
    {
        var time = new TestTime();
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite), time);
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!;
        var point = await DeskSteps.PointAsync(site, group);
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id }));
        await site.UntilQuietAsync();
        var scheduler = await site.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
        var job = new JobKey(nameof(OverdueAnswers), "modules");
        var next = Assert.Single(await scheduler.GetTriggersOfJob(job, Cancel)).NextFireTimeUtc;
        Assert.InRange(next!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(16));

        time.Set(asked.DueOn.AddDays(1).ToDateTime(new TimeOnly(9, 0)));
        // As when its time has come.
        await scheduler.TriggerJob(job, new JobDataMap(), Cancel);
        await UntilAsync(site, db => db.Set<Answer>().AnyAsync(a => a.Id == asked.Id && a.OverdueNotifiedOn != null, Cancel));
        await site.UntilQuietAsync();

        Assert.Equal(1, await site.UseAsync((GboDbContext db) => db.Set<OutboxMessage>().CountAsync(m => m.Type == nameof(AnswerOverdue) && m.Payload.Contains(asked.Id.ToString()), Cancel)));
    }

    private static async Task UntilAsync(PublicSite site, Func<GboDbContext, Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await site.UseAsync(isSo)) await clock.WaitForNextTickAsync(limit.Token);
    }
}
