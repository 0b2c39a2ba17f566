namespace GboParticipatie.BackgroundTasks;

/// <summary>Recurring work of a module, run by the host on one instance at a time.</summary>
public interface IBackgroundTask
{
    /// <summary>Does the work once, in a scope of its own. Must be safe to repeat.</summary>
    Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken);
}

/// <summary>When a background task runs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BackgroundTaskAttribute : Attribute
{
    /// <summary>Five-field cron expression, in Brussels time, such as <c>*/5 * * * *</c>.</summary>
    public required string Schedule { get; init; }

    /// <summary>What it does, as an administrator reads it.</summary>
    public required string Description { get; init; }
}
