namespace Gatelight.Initializers;

/// <summary>
/// Normal with variance 2 / fan-in, for layers followed by a ReLU (He, Zhang, Ren and Sun 2015, arXiv:1502.01852). As in the paper and
/// PyTorch; Keras cuts the tails off at two deviations.
/// </summary>
/// <param name="Blocks">How many gates are stacked along the first dimension, each with fans of its own.</param>
public sealed record HeNormal(int Blocks = 1) : Initializer
{
    /// <inheritdoc/>
    public override Initializer InBlocks(int blocks) => this with { Blocks = blocks };

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        Fans fans = Fans.Of(shape, Blocks);
        FillNormal(values, 0, Math.Sqrt(2 / fans.In), random);
    }
}
