using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;

namespace GboParticipatie.Notifications;

/// <summary>What people may do with mails and digests.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Send again what was refused or held back.</summary>
    public static readonly Permission ResendMail = new(nameof(ResendMail), "Mails opnieuw versturen");

    /// <summary>Read the mails that the site sent.</summary>
    public static readonly Permission ViewMail = new(nameof(ViewMail), "Verstuurde mails bekijken", [ResendMail]);

    /// <inheritdoc />
    public IEnumerable<Permission> GetPermissions() => [ViewMail, ResendMail];

    /// <inheritdoc />
    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new(RoleNames.Beheerder, [ViewMail, ResendMail]),
        new(RoleNames.Procescoach, [ViewMail, ResendMail]),
    ];
}
