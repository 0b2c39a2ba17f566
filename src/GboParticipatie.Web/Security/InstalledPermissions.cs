using GboParticipatie.Modules;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Modules;

namespace GboParticipatie.Web.Security;

/// <summary>
/// The permissions of all modules, also of those that are off: a role keeps what a recipe gave it when a module is switched off for
/// a while.
/// </summary>
public sealed class InstalledPermissions
{
    private readonly Dictionary<string, Permission> _permissions = new(StringComparer.Ordinal);

    /// <summary>Collects the permissions.</summary>
    /// <exception cref="StartupException">Two modules declare the same name.</exception>
    public InstalledPermissions(ModuleCatalog catalog)
    {
        var providers = catalog.ModelAssemblies.SelectMany(AssemblyTypes.Of<IPermissionProvider>).Where(t => t.GetConstructor([]) is not null);
        foreach (var provider in providers.Select(t => (IPermissionProvider)Activator.CreateInstance(t)!))
            foreach (var permission in provider.GetPermissions())
                if (!_permissions.TryAdd(permission.Name, permission) && _permissions[permission.Name] != permission)
                    throw new StartupException($"De permissie '{permission.Name}' wordt twee keer opgegeven, de tweede keer door {provider.GetType().FullName}.");
    }

    /// <summary>All permissions, by name.</summary>
    public IReadOnlyList<Permission> All => [.. _permissions.Values.OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>The permission with this name, or null.</summary>
    public Permission? Find(string name) => _permissions.GetValueOrDefault(name);
}
