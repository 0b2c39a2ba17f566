using System.Reflection;
using GboParticipatie.Data;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Theme.TagHelpers;
using GboParticipatie.Users;
using GboParticipatie.Web.BackgroundTasks;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace GboParticipatie.Web.Pages.Maintenance;

/// <summary>What an administrator looks at when something is the matter: health, what got stuck, tasks, modules.</summary>
[RequiresPermission("ManageSystem")]
public sealed class IndexModel(
    GboDbContext db, ParkedStreams parked, HealthCheckService health, TaskCatalog tasks, EnabledFeatureSet features, ICurrentUser user, TimeProvider time, IStringLocalizer<Texts> S)
    : PageModel
{
    private const int MostParked = 100;

    /// <summary>The version that runs.</summary>
    public static string Version { get; } = typeof(GboHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The stream that a button is about.</summary>
    [BindProperty]
    public Guid Stream { get; set; }

    /// <summary>A check and how it went.</summary>
    public sealed record Check(string Name, string Text, string State, StatusKind Kind);

    /// <summary>A background task, when it ran last and when it will run.</summary>
    public sealed record TaskRow(string Description, string Name, DateTime? LastRun, string? Error, DateTime? NextRun);

    /// <summary>A feature and whether it is on.</summary>
    public sealed record FeatureRow(string Name, string Description, string Version, bool IsOn);

    /// <summary>How the site is doing.</summary>
    public IReadOnlyList<Check> Checks { get; private set; } = [];

    /// <summary>Events that wait for a person.</summary>
    public IReadOnlyList<ParkedStreams.Parked> Parked { get; private set; } = [];

    /// <summary>The background tasks.</summary>
    public IReadOnlyList<TaskRow> Tasks { get; private set; } = [];

    /// <summary>All features, on or off.</summary>
    public IReadOnlyList<FeatureRow> Features { get; private set; } = [];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var report = await health.CheckHealthAsync(cancel);
        Checks = [.. report.Entries.Select(e => Describe(e.Key, e.Value))];
        Parked = await parked.ListAsync(0, MostParked, cancel);
        var runs = await db.Set<TaskRun>().AsNoTracking().ToDictionaryAsync(r => r.Name, cancel);
        var now = time.GetUtcNow();
        Tasks = [.. tasks.All.Select(t => new TaskRow(
            S[t.Description], t.Name, runs.GetValueOrDefault(t.Name)?.StartedAt, runs.GetValueOrDefault(t.Name)?.Error, t.Cron.GetNextValidTimeAfter(now)?.UtcDateTime))];
        Features = [.. features.Catalog.Features.Select(f => new FeatureRow(S[f.Name], S[f.Description], f.Version, features.IsOn(f.Id)))];
    }

    /// <summary>Tries the events of a stream again.</summary>
    public async Task<IActionResult> OnPostRetryAsync(CancellationToken cancel)
    {
        await DecideAsync("Outbox.Retried", parked.RetryAsync, cancel);
        TempData["Melding"] = S["Het wordt opnieuw geprobeerd."].Value;
        return RedirectToPage();
    }

    /// <summary>Leaves the event that failed out.</summary>
    public async Task<IActionResult> OnPostSkipAsync(CancellationToken cancel)
    {
        await DecideAsync("Outbox.Skipped", parked.SkipAsync, cancel);
        TempData["Melding"] = S["De gebeurtenis is overgeslagen. Wat erna kwam, gaat door."].Value;
        return RedirectToPage();
    }

    private Task DecideAsync(string action, Func<Guid, CancellationToken, Task> decide, CancellationToken cancel) => db.WriteAsync(async c =>
    {
        await decide(Stream, c);
        db.Audit(action, Stream, user.Id);
        await db.SaveChangesAsync(c);
    }, cancel);

    private Check Describe(string name, HealthReportEntry entry)
    {
        var text = entry.Description ?? entry.Exception?.GetType().Name ?? "";
        return entry.Status switch
        {
            HealthStatus.Healthy => new Check(name, text, S["In orde"], StatusKind.Done),
            HealthStatus.Degraded => new Check(name, text, S["Kijk dit na"], StatusKind.Busy),
            _ => new Check(name, text, S["Werkt niet"], StatusKind.Late),
        };
    }
}
