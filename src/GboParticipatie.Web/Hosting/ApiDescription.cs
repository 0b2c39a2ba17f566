using GboParticipatie.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GboParticipatie.Web.Hosting;

/// <summary>The description of the API at /openapi/v1.json: what each endpoint asks of a token, and how it refuses.</summary>
internal static class ApiDescription
{
    private const string Token = "token";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", api =>
    {
        api.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "GBO Participatie", Version = "v1", Description = "Errors are problem details (RFC 9457)." };
            (document.Components ??= new OpenApiComponents()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of a person, made on /mijn/toegang or by the command line." },
            };
            return Task.CompletedTask;
        });
        api.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().LastOrDefault()?.Scope is not { } scope) return Task.CompletedTask;
            operation.Description = $"Asks a token with the scope {scope}, of someone who may do this.";
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [scope] }];
            operation.Responses ??= [];
            operation.Responses.TryAdd("401", Refusal("There is no token, or it is not known, has expired or was withdrawn."));
            operation.Responses.TryAdd("403", Refusal("The token has not this scope, or its owner may not do this."));
            return Task.CompletedTask;
        });
    });

    private static OpenApiResponse Refusal(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() },
    };
}
