using GboParticipatie.Json;
using GboParticipatie.Security;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Workflows.Models;
using GboParticipatie.Workflows.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GboParticipatie.Workflows.Api;

/// <summary>A workflow type in the API.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="IsEnabled">Whether new runs start.</param>
/// <param name="Version">Number of the current version.</param>
/// <param name="OpenRuns">Runs that are busy or wait.</param>
/// <param name="StuckRuns">Runs that wait for a person.</param>
public sealed record WorkflowResource(string Id, string Name, bool IsEnabled, int Version, int OpenRuns, int StuckRuns);

/// <summary>A run in the API.</summary>
/// <param name="Id">Key.</param>
/// <param name="State">State.</param>
/// <param name="Version">Number of the version it runs on.</param>
/// <param name="StartedAt">When it started (UTC).</param>
/// <param name="EndedAt">When it ended (UTC), or null.</param>
/// <param name="DueAt">When it goes on by itself (UTC), or null.</param>
public sealed record WorkflowRunResource(Guid Id, WorkflowState State, int Version, DateTime StartedAt, DateTime? EndedAt, DateTime? DueAt);

internal static class Endpoints
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/workflows", ListAsync).RequirePermission(Permissions.ManageWorkflows).WithMetadata(new RequiredScope(ApiScopes.Manage))
            .WithName("ListWorkflows").WithTags("Workflows").WithSummary("Workflow types, with how many runs are open and stuck.");
        routes.MapGet("/api/v1/workflows/{id}/runs", RunsAsync).RequirePermission(Permissions.ManageWorkflows).WithMetadata(new RequiredScope(ApiScopes.Manage))
            .WithName("ListWorkflowRuns").WithTags("Workflows").WithSummary("Runs of a workflow type, newest first, 50 a page.");
    }

    private static async Task<Ok<List<WorkflowResource>>> ListAsync(WorkflowReader reader, CancellationToken cancel)
        => TypedResults.Ok((await reader.ListAsync(cancel)).Select(w => new WorkflowResource(w.Id, w.Name, w.IsEnabled, w.VersionNumber, w.Open, w.Stuck)).ToList());

    private static async Task<Results<Ok<List<WorkflowRunResource>>, NotFound>> RunsAsync(
        string id, WorkflowReader reader, [Choice<WorkflowState>] string? state = null, int page = 1, CancellationToken cancel = default)
    {
        var chosen = Choices.Read<WorkflowState>(state, nameof(state));
        if ((await reader.ListAsync(cancel)).All(w => w.Id != id)) return TypedResults.NotFound();
        var (runs, _) = await reader.RunsAsync(id, chosen, (Math.Clamp(page, 1, 10_000) - 1) * PageSize, PageSize, cancel);
        return TypedResults.Ok(runs.Select(r => new WorkflowRunResource(r.Id, r.State, r.VersionNumber, r.StartedAt, r.EndedAt, r.DueAt)).ToList());
    }
}
