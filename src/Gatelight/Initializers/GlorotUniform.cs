namespace Gatelight.Initializers;

/// <summary>
/// Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010). A matrix that stacks the blocks of several gates
/// counts one block's rows as its fan-out.
/// </summary>
/// <param name="Blocks">How many gates are stacked along the first dimension.</param>
public sealed record GlorotUniform(int Blocks = 1) : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        int fanOut = shape[0] / Blocks;
        int fanIn = shape.Length > 1 ? shape[1] : 1;
        double limit = Math.Sqrt(6.0 / (fanIn + fanOut));
        for (int n = 0; n < values.Length; n++)
            values[n] = T.CreateChecked(limit * (2 * random.NextUniform() - 1));
    }
}
