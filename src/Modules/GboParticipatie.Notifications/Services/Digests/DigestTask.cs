using GboParticipatie.BackgroundTasks;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Notifications.Services.Digests;

/// <summary>Makes the digests that are due: weekly for groups, daily for the coach, as the region's settings say.</summary>
[BackgroundTask(Schedule = "*/5 * * * *", Description = "Maakt en mailt de overzichten")]
public sealed class DigestTask : IBackgroundTask
{
    /// <inheritdoc />
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
        => serviceProvider.GetRequiredService<DigestService>().CompileDueAsync(cancellationToken);
}
