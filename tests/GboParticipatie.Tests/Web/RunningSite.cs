using GboParticipatie.Data.Users;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Tests.Web;

/// <summary>The whole site on a port and a database of its own, as the server runs it.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly string? _folder;

    private RunningSite(WebApplication app, string? folder)
    {
        App = app;
        _folder = folder;
        Client = Browser();
    }

    public WebApplication App { get; }

    /// <summary>A visitor who does not follow redirects and keeps cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>Folder with a recipe <c>test</c> and the common recipes of the repository.</summary>
    public static string RecipeFolder(string? testRecipe = null)
    {
        var folder = TestFolder.Create("recipes");
        foreach (var file in Directory.GetFiles(Path.Combine(TestFolder.Repository, "recipes"), "*.recipe.json"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.WriteAllText(Path.Combine(folder, "test.recipe.json"), testRecipe ?? Recipes.Small);
        return folder;
    }

    /// <summary>How to build a site for a test: region <c>test</c>, nothing works in the background unless the test says so.</summary>
    public static GboHostOptions Options(GboDatabaseOptions database, string folder, string region = "test", params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Gbo:Region"] = region,
            ["Gbo:AppData"] = Path.Combine(folder, "App_Data"),
            ["Gbo:Recipes"] = folder,
            ["Gbo:BackgroundTasks"] = "false",
            ["Gbo:BackgroundTasksAfter"] = "0",
            ["Gbo:Outbox"] = "false",
            ["ConnectionStrings:Gbo"] = database.ConnectionString,
            ["Logging:LogLevel:Default"] = "Critical",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
            ["urls"] = "http://127.0.0.1:0",
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new GboHostOptions { Environment = "Development", Settings = all };
    }

    public static async Task<RunningSite> StartAsync(
        GboDatabaseOptions database, string? recipe = null, Action<WebApplication>? map = null, TimeProvider? time = null, string? folder = null,
        bool keepFolder = false, Action<IServiceCollection>? replace = null, params (string Key, string Value)[] settings)
    {
        folder ??= RecipeFolder(recipe);
        var options = Options(database, folder, "test", settings) with
        {
            Time = time,
            ReplaceServices = replace,
            MapMore = app =>
            {
                app.MapPost("/test/sign-in", async (string email, GboDbContext db, BrowserSignIn browser) =>
                {
                    var user = await db.Users.SingleAsync(u => u.Email == email);
                    await browser.SignInAsync(user.Id, user.SecurityStamp ?? "", ownDevice: false);
                }).Public("test");
                map?.Invoke(app);
            },
        };
        var app = await GboHost.BuildAsync(options, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningSite(app, keepFolder ? null : folder);
    }

    /// <summary>Another visitor, with cookies of their own.</summary>
    public HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(App.Urls.First()) };

    /// <summary>A visitor who has signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string email)
    {
        var browser = Browser();
        (await browser.PostAsync($"/test/sign-in?email={Uri.EscapeDataString(email)}", content: null, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Recipes for tests.</summary>
internal static class Recipes
{
    /// <summary>All features, one administrator and one person without rights.</summary>
    public const string Small = """
        {
          "name": "test",
          "steps": [
            { "name": "feature", "enable": ["GboParticipatie.Klankgroep"] },
            { "name": "settings", "SiteSettings": { "RegionName": "Testregio", "DemoMode": true, "SecondStepForStaff": false } },
            { "name": "Roles", "Roles": [{ "Name": "Beheerder", "Permissions": ["ManageSystem"] }, { "Name": "Organisatie", "Permissions": [] }] },
            { "name": "Users", "Users": [
              { "Email": "beheer@test.example", "Name": "Bea", "Roles": ["Beheerder"] },
              { "Email": "organisatie@test.example", "Name": "Olivia", "Roles": ["Organisatie"] } ] }
          ]
        }
        """;

    /// <summary>A recipe with these steps.</summary>
    public static string With(params string[] steps) => $$"""{ "name": "test", "steps": [{{string.Join(",", steps)}}] }""";
}
