using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;

namespace GboParticipatie.Web.Security;

/// <summary>Permissions of the site as a whole.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Change people, roles and what the site does.</summary>
    public static readonly Permission ManageSystem = new(
        "ManageSystem", "De site zelf beheren: modules, achtergrondtaken, wat bleef steken", isSecurityCritical: true);

    /// <summary>Come behind the desk.</summary>
    public static readonly Permission AccessAdmin = new("AccessAdmin", "Het beheer openen", [ManageSystem]);

    /// <inheritdoc />
    public IEnumerable<Permission> GetPermissions() => [AccessAdmin, ManageSystem];

    /// <inheritdoc />
    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(RoleNames.Beheerder, [ManageSystem, AccessAdmin]),
        new(RoleNames.Procescoach, [AccessAdmin]),
    ];
}
