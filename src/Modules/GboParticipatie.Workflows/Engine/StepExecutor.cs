using System.Diagnostics;
using GboParticipatie.Settings;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Models;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Workflows.Engine;

/// <summary>Executes one step inside a transaction that holds the run's lock.</summary>
internal sealed class StepExecutor(
    GboDbContext db, WorkflowCatalog catalog, DefinitionCache definitions, ISiteService site, TimeProvider time, IServiceProvider services, IStringLocalizer<Startup> S)
{
    /// <summary>Name of the activity that it executes, for the trace of a step that fails; empty while it is not known.</summary>
    public string ActivityName { get; private set; } = "";

    public async Task ExecuteAsync(WorkflowPosition position, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        var progress = await RunProgress.LoadAsync(db, position.InstanceId, time, cancel);
        var definition = await definitions.GetAsync(db, progress.Instance.TypeVersionId, cancel);
        var record = definition.Activities.FirstOrDefault(a => a.ActivityId == position.ActivityId)
            ?? throw new WorkflowException($"Stap \"{position.ActivityId}\" staat niet in de definitie.");
        ActivityName = record.Name;
        var activity = catalog.Activity(record.Name) ?? throw new WorkflowException($"Soort stap \"{record.Name}\" bestaat niet (meer).");
        if (await TakeSignalAsync(position, record, cancel)) position.Resume = ActivityResume.Event;
        var context = await ContextAsync(position, record, definition, progress, cancel);
        if (context is null)
        {
            progress.Trace(record.ActivityId, record.Name, TraceOutcomes.Stopped, 0, null, S["het gaat over iets dat er niet meer is"]);
            progress.Stop(WorkflowState.Cancelled);
        }
        else
        {
            var result = await activity.ExecuteAsync(context, cancel);
            await CorrelateAsync(context.Run, cancel);
            Apply(result, position, record, definition, progress, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        await progress.SaveAsync(cancel);
    }

    private static void Apply(
        ActivityResult result, WorkflowPosition position, ActivityRecord record, WorkflowType definition, RunProgress progress, long duration)
    {
        switch (result)
        {
            case ActivityResult.Ended ended:
                progress.Trace(record.ActivityId, record.Name, string.Join(", ", ended.Names), duration, null, result.Note);
                progress.Leave(position, definition, ended.Names);
                break;
            case ActivityResult.Waiting wait:
                if (wait.Events.Count == 0 && wait.Until is null) throw new WorkflowException($"Stap \"{record.ActivityId}\" wacht op niets.");
                progress.Wait(position, wait);
                break;
            case ActivityResult.Finished:
                progress.Trace(record.ActivityId, record.Name, "End", duration, null, result.Note);
                progress.Stop(WorkflowState.Completed);
                break;
            case ActivityResult.Refused:
                progress.Withdraw(position);
                break;
        }
    }

    private async Task CorrelateAsync(RunContext run, CancellationToken cancel)
    {
        foreach (var record in run.NewCorrelations)
            if (!await db.Set<WorkflowCorrelation>().AnyAsync(c => c.CorrelationId == record && c.InstanceId == run.InstanceId, cancel))
                db.Add(new WorkflowCorrelation { CorrelationId = record, InstanceId = run.InstanceId });
    }

    // An event that came before the step began to wait for it, or together with the end of its time: it counts.
    private async Task<bool> TakeSignalAsync(WorkflowPosition position, ActivityRecord record, CancellationToken cancel)
    {
        if (position.Resume == ActivityResume.Event || record.Name != nameof(Activities.WaitForEvent)) return false;
        var names = record.List(Activities.WaitForEvent.EventsProperty);
        var signal = await db.Set<WorkflowSignal>().Where(s => s.InstanceId == position.InstanceId && names.Contains(s.EventName))
            .OrderBy(s => s.Number).FirstOrDefaultAsync(cancel);
        if (signal is null) return false;
        position.ResumeEvent = signal.EventName;
        db.Remove(signal);
        return true;
    }

    private async Task<StepContext?> ContextAsync(
        WorkflowPosition position, ActivityRecord record, WorkflowType definition, RunProgress progress, CancellationToken cancel)
    {
        var instance = progress.Instance;
        var source = catalog.Source(instance.StartEventName);
        if (source is null && instance.StartEvent is not null) throw new WorkflowException($"Gebeurtenis \"{instance.StartEventName}\" bestaat niet (meer).");
        var start = StoredEvents.Read(instance, source?.EventType);
        var values = start.Event is null ? new WorkflowValues([]) : await source!.ReadAsync(start.Event, cancel);
        if (values is null) return null;
        var run = new RunContext
        {
            InstanceId = instance.Id,
            WorkflowTypeId = instance.WorkflowTypeId,
            CorrelationId = instance.CorrelationId,
            StartEvent = start,
            Values = values,
            Services = services,
            Now = time.GetUtcNow().UtcDateTime,
        };
        return new StepContext(catalog, definition, await site.GetAsync<SiteSettings>(cancel), S)
        {
            Workflow = run,
            Run = run,
            Activity = record,
            VisitId = position.Id,
            VisitedAt = position.VisitedAt,
            Resume = position.Resume,
            ResumeEvent = position.ResumeEvent,
        };
    }
}
