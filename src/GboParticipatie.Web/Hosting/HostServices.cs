using System.IO.Compression;
using System.Net;
using GboParticipatie.Files;
using GboParticipatie.Navigation;
using GboParticipatie.Recipes;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Settings;
using GboParticipatie.Web.BackgroundTasks;
using GboParticipatie.Web.Caching;
using GboParticipatie.Web.DataProtection;
using GboParticipatie.Web.Health;
using GboParticipatie.Web.Localization;
using GboParticipatie.Web.Modules;
using GboParticipatie.Web.Navigation;
using GboParticipatie.Web.Problems;
using GboParticipatie.Web.Recipes;
using GboParticipatie.Web.Security;
using GboParticipatie.Web.Settings;
using GboParticipatie.Web.Users;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Web.Hosting;

/// <summary>Services of the host itself; those of the modules come after.</summary>
internal static class HostServices
{
    public static void AddHostServices(this WebApplicationBuilder builder, SitePlace place, EnabledFeatureSet features)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSingleton(new AppDataFolder(place.AppData));
        services.AddTexts();
        services.AddPagesOf(features);
        services.AddRecipes();
        services.AddSingleton<SettingsCache>();
        services.AddSingleton<SiteAddress>();
        services.AddScoped<SiteService>();
        services.AddScoped<ISiteService>(s => s.GetRequiredService<SiteService>());
        services.AddScoped<INavigationManager, NavigationManager>();
        services.AddSingleton<InstalledPermissions>();
        services.AddSingleton<IPermissionProvider, Permissions>();
        services.AddSingleton<INavigationProvider, SiteMenus>();
        services.AddGboUsers(builder.Configuration);
        services.AddApiDescription();
        services.AddSharedKeys(place);
        services.AddWebDefaults(builder.Configuration);
        VisitorPages.Add(services);
        services.AddProblems();
        services.AddSiteHealth();
        services.AddHostedService<Telemetry>();
        services.AddBackgroundWork(place, builder.Configuration);
    }

    private static void AddPagesOf(this IServiceCollection services, EnabledFeatureSet features)
    {
        services.AddRazorPages().AddMvcOptions(mvc => mvc.Filters.Add<HandlerAccessFilter>())
            .AddDataAnnotationsLocalization(texts => texts.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(Texts)))
            .ConfigureApplicationPartManager(manager => ModuleParts.Use(manager, features));
        services.LoadPagesWhenAsked();
        services.AddControllers();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "gbo-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            // The header is set for every answer in SecurityHeaders.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(cookies =>
        {
            cookies.Cookie.Name = "gbo-notice";
            cookies.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
    }

    private static void AddRecipes(this IServiceCollection services)
    {
        services.AddSingleton<SettingsTypes>();
        services.AddScoped<RecipeExecutor>();
        services.AddScoped<NamedRoles>();
        services.AddScoped<IRecipeStepHandler, FeatureStep>();
        services.AddScoped<IRecipeStepHandler, SettingsStep>();
        services.AddScoped<IRecipeStepHandler, RolesStep>();
        services.AddScoped<IRecipeStepHandler, UsersStep>();
    }

    // In the database, so that instances read each other's cookies and a restart signs nobody out.
    private static void AddSharedKeys(this IServiceCollection services, SitePlace place)
    {
        services.AddDataProtection().SetApplicationName($"GboParticipatie:{place.Region}");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new DatabaseKeyRepository(s.GetRequiredService<IServiceScopeFactory>())));
    }

    private static void AddWebDefaults(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddResponseCompression(compression =>
        {
            // Pages hold antiforgery tokens, which differ at each request (masked), so compression over HTTPS gives nothing away.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "text/calendar", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.Configure<ForwardedHeadersOptions>(forwarded => TrustProxies(forwarded, configuration));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }

    // Only proxies that are configured are believed (Gbo:Proxies:0=10.0.0.5 or 10.0.0.0/24).
    private static void TrustProxies(ForwardedHeadersOptions forwarded, IConfiguration configuration)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in configuration.GetSection("Gbo:Proxies").Get<string[]>() ?? [])
        {
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network)) forwarded.KnownIPNetworks.Add(network);
            else throw new StartupException($"Gbo:Proxies: '{proxy}' is geen IP-adres of netwerk.");
        }

        var trusts = forwarded.KnownProxies.Count + forwarded.KnownIPNetworks.Count > 0;
        forwarded.ForwardedHeaders = trusts ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
    }
}
