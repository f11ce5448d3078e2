using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gatelight.Layers;

namespace Gatelight.Serialization;

/// <summary>A layer in a few words: its kind, and the options that were set away from their defaults.</summary>
internal static class LayerText
{
    /// <summary>As in <c>Lstm (peepholes, clip 3)</c> or <c>Bidirectional (Gru (resetBefore))</c>.</summary>
    internal static string Of(Layer layer)
    {
        if (!ModelJson.Knows(layer))
            return layer.Kind;
        List<string> options = [];
        foreach (JsonPropertyInfo property in ModelJson.Options(layer))
        {
            object? value = property.Get!(layer);
            if (value is Layer inner)
                options.Add(Of(inner));
            else if (!property.IsRequired && Text(property, value) is { } text)
                options.Add(text);
        }

        return options.Count == 0 ? layer.Kind : $"{layer.Kind} ({string.Join(", ", options)})";
    }

    // An option that a file may leave out has a default of false, zero or null; a zero that is told apart from null was chosen.
    private static string? Text(JsonPropertyInfo property, object? value)
    {
        bool isDefault = value is null || (Nullable.GetUnderlyingType(property.PropertyType) is null && IsZero(value));
        if (isDefault || property.Name == "name")
            return null;
        if (value is true)
            return property.Name;
        string json = JsonSerializer.Serialize(value, property.Options.GetTypeInfo(property.PropertyType));
        return $"{property.Name} {string.Join(' ', json.ReplaceLineEndings(" ").Replace("\"", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))}";
    }

    private static bool IsZero(object value) => value switch
    {
        bool flag => !flag,
        Enum option => Convert.ToInt64(option, CultureInfo.InvariantCulture) == 0,
        IConvertible number and not string => Convert.ToDouble(number, CultureInfo.InvariantCulture) == 0,
        _ => false,
    };
}
