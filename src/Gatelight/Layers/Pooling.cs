using System.Text.Json.Serialization;

namespace Gatelight.Layers;

/// <summary>Pooling over windows of steps: <c>[B, T, D] → [B, T', D]</c>, T' from each sequence's own length (equation 89 of docs/equations.md). Steps beyond its ends take no part.</summary>
/// <param name="PoolSize">The steps of a window.</param>
public abstract record Pooling(int PoolSize) : Layer
{
    /// <summary>From one window to the next, in steps; <see cref="PoolSize"/> where it is null.</summary>
    public int? Stride { get; init; }

    /// <summary>What windows do at the ends of a sequence: <see cref="Padding.Valid"/> or <see cref="Padding.Same"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Padding Padding { get; init; }

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        LayerShape input = SingleSequence(inputs);
        CheckWindow(Window, input, nameof(PoolSize));
        if (Padding == Padding.Causal)
            throw Error("Padding Causal is for convolutions; pool with Valid or Same");
        return Window.OutputShape(input, input.Width);
    }

    internal TimeWindow Window => new(PoolSize, Stride ?? PoolSize, 1, Padding);
}
