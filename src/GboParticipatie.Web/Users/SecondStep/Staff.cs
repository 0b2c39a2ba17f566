using GboParticipatie.Settings;
using GboParticipatie.Web.Users.Access;

namespace GboParticipatie.Web.Users.SecondStep;

/// <summary>Who works at the desk, and whether they may without a second step.</summary>
public sealed class Staff(AccessCache access, PermissionCatalogue catalogue, ISiteService site)
{
    private const string Desk = "AccessAdmin";

    /// <summary>True when some role of the account opens the desk.</summary>
    public async Task<bool> HasDeskAsync(UserAccess user)
    {
        if (!catalogue.Names.Contains(Desk)) return false;
        var grantedBy = catalogue.GrantedBy(Desk);
        var permissionsOf = await access.RolesAsync();
        return user.Roles.Any(role => permissionsOf.TryGetValue(role, out var held) && held.Overlaps(grantedBy));
    }

    /// <summary>True when the roles of this account count only once it has a second step.</summary>
    public async Task<bool> MustSetUpAsync(UserAccess user)
        => !user.HasSecondStep && user.Roles.Count > 0 && (await site.GetAsync<SiteSettings>()).SecondStepForStaff && await HasDeskAsync(user);
}
