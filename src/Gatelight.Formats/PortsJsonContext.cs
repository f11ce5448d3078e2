using System.Text.Json.Serialization;

namespace Gatelight.Formats;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(PortsDocument))]
internal sealed partial class PortsJsonContext : JsonSerializerContext;
