using System.Reflection;
using GboParticipatie.Modules;
using GboParticipatie.Web.Hosting;
using StartupBase = GboParticipatie.Modules.StartupBase;

namespace GboParticipatie.Web.Modules;

/// <summary>The start-up classes of the features that are on.</summary>
public sealed class ModuleStartups
{
    private readonly IReadOnlyList<StartupBase> _startups;

    private ModuleStartups(IReadOnlyList<StartupBase> startups) => _startups = startups;

    /// <summary>Makes the start-up classes. Their constructors may ask for what <paramref name="hostServices"/> gives (configuration, environment).</summary>
    public static ModuleStartups Create(EnabledFeatureSet features, IServiceProvider hostServices)
    {
        var startups = new List<StartupBase>();
        foreach (var assembly in features.Assemblies)
        {
            foreach (var type in StartupTypes(assembly))
            {
                var required = type.GetCustomAttribute<RequireFeaturesAttribute>()?.FeatureIds ?? [];
                foreach (var id in required)
                    if (!features.Catalog.Knows(id))
                        throw new StartupException($"{type.FullName} vraagt de feature '{id}', maar geen enkele module heeft die.");
                if (required.All(features.IsOn)) startups.Add((StartupBase)ActivatorUtilities.CreateInstance(hostServices, type));
            }
        }

        return new ModuleStartups(startups);
    }

    /// <summary>Registers the services of the modules, lowest order first, then in order of dependency.</summary>
    public void ConfigureServices(IServiceCollection services)
    {
        foreach (var startup in _startups.OrderBy(s => s.Order)) startup.ConfigureServices(services);
    }

    /// <summary>Maps the endpoints of the modules.</summary>
    public void Configure(WebApplication app)
    {
        foreach (var startup in _startups.OrderBy(s => s.ConfigureOrder)) startup.Configure(app, app, app.Services);
    }

    private static IEnumerable<Type> StartupTypes(Assembly assembly)
        => AssemblyTypes.Of<StartupBase>(assembly).OrderBy(t => t.Name == "Startup" ? 0 : 1).ThenBy(t => t.FullName, StringComparer.Ordinal);
}
