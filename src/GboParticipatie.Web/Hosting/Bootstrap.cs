using GboParticipatie.Data;
using GboParticipatie.Settings;
using GboParticipatie.Web.Modules;
using GboParticipatie.Web.Recipes;
using GboParticipatie.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Hosting;

/// <summary>What must be known before the services can be registered.</summary>
/// <param name="Features">Ids of the features that take part.</param>
/// <param name="FirstRecipe">The recipe to apply because none ever was, or null.</param>
public sealed record BootstrapResult(IReadOnlyList<string> Features, Recipe? FirstRecipe);

/// <summary>Brings the database up to date and reads which features are on, with a few services of its own.</summary>
internal static class Bootstrap
{
    public static async Task<BootstrapResult> RunAsync(
        SitePlace place, ModuleCatalog catalog, IConfiguration configuration, GboHostOptions options, CancellationToken cancel)
    {
        // The database answers meanwhile.
        _ = Task.Run(() => CompiledModel.For(place.Database, catalog), cancel);
        if (options.RecipeToApply is null && await QuickLook.FeaturesAsync(place.Database, cancel) is { } on)
        {
            QuickLook.WarmUp(place.Database, catalog);
            return new BootstrapResult(on, FirstRecipe: null);
        }

        var services = new ServiceCollection();
        services.AddLogging(log => log.AddConfiguration(configuration.GetSection("Logging")).AddHostLogging(configuration, options.IsCommand));
        if (options.Time is not null) services.AddSingleton(options.Time);
        services.AddSiteData(place.Database, catalog);
        services.AddSingleton<SettingsCache>();
        services.AddScoped<ISiteService, SiteService>();
        await using var provider = services.BuildServiceProvider();
        if (options.OnlyLook) await RefuseOldAsync(place.Database, cancel);
        else await GboDatabase.MigrateAsync(provider, cancel);
        await using var scope = provider.CreateAsyncScope();
        return await ReadAsync(scope.ServiceProvider, place, catalog, options, cancel);
    }

    private static async Task RefuseOldAsync(GboDatabaseOptions database, CancellationToken cancel)
    {
        var applied = await GboDatabase.AppliedAsync(database, cancel);
        var missing = GboDatabase.Known(database).Where(id => applied?.Contains(id) != true).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new StartupException($"De databank is nog niet bijgewerkt tot deze versie ({string.Join(", ", missing)}). Dat gebeurt bij de start van de site.");
    }

    private static async Task<BootstrapResult> ReadAsync(
        IServiceProvider services, SitePlace place, ModuleCatalog catalog, GboHostOptions options, CancellationToken cancel)
    {
        var on = (await services.GetRequiredService<ISiteService>().GetAsync<EnabledFeatures>(cancel)).Ids;
        var known = await services.GetRequiredService<GboDbContext>().Set<AppliedRecipe>().AnyAsync(cancel);
        Recipe? first = null;
        if (!known && options.OnlyLook) throw new StartupException("Er is nog geen recept toegepast. Dat gebeurt bij de eerste start van de site.");
        if (!known && File.Exists(place.RegionRecipe)) on = FeatureStep.After(on, first = Recipe.Read(place.RegionRecipe), catalog, services);
        else if (!known && options.RecipeToApply is null) throw new StartupException($"Er is geen recept voor de regio '{place.Region}': {place.RegionRecipe} bestaat niet.");
        if (options.RecipeToApply is not null) on = FeatureStep.After(on, Recipe.Read(options.RecipeToApply), catalog, services);
        return new BootstrapResult(on, first);
    }
}
