using System.Reflection;
using GboParticipatie.Events;
using GboParticipatie.Modules;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Modules;
using Microsoft.AspNetCore.Mvc;

namespace GboParticipatie.Tests.Web;

/// <summary>What is found by the metadata of an assembly is what reflection finds when it loads all its types.</summary>
public sealed class AssemblyTypesTests
{
    private static readonly IReadOnlyList<Assembly> Assemblies = [.. ModuleCatalog.Discover().ModelAssemblies, typeof(AssemblyTypesTests).Assembly];

    [Fact]
    public void Classes_of_a_kind_are_all_found()
    {
        Compare<IDomainEvent>();
        Compare<IPermissionProvider>();
        Compare<StartupBase>();
    }

    [Fact]
    public void A_class_that_is_one_through_its_base_is_found_as_well()
        => Assert.Equal([typeof(OneThroughItsBase)], AssemblyTypes.Of<IWanted>(typeof(AssemblyTypesTests).Assembly));

    [Fact]
    public void Classes_are_found_by_the_end_of_their_names()
        => Assert.All(Assemblies, assembly => Assert.Equal(
            Names(assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.Name.EndsWith("Settings", StringComparison.Ordinal))),
            Names(AssemblyTypes.Named(assembly, "Settings"))));

    [Fact]
    public void What_stands_in_an_attribute_is_read_with_where_it_stands()
    {
        var found = Assemblies.SelectMany(AssemblyTypes.TextsOf<RequiresPermissionAttribute>).ToHashSet();
        var members = Assemblies.SelectMany(a => a.GetTypes()).SelectMany(type =>
            type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Cast<MemberInfo>().Prepend(type));
        var wanted = members.SelectMany(member => member.GetCustomAttributes<RequiresPermissionAttribute>(inherit: false)
            .Select(a => (a.PermissionName, member is Type type ? NameOf(type) : $"{NameOf(member.DeclaringType!)}.{member.Name}"))).ToHashSet();

        Assert.NotEmpty(wanted);
        Assert.Equal(wanted.Order(), found.Order());
    }

    // ModuleParts finds them by their names.
    [Fact]
    public void Controllers_and_view_components_are_named_so()
    {
        var types = Assemblies.SelectMany(a => a.GetTypes()).Where(t => !t.IsAbstract).ToList();

        Assert.All(types.Where(t => typeof(ControllerBase).IsAssignableFrom(t)), t => Assert.EndsWith("Controller", t.Name, StringComparison.Ordinal));
        Assert.All(types.Where(t => typeof(ViewComponent).IsAssignableFrom(t)), t => Assert.EndsWith("ViewComponent", t.Name, StringComparison.Ordinal));
    }

    private static void Compare<T>()
    {
        var found = Assemblies.SelectMany(AssemblyTypes.Of<T>);
        var wanted = Assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false } && typeof(T).IsAssignableFrom(t));
        Assert.Equal(Names(wanted), Names(found));
        Assert.NotEmpty(found);
    }

    private static IEnumerable<string?> Names(IEnumerable<Type> types) => types.Select(t => t.FullName).Order(StringComparer.Ordinal);

    // Of a type in another type the metadata gives no namespace.
    private static string NameOf(Type type) => $"{(type.IsNested ? "" : type.Namespace)}.{type.Name}";

    private interface IWanted;

    private abstract class ItsBase : IWanted;

    private sealed class OneThroughItsBase : ItsBase;
}
