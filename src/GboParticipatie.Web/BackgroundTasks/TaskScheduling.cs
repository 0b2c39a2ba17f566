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

/// <summary>
/// Runs the scheduler once the site answers, so that no visitor waits for it. First it brings the stored schedules in line with the
/// tasks of the modules that are on; a schedule that did not change is left alone, so that a time that passed while the site was
/// down is still made up.
/// </summary>
internal sealed class TaskScheduling(ISchedulerFactory schedulers, TaskCatalog catalog, ILogger<TaskScheduling> log) : IHostedLifecycleService
{
    private const string Group = "modules";
    private IScheduler? _scheduler;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        _scheduler = await schedulers.GetScheduler(cancellationToken);
        var stored = await _scheduler.QueryJobs(new JobQuery { Group = GroupMatcher<JobKey>.GroupEquals(Group) }, cancellationToken);
        foreach (var gone in stored.Items.Where(job => catalog.All.All(t => t.Name != job.Key.Name)))
            await _scheduler.DeleteJob(gone.Key, cancellationToken);
        foreach (var task in catalog.All) await ScheduleAsync(_scheduler, task, cancellationToken);
        await _scheduler.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is not null) await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ScheduleAsync(IScheduler scheduler, TaskDescription task, CancellationToken cancel)
    {
        var key = new TriggerKey(task.Name, Group);
        if (await scheduler.GetTrigger(key, cancel) is ICronTrigger stored && stored.CronExpressionString == task.Cron.ToString()
            && await scheduler.GetTriggerState(key, cancel) is not TriggerState.Error) return;
        var job = JobBuilder.Create<ScheduledTask>().WithIdentity(task.Name, Group).WithDescription(task.Description).StoreDurably().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(job)
            .WithSchedule(CronScheduleBuilder.Create(task.Cron).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        try
        {
            await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancel);
        }
        catch (ObjectAlreadyExistsException)
        {
            log.LogDebug("Another instance scheduled {Task} at the same moment", task.Name);
        }
    }
}
