using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gatelight.Layers;
using Gatelight.Models;

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

    internal static bool Knows(Layer layer) =>
        Strict.GetTypeInfo(typeof(Layer)).PolymorphismOptions!.DerivedTypes.Any(kind => kind.DerivedType == layer.GetType());

    // A missing option would become zero, not the default of its layer.
    private static void RequireProperties(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (JsonPropertyInfo property in type.Properties)
        {
            bool isOptional = property.IsGetNullable && (!property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null);
            property.IsRequired = property.Get is not null && !isOptional; // an ignored property has no Get
        }
    }
}
