using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Time;
using GboParticipatie.Web.BackgroundTasks;

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
}
