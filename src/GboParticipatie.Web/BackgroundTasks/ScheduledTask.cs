using Quartz;

namespace GboParticipatie.Web.BackgroundTasks;

/// <summary>Carries out a background task when Quartz says so. One instance of the site at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class ScheduledTask(TaskRunner runner, ILogger<ScheduledTask> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        try
        {
            await runner.RunAsync(name, cancellationToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // The next time it is due it runs again; a task is safe to repeat.
            log.LogError(problem, "The background task {Task} failed", name);
        }
    }
}
