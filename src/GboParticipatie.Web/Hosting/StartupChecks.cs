using System.Text.RegularExpressions;
using GboParticipatie.Email;
using GboParticipatie.Modules;
using GboParticipatie.Navigation;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Modules;
using GboParticipatie.Web.Navigation;
using GboParticipatie.Web.Users.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GboParticipatie.Web.Hosting;

/// <summary>What would fail silently later fails here, with a message that names it.</summary>
internal static partial class StartupChecks
{
    /// <summary>Before the services are built: without mail nobody can sign in.</summary>
    public static void RefuseWithoutMail(IServiceCollection services)
    {
        if (services.All(s => s.ServiceType != typeof(IEmailService)))
            throw new StartupException("Geen enkele module die aan staat, verstuurt mails. Zet in het recept GboParticipatie.Notifications aan.");
    }

    /// <summary>Once the endpoints are mapped.</summary>
    public static void Run(WebApplication app)
    {
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>().ToList();
        var permissions = app.Services.GetRequiredService<PermissionCatalogue>().Names;
        RefuseUnknownPermissions(app.Services.GetRequiredService<EnabledFeatureSet>(), endpoints, permissions);
        RefuseUnknownMenuPermissions(app.Services, permissions);
        RefuseSameRoute(endpoints);
    }

    private static void RefuseUnknownPermissions(EnabledFeatureSet features, List<RouteEndpoint> endpoints, IReadOnlyCollection<string> permissions)
    {
        var declared = features.Assemblies.Append(typeof(StartupChecks).Assembly).SelectMany(AssemblyTypes.TextsOf<RequiresPermissionAttribute>);
        var mapped = endpoints.SelectMany(e => e.Metadata.GetOrderedMetadata<RequiresPermissionAttribute>()
            .Select(a => (Text: a.PermissionName, Where: $"{e.RoutePattern.RawText} ({e.DisplayName})")));
        foreach (var (name, where) in declared.Concat(mapped))
            if (!permissions.Contains(name)) throw new StartupException($"{where} vraagt de permissie '{name}', maar geen enkele module die aan staat, heeft die.");
    }

    private static void RefuseUnknownMenuPermissions(IServiceProvider services, IReadOnlyCollection<string> permissions)
    {
        using var scope = services.CreateScope();
        var providers = scope.ServiceProvider.GetServices<INavigationProvider>().ToList();
        foreach (var item in new[] { "admin", "main", "footer" }.SelectMany(menu => NavigationManager.Collect(providers, menu)))
            if (item.Permission is not null && !permissions.Contains(item.Permission))
                throw new StartupException($"Het menu-item '{item.Text}' vraagt de permissie '{item.Permission}', maar geen enkele module die aan staat, heeft die.");
    }

    // Two pages on one address: the framework finds out only when someone goes there.
    private static void RefuseSameRoute(List<RouteEndpoint> endpoints)
    {
        var twice = endpoints.Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(e => (Route: Parameter().Replace(e.RoutePattern.RawText ?? "", "{"), e.Metadata.GetMetadata<PageActionDescriptor>()!.RelativePath))
            .Distinct().GroupBy(e => e.Route, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new StartupException($"Het adres /{twice.Key} hoort bij meer dan één pagina: {string.Join(", ", twice.Select(e => e.RelativePath))}.");
    }

    // {id} and {punt:guid?} stand in the same place; a constraint keeps them apart.
    [GeneratedRegex(@"\{\*{0,2}[A-Za-z0-9_]+", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
