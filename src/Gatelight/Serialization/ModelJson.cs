using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gatelight.Initializers;
using Gatelight.Layers;
using Gatelight.Models;
using Gatelight.SequenceToSequence;
using Gatelight.Training;

namespace Gatelight.Serialization;

/// <summary>How <c>model.json</c> is written and read: strictly, and never by reflection.</summary>
internal static class ModelJson
{
    private static readonly JsonSerializerOptions Strict = new(ModelJsonContext.Default.Options)
    {
        TypeInfoResolver = ModelJsonContext.Default.WithAddedModifier(RequireProperties),
    };

    internal static JsonTypeInfo<ModelDocument> Document => (JsonTypeInfo<ModelDocument>)Strict.GetTypeInfo(typeof(ModelDocument));

    internal static JsonTypeInfo<ModelDocumentHeader> Header => (JsonTypeInfo<ModelDocumentHeader>)Strict.GetTypeInfo(typeof(ModelDocumentHeader));

    internal static JsonTypeInfo<ModelArchitecture> Architecture => (JsonTypeInfo<ModelArchitecture>)Strict.GetTypeInfo(typeof(ModelArchitecture));

    internal static JsonTypeInfo<Initializer> Initializer => (JsonTypeInfo<Initializer>)Strict.GetTypeInfo(typeof(Initializer));

    internal static JsonTypeInfo<EncoderDecoderDocument> EncoderDecoder => (JsonTypeInfo<EncoderDecoderDocument>)Strict.GetTypeInfo(typeof(EncoderDecoderDocument));

    internal static JsonTypeInfo<CheckpointDocument> Checkpoint => (JsonTypeInfo<CheckpointDocument>)Strict.GetTypeInfo(typeof(CheckpointDocument));

    /// <summary>What a layer that <see cref="Knows"/> knows has to say of itself.</summary>
    internal static IEnumerable<JsonPropertyInfo> Options(Layer layer) =>
        Strict.GetTypeInfo(layer.GetType()).Properties.Where(property => property.Get is not null);

    internal static bool Knows(Layer layer) =>
        Strict.GetTypeInfo(typeof(Layer)).PolymorphismOptions!.DerivedTypes.Any(kind => kind.DerivedType == layer.GetType());

    // A missing option would become zero, not the default of its layer; one that is left out where it is zero may be missing.
    private static void RequireProperties(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (JsonPropertyInfo property in type.Properties)
        {
            bool isOptional = property.IsGetNullable && (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null);
            bool isLeftOut = property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
                .OfType<JsonIgnoreAttribute>().Any(ignore => ignore.Condition == JsonIgnoreCondition.WhenWritingDefault) == true;
            property.IsRequired = property.Get is not null && !isOptional && !isLeftOut; // an ignored property has no Get
        }
    }
}
