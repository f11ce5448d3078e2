using System.Text.Json;
using Gatelight.Data;

namespace Gatelight.Formats.PyTorch;

/// <summary>
/// An architecture in a few lines of JSON, for weights that come without one: <c>{"layers": [{"kind": "embedding", "name": "emb"},
/// {"kind": "lstm", "name": "rnn", "returns": "last"}, {"kind": "linear", "name": "fc", "activation": "relu"}]}</c>.
/// </summary>
/// <param name="Steps">The modules in their order.</param>
/// <param name="InputSteps">T where every input must have that many steps; 0 where it is free.</param>
internal sealed record TorchDescription(IReadOnlyList<TorchStep> Steps, int InputSteps = 0)
{
    /// <summary>The entry of a safetensors file's metadata that holds a description.</summary>
    internal const string MetadataName = "gatelight.layers";

    private const int MaximumSteps = 10_000;

    /// <summary>Reads a description.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static TorchDescription Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("layers", out JsonElement layers) || layers.ValueKind != JsonValueKind.Array || layers.GetArrayLength() is 0 or > MaximumSteps)
            throw Problem("it has no list of layers");
        return new TorchDescription([.. layers.EnumerateArray().Select(Step)], Whole(root, "steps", 0));
    }

    /// <summary>The description as JSON.</summary>
    internal string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            if (InputSteps > 0)
                json.WriteNumber("steps", InputSteps);
            json.WriteStartArray("layers");
            foreach (TorchStep step in Steps)
                Write(json, step);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, TorchStep step)
    {
        TorchStep plain = new(step.Kind, step.Name);
        json.WriteStartObject();
        json.WriteString("kind", step.Kind);
        json.WriteString("name", step.Name);
        if (step.ReturnsAll)
            json.WriteString("returns", "all");
        if (step.Activation is { } activation)
            json.WriteString("activation", activation);
        if (step.Rate > 0)
            json.WriteNumber("rate", step.Rate);
        if (step.Epsilon != plain.Epsilon)
            json.WriteNumber("eps", step.Epsilon);
        if (step.Stride != 1)
            json.WriteNumber("stride", step.Stride);
        if (step.Dilation != 1)
            json.WriteNumber("dilation", step.Dilation);
        if (step.Padding != plain.Padding)
            json.WriteString("padding", step.Padding);
        if (step.MasksZero)
            json.WriteBoolean("mask_zero", true);
        json.WriteEndObject();
    }

    private static TorchStep Step(JsonElement layer)
    {
        if (Text(layer, "kind") is not { } kind)
            throw Problem("a layer of it does not say its kind");
        string returns = Text(layer, "returns") ?? "last";
        if (returns is not ("all" or "last" or "last_step"))
            throw Problem($"a layer of it returns {OneLine.Of(returns)}", "write \"returns\": \"all\", \"last\" or \"last_step\".");
        return new TorchStep(kind, Text(layer, "name") ?? string.Empty)
        {
            ReturnsAll = returns == "all",
            ReturnsStep = returns == "last_step",
            Activation = Text(layer, "activation") ?? Text(layer, "nonlinearity"),
            Rate = Real(layer, "rate", 0),
            Epsilon = Real(layer, "eps", 1e-5),
            Stride = Whole(layer, "stride", 1),
            Dilation = Whole(layer, "dilation", 1),
            Padding = Text(layer, "padding") ?? "valid",
            MasksZero = layer.TryGetProperty("mask_zero", out JsonElement masks) && masks.ValueKind == JsonValueKind.True,
        };
    }

    private static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Problem("a layer of it is no object");
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Problem($"its {name} is no text");
    }

    private static double Real(JsonElement element, string name, double missing) => !element.TryGetProperty(name, out JsonElement value)
        ? missing
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Problem($"its {name} is no number");

    private static int Whole(JsonElement element, string name, int missing) => !element.TryGetProperty(name, out JsonElement value)
        ? missing
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 ? number : throw Problem($"its {name} is no whole number");

    private static InvalidDataException Problem(string what, string mend = "write {\"layers\": [{\"kind\": \"lstm\", \"name\": \"rnn\"}, {\"kind\": \"linear\", \"name\": \"fc\"}]}.") =>
        new($"the described architecture makes no sense: {what}; {mend}");
}
