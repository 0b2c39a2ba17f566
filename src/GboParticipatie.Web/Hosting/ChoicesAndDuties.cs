using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GboParticipatie.Web.Hosting;

/// <summary>
/// Says in the description of the API which values a text can have (<see cref="AllowedValuesAttribute"/>) and which fields a body
/// must have (<see cref="RequiredAttribute"/>). The endpoints read both leniently, to refuse with a sentence of their own.
/// </summary>
internal static class ChoicesAndDuties
{
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var place = context.JsonPropertyInfo?.AttributeProvider ?? ParameterOf(context.ParameterDescription);
        if (place is not null && context.JsonPropertyInfo is { } property && IsRequired(property)) schema.Type &= ~JsonSchemaType.Null;
        if (ChoicesOf(place) is { } values) schema.Enum = [.. values, .. schema.Type?.HasFlag(JsonSchemaType.Null) == true ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];
        if (context.JsonPropertyInfo is null && context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
            foreach (var required in context.JsonTypeInfo.Properties.Where(IsRequired)) (schema.Required ??= new HashSet<string>(StringComparer.Ordinal)).Add(required.Name);
        return Task.CompletedTask;
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true;

    private static IEnumerable<JsonNode>? ChoicesOf(ICustomAttributeProvider? place)
        => place?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: true).OfType<AllowedValuesAttribute>().FirstOrDefault()?.Values.OfType<string>().Select(v => (JsonNode)v);

    private static ParameterInfo? ParameterOf(ApiParameterDescription? parameter) => (parameter?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo;
}
