using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GboParticipatie.Workflows.Definitions;

/// <summary>How definitions are read and written.</summary>
public static class WorkflowTypeJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a definition.</summary>
    /// <exception cref="JsonException">It has not the shape of a definition.</exception>
    public static WorkflowType Read(JsonNode? json) => json.Deserialize<WorkflowType>(Options) ?? throw new JsonException("The definition is empty.");

    /// <summary>Reads a stored definition.</summary>
    public static WorkflowType Read(string json) => JsonSerializer.Deserialize<WorkflowType>(json, Options)!;

    /// <summary>Writes a definition.</summary>
    public static string Write(WorkflowType type) => JsonSerializer.Serialize(type, Options);

    /// <summary>SHA-256, in hex, of what makes a version: activities and transitions, not the name and not whether it is on.</summary>
    public static string Hash(WorkflowType type) => HashOf(JsonSerializer.Serialize(new { type.Activities, type.Transitions }, Options));

    /// <summary>SHA-256, in hex.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
