using System.Text.Json.Serialization;
using Gatelight.Initializers;
using Gatelight.Layers;
using Gatelight.Recurrent;
using Gatelight.SequenceToSequence;
using Gatelight.Training;

namespace Gatelight.Serialization;

/// <summary>The code for <c>model.json</c>, made at compile time; to be used through <see cref="ModelJson"/>.</summary>
[JsonSourceGenerationOptions(
    AllowDuplicateProperties = false,
    Converters =
    [
        typeof(ActivationFunctionConverter), typeof(NamedEnumConverter<AttentionScore>), typeof(NamedEnumConverter<BidirectionalMerge>),
        typeof(NamedEnumConverter<Padding>), typeof(NamedEnumConverter<StepFill>),
    ],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    MaxDepth = ModelFileFormat.MaximumJsonDepth,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true)]
[JsonSerializable(typeof(Initializer))]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(ModelDocumentHeader))]
[JsonSerializable(typeof(EncoderDecoderDocument))]
[JsonSerializable(typeof(CheckpointDocument))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
