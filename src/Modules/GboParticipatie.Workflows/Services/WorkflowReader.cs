using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Services;

/// <summary>A workflow type with how it does.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="IsEnabled">Whether it is on.</param>
/// <param name="VersionNumber">Number of the current version.</param>
/// <param name="Open">Runs that are busy or wait.</param>
/// <param name="Stuck">Runs that wait for a person.</param>
public sealed record WorkflowSummary(string Id, string Name, bool IsEnabled, int VersionNumber, int Open, int Stuck);

/// <summary>A run in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="State">State.</param>
/// <param name="VersionNumber">Number of its version.</param>
/// <param name="StartedAt">When it started (UTC).</param>
/// <param name="EndedAt">When it ended (UTC).</param>
/// <param name="OnlyDays">True when times are days only.</param>
/// <param name="DueAt">When it goes on by itself (UTC); null when not known.</param>
public sealed record RunSummary(Guid Id, WorkflowState State, int VersionNumber, DateTime StartedAt, DateTime? EndedAt, bool OnlyDays, DateTime? DueAt);

/// <summary>A run with its trace.</summary>
/// <param name="Run">The run.</param>
/// <param name="TypeName">Name of its type.</param>
/// <param name="VersionNumber">Number of its version.</param>
/// <param name="Definition">That version.</param>
/// <param name="Positions">Where it is.</param>
/// <param name="Trace">What happened.</param>
public sealed record RunDetails(
    WorkflowInstance Run, string TypeName, int VersionNumber, WorkflowType Definition, IReadOnlyList<WorkflowPosition> Positions, IReadOnlyList<WorkflowTrace> Trace);

/// <summary>Shows workflow types and runs. Changes nothing.</summary>
public sealed class WorkflowReader(GboDbContext db)
{
    /// <summary>How many runs wait for a person.</summary>
    public Task<int> CountStuckAsync(CancellationToken cancel) => db.Set<WorkflowInstance>().CountAsync(i => i.State == WorkflowState.Faulted, cancel);

    /// <summary>All types, by name.</summary>
    public async Task<IReadOnlyList<WorkflowSummary>> ListAsync(CancellationToken cancel) => await (
        from t in db.Set<WorkflowTypeRecord>()
        join v in db.Set<WorkflowTypeVersion>() on t.CurrentVersionId equals v.Id
        orderby t.Name, t.Id
        select new WorkflowSummary(
            t.Id, t.Name, t.IsEnabled, v.Number,
            db.Set<WorkflowInstance>().Count(i => i.WorkflowTypeId == t.Id && (i.State == WorkflowState.Running || i.State == WorkflowState.Waiting)),
            db.Set<WorkflowInstance>().Count(i => i.WorkflowTypeId == t.Id && i.State == WorkflowState.Faulted))).ToListAsync(cancel);

    /// <summary>The type with its current definition.</summary>
    /// <exception cref="NotFoundException">There is no such type.</exception>
    public async Task<(WorkflowTypeRecord Type, int VersionNumber, WorkflowType Definition)> FindAsync(string id, CancellationToken cancel)
    {
        var found = await (from t in db.Set<WorkflowTypeRecord>()
                           join v in db.Set<WorkflowTypeVersion>() on t.CurrentVersionId equals v.Id
                           where t.Id == id
                           select new { Type = t, v.Number, v.Definition }).AsNoTracking().FirstOrDefaultAsync(cancel);
        return found is null
            ? throw new NotFoundException($"Workflow type {id} does not exist.")
            : (found.Type, found.Number, WorkflowTypeJson.Read(found.Definition));
    }

    /// <summary>Runs of a type, newest first.</summary>
    /// <param name="typeId">The type.</param>
    /// <param name="state">Only in this state; null for all.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<(IReadOnlyList<RunSummary> Runs, int Total)> RunsAsync(string typeId, WorkflowState? state, int skip, int take, CancellationToken cancel)
    {
        var runs = db.Set<WorkflowInstance>().Where(i => i.WorkflowTypeId == typeId && (state == null || i.State == state));
        var page = from i in runs
                   join v in db.Set<WorkflowTypeVersion>() on i.TypeVersionId equals v.Id
                   orderby i.StartedAt descending, i.Id
                   select new RunSummary(i.Id, i.State, v.Number, i.StartedAt, i.EndedAt, i.OnlyDays,
                       db.Set<WorkflowPosition>().Where(p => p.InstanceId == i.Id).Min(p => p.DueAt));
        return (await page.Skip(skip).Take(take).ToListAsync(cancel), await runs.CountAsync(cancel));
    }

    /// <summary>A run of this type.</summary>
    /// <exception cref="NotFoundException">There is no such run.</exception>
    public async Task<RunDetails> FindRunAsync(string typeId, Guid id, CancellationToken cancel)
    {
        var found = await (from i in db.Set<WorkflowInstance>()
                           join v in db.Set<WorkflowTypeVersion>() on i.TypeVersionId equals v.Id
                           join t in db.Set<WorkflowTypeRecord>() on i.WorkflowTypeId equals t.Id
                           where i.Id == id && i.WorkflowTypeId == typeId
                           select new { Run = i, t.Name, v.Number, v.Definition }).AsNoTracking().FirstOrDefaultAsync(cancel)
            ?? throw new NotFoundException($"Run {id} does not exist.");
        var positions = await db.Set<WorkflowPosition>().Where(p => p.InstanceId == id).OrderBy(p => p.VisitedAt).ThenBy(p => p.Id).AsNoTracking().ToListAsync(cancel);
        var trace = await db.Set<WorkflowTrace>().Where(t => t.InstanceId == id).OrderBy(t => t.Number).AsNoTracking().ToListAsync(cancel);
        return new RunDetails(found.Run, found.Name, found.Number, WorkflowTypeJson.Read(found.Definition), positions, trace);
    }
}
