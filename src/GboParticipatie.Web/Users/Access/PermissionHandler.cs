using System.Security.Claims;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Web.Users.SecondStep;
using Microsoft.AspNetCore.Authorization;

namespace GboParticipatie.Web.Users.Access;

/// <summary>
/// Does this person hold the permission? Through the roles of the account as they are now, not as they were at sign-in.
/// What the role <c>Anonymous</c> holds, everyone holds; what <c>Authenticated</c> holds, everyone who has signed in. Neither
/// exists unless a recipe makes it. A bearer token holds at most what the scope of the endpoint lets through.
/// </summary>
public sealed class PermissionHandler(AccessCache access, PermissionCatalogue catalogue, Staff staff, IHttpContextAccessor http)
    : AuthorizationHandler<PermissionRequirement>
{
    /// <summary>The role of everyone.</summary>
    public const string Anonymous = "Anonymous";

    /// <summary>The role of everyone who has signed in.</summary>
    public const string Authenticated = "Authenticated";

    /// <inheritdoc />
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        var grantedBy = catalogue.GrantedBy(requirement.PermissionName);
        if (!TokenScopes.Suffice(context.User, http.HttpContext)) return;
        var permissionsOf = await access.RolesAsync();
        foreach (var role in await RolesOfAsync(context.User))
        {
            if (permissionsOf.TryGetValue(role, out var held) && held.Overlaps(grantedBy))
            {
                context.Succeed(requirement);
                return;
            }
        }
    }

    private async Task<IEnumerable<string>> RolesOfAsync(ClaimsPrincipal person)
    {
        var id = person.Identity?.IsAuthenticated == true ? person.FindFirstValue(ClaimTypes.NameIdentifier) : null;
        if (id is null) return [Anonymous];
        if (await access.UserAsync(id) is not { Blocked: false } user) return [];
        // Who works at the desk and did not pass the second step, is nobody special until then: in a browser as with a token.
        return await staff.MissesSecondStepAsync(user, person)
            ? [Anonymous, Authenticated]
            : [Anonymous, Authenticated, .. user.Roles];
    }
}
