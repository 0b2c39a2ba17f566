using System.Security.Claims;
using System.Text.Encodings.Web;
using GboParticipatie.Security;
using GboParticipatie.Web.Users.Access;
using GboParticipatie.Web.Users.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GboParticipatie.Web.Users.Tokens;

/// <summary>Reads <c>Authorization: Bearer</c> on /api/. Cookies do not count there, so no other site can act for a person.</summary>
public sealed class ApiTokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokenService tokens, AccessCache access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "ApiToken";

    private const string Bearer = "Bearer ";

    /// <summary>True for the addresses of the API; /api itself is its readable description.</summary>
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", out var rest) && rest.Value is { Length: > 1 };

    /// <inheritdoc />
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var token = await tokens.FindWorkingAsync(header[Bearer.Length..].Trim(), Context.RequestAborted);
        var user = token is null ? null : await access.UserAsync(token.UserId, Context.RequestAborted);
        if (token is null || user is null || user.Blocked) return AuthenticateResult.Fail("The token is not known, has expired or was withdrawn.");
        var scopes = token.ScopeNames.Select(s => new Claim(TokenScopes.ScopeClaim, s));
        var principal = Principals.Of(user, TokenScopes.AuthenticationType, [.. scopes, .. Principals.IfPassed(token.HasSecondStep(user.SecondStepSince))]);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
    }

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var sent = Request.Headers.Authorization.Count > 0;
        Response.Headers.WWWAuthenticate = sent ? "Bearer error=\"invalid_token\"" : "Bearer";
        return ProblemAsync(StatusCodes.Status401Unauthorized, sent
            ? "The token is not known, has expired or was withdrawn."
            : "Send a token: Authorization: Bearer gbo_... Make one on /mijn/toegang.");
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope;
        if (scope is null || TokenScopes.Suffice(Context.User, Context)) return ProblemAsync(StatusCodes.Status403Forbidden, "The owner of this token may not do this.");
        Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        return ProblemAsync(StatusCodes.Status403Forbidden, $"This token has no scope '{scope}'.");
    }

    private Task ProblemAsync(int status, string detail)
        => Results.Problem(detail: detail, statusCode: status).ExecuteAsync(Context);
}
