using Microsoft.AspNetCore.Builder;

namespace GboParticipatie.Security;

/// <summary>What a bearer token may do, on top of what its owner may do.</summary>
public static class ApiScopes
{
    /// <summary>Read what the owner may read.</summary>
    public const string Read = "read";

    /// <summary>Bring points and feedback.</summary>
    public const string Propose = "propose";

    /// <summary>Answer on behalf of a body.</summary>
    public const string Answer = "answer";

    /// <summary>Everything the owner may do.</summary>
    public const string Manage = "manage";

    /// <summary>All scopes, from small to large.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, Propose, Answer, Manage];
}

/// <summary>An API endpoint asks this scope of a token.</summary>
/// <param name="Scope">One of <see cref="ApiScopes"/>.</param>
public sealed record RequiredScope(string Scope);

/// <summary>Declares the scope of an endpoint.</summary>
public static class ScopeExtensions
{
    /// <summary>
    /// A bearer token reaches the endpoint only with this scope (or <see cref="ApiScopes.Manage"/>). An endpoint that declares
    /// none gives a token nothing but what is public.
    /// </summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder
        => builder.WithMetadata(new RequiredScope(scope));
}
