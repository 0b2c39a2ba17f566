using System.Text.Json.Nodes;

namespace GboParticipatie.Recipes;

/// <summary>One step of a recipe while it is applied. All steps run in one transaction.</summary>
public sealed class RecipeExecutionContext
{
    /// <summary>File that the step stands in, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Name of the step, such as <c>Roles</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Position of the step in the file, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>The step as written, variables filled in.</summary>
    public required JsonObject Step { get; init; }

    /// <summary>Services of the scope that the recipe runs in; its GboDbContext is the transaction.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Stops the recipe: nothing of it remains, and the message names file, step and reason.</summary>
    public RecipeException Fail(string reason) => new($"Recept {File}, stap {Index} ({Name}): {reason}");
}

/// <summary>Carries out one kind of recipe step. Must be idempotent: applied twice, the second changes nothing.</summary>
public interface IRecipeStepHandler
{
    /// <summary>Name of the step that this handler carries out, such as <c>Roles</c>.</summary>
    string Name { get; }

    /// <summary>Carries out the step.</summary>
    /// <exception cref="RecipeException">The step is wrong.</exception>
    Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel);
}

/// <summary>A recipe that cannot be applied.</summary>
public sealed class RecipeException(string message, Exception? inner = null) : Exception(message, inner);
