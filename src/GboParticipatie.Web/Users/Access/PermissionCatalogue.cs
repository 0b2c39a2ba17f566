using GboParticipatie.Security.Permissions;

namespace GboParticipatie.Web.Users.Access;

/// <summary>All permissions that the modules declare, and which names grant each of them.</summary>
public sealed class PermissionCatalogue(IServiceScopeFactory scopes)
{
    private readonly Lazy<Dictionary<string, HashSet<string>>> _grantedBy = new(() => Read(scopes));

    /// <summary>Names of all permissions.</summary>
    public IReadOnlyCollection<string> Names => _grantedBy.Value.Keys;

    /// <summary>Names that grant the permission: its own and all that imply it.</summary>
    /// <exception cref="InvalidOperationException">No module declares the permission.</exception>
    public IReadOnlySet<string> GrantedBy(string permission) => _grantedBy.Value.TryGetValue(permission, out var names)
        ? names
        : throw new InvalidOperationException($"No module declares the permission '{permission}'.");

    private static Dictionary<string, HashSet<string>> Read(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var grantedBy = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var permission in scope.ServiceProvider.GetServices<IPermissionProvider>().SelectMany(p => p.GetPermissions()))
        {
            if (!grantedBy.TryGetValue(permission.Name, out var names)) grantedBy[permission.Name] = names = new(StringComparer.Ordinal);
            names.UnionWith(permission.GrantedBy());
        }

        return grantedBy;
    }
}
