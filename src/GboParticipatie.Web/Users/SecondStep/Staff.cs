using System.Security.Claims;
using GboParticipatie.Settings;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SignIn;

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

    /// <summary>
    /// True when the roles of this account do not count for what the person does now: a second step is asked, and was not passed in
    /// this sign-in, or not when this token was made.
    /// </summary>
    public async Task<bool> MissesSecondStepAsync(UserAccess user, ClaimsPrincipal person)
        => !Principals.HasSecondStep(person) && user.Roles.Count > 0 && (await site.GetAsync<SiteSettings>()).SecondStepForStaff && await HasDeskAsync(user);
}
