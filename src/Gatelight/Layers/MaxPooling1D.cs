namespace Gatelight.Layers;

/// <summary>The largest value of each feature in each window of steps. The gradient goes to the step that gave it, the first of equals; NaN passes.</summary>
/// <param name="PoolSize">The steps of a window.</param>
public sealed record MaxPooling1D(int PoolSize) : Pooling(PoolSize)
{
    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new PoolingOperation<T>(isMaximum: true, Window);
}
