using System.Text.Json.Serialization;

namespace Gatelight.Tasks.Forecasting;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, MaxDepth = 16,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ForecastDocument))]
internal sealed partial class ForecastJson : JsonSerializerContext;
