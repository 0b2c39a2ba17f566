using System.Diagnostics;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Data;
using Microsoft.EntityFrameworkCore;

namespace GboParticipatie.Web.BackgroundTasks;

/// <summary>Runs background tasks: by schedule, from the command line and in tests.</summary>
public sealed class TaskRunner(IServiceScopeFactory scopes, TimeProvider time, ILogger<TaskRunner> log)
{
    /// <summary>Runs the task once, now, in a scope of its own, and notes how it went.</summary>
    /// <exception cref="NotFoundException">No module that is on has a task with this name.</exception>
    public async Task RunAsync(string name, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var task = scope.ServiceProvider.GetServices<IBackgroundTask>().SingleOrDefault(t => t.GetType().Name == name)
            ?? throw new NotFoundException($"There is no background task {name}.");
        var startedAt = time.GetUtcNow().UtcDateTime;
        var start = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            await task.DoWorkAsync(scope.ServiceProvider, cancel);
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            error = problem.GetType().Name;
            throw;
        }
        finally
        {
            if (!cancel.IsCancellationRequested) await NoteAsync(name, startedAt, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, error);
        }
    }

    private async Task NoteAsync(string name, DateTime startedAt, long milliseconds, string? error)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GboDbContext>();
            await db.WriteAsync(async cancel =>
            {
                var run = await db.Set<TaskRun>().SingleOrDefaultAsync(r => r.Name == name, cancel);
                if (run is null) db.Add(run = new TaskRun { Name = name });
                (run.StartedAt, run.Milliseconds, run.Error) = (startedAt, milliseconds, error);
            });
        }
        catch (Exception problem)
        {
            // The note is for the administrator's page only; the task itself has done its work or reports its own failure.
            log.LogWarning(problem, "How the background task {Task} went could not be noted", name);
        }
    }
}
