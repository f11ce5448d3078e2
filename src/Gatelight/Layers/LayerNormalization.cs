namespace Gatelight.Layers;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016, arXiv:1607.06450; equations 82 and 83 of docs/equations.md): each row is brought to mean 0 and
/// variance 1 over its features, then <c>y = gain⊙x̂ + shift</c>. The shape stays. Parameters: <c>gain [D]</c>, <c>shift [D]</c>.
/// </summary>
public sealed record LayerNormalization : Layer
{
    /// <summary>ε, added to the variance, above 0; 10⁻³ as in Keras.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckPositive(Epsilon, nameof(Epsilon));
        return SingleInput(inputs);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new LayerNormalizationOperation<T>(Epsilon, SingleInput(inputs).Width);
}
