using System.Text.Json;
using System.Text.Json.Nodes;
using GboParticipatie.Recipes;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;

namespace GboParticipatie.Workflows.Recipes;

/// <summary>
/// Recipe step <c>WorkflowType</c>: <c>data: [{ WorkflowTypeId, Name, IsEnabled, Activities, Transitions }]</c>. A definition that was
/// applied before is left alone, so that applying a recipe again keeps what an administrator changed since.
/// </summary>
internal sealed class WorkflowTypeStep(GboDbContext db, WorkflowTypeService types) : IRecipeStepHandler
{
    public string Name => "WorkflowType";

    public async Task ExecuteAsync(RecipeExecutionContext context, CancellationToken cancel)
    {
        if (context.Step["data"] is not JsonArray data) throw context.Fail("\"data\" ontbreekt of is geen lijst.");
        foreach (var (json, index) in data.Select((json, index) => (json, index)))
        {
            var definition = Read(context, json, index);
            var hash = WorkflowTypeJson.HashOf(WorkflowTypeJson.Write(definition));
            var type = await db.Set<WorkflowTypeRecord>().FindAsync([definition.WorkflowTypeId], cancel);
            if (type?.RecipeHash == hash) continue;
            try
            {
                await types.SaveAsync(definition, cancel, hash);
            }
            catch (RuleException problem)
            {
                throw context.Fail(problem.Message);
            }
        }
    }

    private static WorkflowType Read(RecipeExecutionContext context, JsonNode? json, int index)
    {
        try
        {
            return WorkflowTypeJson.Read(json);
        }
        catch (JsonException problem)
        {
            var id = (json as JsonObject)?["WorkflowTypeId"]?.ToString() ?? $"nummer {index + 1}";
            throw context.Fail($"Workflow {id} heeft niet de juiste vorm: {WrongJson.Explain(problem, json, typeof(WorkflowType))}");
        }
    }
}
