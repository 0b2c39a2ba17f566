using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;

namespace GboParticipatie.Workflows;

/// <summary>Permissions of the module Workflows.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>See workflows and their runs, switch them on and off, help on what got stuck.</summary>
    public static readonly Permission ManageWorkflows = new("ManageWorkflows", "Beheren wie wat wanneer krijgt, en helpen wat vastzit");

    /// <inheritdoc />
    public IEnumerable<Permission> GetPermissions() => [ManageWorkflows];

    /// <inheritdoc />
    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(RoleNames.Beheerder, [ManageWorkflows]),
        new(RoleNames.Procescoach, [ManageWorkflows]),
    ];
}
