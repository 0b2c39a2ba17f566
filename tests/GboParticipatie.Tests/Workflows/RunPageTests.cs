using System.Net;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Tests.Klankgroep.Desk;
using GboParticipatie.Tests.Klankgroep.Pages;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Tests.Workflows;

/// <summary>The page of a run at /beheer/workflows.</summary>
public sealed class RunPageTests(DatabaseFixture databases)
{
    [Theory, AllDatabases(LongOnPostgreSql = true)]
    public async Task Beside_each_step_that_was_done_stands_what_it_worked_with(Db kind)
    {
        await using var site = await PublicSite.StartAsync(await databases.CreateDatabaseAsync(kind), settings: ("Gbo:Outbox", "false"));
        var asked = await DeskSteps.AskedAsync(site);
        await site.UseAsync(async (OutboxDispatcher outbox) =>
        {
            await outbox.DrainAsync(TestContext.Current.CancellationToken);
            return true;
        });
        var run = await site.UseAsync((GboDbContext db) => db.Set<WorkflowInstance>().FirstAsync(i => i.StartEventName == "AnswerRequested" && (i.CorrelationId == asked.Id || i.CorrelationId == asked.ItemId)
            && db.Set<WorkflowTrace>().Any(t => t.InstanceId == i.Id && t.ActivityName == "AddToDigest" && t.Outcome == "Done")));
        var administrator = site.NewBrowser();
        await administrator.SignInAsync("beheer@zolim.example");

        await administrator.OpenAsync($"/beheer/workflows/{run.WorkflowTypeId}/{run.Id}");

        Assert.Equal(HttpStatusCode.OK, administrator.Status);
        var row = administrator.Page.QuerySelectorAll("table tbody tr").First(r => r.TextContent.Contains("Zet in het overzicht", StringComparison.Ordinal));
        Assert.Equal(["Van welke groep", "Onder welke kop", "Wat", "Welk (anders: waarover de gebeurtenis gaat)"], row.QuerySelectorAll("details dt").Select(t => t.TextContent.Trim()));
        Assert.Equal("de groep die moet antwoorden", row.QuerySelector("details dd")!.TextContent.Trim());
        var item = await site.UseAsync((GboParticipatie.Klankgroep.Services.AgendaItemService s) => s.FindAsync(asked.ItemId));
        Assert.DoesNotContain(item!.Title, administrator.Text("main"), StringComparison.Ordinal);
    }
}
