using GboParticipatie.Data;
using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using GboParticipatie.Web.Modules;
using GboParticipatie.Web.Recipes;
using GboParticipatie.Web.Users;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;

namespace GboParticipatie.Web.Hosting;

/// <summary>
/// The composition root, the same for the server, the command line and tests: configuration, database, features that are on,
/// services, endpoints. Holds no state: any number of sites can live in one process.
/// </summary>
public static class GboHost
{
    /// <summary>
    /// Builds a site that is ready to be started: the database is up to date, and the region's recipe has been applied if none
    /// ever was.
    /// </summary>
    /// <exception cref="StartupException">Something must be mended first; the message says what.</exception>
    /// <exception cref="RecipeException">A recipe is wrong; the message says where. Nothing was changed.</exception>
    public static async Task<WebApplication> BuildAsync(GboHostOptions options, CancellationToken cancel = default)
    {
        var builder = CreateBuilder(options);
        var place = SitePlace.From(builder.Configuration, builder.Environment, options.OnlyLook);
        var catalog = ModuleCatalog.Discover();
        var start = await Bootstrap.RunAsync(place, catalog, builder.Configuration, options, cancel);
        var features = catalog.Enable(start.Features);

        builder.Services.AddSingleton(place);
        builder.Services.AddSingleton(catalog);
        builder.Services.AddSingleton(features);
        if (options.Time is not null) builder.Services.AddSingleton(options.Time);
        builder.Services.AddSiteData(place.Database, catalog);
        builder.AddHostServices(place, features);
        var startups = CreateStartups(builder, features);
        startups.ConfigureServices(builder.Services);
        options.ReplaceServices?.Invoke(builder.Services);
        StartupChecks.RefuseWithoutMail(builder.Services);

        var app = builder.Build();
        try
        {
            // On another thread: the first use of the database takes as long as all that is left to compose.
            var users = options.OnlyLook ? Task.CompletedTask : Task.Run(() => app.Services.PrepareGboUsersAsync(cancel), cancel);
            app.UseHostPipeline(startups, options);
            StartupChecks.Run(app);
            await users;
            if (start.FirstRecipe is not null) await ApplyFirstAsync(app, start.FirstRecipe, cancel);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Names of the regions that can be served with these options. Changes nothing.</summary>
    public static IReadOnlyList<string> Regions(GboHostOptions options)
    {
        var builder = CreateBuilder(options);
        return SitePlace.Regions(builder.Configuration, builder.Environment);
    }

    private static WebApplicationBuilder CreateBuilder(GboHostOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = options.Arguments,
            ApplicationName = typeof(GboHost).Assembly.GetName().Name,
            EnvironmentName = options.Environment,
            // Never the working directory: the site is the same wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        // The slim builder leaves out what belongs to IIS and HTTP/3; certificates can still be configured.
        builder.WebHost.UseKestrelHttpsConfiguration();
        // Else the framework maps a catch-all for files that were changed since the build, which every unknown address would meet.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Configuration.AddInMemoryCollection(options.Settings);
        // Without it, assets answer 200 with nothing in them.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        if (!HasAddress(builder.Configuration)) builder.WebHost.UseUrls(SiteAddress.Default);
        builder.Logging.AddHostLogging(builder.Configuration, options.IsCommand);
        return builder;
    }

    private static bool HasAddress(IConfiguration configuration)
        => new[] { "urls", "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    // A start-up class may ask for configuration and environment, as in Orchard Core.
    private static ModuleStartups CreateStartups(WebApplicationBuilder builder, EnabledFeatureSet features)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(builder.Configuration)
            .AddSingleton<IHostEnvironment>(builder.Environment)
            .AddSingleton<IWebHostEnvironment>(builder.Environment)
            .BuildServiceProvider();
        return ModuleStartups.Create(features, services);
    }

    private static async Task ApplyFirstAsync(WebApplication app, Recipe recipe, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var applied = await scope.ServiceProvider.GetRequiredService<RecipeExecutor>().ApplyFirstAsync(recipe, cancel);
        if (applied) app.Logger.LogInformation("Applied the recipe {Recipe}", recipe.Name);
    }
}
