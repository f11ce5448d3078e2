namespace Gatelight.Layers;

/// <summary>The elementwise smallest of several inputs of one shape. The gradient goes to the input that gave it, the first of equals; NaN passes.</summary>
public sealed record Minimum : Merge
{
    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new ExtremeOperation<T>(isMaximum: false);
}
