using GboParticipatie.BackgroundTasks;
using GboParticipatie.Workflows.Activities;
using GboParticipatie.Workflows.Events;
using GboParticipatie.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GboParticipatie.Workflows.Engine;

/// <summary>
/// Takes up what is due: waits whose time has come, steps to try again, timers. Waiting costs nothing: the only look is at an
/// index of due times. Several instances may do it at once, each takes rows that no other has.
/// </summary>
public sealed class DueWork(GboDbContext db, TimeProvider time)
{
    private const int Batch = 200;

    /// <summary>Claims all steps that are due; they are executed after the commit.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ClaimWaitsAsync(CancellationToken cancel)
    {
        var total = 0;
        while (true)
        {
            var claimed = await ClaimBatchAsync(cancel);
            total += claimed;
            if (claimed < Batch) return total;
        }
    }

    /// <summary>Starts the workflows whose timer has come; a time that was missed is made up once.</summary>
    /// <returns>How many.</returns>
    public async Task<int> StartTimersAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!await db.Set<WorkflowStart>().AnyAsync(s => s.NextAt <= now, cancel)) return 0;
        return await db.WriteAsync(c => StartTimersAsync(now, c), cancel);
    }

    private async Task<int> ClaimBatchAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (!await db.Set<WorkflowPosition>().AnyAsync(p => p.DueAt <= now, cancel)) return 0;
        return await db.WriteAsync(
            async c =>
            {
                var runs = await db.Database.SqlQueryRaw<Guid>(ClaimSql(db.IsSqlite), now, Batch).ToListAsync(c);
                foreach (var run in runs.Distinct()) db.Publish(new WorkflowStepDue(run), onlyDay: true);
                return runs.Count;
            },
            cancel);
    }

    /// <summary>A step that failed is tried again for the reason it was executed before; a wait ends because it is due.</summary>
    internal static string ClaimSql(bool isSqlite) => $$"""
        UPDATE "WorkflowPositions" SET "DueAt" = NULL, "State" = 'Ready',
            "Resume" = CASE WHEN "State" = 'Waiting' THEN 'Due' ELSE "Resume" END
        WHERE "Id" IN (
            SELECT "Id" FROM "WorkflowPositions" WHERE "DueAt" IS NOT NULL AND "DueAt" <= {0}
            ORDER BY "DueAt" LIMIT {1} {{(isSqlite ? "" : "FOR UPDATE SKIP LOCKED")}})
        RETURNING "InstanceId" AS "Value"
        """;

    private async Task<int> StartTimersAsync(DateTime now, CancellationToken cancel)
    {
        var due = await (from s in db.Set<WorkflowStart>()
                         join t in db.Set<WorkflowTypeRecord>() on s.WorkflowTypeId equals t.Id
                         where s.NextAt <= now
                         select new { Start = s, t.IsEnabled, t.CurrentVersionId }).AsNoTracking().ToListAsync(cancel);
        var starter = new InstanceStarter(db, time);
        var count = 0;
        foreach (var timer in due)
        {
            // The comparison with the old time makes that one instance of the site takes it.
            var next = Cron.Next(timer.Start.Cron!, now);
            var taken = await db.Set<WorkflowStart>()
                .Where(s => s.WorkflowTypeId == timer.Start.WorkflowTypeId && s.ActivityId == timer.Start.ActivityId && s.NextAt == timer.Start.NextAt)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.NextAt, next), cancel);
            if (taken == 0 || !timer.IsEnabled) continue;
            starter.Add(new NewInstance(timer.Start.WorkflowTypeId, timer.CurrentVersionId, [timer.Start.ActivityId], Guid.Empty,
                new WorkflowEvent(NewId.Random(), TimerEvent.ActivityName, null), OnlyDays: false));
            count++;
        }

        return count;
    }
}

/// <summary>Looks each minute for what is due.</summary>
[BackgroundTask(Schedule = "* * * * *", Description = "Gaat verder met wat op een tijdstip wachtte in \"Wie krijgt wat wanneer\".")]
public sealed class DueWorkTask : IBackgroundTask
{
    /// <inheritdoc />
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var work = serviceProvider.GetRequiredService<DueWork>();
        await work.StartTimersAsync(cancellationToken);
        await work.ClaimWaitsAsync(cancellationToken);
    }
}
