using System.Text.RegularExpressions;
using GboParticipatie.Klankgroep.Models;
using GboParticipatie.Network.Models;
using GboParticipatie.Notifications.Models;
using GboParticipatie.Web.CommandLine;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Workflows.Models;
using Group = GboParticipatie.Klankgroep.Models.Group;

namespace GboParticipatie.Tests.Web;

/// <summary>What docs/operations.md tells who installs a region of their own, done as it stands there.</summary>
public sealed partial class InstallTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, AllDatabases]
    public async Task A_region_with_a_recipe_of_its_own_starts_without_demo_people_and_invites_its_first_administrator(Db kind)
    {
        var manual = await File.ReadAllTextAsync(Path.Combine(TestFolder.Repository, "docs", "operations.md"), Cancel);
        var folder = RunningSite.RecipeFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "onzeregio.recipe.json"), OwnRecipe().Match(manual).Groups["json"].Value, Cancel);
        var host = RunningSite.Options(await databases.CreateEmptyAsync(kind), folder, "onzeregio") with { Environment = "Production" };

        await using (var site = await GboHost.BuildAsync(host, Cancel))
        {
            await site.StartAsync(Cancel);
            using var visitor = new HttpClient { BaseAddress = new Uri(site.Urls.First()) };
            var home = await visitor.GetStringAsync("/", Cancel);
            Assert.Contains("Onze regio", home, StringComparison.Ordinal);
            Assert.Empty(await ReadAsync(site, db => db.Users.Select(u => u.Email!)));
            Assert.Equal(["klankgroep", "stuurgroep"], await ReadAsync(site, db => db.Set<Group>().OrderBy(g => g.Slug).Select(g => g.Slug)));
            Assert.Empty(await ReadAsync(site, db => db.Set<Person>().Select(p => p.Name)));
            Assert.NotEmpty(await ReadAsync(site, db => db.Set<WorkflowTypeRecord>().Select(w => w.Id.ToString())));
            await site.StopAsync(Cancel);
        }

        var command = Invite().Match(manual).Groups["command"].Value.Replace("EMAIL", "eerste@onzeregio.example", StringComparison.Ordinal);
        var invited = await RunAsync(host, command.Split(' '));
        var looked = await RunAsync(host, "doctor");

        Assert.Equal((0, ""), (invited.Status, invited.Error));
        Assert.Equal(0, looked.Status);
        Assert.Contains("Links in mails wijzen naar https://gbo.onzeregio.example.", looked.Output, StringComparison.Ordinal);
        await using var again = await GboHost.BuildAsync(host, Cancel);
        Assert.Equal(["eerste@onzeregio.example Beheerder"], await ReadAsync(again, db =>
            from user in db.Users
            join seat in db.UserRoles on user.Id equals seat.UserId
            join role in db.Roles on seat.RoleId equals role.Id
            select user.Email + " " + role.Name));
        Assert.Equal(["eerste@onzeregio.example"], await ReadAsync(again, db => db.Set<OutgoingMail>().Where(m => m.Subject == "Welkom bij GBO Onze regio").Select(m => m.To)));
    }

    private static async Task<List<T>> ReadAsync<T>(Microsoft.AspNetCore.Builder.WebApplication site, Func<GboDbContext, IQueryable<T>> query)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<GboDbContext>()).ToListAsync(Cancel);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(GboHostOptions host, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var status = await GboCommandLine.RunAsync(args, output, error, host, Cancel);
        return (status, output.ToString(), error.ToString());
    }

    [GeneratedRegex(@"```json\s(?<json>\s*\{\s*""name"": ""onzeregio"".*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex OwnRecipe();

    [GeneratedRegex("`(?<command>user invite [^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Invite();
}
