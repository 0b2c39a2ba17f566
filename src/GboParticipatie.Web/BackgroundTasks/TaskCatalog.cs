using System.Reflection;
using GboParticipatie.BackgroundTasks;
using GboParticipatie.Time;
using GboParticipatie.Web.Hosting;
using Quartz;

namespace GboParticipatie.Web.BackgroundTasks;

/// <summary>A background task of a module that is on.</summary>
/// <param name="Name">Name of its class, unique.</param>
/// <param name="Description">What it does, as an administrator reads it.</param>
/// <param name="Schedule">Five-field cron expression, in Brussels time.</param>
public sealed record TaskDescription(string Name, string Description, string Schedule)
{
    /// <summary>The schedule as Quartz uses it.</summary>
    public CronExpression Cron { get; } = CronExpression.Parse(Schedule, CronFormat.Unix).WithTimeZone(BrusselsTime.Zone);
}

/// <summary>The background tasks of the modules that are on.</summary>
public sealed class TaskCatalog(IServiceScopeFactory scopes)
{
    private readonly Lazy<IReadOnlyList<TaskDescription>> _all = new(() => Collect(scopes));

    /// <summary>The tasks, by name.</summary>
    /// <exception cref="StartupException">A task has no schedule, a wrong one, or the name of another task.</exception>
    public IReadOnlyList<TaskDescription> All => _all.Value;

    private static IReadOnlyList<TaskDescription> Collect(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var all = scope.ServiceProvider.GetServices<IBackgroundTask>().Select(t => Describe(t.GetType())).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        return all.GroupBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new StartupException($"Twee achtergrondtaken heten '{twice.Key}'.")
            : all;
    }

    private static TaskDescription Describe(Type type)
    {
        var attribute = type.GetCustomAttribute<BackgroundTaskAttribute>()
            ?? throw new StartupException($"De achtergrondtaak {type.FullName} heeft geen [BackgroundTask] met een schema.");
        try
        {
            return new TaskDescription(type.Name, attribute.Description, attribute.Schedule);
        }
        catch (FormatException problem)
        {
            throw new StartupException($"De achtergrondtaak {type.FullName} heeft een verkeerd schema '{attribute.Schedule}': {problem.Message}", problem);
        }
    }
}
