using GboParticipatie.Security;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
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
            operation.Responses.TryAdd("503", Refusal("The site is out of order for a while; Retry-After says when to come back."));
            AddBadRequests(operation.Responses, context.Description.ParameterDescriptions);
            return Task.CompletedTask;
        });
        api.AddSchemaTransformer(ChoicesAndDuties.Describe);
    });

    // What is typed can be wrong; a part of the address that does not fit is an address that does not exist.
    private static void AddBadRequests(OpenApiResponses responses, IEnumerable<ApiParameterDescription> parameters)
    {
        var sources = parameters.Select(p => p.Source).ToHashSet();
        if (sources.Overlaps([BindingSource.Query, BindingSource.Header, BindingSource.Body]))
            responses.TryAdd("400", Refusal("Something cannot be read or breaks a rule: detail says what, errors at which field."));
        if (!sources.Contains(BindingSource.Body)) return;
        responses.TryAdd("413", Refusal("The body is too large."));
        responses.TryAdd("415", Refusal("The body is no JSON."));
    }

    private static OpenApiResponse Refusal(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() },
    };
}
