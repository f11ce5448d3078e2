namespace Gatelight.Layers;

/// <summary>The mean of each feature over all live steps of a sequence: <c>[B, T, D] → [B, D]</c>; zeros for a sequence of no steps.</summary>
public sealed record GlobalAveragePooling1D : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs) => LayerShape.Vector(SingleSequence(inputs).Width);

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new PoolingOperation<T>(isMaximum: false, window: null);
}
