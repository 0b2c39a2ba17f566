using GboParticipatie.Users;
using GboParticipatie.Web.Users.Access;

namespace GboParticipatie.Web.Users.SignIn;

/// <summary>Where someone goes on to after signing in.</summary>
public sealed class AfterSignIn(ICurrentUser current, AccessCache access, PermissionCatalogue catalogue)
{
    private const string Desk = "AccessAdmin";

    /// <summary>The page they came for; else the desk for staff and their own page for others.</summary>
    /// <param name="returnUrl">The page they came for, or null.</param>
    /// <param name="userId">Who just signed in, or null for the person of the request.</param>
    public async Task<string> NextAsync(string? returnUrl, string? userId = null)
        => LocalPath.OrNull(returnUrl) ?? (await HasDeskAsync(userId ?? current.Id) ? "/beheer" : "/mijn");

    private async Task<bool> HasDeskAsync(string? userId)
    {
        if (userId is null || !catalogue.Names.Contains(Desk) || await access.UserAsync(userId) is not { } user) return false;
        var grantedBy = catalogue.GrantedBy(Desk);
        var permissionsOf = await access.RolesAsync();
        return user.Roles.Any(role => permissionsOf.TryGetValue(role, out var held) && held.Overlaps(grantedBy));
    }
}
