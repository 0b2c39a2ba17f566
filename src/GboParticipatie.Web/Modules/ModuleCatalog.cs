using System.Reflection;
using GboParticipatie.Modules;
using GboParticipatie.Web.Hosting;

namespace GboParticipatie.Web.Modules;

/// <summary>A part of the site that can be on or off.</summary>
/// <param name="Id">Unique name.</param>
/// <param name="Name">What an administrator reads.</param>
/// <param name="Description">What it does.</param>
/// <param name="Version">Version of its module.</param>
/// <param name="Dependencies">Features that must be on as well.</param>
/// <param name="Assembly">Assembly that declares it.</param>
/// <param name="IsModule">True for the module's own feature, false for a further one.</param>
public sealed record Feature(
    string Id, string Name, string Description, string Version, IReadOnlyList<string> Dependencies, Assembly Assembly, bool IsModule);

/// <summary>
/// The modules beside the executable, on or off, and what each depends on. What is wrong with a manifest stops start-up here.
/// </summary>
public sealed class ModuleCatalog
{
    private readonly Dictionary<string, Feature> _features;
    private readonly List<Feature> _ordered = [];

    /// <summary>Checks the features and puts them in order of dependency.</summary>
    /// <exception cref="StartupException">An id is used twice, a dependency is unknown or goes round in a circle.</exception>
    public ModuleCatalog(IEnumerable<Feature> features)
    {
        var all = features.OrderBy(f => f.Id, StringComparer.Ordinal).ToList();
        if (all.GroupBy(f => f.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new StartupException($"Feature '{twice.Key}' staat in meer dan één module: {string.Join(", ", twice.Select(f => f.Assembly.GetName().Name))}.");
        _features = all.ToDictionary(f => f.Id, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var feature in all) Visit(feature, done, []);
    }

    /// <summary>All features; a feature comes after those it depends on.</summary>
    public IReadOnlyList<Feature> Features => _ordered;

    /// <summary>Assemblies of all modules, on or off.</summary>
    public IReadOnlyList<Assembly> ModuleAssemblies => [.. _ordered.Select(f => f.Assembly).Distinct()];

    /// <summary>Assemblies that may hold entities, events, settings and permissions: the contract, the host and all modules, on or off.</summary>
    public IReadOnlyList<Assembly> ModelAssemblies => [typeof(FeatureAttribute).Assembly, typeof(ModuleCatalog).Assembly, .. ModuleAssemblies];

    /// <summary>The modules beside the executable: assemblies <c>GboParticipatie.*</c> with a manifest.</summary>
    public static ModuleCatalog Discover() => Discover(AppContext.BaseDirectory);

    /// <summary>The modules in a folder.</summary>
    public static ModuleCatalog Discover(string folder) => new(
        Directory.EnumerateFiles(folder, "GboParticipatie.*.dll")
            // Code that was compiled ahead for all assemblies together lies beside them; it is no assembly itself.
            .Where(file => !file.EndsWith(".r2r.dll", StringComparison.Ordinal))
            // Nor are the migrations modules: a site loads those of its own database, and only those.
            .Where(file => !Path.GetFileName(file).StartsWith("GboParticipatie.Data.", StringComparison.Ordinal))
            .Select(file => Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(file))))
            .SelectMany(FeaturesOf));

    /// <summary>The features that an assembly declares; none when it is no module.</summary>
    public static IEnumerable<Feature> FeaturesOf(Assembly assembly)
    {
        var module = assembly.GetCustomAttribute<ModuleAttribute>();
        if (module is null) return [];
        var own = assembly.GetName().Name!;
        var moduleId = module.Id.Length == 0 ? own : module.Id;
        var others = assembly.GetCustomAttributes<FeatureAttribute>().Where(f => f is not ModuleAttribute)
            .Select(f => Describe(f, f.Id, module.Version, assembly, [moduleId, .. f.Dependencies], isModule: false));
        return [Describe(module, moduleId, module.Version, assembly, module.Dependencies, isModule: true), .. others];
    }

    /// <summary>The feature with this id.</summary>
    /// <exception cref="StartupException">No module declares it.</exception>
    public Feature Find(string id) => _features.GetValueOrDefault(id)
        ?? throw new StartupException($"Onbekende feature '{id}'. Wel gekend: {string.Join(", ", _features.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>True when some module declares the feature.</summary>
    public bool Knows(string id) => _features.ContainsKey(id);

    /// <summary>These features and all that they depend on, in order of dependency.</summary>
    /// <exception cref="StartupException">No module declares one of them.</exception>
    public EnabledFeatureSet Enable(IEnumerable<string> ids)
    {
        var on = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids) Add(Find(id));
        return new EnabledFeatureSet(this, [.. _ordered.Where(f => on.Contains(f.Id))]);

        void Add(Feature feature)
        {
            if (!on.Add(feature.Id)) return;
            foreach (var dependency in feature.Dependencies) Add(Find(dependency));
        }
    }

    private static Feature Describe(
        FeatureAttribute attribute, string id, string version, Assembly assembly, IReadOnlyList<string> dependencies, bool isModule)
        => new(id, attribute.Name.Length == 0 ? id : attribute.Name, attribute.Description, version, dependencies, assembly, isModule);

    private void Visit(Feature feature, HashSet<string> done, List<string> path)
    {
        if (done.Contains(feature.Id)) return;
        if (path.Contains(feature.Id))
            throw new StartupException($"Features hangen in een kring van elkaar af: {string.Join(" -> ", [.. path, feature.Id])}.");
        path.Add(feature.Id);
        foreach (var id in feature.Dependencies)
        {
            var dependency = _features.GetValueOrDefault(id)
                ?? throw new StartupException($"Feature '{feature.Id}' hangt af van '{id}', maar geen enkele module heeft die feature.");
            Visit(dependency, done, path);
        }

        path.RemoveAt(path.Count - 1);
        done.Add(feature.Id);
        _ordered.Add(feature);
    }
}

/// <summary>The features that are on, in order of dependency.</summary>
public sealed class EnabledFeatureSet(ModuleCatalog catalog, IReadOnlyList<Feature> features)
{
    private readonly HashSet<string> _ids = [.. features.Select(f => f.Id)];

    /// <summary>All modules, on or off.</summary>
    public ModuleCatalog Catalog { get; } = catalog;

    /// <summary>The features that are on.</summary>
    public IReadOnlyList<Feature> Features { get; } = features;

    /// <summary>Modules of which at least the module's own feature is on.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; } = [.. features.Select(f => f.Assembly).Distinct()];

    /// <summary>True when the feature is on.</summary>
    public bool IsOn(string id) => _ids.Contains(id);
}
