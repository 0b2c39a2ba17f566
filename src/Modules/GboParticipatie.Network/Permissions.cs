using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;

namespace GboParticipatie.Network;

/// <summary>Permissions of the module Network.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Change organisations, people and memberships.</summary>
    public static readonly Permission ManageNetwork = new("ManageNetwork", "Organisaties en mensen van het netwerk beheren");

    /// <summary>See the organisations of the network.</summary>
    public static readonly Permission ViewNetwork = new("ViewNetwork", "De organisaties van het netwerk bekijken", [ManageNetwork]);

    /// <inheritdoc />
    public IEnumerable<Permission> GetPermissions() => [ManageNetwork, ViewNetwork];

    /// <inheritdoc />
    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(RoleNames.Beheerder, [ManageNetwork]),
        new(RoleNames.Procescoach, [ManageNetwork]),
        new(RoleNames.Stuurgroep, [ViewNetwork]),
        new(RoleNames.Werkgroep, [ViewNetwork]),
    ];
}
