using System.Text.Json.Serialization;

namespace Gatelight.Tasks.Classification;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, MaxDepth = 16,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClassifierDocument))]
internal sealed partial class ClassifierJson : JsonSerializerContext;
