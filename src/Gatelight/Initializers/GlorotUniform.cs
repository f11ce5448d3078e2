namespace Gatelight.Initializers;

/// <summary>
/// Uniform in ±√(6 / (fan-in + fan-out)), which keeps the variance of activations and of gradients through layers near linear (Glorot and
/// Bengio 2010).
/// </summary>
/// <param name="Blocks">How many gates are stacked along the first dimension, each with fans of its own.</param>
public sealed record GlorotUniform(int Blocks = 1) : Initializer
{
    /// <inheritdoc/>
    public override Initializer InBlocks(int blocks) => this with { Blocks = blocks };

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        Fans fans = Fans.Of(shape, Blocks);
        double limit = Math.Sqrt(6 / (fans.In + fans.Out));
        FillUniform(values, -limit, limit, random);
    }
}
