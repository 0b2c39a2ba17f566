using GboParticipatie.Security.Permissions;
using Microsoft.AspNetCore.Authorization;

namespace GboParticipatie.Web.Users.Access;

/// <summary>
/// What an endpoint asks besides its permissions: someone who has signed in, with a token whose scope suffices. An endpoint that
/// asks a permission leaves the signing in to it, so that a recipe can give a permission to anonymous visitors.
/// </summary>
public sealed class SignedInRequirement : AuthorizationHandler<SignedInRequirement>, IAuthorizationRequirement
{
    /// <inheritdoc />
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SignedInRequirement requirement)
    {
        var http = context.Resource as HttpContext;
        var signedIn = context.User.Identity?.IsAuthenticated == true || PermissionDecides(http);
        if (signedIn && TokenScopes.Suffice(context.User, http)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool PermissionDecides(HttpContext? http) => http?.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<RequiresPermissionAttribute>() is not null
        && metadata.GetMetadata<RequiresSignInAttribute>() is null;
}

/// <summary>
/// An endpoint that declares nothing is closed to everyone; an address without endpoint goes on to the 404, and a wrong method or
/// media type to the 405 or 415 that routing answers by itself.
/// </summary>
public sealed class NothingDeclaredRequirement : AuthorizationHandler<NothingDeclaredRequirement>, IAuthorizationRequirement
{
    /// <inheritdoc />
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NothingDeclaredRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.GetEndpoint() is null or { Metadata.Count: 0 } and not RouteEndpoint) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
