using System.Data.Common;
using System.Diagnostics;
using GboParticipatie.Events;
using GboParticipatie.Workflows.Events;
using GboParticipatie.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Workflows.Engine;

/// <summary>
/// Executes the steps of a run that are ready, one after the other, each in a transaction of its own together with its effects
/// and the note where the run is then. A delivery to the outbox, so called again until it returns: killed anywhere, the run goes
/// on with the first step that is not committed. What fails is written on the run, never on the stream.
/// </summary>
internal sealed class StepRunner(IServiceScopeFactory scopes, TimeProvider time, ILogger<StepRunner> log) : IDeliveryHandler<WorkflowStepDue>
{
    private const int MostSteps = 50;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(15);

    /// <summary>Waits between tries; after the last one the step is parked.</summary>
    public static IReadOnlyList<TimeSpan> Delays { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    public async Task DeliverAsync(WorkflowStepDue @event, EventEnvelope envelope, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < MostSteps && Stopwatch.GetElapsedTime(began) < LongestTurn; i++)
            if (!await RunNextAsync(@event.InstanceId, cancel))
                return;
        // Others want a turn as well: go on later.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        db.Publish(new WorkflowStepDue(@event.InstanceId), onlyDay: true);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Executes one step that is ready.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> RunNextAsync(Guid run, CancellationToken cancel)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return await TryNextAsync(run, cancel);
            }
            catch (Exception problem) when (i < 5 && IsTransient(problem) && !cancel.IsCancellationRequested)
            {
                // Two transactions that waited for each other: nothing is wrong with the step.
            }
        }
    }

    private static bool IsTransient(Exception? problem)
        => problem is not null && (problem is DbException { IsTransient: true } || IsTransient(problem.InnerException));

    private async Task<bool> TryNextAsync(Guid run, CancellationToken cancel)
    {
        Guid? visit = null;
        var began = Stopwatch.GetTimestamp();
        StepExecutor? executor = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
            return await db.WriteAsync(
                async c =>
                {
                    if (!await InstanceLock.TakeAsync(db, run, c)) return false;
                    var position = await db.Set<WorkflowPosition>().Where(p => p.InstanceId == run && p.State == PositionState.Ready)
                        .OrderBy(p => p.VisitedAt).ThenBy(p => p.Id).FirstOrDefaultAsync(c);
                    if (position is null) return false;
                    (visit, began) = (position.Id, Stopwatch.GetTimestamp());
                    executor = scope.ServiceProvider.GetRequiredService<StepExecutor>();
                    await executor.ExecuteAsync(position, c);
                    return true;
                },
                cancel);
        }
        catch (Exception problem) when (visit is not null && !IsTransient(problem) && !cancel.IsCancellationRequested)
        {
            var failure = new StepFailure(visit.Value, executor?.ActivityName ?? "", (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds, problem);
            await NoteFailureAsync(run, failure, cancel);
            return true;
        }
    }

    private async Task NoteFailureAsync(Guid run, StepFailure failure, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
        await db.WriteAsync(
            async c =>
            {
                if (!await InstanceLock.TakeAsync(db, run, c)) return;
                var position = await db.Set<WorkflowPosition>().FirstOrDefaultAsync(p => p.Id == failure.Visit && p.State == PositionState.Ready, c);
                if (position is null) return;
                var progress = await RunProgress.LoadAsync(db, run, time, c);
                if (failure.Problem is RetryLaterException later)
                {
                    position.State = PositionState.Retrying;
                    position.DueAt = time.GetUtcNow().UtcDateTime + later.Delay;
                    progress.Settle();
                    await progress.SaveAsync(c);
                    return;
                }

                log.LogError(failure.Problem, "Step {Activity} of run {Run} failed, try {Try}", position.ActivityId, run, position.Attempts + 1);
                progress.Fail(
                    position, failure.ActivityName, failure.DurationMs, FailureText.Of(failure.Problem), Delays, isHopeless: failure.Problem is WorkflowException);
                await progress.SaveAsync(c);
            },
            cancel);
    }

    private sealed record StepFailure(Guid Visit, string ActivityName, long DurationMs, Exception Problem);
}

/// <summary>The definition cannot go on here, and trying again does not help. The message names parts of the definition only.</summary>
internal sealed class WorkflowException(string message) : Exception(message);

/// <summary>What may be kept of an error: its type and where it came from, never its message, which may hold what people wrote.</summary>
internal static class FailureText
{
    public static string Of(Exception problem)
    {
        if (problem is WorkflowException) return problem.Message;
        var where = new StackTrace(problem).GetFrames().Select(f => f.GetMethod()?.DeclaringType?.FullName)
            .FirstOrDefault(n => n?.StartsWith("GboParticipatie", StringComparison.Ordinal) == true);
        var type = problem.InnerException is { } inner ? $"{problem.GetType().Name} ({inner.GetType().Name})" : problem.GetType().Name;
        return where is null ? type : $"{type} in {where.Split('+')[0].Split('.')[^1]}";
    }
}
