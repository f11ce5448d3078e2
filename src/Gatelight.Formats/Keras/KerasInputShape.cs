using System.Text.Json;

namespace Gatelight.Formats.Keras;

/// <summary>The shape of an input, which Keras writes at one of many places.</summary>
internal static class KerasInputShape
{
    private static readonly string[] Batched = ["batch_input_shape", "batch_shape", "build_input_shape"];
    private static readonly string[] Inners = ["layer", "layers"];

    /// <summary>Whether a layer tells what it reads.</summary>
    internal static bool IsTold(KerasEntry entry) => Find(entry.Config, entry.Kind, 8) is not null;

    /// <summary>The dimensions without the batch.</summary>
    internal static int?[] Of(KerasEntry entry)
    {
        int?[] dims = Find(entry.Config, entry.Kind, 8) ?? throw KerasProblem.Layer(entry.Name, entry.Kind, "does not say the shape of its input", "give the first layer an input_shape and save the model again.");
        if (dims.Length is 0 or > 8 || dims.Any(size => size is < 1 or > 1 << 20))
            throw KerasProblem.Layer(entry.Name, entry.Kind, $"reads an input [B, {string.Join(", ", dims)}]", "sizes are 1 to 1048576.");
        return dims;
    }

    private static int?[]? Find(JsonElement config, string kind, int depth)
    {
        if (depth == 0)
            return null;
        if (config.ValueKind == JsonValueKind.Array)
            return FirstLayer(config, depth);
        if (config.ValueKind != JsonValueKind.Object)
            return null;
        KerasConfig options = new(config, "input", kind);
        if (options.Wholes(Batched) is { Length: > 1 } batched)
            return batched[1..];
        if (options.Wholes("input_shape", "shape") is { } shape)
            return shape;
        foreach (string inner in Inners)
        {
            if (!config.TryGetProperty(inner, out JsonElement held))
                continue;
            int?[]? found = held.ValueKind == JsonValueKind.Array ? FirstLayer(held, depth) : Inner(held, depth);
            if (found is not null)
                return kind == "TimeDistributed" ? [null, .. found] : found;
        }

        // Keras 1 had words of its own for the sizes.
        string plain = KerasLayerTable.Plain(kind);
        if (plain == "Embedding")
            return [options.Whole("input_length")];
        return options.Whole("input_dim") is not { } features ? null : plain is "Dense" ? [features] : [options.Whole("input_length"), features];
    }

    private static int?[]? FirstLayer(JsonElement layers, int depth) => layers.GetArrayLength() > 0 ? Inner(layers[0], depth) : null;

    private static int?[]? Inner(JsonElement layer, int depth) =>
        layer.ValueKind == JsonValueKind.Object && layer.TryGetProperty("config", out JsonElement config) && layer.TryGetProperty("class_name", out JsonElement kind) && kind.ValueKind == JsonValueKind.String
            ? Find(config, kind.GetString()!, depth - 1)
            : null;
}
