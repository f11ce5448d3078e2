using System.Text.Json.Serialization;
using Gatelight.Layers;

namespace Gatelight.Serialization;

/// <summary>The code for <c>model.json</c>, made at compile time; to be used through <see cref="ModelJson"/>.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    Converters = [typeof(NamedEnumConverter<Activation>)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    MaxDepth = ModelFileFormat.MaximumJsonDepth,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(ModelDocumentHeader))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
