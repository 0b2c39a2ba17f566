using GboParticipatie.Web.Hosting;
using Quartz;

namespace GboParticipatie.Web.BackgroundTasks;

/// <summary>
/// Runs the scheduler once the site answers and the first visitors went first. It begins with bringing the stored schedules in line
/// with the tasks of the modules that are on; a schedule that did not change is left alone, so that a time that passed while the
/// site was down is still made up.
/// </summary>
internal sealed class TaskScheduling(
    IServiceProvider services, TaskCatalog catalog, FirstVisitors visitors, ILogger<TaskScheduling> log) : IHostedLifecycleService, IDisposable
{
    private const string Group = "modules";
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _stopping = new();
    private Task _later = Task.CompletedTask;
    private IScheduler? _scheduler;

    /// <exception cref="StartupException">A task of a module is wrong.</exception>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        // What is wrong with a task stops the start.
        _ = catalog.All;
        if (visitors.Pause == TimeSpan.Zero) await BeginAsync(cancellationToken);
        else _later = BeginLaterAsync(_stopping.Token);
    }

    private async Task BeginLaterAsync(CancellationToken stopping)
    {
        await visitors.GoFirstAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await BeginAsync(stopping);
                return;
            }
            catch (Exception problem) when (!stopping.IsCancellationRequested)
            {
                log.LogError(problem, "The scheduler could not be started; trying again");
                await Task.Delay(AfterFailure, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        _scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        var stored = await _scheduler.QueryJobs(new JobQuery { Group = GroupMatcher<JobKey>.GroupEquals(Group) }, cancellationToken);
        foreach (var gone in stored.Items.Where(job => catalog.All.All(t => t.Name != job.Key.Name)))
            await _scheduler.DeleteJob(gone.Key, cancellationToken);
        foreach (var task in catalog.All) await ScheduleAsync(_scheduler, task, cancellationToken);
        await _scheduler.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _later.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_scheduler is not null) await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

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
