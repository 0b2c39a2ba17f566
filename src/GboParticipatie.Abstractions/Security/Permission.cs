namespace GboParticipatie.Security.Permissions;

/// <summary>Something a person may or may not do. Roles get permissions from recipes.</summary>
/// <param name="name">Unique name, such as <c>ManageSessions</c>.</param>
/// <param name="description">What it allows, in plain Dutch, as an administrator reads it.</param>
/// <param name="impliedBy">Permissions that include this one.</param>
/// <param name="isSecurityCritical">True when who holds it can give themselves more rights.</param>
public sealed class Permission(string name, string description, IEnumerable<Permission>? impliedBy = null, bool isSecurityCritical = false)
{
    /// <summary>Unique name.</summary>
    public string Name { get; } = name;

    /// <summary>What it allows.</summary>
    public string Description { get; } = description;

    /// <summary>Permissions that include this one.</summary>
    public IReadOnlyList<Permission> ImpliedBy { get; } = [.. impliedBy ?? []];

    /// <summary>True when who holds it can give themselves more rights.</summary>
    public bool IsSecurityCritical { get; } = isSecurityCritical;

    /// <summary>Names that grant this permission: its own and, at any depth, those that imply it.</summary>
    public IReadOnlySet<string> GrantedBy()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Collect(this);
        return names;

        void Collect(Permission permission)
        {
            if (!names.Add(permission.Name)) return;
            foreach (var parent in permission.ImpliedBy) Collect(parent);
        }
    }
}

/// <summary>Permissions that a role with this name usually gets; the recipe decides.</summary>
/// <param name="Name">Name of the role, such as <c>Procescoach</c>.</param>
/// <param name="Permissions">What it may do.</param>
public sealed record PermissionStereotype(string Name, IReadOnlyList<Permission> Permissions);

/// <summary>Declares the permissions of a module.</summary>
public interface IPermissionProvider
{
    /// <summary>All permissions of the module.</summary>
    IEnumerable<Permission> GetPermissions();

    /// <summary>Usual permissions per role.</summary>
    IEnumerable<PermissionStereotype> GetDefaultStereotypes();
}
