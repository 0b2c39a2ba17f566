using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GboParticipatie.Web.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve people.</summary>
internal static class HealthSetup
{
    public static void AddSiteHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("databank", HealthStatus.Unhealthy, timeout: TimeSpan.FromSeconds(5))
        .AddCheck<MigrationsCheck>("migraties", HealthStatus.Unhealthy, timeout: TimeSpan.FromSeconds(5))
        .AddCheck<DiskCheck>("schijf")
        .AddCheck<OutboxCheck>("gebeurtenissen", HealthStatus.Degraded, timeout: TimeSpan.FromSeconds(5));

    public static void MapSiteHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).Public("Voor de bewaking: leeft het proces?");
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync })
            .Public("Voor de bewaking: kan de site mensen bedienen? Toont status, geen gegevens.");
    }

    // Names and states only: the sentences are for the administrator, in /beheer/systeem and doctor.
    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString(), StringComparer.Ordinal),
    });
}
