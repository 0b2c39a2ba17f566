using System.Text.Json;
using System.Text.Json.Serialization;

namespace GboParticipatie.Json;

/// <summary>Writes the values of an enum in camelCase, as all names of the API.</summary>
public sealed class CamelCase<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) where TEnum : struct, Enum;
