namespace Gatelight.Layers;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167; equations 84 to 86 of docs/equations.md): each feature is brought to mean 0 and
/// variance 1 over the batch, then <c>y = gain⊙x̂ + shift</c>. The shape stays. In training the statistics are those of all live rows, every step of
/// every sequence, padding and masked steps left out; otherwise moving averages of them, so that a row does not depend on the others.
/// Parameters: <c>gain [D]</c>, <c>shift [D]</c>, and <c>moving_mean [D]</c>, <c>moving_variance [D]</c>, which no gradient moves.
/// </summary>
/// <remarks>As in the paper the moving variance is that of a sample, with n - 1; Keras takes n.</remarks>
public sealed record BatchNormalization : Layer
{
    /// <summary>What a moving average keeps of itself in a training pass, in [0, 1).</summary>
    public double Momentum { get; init; } = 0.99;

    /// <summary>ε, added to the variance, above 0; 10⁻³ as in Keras.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <inheritdoc/>
    public override LayerShape OutputShape(ReadOnlySpan<LayerShape> inputs)
    {
        CheckPositive(Epsilon, nameof(Epsilon));
        if (!(Momentum >= 0 && Momentum < 1))
            throw Error($"Momentum must be at least 0 and below 1, not {Momentum}");
        return SingleInput(inputs);
    }

    /// <inheritdoc/>
    public override Operation<T> CreateOperation<T>(ReadOnlySpan<LayerShape> inputs) =>
        new BatchNormalizationOperation<T>(this, SingleInput(inputs).Width);
}
