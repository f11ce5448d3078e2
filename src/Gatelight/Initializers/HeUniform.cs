namespace Gatelight.Initializers;

/// <summary>
/// Uniform in ±√(6 / fan-in), for layers followed by a ReLU (He, Zhang, Ren and Sun 2015, arXiv:1502.01852).
/// </summary>
/// <param name="Blocks">How many gates are stacked along the first dimension, each with fans of its own.</param>
public sealed record HeUniform(int Blocks = 1) : Initializer
{
    /// <inheritdoc/>
    public override Initializer InBlocks(int blocks) => this with { Blocks = blocks };

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        Fans fans = Fans.Of(shape, Blocks);
        double limit = Math.Sqrt(6 / fans.In);
        FillUniform(values, -limit, limit, random);
    }
}
