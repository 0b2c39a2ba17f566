using System.Net;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Klankgroep.Services;
using GboParticipatie.Tests.Klankgroep.Desk;

namespace GboParticipatie.Tests.Klankgroep.Pages;

/// <summary>The link to a question has no last day: it works until the question is answered.</summary>
public sealed class OldLinkTests(DatabaseFixture databases)
{
    [Fact]
    public async Task The_link_of_a_question_answers_it_more_than_a_year_later_and_only_once()
    {
        var time = new TestTime();
        await using var site = await PublicSite.StartAsync(
            await databases.CreateDatabaseAsync(Db.Sqlite), time, settings: [("Gbo:BackgroundTasks", "false"), ("Gbo:Outbox", "false")]);
        var group = (await site.UseAsync((GroupService g) => g.FindBySlugAsync("overkoepelende-klankgroep")))!;
        var point = await DeskSteps.PointAsync(site, group);
        var asked = await site.UseAsync((AgendaItemService s) => s.ForwardAsync(new ForwardAgendaItem { ItemId = point.Id, Question = "Kan dit?" }));
        var link = await site.AnswerLinkAsync(asked, "stuurgroep@zolim.example");

        time.Advance(TimeSpan.FromDays(400));
        var member = await site.NewBrowser().OpenAsync(link);
        Assert.Equal(HttpStatusCode.OK, member.Status);
        await member.SendAnswerAsync(("Decision", "WillNotDo"), ("Why", "Er is geen plaats."));

        Assert.Equal("Het antwoord is gegeven", member.Heading);
        var answer = await site.UseAsync((GboDbContext db) => db.Set<Answer>().AsNoTracking().SingleAsync(a => a.Id == asked.Id, TestContext.Current.CancellationToken));
        Assert.Equal((AnswerState.Answered, "Er is geen plaats."), (answer.State, answer.Why));
        Assert.Null((await site.NewBrowser().OpenAsync(link)).Page.QuerySelector("[name='Why']"));
    }
}
