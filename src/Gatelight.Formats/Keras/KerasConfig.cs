using System.Text.Json;
using Gatelight.Data;

namespace Gatelight.Formats.Keras;

/// <summary>The options of a layer. Keras renamed many: an option is asked for by all the names that it has had, the newest first.</summary>
internal readonly struct KerasConfig(JsonElement element, string layer, string kind)
{
    private const int MaximumSize = 1 << 20;

    /// <summary>An option, or nothing where it is missing or null.</summary>
    internal JsonElement? this[params ReadOnlySpan<string> names]
    {
        get
        {
            if (element.ValueKind != JsonValueKind.Object)
                return null;
            foreach (string name in names)
            {
                if (element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
                    return value;
            }

            return null;
        }
    }

    /// <summary>A size, at least 1; one in a list of one counts.</summary>
    internal int Size(params ReadOnlySpan<string> names) =>
        OptionalSize(names) ?? throw KerasProblem.Layer(layer, kind, $"does not say its {names[0]}", "save the model again.");

    /// <summary>A size, or null where it is missing.</summary>
    internal int? OptionalSize(params ReadOnlySpan<string> names)
    {
        if (this[names] is not { } value)
            return null;
        int size = Number(value, names[0]);
        return size is >= 1 and <= MaximumSize ? size : throw KerasProblem.Layer(layer, kind, $"has {names[0]} {size}, which is not 1 to {MaximumSize}", "save the model again.");
    }

    /// <summary>A whole number.</summary>
    internal int? Whole(params ReadOnlySpan<string> names) => this[names] is { } value ? Number(value, names[0]) : null;

    /// <summary>Whole numbers, null where the list has null.</summary>
    internal int?[]? Wholes(params ReadOnlySpan<string> names)
    {
        if (this[names] is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("items", out JsonElement items))
            value = items;
        if (value.ValueKind == JsonValueKind.Number)
            return [Number(value, names[0])];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 32)
            throw Wrong(names[0]);
        string name = names[0];
        KerasConfig self = this;
        return [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? (int?)null : self.Number(item, name))];
    }

    /// <summary>A number.</summary>
    internal double? Real(params ReadOnlySpan<string> names)
    {
        if (this[names] is not { } value)
            return null;
        // NumPy arrays of one number are stored as an object.
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("value", out JsonElement inner))
            value = inner;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number))
            return number;
        throw Wrong(names[0]);
    }

    /// <summary>A truth value.</summary>
    internal bool Flag(bool missing, params ReadOnlySpan<string> names) => this[names] switch
    {
        null => missing,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(names[0]),
    };

    /// <summary>A word.</summary>
    internal string? Text(params ReadOnlySpan<string> names) => this[names] switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw Wrong(names[0]),
    };

    private int Number(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1)
            value = value[0];
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out double number) || number != Math.Floor(number) || Math.Abs(number) > int.MaxValue)
            throw Wrong(name);
        return (int)number;
    }

    private InvalidDataException Wrong(string name) =>
        KerasProblem.Layer(layer, kind, $"has a {name} that is not what it should be ({OneLine.Of(this[name]?.GetRawText() ?? "null")})", "save the model again.");
}
