using GboParticipatie.Users;
using GboParticipatie.Workflows.Activities;
using GboParticipatie.Workflows.Definitions;
using GboParticipatie.Workflows.Engine;
using GboParticipatie.Workflows.Models;

namespace GboParticipatie.Workflows.Services;

/// <summary>Workflow types: saving definitions, switching on and off, starting by hand.</summary>
public sealed class WorkflowTypeService(GboDbContext db, DefinitionValidator validator, TimeProvider time, ICurrentUser user)
{
    /// <summary>
    /// Saves a definition in the current unit of work; the caller saves. A change of steps or transitions is a new version, anything
    /// else is not.
    /// </summary>
    /// <exception cref="RuleException">The definition is wrong; the message says in which step and how.</exception>
    public async Task SaveAsync(WorkflowType definition, CancellationToken cancel, string? recipeHash = null)
    {
        var problems = await validator.ValidateAsync(definition, cancel);
        if (problems.Count > 0) throw new RuleException($"\"{definition.Name}\" ({definition.WorkflowTypeId}) klopt niet. {string.Join(' ', problems)}");
        var type = await db.Set<WorkflowTypeRecord>().FindAsync([definition.WorkflowTypeId], cancel);
        if (type is null) db.Add(type = new WorkflowTypeRecord { Id = definition.WorkflowTypeId, Name = definition.Name });
        type.Name = definition.Name;
        type.RecipeHash = recipeHash ?? type.RecipeHash;
        await PublishVersionAsync(type, definition, cancel);
        if (type.IsEnabled != definition.IsEnabled) await SetEnabledAsync(type, definition.IsEnabled, cancel);
    }

    /// <summary>Switches a type on or off. Off: nothing new starts; what runs, finishes.</summary>
    public async Task SetEnabledAsync(string id, bool isEnabled, CancellationToken cancel)
    {
        var type = await FindAsync(id, cancel);
        if (type.IsEnabled == isEnabled) return;
        await SetEnabledAsync(type, isEnabled, cancel);
        db.Audit(isEnabled ? "WorkflowType.Enabled" : "WorkflowType.Disabled", type.CurrentVersionId, user.Id, new { WorkflowTypeId = id });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Starts a type that can be started by hand.</summary>
    /// <returns>Id of the run.</returns>
    /// <exception cref="RuleException">It cannot be started by hand, or it is off.</exception>
    public async Task<Guid> StartAsync(string id, CancellationToken cancel)
    {
        var type = await FindAsync(id, cancel);
        if (!type.IsEnabled) throw new RuleException("Dit staat uit. Zet het eerst aan.");
        var starts = await db.Set<WorkflowStart>().Where(s => s.WorkflowTypeId == id && s.EventName == ManualStart.ActivityName).Select(s => s.ActivityId).ToListAsync(cancel);
        if (starts.Count == 0) throw new RuleException("Dit kan je niet zelf starten: het begint met een gebeurtenis.");
        var run = new InstanceStarter(db, time).Add(new NewInstance(id, type.CurrentVersionId, starts, Guid.Empty,
            new WorkflowEvent(NewId.Random(), ManualStart.ActivityName, null), OnlyDays: false));
        db.Audit("WorkflowType.Started", run.Id, user.Id, new { WorkflowTypeId = id });
        await db.SaveChangesAsync(cancel);
        return run.Id;
    }

    private async Task<WorkflowTypeRecord> FindAsync(string id, CancellationToken cancel)
        => await db.Set<WorkflowTypeRecord>().FindAsync([id], cancel) ?? throw new NotFoundException($"Workflow type {id} does not exist.");

    private async Task PublishVersionAsync(WorkflowTypeRecord type, WorkflowType definition, CancellationToken cancel)
    {
        var hash = WorkflowTypeJson.Hash(definition);
        var current = await db.Set<WorkflowTypeVersion>().FindAsync([type.CurrentVersionId], cancel);
        if (current?.Hash == hash) return;
        var version = new WorkflowTypeVersion
        {
            Id = NewId.Random(),
            WorkflowTypeId = type.Id,
            Number = (current?.Number ?? 0) + 1,
            Definition = WorkflowTypeJson.Write(definition),
            Hash = hash,
            WaitsFor = EventNames.Join([.. definition.Activities.Where(a => a.Name == nameof(WaitForEvent))
                .SelectMany(a => a.List(WaitForEvent.EventsProperty)).Distinct(StringComparer.Ordinal)]) ?? "",
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
        type.CurrentVersionId = version.Id;
        db.Add(version);
        db.Audit("WorkflowType.Saved", version.Id, user.Id, new { WorkflowTypeId = type.Id, version.Number });
        await ReplaceStartsAsync(type, definition, cancel);
    }

    private async Task ReplaceStartsAsync(WorkflowTypeRecord type, WorkflowType definition, CancellationToken cancel)
    {
        var old = await db.Set<WorkflowStart>().Where(s => s.WorkflowTypeId == type.Id).ToDictionaryAsync(s => s.ActivityId, StringComparer.Ordinal, cancel);
        foreach (var activity in definition.Activities.Where(a => a.IsStart))
        {
            var cron = activity.Name == TimerEvent.ActivityName ? activity.Text(TimerEvent.CronProperty) : null;
            if (old.Remove(activity.ActivityId, out var start))
            {
                if (start.Cron != cron) start.NextAt = NextAt(cron);
                (start.EventName, start.Cron) = (activity.Name, cron);
                continue;
            }

            db.Add(new WorkflowStart { WorkflowTypeId = type.Id, ActivityId = activity.ActivityId, EventName = activity.Name, Cron = cron, NextAt = NextAt(cron) });
        }

        db.RemoveRange(old.Values);
    }

    // What a timer missed while the type was off is not made up.
    private async Task SetEnabledAsync(WorkflowTypeRecord type, bool isEnabled, CancellationToken cancel)
    {
        type.IsEnabled = isEnabled;
        if (!isEnabled) return;
        foreach (var start in await db.Set<WorkflowStart>().Where(s => s.WorkflowTypeId == type.Id && s.Cron != null).ToListAsync(cancel))
            start.NextAt = NextAt(start.Cron);
    }

    private DateTime? NextAt(string? cron) => cron is null ? null : Cron.Next(cron, time.GetUtcNow().UtcDateTime);
}
