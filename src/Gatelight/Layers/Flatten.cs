namespace Gatelight.Layers;

/// <summary>All steps in one vector: <c>[B, T, D] → [B, T·D]</c>, step after step. T must be fixed, and every sequence that long.</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        long width = FixedSize(inputs);
        return width <= MaximumSize ? LayerShape.Vector((int)width) : throw Error($"would give {width} features, above the limit of {MaximumSize}");
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new RearrangeOperation<T>(inputs[0], OutputShape(inputs), swaps: false);
}
