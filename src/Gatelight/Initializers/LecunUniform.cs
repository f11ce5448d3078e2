namespace Gatelight.Initializers;

/// <summary>
/// Uniform in ±√(3 / fan-in): inputs of variance 1 give pre-activations of variance 1 (LeCun, Bottou, Orr and Müller 1998).
/// </summary>
/// <param name="Blocks">How many gates are stacked along the first dimension, each with fans of its own.</param>
public sealed record LecunUniform(int Blocks = 1) : Initializer
{
    /// <inheritdoc/>
    public override Initializer InBlocks(int blocks) => this with { Blocks = blocks };

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        Fans fans = Fans.Of(shape, Blocks);
        double limit = Math.Sqrt(3 / fans.In);
        FillUniform(values, -limit, limit, random);
    }
}
