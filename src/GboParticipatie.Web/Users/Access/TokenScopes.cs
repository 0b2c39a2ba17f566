using System.Security.Claims;
using GboParticipatie.Security;

namespace GboParticipatie.Web.Users.Access;

/// <summary>The scopes of the bearer token that a request came with.</summary>
public static class TokenScopes
{
    /// <summary>Authentication type of a person who came with a bearer token.</summary>
    public const string AuthenticationType = "ApiToken";

    /// <summary>Claim that holds one scope.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>True when the person came with a bearer token.</summary>
    public static bool IsToken(ClaimsPrincipal person) => person.Identity?.AuthenticationType == AuthenticationType;

    /// <summary>True when the person did not come with a token, or the token has the scope that the endpoint asks.</summary>
    public static bool Suffice(ClaimsPrincipal person, HttpContext? http)
    {
        if (!IsToken(person)) return true;
        return http?.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope is { } scope
            && (person.HasClaim(ScopeClaim, scope) || person.HasClaim(ScopeClaim, ApiScopes.Manage));
    }
}
