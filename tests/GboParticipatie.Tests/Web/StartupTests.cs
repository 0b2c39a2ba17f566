using System.Net;
using AngleSharp;
using GboParticipatie.Navigation;
using GboParticipatie.Recipes;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Web.BackgroundTasks;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Tests.Web;

public sealed class StartupTests(DatabaseFixture databases)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_permission_that_no_module_declares_stops_the_start_and_is_named()
    {
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder()) with
        {
            MapMore = app => app.MapGet("/verkeerd", () => "").RequirePermission(new Permission("Typfout", "")),
        };

        var problem = await Assert.ThrowsAsync<StartupException>(() => GboHost.BuildAsync(options, Cancel));

        Assert.Contains("'Typfout'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("/verkeerd", problem.Message, StringComparison.Ordinal);
    }

    // Pages are described only when someone opens them, so what they ask is read from the assembly. A permission that is gone is a typo.
    [Theory]
    [InlineData("ManageWorkflows", "GboParticipatie.Workflows.Pages.")]
    [InlineData("ResendMail", "ShowModel.OnPostAgain")]
    public async Task A_permission_that_a_page_or_one_of_its_buttons_asks_and_nobody_declares_stops_the_start(string permission, string where)
    {
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder()) with
        {
            ReplaceServices = services =>
            {
                var providers = services.Where(s => s.ServiceType == typeof(IPermissionProvider)).ToList();
                foreach (var provider in providers)
                {
                    services.Remove(provider);
                    services.AddSingleton<IPermissionProvider>(new Without(permission, (IPermissionProvider)Activator.CreateInstance(provider.ImplementationType!)!));
                }
            },
        };

        var problem = await Assert.ThrowsAsync<StartupException>(() => GboHost.BuildAsync(options, Cancel));

        Assert.Contains($"'{permission}'", problem.Message, StringComparison.Ordinal);
        Assert.Contains(where, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_that_a_menu_item_asks_and_nobody_declares_stops_the_start()
    {
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder()) with
        {
            ReplaceServices = services => services.AddSingleton<INavigationProvider>(new WrongMenu()),
        };

        var problem = await Assert.ThrowsAsync<StartupException>(() => GboHost.BuildAsync(options, Cancel));

        Assert.Contains("'Typfout'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'Verkeerd'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_feature_in_the_first_recipe_stops_the_start_and_is_named()
    {
        var folder = RunningSite.RecipeFolder(Recipes.With("""{ "name": "feature", "enable": ["GboParticipatie.Bestaatniet"] }"""));
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), folder);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => GboHost.BuildAsync(options, Cancel));

        Assert.Contains("'GboParticipatie.Bestaatniet'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "Bestaatniet" }""", "Bestaatniet")]
    [InlineData("""{ "name": "Roles", "Roles": [{ "Name": "Meelezer", "Permissions": ["Typfout"] }] }""", "Typfout", "Roles[1]")]
    public async Task What_the_first_recipe_has_and_nobody_knows_stops_the_start_and_is_named(string step, params string[] named)
    {
        var folder = RunningSite.RecipeFolder(Recipes.With("""{ "name": "feature", "enable": ["GboParticipatie.Klankgroep"] }""", step));
        var database = await databases.CreateDatabaseAsync(Db.Sqlite);

        var problem = await Assert.ThrowsAsync<RecipeException>(() => GboHost.BuildAsync(RunningSite.Options(database, folder), Cancel));

        Assert.All(named.Append("test.recipe.json"), word => Assert.Contains(word, problem.Message, StringComparison.Ordinal));
        // Nothing of the recipe was kept: mended, it starts.
        await using var mended = await RunningSite.StartAsync(database);
        Assert.Equal(HttpStatusCode.OK, (await mended.Client.GetAsync("/over", Cancel)).StatusCode);
    }

    [Fact]
    public void A_page_that_two_modules_have_at_the_same_path_is_named()
    {
        var host = typeof(GboHost).Assembly;
        var catalog = new ModuleCatalog([new Feature("Dubbel", "Dubbel", "", "1.0.0", [], host, IsModule: true)]);

        var problem = Assert.Throws<StartupException>(() => ModuleParts.Use(new ApplicationPartManager(), catalog.Enable(["Dubbel"])));

        Assert.Contains("/Pages/", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_two_pages_have_is_named()
    {
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), RunningSite.RecipeFolder()) with
        {
            ReplaceServices = services => services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/About/Help", "over")),
        };

        var problem = await Assert.ThrowsAsync<StartupException>(() => GboHost.BuildAsync(options, Cancel));

        Assert.Contains("/over", problem.Message, StringComparison.Ordinal);
        Assert.Contains("/Pages/About/Help.cshtml", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_module_that_is_off_exists()
    {
        const string manage = "\"ManageSystem\", \"ViewMail\"";
        var small = Recipes.Small.Replace("\"ManageSystem\"", manage, StringComparison.Ordinal);
        await using var off = await RunningSite.StartAsync(
            await databases.CreateDatabaseAsync(Db.Sqlite), small.Replace("GboParticipatie.Klankgroep", "GboParticipatie.Notifications", StringComparison.Ordinal));
        await using var on = await RunningSite.StartAsync(
            await databases.CreateDatabaseAsync(Db.Sqlite), small.Replace(manage, $"{manage}, \"ManageWorkflows\", \"ManageGroups\"", StringComparison.Ordinal));

        foreach (var path in new[] { "/beheer/workflows", "/api/v1/workflows" })
        {
            Assert.NotEqual(HttpStatusCode.NotFound, (await on.Client.GetAsync(path, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await off.Client.GetAsync(path, Cancel)).StatusCode);
        }

        Assert.True(TaskNames(on).Except(TaskNames(off)).Any(), "Workflows brings background tasks");
        string[] ofBoth = ["/beheer/mail", "/beheer/systeem"];
        string[] ofTheOthers = ["/klankgroepen", "/kalender", "/wat-deden-we", "/beheer/groepen", "/beheer/workflows"];
        var (menuOn, menuOff) = (await MenuAsync(on), await MenuAsync(off));
        Assert.Equal([], ofBoth.Concat(ofTheOthers).Except(menuOn));
        Assert.Equal(ofBoth, ofBoth.Concat(ofTheOthers).Intersect(menuOff));
    }

    [Fact]
    public async Task A_site_that_cannot_mail_does_not_start()
    {
        var folder = RunningSite.RecipeFolder(Recipes.With("""{ "name": "feature", "enable": ["GboParticipatie.Network"] }"""));
        var options = RunningSite.Options(await databases.CreateDatabaseAsync(Db.Sqlite), folder);

        var problem = await Assert.ThrowsAsync<StartupException>(() => GboHost.BuildAsync(options, Cancel));

        Assert.Contains("GboParticipatie.Notifications", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sites_live_in_one_process_with_settings_of_their_own()
    {
        await using var first = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));
        await using var second = await RunningSite.StartAsync(
            await databases.CreateDatabaseAsync(Db.Sqlite), Recipes.Small.Replace("Testregio", "Andere regio", StringComparison.Ordinal));

        Assert.Contains("GBO Testregio", await first.Client.GetStringAsync("/over", Cancel), StringComparison.Ordinal);
        Assert.Contains("GBO Andere regio", await second.Client.GetStringAsync("/over", Cancel), StringComparison.Ordinal);
    }

    [Theory, AllDatabases]
    public async Task Two_instances_on_one_database_know_each_others_sign_ins_and_settings(Db kind)
    {
        var database = await databases.CreateDatabaseAsync(kind);
        var time = new TestTime();
        await using var first = await RunningSite.StartAsync(database, time: time);
        await using var second = await RunningSite.StartAsync(database, time: time);
        Assert.Contains("GBO Testregio", await second.Client.GetStringAsync("/over", Cancel), StringComparison.Ordinal);

        var signIn = await first.Browser().PostAsync("/test/sign-in?email=beheer%40test.example", null, Cancel);
        var request = new HttpRequestMessage(HttpMethod.Get, "/beheer/systeem");
        request.Headers.Add("Cookie", signIn.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("gbo-user=", StringComparison.Ordinal)).Split(';')[0]);
        var answer = await second.Client.SendAsync(request, Cancel);
        await RenameAsync(first, "Nieuwe naam");
        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("GBO Nieuwe naam", await first.Client.GetStringAsync("/over", Cancel), StringComparison.Ordinal);
        Assert.Contains("GBO Nieuwe naam", await second.Client.GetStringAsync("/over", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_background_task_has_a_schedule_and_runs_on_an_empty_site()
    {
        await using var site = await RunningSite.StartAsync(await databases.CreateDatabaseAsync(Db.Sqlite));

        foreach (var name in TaskNames(site)) await site.App.Services.GetRequiredService<TaskRunner>().RunAsync(name, Cancel);

        await using var scope = site.App.Services.CreateAsyncScope();
        var runs = await scope.ServiceProvider.GetRequiredService<GboDbContext>().Set<TaskRun>().ToListAsync(Cancel);
        Assert.Equal(TaskNames(site), runs.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.All(runs, r => Assert.Null(r.Error));
    }

    // All links in the menus of a page, as the administrator sees it.
    private static async Task<HashSet<string>> MenuAsync(RunningSite site)
    {
        var browser = await site.SignedInAsync("beheer@test.example");
        var html = await browser.GetStringAsync("/beheer/systeem", Cancel);
        var page = await BrowsingContext.New().OpenAsync(r => r.Content(html), Cancel);
        return [.. page.QuerySelectorAll("nav a[href]").Select(a => a.GetAttribute("href")!)];
    }

    private static IEnumerable<string> TaskNames(RunningSite site) => site.App.Services.GetRequiredService<TaskCatalog>().All.Select(t => t.Name);

    private static async Task RenameAsync(RunningSite site, string name)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<ISiteService>();
        await settings.SetAsync(await settings.GetAsync<SiteSettings>(Cancel) with { RegionName = name }, Cancel);
        await scope.ServiceProvider.GetRequiredService<GboDbContext>().SaveChangesAsync(Cancel);
    }

    private sealed class Without(string name, IPermissionProvider provider) : IPermissionProvider
    {
        public IEnumerable<Permission> GetPermissions() => provider.GetPermissions().Where(p => p.Name != name);

        public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => provider.GetDefaultStereotypes();
    }

    private sealed class WrongMenu : INavigationProvider
    {
        public void BuildNavigation(string name, NavigationBuilder builder)
        {
            if (name == "main") builder.Add(new MenuItem { Text = "Verkeerd", Url = "/over", Position = 1, Permission = "Typfout" });
        }
    }
}
