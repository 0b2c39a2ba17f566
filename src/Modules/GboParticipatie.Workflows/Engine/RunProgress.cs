using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Engine;

/// <summary>A run and where it is, while someone who holds its lock moves it on.</summary>
internal sealed class RunProgress
{
    private const int MostHops = 200;
    private readonly GboDbContext _db;
    private readonly TimeProvider _time;
    private readonly List<WorkflowPosition> _positions;

    private RunProgress(GboDbContext db, TimeProvider time, WorkflowInstance instance, List<WorkflowPosition> positions)
    {
        (_db, _time, Instance, _positions) = (db, time, instance, positions);
    }

    /// <summary>The run.</summary>
    public WorkflowInstance Instance { get; }

    public static async Task<RunProgress> LoadAsync(GboDbContext db, Guid run, TimeProvider time, CancellationToken cancel)
    {
        var instance = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == run, cancel);
        return new RunProgress(db, time, instance, await db.Set<WorkflowPosition>().Where(p => p.InstanceId == run).ToListAsync(cancel));
    }

    /// <summary>The step ended: what follows on its outcomes becomes ready.</summary>
    public void Leave(WorkflowPosition position, WorkflowType definition, IReadOnlyList<string> outcomes)
    {
        var next = definition.Transitions.Where(t => t.SourceActivityId == position.ActivityId && outcomes.Contains(t.SourceOutcomeName, StringComparer.Ordinal))
            .Select(t => t.DestinationActivityId).Distinct(StringComparer.Ordinal);
        Remove(position);
        foreach (var activity in next) Enter(activity, position.Hops + 1);
        Settle();
    }

    /// <summary>The step waits.</summary>
    public void Wait(WorkflowPosition position, ActivityResult.Waiting wait)
    {
        position.State = PositionState.Waiting;
        position.DueAt = wait.Until;
        position.WaitsFor = EventNames.Join([.. wait.Events]);
        position.FollowsFields = wait.FollowsFields;
        position.Attempts = 0;
        position.LastError = null;
        position.Hops = 0;
        Settle();
    }

    /// <summary>The step failed: tried again after a while, or parked until a person looks at it.</summary>
    /// <param name="position">Where the run stands.</param>
    /// <param name="activityName">Name of the activity that failed; empty when the definition does not know the step.</param>
    /// <param name="durationMs">How long it took until it failed.</param>
    /// <param name="error">What may be kept of the error.</param>
    /// <param name="delays">Waits between tries.</param>
    /// <param name="isHopeless">True when trying again does not help.</param>
    public void Fail(WorkflowPosition position, string activityName, long durationMs, string error, IReadOnlyList<TimeSpan> delays, bool isHopeless)
    {
        var isLast = isHopeless || position.Attempts >= delays.Count;
        position.DueAt = isLast ? null : _time.GetUtcNow().UtcDateTime + delays[position.Attempts];
        position.State = isLast ? PositionState.Parked : PositionState.Retrying;
        position.Attempts++;
        position.LastError = error;
        Trace(position.ActivityId, activityName, isLast ? TraceOutcomes.Parked : TraceOutcomes.Failed, durationMs, error, null);
        Settle();
    }

    /// <summary>Ends the run and all that is open in it.</summary>
    public void Stop(WorkflowState state)
    {
        foreach (var position in _positions.ToList()) Remove(position);
        End(state);
    }

    /// <summary>The start did not apply. Nothing of the run remains, unless another start of it did apply.</summary>
    public void Withdraw(WorkflowPosition position)
    {
        Remove(position);
        if (_positions.Count > 0) return;
        if (Instance.TraceLength == 0) _db.Remove(Instance);
        else End(WorkflowState.Completed);
    }

    /// <summary>Adds a line to the trace.</summary>
    public void Trace(string activityId, string activityName, string outcome, long durationMs, string? error, string? note) => _db.Add(new WorkflowTrace
    {
        InstanceId = Instance.Id,
        Number = ++Instance.TraceLength,
        ActivityId = activityId,
        ActivityName = activityName,
        At = Instance.Keep(_time.GetUtcNow().UtcDateTime),
        Outcome = Cut(outcome, 300)!,
        DurationMs = durationMs,
        Error = Cut(error, 500),
        Note = Cut(note, ActivityResult.NoteLength),
    });

    /// <summary>Saves in the current transaction. When the run has ended, nothing needs to reach it any more.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        await _db.SaveChangesAsync(cancel);
        if (Instance.EndedAt is null) return;
        await _db.Set<WorkflowCorrelation>().Where(c => c.InstanceId == Instance.Id).ExecuteDeleteAsync(cancel);
        await _db.Set<WorkflowSignal>().Where(s => s.InstanceId == Instance.Id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Sets the state of the run to what its steps say.</summary>
    public void Settle()
    {
        if (_positions.Count == 0) End(WorkflowState.Completed);
        else if (_positions.Any(p => p.State == PositionState.Parked)) Instance.State = WorkflowState.Faulted;
        else if (_positions.All(p => p.State == PositionState.Waiting)) Instance.State = WorkflowState.Waiting;
        else Instance.State = WorkflowState.Running;
    }

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;

    private void Enter(string activityId, int hops)
    {
        if (hops > MostHops) throw new WorkflowException($"De stappen lopen in een kring zonder ooit te wachten (bij \"{activityId}\").");
        var position = new WorkflowPosition
        {
            Id = NewId.Random(),
            InstanceId = Instance.Id,
            ActivityId = activityId,
            State = PositionState.Ready,
            VisitedAt = Instance.Keep(_time.GetUtcNow().UtcDateTime),
            Hops = hops,
        };
        _positions.Add(position);
        _db.Add(position);
    }

    private void Remove(WorkflowPosition position)
    {
        _positions.Remove(position);
        _db.Remove(position);
    }

    private void End(WorkflowState state)
    {
        Instance.State = state;
        Instance.EndedAt = Instance.Keep(_time.GetUtcNow().UtcDateTime);
    }
}
