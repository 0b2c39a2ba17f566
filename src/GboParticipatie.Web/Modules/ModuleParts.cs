using System.Reflection;
using GboParticipatie.Modules;
using GboParticipatie.Web.Hosting;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Razor.Hosting;

namespace GboParticipatie.Web.Modules;

/// <summary>Gives MVC the pages, controllers and views of the modules that are on, and of no others.</summary>
public static class ModuleParts
{
    /// <summary>Sets the parts: the host and the modules that are on.</summary>
    /// <exception cref="StartupException">Two assemblies have a page at the same path: one of them would silently answer 404.</exception>
    public static void Use(ApplicationPartManager manager, EnabledFeatureSet features)
    {
        Assembly[] assemblies = [typeof(ModuleParts).Assembly, .. features.Assemblies];
        RefuseSamePath(assemblies);
        manager.ApplicationParts.Clear();
        foreach (var assembly in assemblies)
            foreach (var part in Parts(assembly))
                manager.ApplicationParts.Add(part);
    }

    private static IEnumerable<ApplicationPart> Parts(Assembly assembly)
    {
        yield return new NamedTypesPart(assembly);
        yield return new CompiledRazorAssemblyPart(assembly);
    }

    // MVC goes through all types of a part for its controllers and view components: these are found by their names instead.
    private sealed class NamedTypesPart(Assembly assembly) : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => assembly.GetName().Name!;

        public IEnumerable<TypeInfo> Types { get; } =
            [.. new[] { "Controller", "ViewComponent" }.SelectMany(ending => AssemblyTypes.Named(assembly, ending)).Select(type => type.GetTypeInfo())];
    }

    private static void RefuseSamePath(IEnumerable<Assembly> assemblies)
    {
        var twice = assemblies
            .SelectMany(a => a.GetCustomAttributes<RazorCompiledItemAttribute>().Select(item => (Assembly: a, item.Kind, item.Identifier)))
            .Where(item => item.Kind == "mvc.1.0.razor-page")
            .GroupBy(item => item.Identifier, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
            throw new StartupException($"De pagina {twice.Key} staat in meer dan één module: {string.Join(", ", twice.Select(i => i.Assembly.GetName().Name))}. Geef de map een eigen naam.");
    }
}
