using System.Collections;
using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using GboParticipatie.Modules;

namespace GboParticipatie.Tests.Architecture;

/// <summary>
/// What a module registers and holds, so that a host with several regions can take it in: docs/orchard-core.md.
/// <para>How far "no state of a region in a singleton" is checked: nothing static can be changed, whether by another value or by adding to it;
/// what a module registers is made anew for each host; and no scoped service is held (the hosts of all tests are built with validated
/// scopes). A singleton that a module registers may remember something: each host has one of its own, as each Orchard tenant has.
/// That two regions in one process do not mix is tried in <c>StartupTests</c>.</para>
/// </summary>
public sealed partial class HostableModuleRules
{
    public static TheoryData<string> Modules => ModuleRules.Modules;

    [Theory, MemberData(nameof(Modules))]
    public void A_module_registers_no_authentication(string module)
        => Assert.Empty(Registered(module).Where(s => IsAuthentication(s.ServiceType) || IsAuthentication(s.ImplementationType)).Select(s => s.ToString()));

    [Fact]
    public void Authentication_that_is_registered_would_be_found()
        => Assert.Contains(new ServiceCollection().AddAuthentication().Services, s => IsAuthentication(s.ServiceType));

    [Theory, MemberData(nameof(Modules))]
    public void Ids_of_users_are_texts_that_nobody_looks_into(string module)
    {
        var wrong = TypesOf(module).SelectMany(t => t.GetProperties(All).Select(p => (t, p.Name, Type: p.PropertyType))
                .Concat(t.GetFields(All).Select(f => (t, f.Name, Type: f.FieldType)))
                .Concat(t.GetMethods(All).Cast<MethodBase>().Concat(t.GetConstructors(All)).SelectMany(m => m.GetParameters()).Select(p => (t, Name: p.Name ?? "", Type: p.ParameterType))))
            .Where(m => m.Name.EndsWith("UserId", StringComparison.OrdinalIgnoreCase) && Plain(m.Type) != typeof(string)).Select(m => $"{m.t}.{m.Name} is {m.Type}");

        Assert.Empty(wrong);
        var lines = Directory.GetFiles(Path.Combine(TestFolder.Repository, "src", "Modules", module), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).SelectMany(File.ReadLines);
        Assert.DoesNotContain(lines, line => ReadsUserId().IsMatch(line));
    }

    [Theory, MemberData(nameof(Modules))]
    public void Nothing_static_of_a_module_can_be_added_to(string module)
        => Assert.Empty(TypesOf(module).SelectMany(t => t.GetFields(All | BindingFlags.Static))
            .Where(f => f.IsStatic && !f.IsLiteral && !f.Name.StartsWith("<>", StringComparison.Ordinal) && Holds(f)).Select(f => $"{f.DeclaringType}.{f.Name} is {f.FieldType}"));

    [Theory, MemberData(nameof(Modules))]
    public void What_a_module_registers_is_made_anew_for_each_host(string module)
    {
        var (first, second) = (Registered(module), Registered(module));

        Assert.NotEmpty(first);
        Assert.Empty(first.Zip(second).Where(p => p.First.ImplementationInstance is { } instance && ReferenceEquals(instance, p.Second.ImplementationInstance)).Select(p => p.First.ToString()));
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_module_reaches_the_database_through_the_scoped_context_alone(string module)
    {
        var known = AssemblyOf(module).GetReferencedAssemblies().Select(a => a.Name!);
        Assert.DoesNotContain(known, n => n.StartsWith("Npgsql", StringComparison.Ordinal) || n.StartsWith("Microsoft.Data.Sqlite", StringComparison.Ordinal)
            || n.Contains(".Sqlite", StringComparison.Ordinal) || n.Contains(".PostgreSql", StringComparison.Ordinal));
        Assert.DoesNotContain(TypesOf(module), t => typeof(DbContext).IsAssignableFrom(t));
        Assert.Empty(TypesOf(module).SelectMany(t => t.GetConstructors(All).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType).Concat(t.GetFields(All).Select(f => f.FieldType))
            .Where(IsOtherDoor).Select(door => $"{t} holds {door}")));
        Assert.Empty(Registered(module).Where(s => IsOtherDoor(s.ServiceType) || typeof(DbContext).IsAssignableFrom(s.ServiceType)).Select(s => s.ToString()));
    }

    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static ServiceCollection Registered(string module)
    {
        var services = new ServiceCollection();
        foreach (var startup in TypesOf(module).Where(t => typeof(StartupBase).IsAssignableFrom(t) && !t.IsAbstract))
            ((StartupBase)Activator.CreateInstance(startup)!).ConfigureServices(services);
        return services;
    }

    private static bool IsAuthentication(Type? type) => type?.ToString().Contains("Microsoft.AspNetCore.Authentication", StringComparison.Ordinal) == true;

    // A connection, or a context that nobody's scope ends.
    private static bool IsOtherDoor(Type type) => typeof(DbConnection).IsAssignableFrom(type) || typeof(DbDataSource).IsAssignableFrom(type) || typeof(DbContextOptions).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDbContextFactory<>));

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? (type.IsByRef ? type.GetElementType()! : type);

    // A list, a dictionary, a cache, or what belongs to one request. An array or a frozen or read-only collection that is filled where it is made, is not.
    private static bool Holds(FieldInfo field)
    {
        var type = field.FieldType;
        if (type.IsArray || type == typeof(string)) return false;
        if (type.FullName!.StartsWith("System.Threading.AsyncLocal", StringComparison.Ordinal) || type.FullName.StartsWith("System.Runtime.CompilerServices.ConditionalWeakTable", StringComparison.Ordinal)
            || type.Name.Contains("MemoryCache", StringComparison.Ordinal)) return true;
        if (!typeof(IEnumerable).IsAssignableFrom(type) || type.FullName.Contains(".Frozen", StringComparison.Ordinal) || type.FullName.Contains(".Immutable.", StringComparison.Ordinal)) return false;
        return !(type.IsInterface && type.Name.StartsWith("IReadOnly", StringComparison.Ordinal));
    }

    private static Assembly AssemblyOf(string module) => DatabaseFixture.Assemblies.Single(a => a.GetName().Name == module);

    // What the compiler makes of a projection or a lambda says nothing that its source does not.
    private static IEnumerable<Type> TypesOf(string module) => AssemblyOf(module).GetTypes().Where(t => !t.FullName!.Contains('<', StringComparison.Ordinal));

    // Such as Guid.Parse(user.Id).
    [GeneratedRegex(@"\b(Guid|int|long)\.(Try)?Parse(Exact)?\(\s*(current)?user\w*[!?]?\.Id\b|new Guid\(\s*user\w*\.Id|\b(Guid|int|long)\.(Try)?Parse(Exact)?\(\s*\w*\.?UserId\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReadsUserId();
}
