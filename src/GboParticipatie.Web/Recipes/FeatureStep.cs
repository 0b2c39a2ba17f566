using System.Text.Json.Nodes;
using GboParticipatie.Recipes;
using GboParticipatie.Settings;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Modules;
using GboParticipatie.Web.Settings;

namespace GboParticipatie.Web.Recipes;

/// <summary>Recipe step <c>feature</c>: <c>enable</c> and <c>disable</c>, lists of ids. What a feature depends on goes on with it.</summary>
public sealed class FeatureStep(ISiteService site, ModuleCatalog catalog) : IRecipeStepHandler
{
    /// <summary>Name of the step.</summary>
    public const string StepName = "feature";

    /// <inheritdoc />
    public string Name => StepName;

    /// <inheritdoc />
    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        var now = (await site.GetAsync<EnabledFeatures>(cancel)).Ids;
        await site.SetAsync(new EnabledFeatures { Ids = After(now, context, catalog) }, cancel);
    }

    /// <summary>The features that are on once the recipe has been applied. Known before, because they decide what can apply it.</summary>
    /// <exception cref="RecipeException">A feature is unknown, or is switched off while another one needs it.</exception>
    public static IReadOnlyList<string> After(IReadOnlyList<string> now, Recipe recipe, ModuleCatalog catalog, IServiceProvider services)
        => recipe.Steps.Where(s => s.Name == StepName).Aggregate(now, (on, step) => After(
            on, new RecipeExecutionContext { File = step.File, Name = step.Name, Index = step.Index, Step = step.Json, Services = services }, catalog));

    private static List<string> After(IReadOnlyList<string> now, RecipeExecutionContext context, ModuleCatalog catalog)
    {
        var json = RecipeJson.Of(context);
        json.Only("enable", "disable");
        var disable = json.Texts("disable");
        try
        {
            foreach (var id in disable) catalog.Find(id);
            var on = catalog.Enable(now.Concat(json.Texts("enable"))).Features;
            var left = on.Where(f => !disable.Contains(f.Id)).ToList();
            foreach (var feature in left)
                if (feature.Dependencies.FirstOrDefault(disable.Contains) is { } needed)
                    throw context.Fail($"'{needed}' kan niet uit: '{feature.Id}' heeft die nodig.");
            return [.. left.Select(f => f.Id)];
        }
        catch (StartupException problem)
        {
            throw context.Fail(problem.Message);
        }
    }
}
