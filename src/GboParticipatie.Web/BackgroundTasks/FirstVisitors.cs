namespace GboParticipatie.Web.BackgroundTasks;

/// <summary>
/// Who comes first after a start: the people who wait for a page. What works beside the requests leaves them the processor for
/// <c>Gbo:BackgroundTasksAfter</c> seconds (5 unless configured).
/// </summary>
internal sealed class FirstVisitors(IConfiguration configuration)
{
    /// <summary>How long; zero, and nothing waits.</summary>
    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(Math.Max(0, configuration.GetValue("Gbo:BackgroundTasksAfter", 5.0)));

    /// <summary>Waits that long, or until the site stops.</summary>
    public async Task GoFirstAsync(CancellationToken stopping)
    {
        if (Pause > TimeSpan.Zero) await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
