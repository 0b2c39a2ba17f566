using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace GboParticipatie.Modules;

/// <summary>
/// Finds types of an assembly by what its metadata says, and loads those alone. To ask an assembly for all its types loads
/// thousands, most of them made by the compiler: time of each start and memory of each site.
/// </summary>
public static class AssemblyTypes
{
    /// <summary>The classes that can be made and are a <typeparamref name="T"/>: derive from it, or implement it.</summary>
    /// <typeparam name="T">A class or interface that is not generic.</typeparam>
    public static IEnumerable<Type> Of<T>(Assembly assembly)
    {
        var reader = Open(assembly);
        var possible = new Possible(reader, typeof(T));
        return [.. reader.TypeDefinitions
            .Where(handle => !reader.GetTypeDefinition(handle).Attributes.HasFlag(TypeAttributes.Abstract) && possible.Includes(handle))
            .Select(handle => Load(assembly, handle))
            .Where(type => type.IsClass && typeof(T).IsAssignableFrom(type))];
    }

    /// <summary>The public classes that can be made and whose name ends so.</summary>
    public static IEnumerable<Type> Named(Assembly assembly, string ending)
    {
        var reader = Open(assembly);
        return [.. reader.TypeDefinitions
            .Where(handle => reader.GetString(reader.GetTypeDefinition(handle).Name).EndsWith(ending, StringComparison.Ordinal))
            .Select(handle => Load(assembly, handle))
            .Where(type => type is { IsClass: true, IsAbstract: false, IsVisible: true })];
    }

    /// <summary>What stands in an attribute with one text, and on which type or method it stands.</summary>
    /// <typeparam name="T">An attribute whose constructor takes one text.</typeparam>
    public static IEnumerable<(string Text, string Where)> TextsOf<T>(Assembly assembly) where T : Attribute
    {
        var reader = Open(assembly);
        var texts = new List<(string, string)>();
        foreach (var attribute in reader.CustomAttributes.Select(reader.GetCustomAttribute).Where(a => IsMadeBy(reader, a.Constructor, typeof(T))))
        {
            var value = reader.GetBlobReader(attribute.Value);
            value.ReadUInt16(); // The prolog of ECMA-335, II.23.3.
            texts.Add((value.ReadSerializedString() ?? "", Name(reader, attribute.Parent)));
        }

        return texts;
    }

    private static bool IsNamed(MetadataReader reader, EntityHandle handle, Type type)
    {
        var (name, space) = handle.Kind switch
        {
            HandleKind.TypeReference when reader.GetTypeReference((TypeReferenceHandle)handle) is var reference => (reference.Name, reference.Namespace),
            HandleKind.TypeDefinition when reader.GetTypeDefinition((TypeDefinitionHandle)handle) is var definition => (definition.Name, definition.Namespace),
            _ => default,
        };
        // A type in another type has no namespace of its own there.
        return !name.IsNil && reader.StringComparer.Equals(name, type.Name) && reader.StringComparer.Equals(space, type.IsNested ? "" : type.Namespace ?? "");
    }

    private static bool IsMadeBy(MetadataReader reader, EntityHandle constructor, Type attribute) => constructor.Kind switch
    {
        HandleKind.MemberReference => IsNamed(reader, reader.GetMemberReference((MemberReferenceHandle)constructor).Parent, attribute),
        HandleKind.MethodDefinition => IsNamed(reader, reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType(), attribute),
        _ => false,
    };

    private static string Name(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition when reader.GetTypeDefinition((TypeDefinitionHandle)handle) is var type
            => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}",
        HandleKind.MethodDefinition when reader.GetMethodDefinition((MethodDefinitionHandle)handle) is var method
            => $"{Name(reader, method.GetDeclaringType())}.{reader.GetString(method.Name)}",
        _ => handle.Kind.ToString(),
    };

    private static Type Load(Assembly assembly, TypeDefinitionHandle handle) => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(handle));

    private static unsafe MetadataReader Open(Assembly assembly)
        => assembly.TryGetRawMetadata(out var blob, out var length)
            ? new MetadataReader(blob, length)
            : throw new InvalidOperationException($"{assembly.FullName} has no metadata.");

    // What may be such a type, by its own words: rather one too many, which is loaded and looked at, than one too few.
    private sealed class Possible(MetadataReader reader, Type wanted)
    {
        private readonly Dictionary<TypeDefinitionHandle, bool> _known = [];

        public bool Includes(TypeDefinitionHandle handle)
        {
            if (_known.TryGetValue(handle, out var known)) return known;
            var definition = reader.GetTypeDefinition(handle);
            return _known[handle] = definition.GetInterfaceImplementations().Any(i => IsNamed(reader, reader.GetInterfaceImplementation(i).Interface, wanted))
                || IsPossibleBase(definition.BaseType);
        }

        private bool IsPossibleBase(EntityHandle parent) => !parent.IsNil && parent.Kind switch
        {
            HandleKind.TypeDefinition => IsNamed(reader, parent, wanted) || Includes((TypeDefinitionHandle)parent),
            // Of another assembly: only a type of our own can be, or derive from, what is looked for.
            HandleKind.TypeReference => IsNamed(reader, parent, wanted) || reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Namespace).StartsWith(nameof(GboParticipatie), StringComparison.Ordinal),
            _ => false,
        };
    }
}
