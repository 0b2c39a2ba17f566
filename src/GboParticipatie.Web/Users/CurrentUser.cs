using System.Security.Claims;
using GboParticipatie.Security.Permissions;
using GboParticipatie.Users;
using Microsoft.AspNetCore.Authorization;

namespace GboParticipatie.Web.Users;

/// <summary>The person behind the current request; nobody outside a request.</summary>
public sealed class CurrentUser(IHttpContextAccessor http, IAuthorizationService authorization) : ICurrentUser
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    /// <inheritdoc />
    public string? Id => Claim(ClaimTypes.NameIdentifier);

    /// <inheritdoc />
    public string? Name => Claim(ClaimTypes.Name);

    /// <inheritdoc />
    public string? Email => Claim(ClaimTypes.Email);

    /// <inheritdoc />
    public bool IsAuthenticated => Principal.Identity?.IsAuthenticated == true;

    private ClaimsPrincipal Principal => http.HttpContext?.User ?? Nobody;

    /// <inheritdoc />
    public Task<bool> HasAsync(Permission permission) => authorization.AuthorizeAsync(Principal, permission);

    private string? Claim(string type) => IsAuthenticated ? Principal.FindFirstValue(type) : null;
}
