namespace Gatelight.Layers;

/// <summary>The mean of each feature in each window of steps; at the ends of a sequence, over the steps that there are.</summary>
/// <param name="PoolSize">The steps of a window.</param>
public sealed record AveragePooling1D(int PoolSize) : Pooling(PoolSize)
{
    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new PoolingOperation<T>(isMaximum: false, Window);
}
