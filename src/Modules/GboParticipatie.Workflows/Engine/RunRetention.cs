using GboParticipatie.BackgroundTasks;
using GboParticipatie.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Workflows.Engine;

/// <summary>Removes runs, with their traces, 400 days after they ended: enough to look back a year.</summary>
[BackgroundTask(Schedule = "40 3 * * *", Description = "Ruimt op wat meer dan 400 dagen geleden afliep in \"Wie krijgt wat wanneer\".")]
public sealed class RunRetention : IBackgroundTask
{
    private const int Batch = 500;

    /// <summary>How long a run is kept after its end.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(400);

    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var db = serviceProvider.GetRequiredService<GboDbContext>();
        var before = serviceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime - Kept;
        int removed;
        do
        {
            removed = await db.WriteAsync(
                async c =>
                {
                    var old = await db.Set<WorkflowInstance>().Where(i => i.EndedAt < before).OrderBy(i => i.EndedAt).Select(i => i.Id).Take(Batch).ToListAsync(c);
                    return await db.Set<WorkflowInstance>().Where(i => old.Contains(i.Id)).ExecuteDeleteAsync(c);
                },
                cancellationToken);
        }
        while (removed == Batch);
    }
}
