using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace GboParticipatie.Security.Permissions;

/// <summary>What the host's authorization handler answers: does this person hold the permission?</summary>
/// <param name="PermissionName">Name of a permission that some module declares.</param>
public sealed record PermissionRequirement(string PermissionName) : IAuthorizationRequirement;

/// <summary>A page, handler or endpoint for people who hold a permission. A name that no module declares stops start-up.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresPermissionAttribute(string permissionName) : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>Name of the permission.</summary>
    public string PermissionName { get; } = permissionName;

    /// <inheritdoc />
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new PermissionRequirement(PermissionName)];
}

/// <summary>A page or endpoint for anyone who has signed in, whatever their role; it shows only what is their own.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresSignInAttribute : AuthorizeAttribute;

/// <summary>A page or endpoint that anyone may use. The reason says why that is right, for whoever reviews the list.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicAttribute(string reason) : Attribute, IAllowAnonymous
{
    /// <summary>Why no permission is asked: public content, or a secret link that is itself the permission.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Checks and declarations by permission.</summary>
public static class PermissionExtensions
{
    /// <summary>True when the person holds the permission, for this resource if the permission looks at one.</summary>
    public static async Task<bool> AuthorizeAsync(
        this IAuthorizationService service, ClaimsPrincipal user, Permission permission, object? resource = null)
        => (await service.AuthorizeAsync(user, resource, new PermissionRequirement(permission.Name))).Succeeded;

    /// <summary>Asks a permission of whoever calls the endpoint.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, Permission permission) where TBuilder : IEndpointConventionBuilder
        => builder.RequireAuthorization(new RequiresPermissionAttribute(permission.Name));

    /// <summary>Opens the endpoint to anyone.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder builder, string reason) where TBuilder : IEndpointConventionBuilder
        => builder.WithMetadata(new PublicAttribute(reason));
}
