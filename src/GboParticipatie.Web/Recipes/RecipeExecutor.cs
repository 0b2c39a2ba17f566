using GboParticipatie.Data;
using GboParticipatie.Recipes;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.Recipes;

/// <summary>Applies recipes: all steps of all files as one transaction, so that a recipe that fails leaves nothing behind.</summary>
public sealed class RecipeExecutor(
    GboDbContext db, IServiceProvider services, IEnumerable<IRecipeStepHandler> handlers, NamedRoles roles, TimeProvider time)
{
    private const long RecipeLock = 0x47424F33; // "GBO3"

    private readonly ILookup<string, IRecipeStepHandler> _handlers = handlers.ToLookup(h => h.Name, StringComparer.Ordinal);

    /// <summary>Applies the recipe, whether or not it was applied before.</summary>
    /// <exception cref="RecipeException">A step is unknown or wrong. Nothing has changed.</exception>
    public Task ApplyAsync(Recipe recipe, CancellationToken cancel) => ApplyAsync(recipe, onlyFirst: false, cancel);

    /// <summary>Applies the recipe unless a recipe was applied before, also by another instance that starts at the same time.</summary>
    /// <returns>True when it was applied.</returns>
    public Task<bool> ApplyFirstAsync(Recipe recipe, CancellationToken cancel) => ApplyAsync(recipe, onlyFirst: true, cancel);

    private async Task<bool> ApplyAsync(Recipe recipe, bool onlyFirst, CancellationToken cancel)
    {
        RefuseUnknownSteps(recipe);
        db.SavingChanges += CheckTexts;
        try
        {
            return await db.WriteAsync(async c =>
            {
                if (!db.IsSqlite) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({RecipeLock})", c);
                if (onlyFirst && await db.Set<AppliedRecipe>().AnyAsync(c)) return false;
                foreach (var step in recipe.Steps) await ExecuteAsync(step, c);
                await RefuseUnknownRolesAsync(recipe, c);
                await NoteAsync(recipe, c);
                return true;
            }, cancel);
        }
        catch
        {
            db.ChangeTracker.Clear();
            throw;
        }
        finally
        {
            db.SavingChanges -= CheckTexts;
        }
    }

    private void CheckTexts(object? sender, SavingChangesEventArgs saving) => TextLimits.Check(db);

    private void RefuseUnknownSteps(Recipe recipe)
    {
        foreach (var step in recipe.Steps)
        {
            var count = _handlers[step.Name].Count();
            if (count == 1) continue;
            var known = string.Join(", ", _handlers.Select(h => h.Key).Append(Recipe.IncludeStep).Order(StringComparer.OrdinalIgnoreCase));
            throw Context(step).Fail(count == 0
                ? $"onbekende stap. Wel gekend: {known}."
                : "meer dan één module voert deze stap uit.");
        }
    }

    private async Task ExecuteAsync(RecipeStep step, CancellationToken cancel)
    {
        var context = Context(step);
        try
        {
            await _handlers[step.Name].Single().ExecuteAsync(context, cancel);
            await db.SaveChangesAsync(cancel);
        }
        catch (Exception problem) when (problem is not (RecipeException or OperationCanceledException))
        {
            throw new RecipeException(context.Fail((problem is DbUpdateException ? problem.InnerException : null)?.Message ?? problem.Message).Message, problem);
        }
    }

    private async Task RefuseUnknownRolesAsync(Recipe recipe, CancellationToken cancel)
    {
        foreach (var step in recipe.Steps.Where(s => s.Name == SettingsStep.StepName))
            if (await roles.ProblemAsync(step.Json, cancel) is { } problem) throw Context(step).Fail(problem);
    }

    private async Task NoteAsync(Recipe recipe, CancellationToken cancel)
    {
        var noted = await db.Set<AppliedRecipe>().SingleOrDefaultAsync(r => r.Name == recipe.Name, cancel);
        if (noted?.Hash == recipe.Hash) return;
        if (noted is null) db.Add(noted = new AppliedRecipe { Name = recipe.Name, Hash = recipe.Hash });
        (noted.Hash, noted.AppliedAt) = (recipe.Hash, time.GetUtcNow().UtcDateTime);
        db.Audit("Recipe.Applied", Guid.Empty, userId: null, new { recipe.Name, recipe.Hash });
        await db.SaveChangesAsync(cancel);
    }

    private RecipeExecutionContext Context(RecipeStep step)
        => new() { File = step.File, Name = step.Name, Index = step.Index, Step = (System.Text.Json.Nodes.JsonObject)step.Json.DeepClone(), Services = services };
}
