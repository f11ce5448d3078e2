using System.Text.Json;

namespace Gatelight.Formats.Keras;

/// <summary>A layer as a Keras model describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its class, as in <c>LSTM</c>.</param>
/// <param name="Element">Its options.</param>
/// <param name="Weights">Its weights.</param>
/// <param name="NeedsWhole">Whether something asks for what it gives at masked steps too.</param>
/// <param name="Arguments">What it is called with beside its inputs.</param>
internal sealed record KerasLayer(string Name, string Kind, JsonElement Element, KerasWeights Weights, bool NeedsWhole, JsonElement Arguments = default)
{
    /// <summary>How many axes before those that the layer speaks of: 1 inside TimeDistributed.</summary>
    internal int AxisShift { get; init; }

    /// <summary>Its options.</summary>
    internal KerasConfig Config => new(Element, Name, Kind);

    /// <summary>What it is called with beside its inputs.</summary>
    internal KerasConfig Call => new(Arguments, Name, Kind);

    /// <summary>The layer inside a wrapper.</summary>
    /// <param name="option">The option that holds it.</param>
    /// <param name="name">What it is called here; null for its own name.</param>
    /// <param name="weights">Its weights.</param>
    internal KerasLayer Inner(string option, string? name, KerasWeights weights) =>
        Config[option] is { } inner ? Held(inner, name, weights) : throw Problem($"does not hold a {option}");

    /// <summary>A layer that stands among the options, as an object with class_name and config.</summary>
    internal KerasLayer Held(JsonElement inner, string? name, KerasWeights weights)
    {
        if (inner.ValueKind != JsonValueKind.Object || !inner.TryGetProperty("class_name", out JsonElement kind) || kind.ValueKind != JsonValueKind.String || !inner.TryGetProperty("config", out JsonElement config))
            throw Problem("holds a layer that does not say its class");
        string own = config.ValueKind == JsonValueKind.Object && config.TryGetProperty("name", out JsonElement stored) && stored.ValueKind == JsonValueKind.String ? stored.GetString()! : Name;
        return new KerasLayer(name ?? own, KerasLayerTable.Plain(kind.GetString()!), config, weights, NeedsWhole, Arguments) { AxisShift = AxisShift };
    }

    internal InvalidDataException Problem(string what) => KerasProblem.Layer(Name, Kind, what);

    internal InvalidDataException Problem(string what, string mend) => KerasProblem.Layer(Name, Kind, what, mend);

    /// <summary>Checks the number of arrays.</summary>
    internal IReadOnlyList<KerasArray> Arrays(string part, params ReadOnlySpan<int> counts)
    {
        IReadOnlyList<KerasArray> arrays = Weights.Arrays(part);
        return counts.Contains(arrays.Count)
            ? arrays
            : throw Problem($"has {arrays.Count} arrays of weights, not {string.Join(" or ", counts.ToArray())}", "give the file with the weights of this very model.");
    }

    /// <summary>Checks the dimensions of an array.</summary>
    internal KerasArray Check(KerasArray array, params ReadOnlySpan<int> shape) => array.Is(shape)
        ? array
        : throw Problem($"has a weight {Gatelight.Data.OneLine.Of(array.Name)} [{string.Join(", ", array.Shape)}], not [{string.Join(", ", shape.ToArray())}]", "give the file with the weights of this very model.");
}
