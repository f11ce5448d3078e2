namespace Gatelight.Initializers;

/// <summary>
/// A gain on the diagonal of each block and zero elsewhere: a ReLU recurrence that starts by copying its state (Le, Jaitly and
/// Hinton 2015, arXiv:1504.00941). A block that is not square has the diagonal of its smaller side.
/// </summary>
/// <param name="Gain">The value on the diagonal.</param>
/// <param name="Blocks">How many blocks are stacked along the first dimension.</param>
public sealed record Identity(double Gain = 1, int Blocks = 1) : Initializer
{
    /// <inheritdoc/>
    public override Initializer InBlocks(int blocks) => this with { Blocks = blocks };

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        int rows = shape[0] / Blocks;
        int columns = values.Length / shape[0];
        values.Clear();
        for (int row = 0; row < shape[0]; row++)
        {
            if (row % rows < columns)
                values[row * columns + row % rows] = T.CreateChecked(Gain);
        }
    }
}
