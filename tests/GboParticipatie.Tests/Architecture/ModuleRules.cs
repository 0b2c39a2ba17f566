using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using GboParticipatie.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;

namespace GboParticipatie.Tests.Architecture;

/// <summary>The rules that keep a module hostable and the house free of circles; docs/orchard-core.md says why.</summary>
public sealed class ModuleRules
{
    // Lower floors may not know higher ones. Modules of one floor may not know each other, except what stands in Beside.
    private static readonly string[][] Floors = [["Theme", "Network", "KlareTaal"], ["Notifications", "Workflows"], ["Forms", "Klankgroep"], ["Ervaringsdeskundigen", "Inleefhuis"]];

    // Pages need components to be drawn with.
    private static readonly (string Module, string Knows)[] Beside = [("Network", "Theme")];

    public static TheoryData<string> Modules => [.. ModuleAssemblies.Select(a => a.GetName().Name!)];

    private static IReadOnlyList<Assembly> ModuleAssemblies { get; } =
        [.. DatabaseFixture.Assemblies.Where(a => a.GetCustomAttribute<ModuleAttribute>() is not null)];

    [Fact]
    public void There_are_modules_to_check() => Assert.True(ModuleAssemblies.Count >= 5, "Modules were not found.");

    [Theory, MemberData(nameof(Modules))]
    public void A_module_has_one_public_class_Startup(string module)
    {
        var startups = TypesOf(module).Where(t => typeof(StartupBase).IsAssignableFrom(t)).ToList();

        Assert.All(startups, t => Assert.True(t.IsPublic, $"{t} is not public."));
        Assert.Single(startups, t => t.Name == "Startup");
        Assert.All(startups.Where(t => t.Name != "Startup"), t => Assert.NotNull(t.GetCustomAttribute<RequireFeaturesAttribute>()));
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_module_has_no_area_and_no_hosted_service(string module)
    {
        Assert.DoesNotContain(TypesOf(module), t => t.GetCustomAttribute<AreaAttribute>() is not null);
        Assert.DoesNotContain(TypesOf(module), t => typeof(IHostedService).IsAssignableFrom(t));
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_module_does_not_know_Identity_or_the_host(string module)
    {
        var known = AssemblyOf(module).GetReferencedAssemblies().Select(a => a.Name).ToList();

        Assert.DoesNotContain("GboParticipatie.Web", known);
        Assert.DoesNotContain(TypesOf(module).SelectMany(MemberTypes), t => t.Namespace?.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) == true);
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_module_keeps_no_static_state(string module)
    {
        var mutable = TypesOf(module)
            .Where(t => t.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => f is { IsInitOnly: false, IsLiteral: false } && !f.Name.Contains('<', StringComparison.Ordinal));

        Assert.Empty(mutable.Select(f => $"{f.DeclaringType}.{f.Name}"));
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_module_depends_only_on_modules_below_it(string module)
    {
        var project = Directory.GetFiles(Path.Combine(TestFolder.Repository, "src", "Modules", module), "*.csproj").Single();
        var references = XDocument.Load(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value))
            .Where(name => Directory.Exists(Path.Combine(TestFolder.Repository, "src", "Modules", name))).ToList();
        // What it uses without naming it comes along with what it names.
        var used = AssemblyOf(module).GetReferencedAssemblies().Select(a => a.Name!).Intersect(Modules.Select(m => m.Data), StringComparer.Ordinal);

        Assert.All(references.Union(used, StringComparer.Ordinal), name => Assert.True(MayKnow(module, name), $"{module} may not know {name}."));
    }

    [Fact]
    public void A_module_that_stands_on_no_floor_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => MayKnow("GboParticipatie.Klankgroep", "GboParticipatie.Verzonnen"));
        Assert.Throws<InvalidOperationException>(() => MayKnow("GboParticipatie.Verzonnen", "GboParticipatie.Theme"));
        Assert.False(MayKnow("GboParticipatie.Theme", "GboParticipatie.Network"));
        Assert.False(MayKnow("GboParticipatie.KlareTaal", "GboParticipatie.Theme"));
        Assert.False(MayKnow("GboParticipatie.Workflows", "GboParticipatie.Notifications"));
        Assert.True(MayKnow("GboParticipatie.Network", "GboParticipatie.Theme"));
    }

    [Fact]
    public void Pages_have_unique_paths_and_files()
    {
        var pages = Directory.GetFiles(Path.Combine(TestFolder.Repository, "src"), "*.cshtml", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(f => (File: f[(f.IndexOf("/Pages/", StringComparison.Ordinal) + 1)..], Line: File.ReadLines(f).FirstOrDefault(l => l.StartsWith("@page", StringComparison.Ordinal))))
            .Where(p => p.Line is not null).ToList();

        Assert.Empty(pages.GroupBy(p => p.File, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(pages.GroupBy(p => p.Line, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(pages, p => Assert.Contains("\"/", p.Line, StringComparison.Ordinal));
    }

    private static bool MayKnow(string module, string other) => FloorOf(other) < FloorOf(module) || Beside.Contains((ShortName(module), ShortName(other)));

    private static int FloorOf(string module) => Array.FindIndex(Floors, floor => floor.Contains(ShortName(module), StringComparer.Ordinal)) is >= 0 and var floor
        ? floor
        : throw new InvalidOperationException($"{module} stands on no floor: say on which in {nameof(Floors)}.");

    private static string ShortName(string module) => module.Split('.')[^1];

    private static Assembly AssemblyOf(string module) => ModuleAssemblies.Single(a => a.GetName().Name == module);

    private static IEnumerable<Type> TypesOf(string module) => AssemblyOf(module).GetTypes();

    private static IEnumerable<Type> MemberTypes(Type type)
        => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(f => f.FieldType);
}
