using GboParticipatie.Data;
using GboParticipatie.Data.Outbox;
using GboParticipatie.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GboParticipatie.Web.Health;

/// <summary>The database answers.</summary>
internal sealed class DatabaseCheck(GboDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
        return HealthCheckResult.Healthy($"De {(db.IsSqlite ? "SQLite" : "PostgreSQL")}-databank antwoordt.");
    }
}

/// <summary>The database has the shape that this version expects.</summary>
internal sealed class MigrationsCheck(GboDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        return missing.Count == 0
            ? HealthCheckResult.Healthy("De databank is bijgewerkt tot deze versie.")
            : HealthCheckResult.Unhealthy($"De databank is niet bijgewerkt: {string.Join(", ", missing)}.");
    }
}

/// <summary>There is room on the disk of the region's files.</summary>
internal sealed class DiskCheck(SitePlace place) : IHealthCheck
{
    private const long Enough = 500L << 20;
    private const long TooLittle = 100L << 20;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(Judge(new DriveInfo(place.AppData).AvailableFreeSpace));

    /// <summary>What so many free bytes mean.</summary>
    internal static HealthCheckResult Judge(long free)
    {
        var text = $"{free >> 20} MB vrij op de schijf.";
        return free switch
        {
            < TooLittle => HealthCheckResult.Unhealthy(text),
            < Enough => HealthCheckResult.Degraded(text),
            _ => HealthCheckResult.Healthy(text),
        };
    }
}

/// <summary>Events are handled soon after they happen, and none waits for a person.</summary>
internal sealed class OutboxCheck(GboDbContext db, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var late = time.GetUtcNow().UtcDateTime - TooLate;
        var waiting = await db.Set<OutboxStream>().CountAsync(s => s.DueAt < late, cancellationToken);
        var parked = await db.Set<OutboxStream>().CountAsync(s => s.ParkedAt != null, cancellationToken);
        if (waiting == 0 && parked == 0) return HealthCheckResult.Healthy("Alle gebeurtenissen zijn verwerkt.");
        // Degraded, not unhealthy: taking the site away helps nobody.
        return HealthCheckResult.Degraded($"{waiting} rijen gebeurtenissen wachten langer dan 5 minuten, {parked} wachten op een beslissing in /beheer/systeem.");
    }
}
