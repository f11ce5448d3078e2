namespace Gatelight.Layers;

/// <summary>
/// Inverted dropout (Srivastava et al. 2014): in training each value is set to 0 with probability <c>Rate</c> and the
/// others are divided by <c>1 - Rate</c>; otherwise the identity.
/// </summary>
/// <param name="Rate">The probability of dropping a value, in [0, 1).</param>
public sealed record Dropout(double Rate) : Layer
{
    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        if (!(Rate >= 0 && Rate < 1))
            throw Error($"Rate must be at least 0 and below 1, not {Rate}");
        return SingleInput(inputs);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) => new DropoutOperation<T>(Rate);
}
