using System.CommandLine;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Recipes;

namespace GboParticipatie.Web.CommandLine;

internal static class RecipeCommand
{
    public static Command Create(GboHostOptions host)
    {
        var file = new Argument<string>("FILE") { Description = "Het recept, zoals recipes/zolim.recipe.json." };
        var apply = new Command("apply", "Pas een recept toe: alles, of niets als er iets niet klopt.") { file };
        apply.SetAction(async (parsed, cancel) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            var recipe = Recipe.Read(path);
            await using var site = await SiteScope.OpenAsync(host with { RecipeToApply = path }, cancel);
            await site.Get<RecipeExecutor>().ApplyAsync(recipe, cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"Het recept '{recipe.Name}' is toegepast ({recipe.Steps.Count} stappen). Herstart de site als er modules aan of uit gingen.");
        });
        return new Command("recipe", "Recepten van de regio.") { apply };
    }
}
