namespace Gatelight.Initializers;

/// <summary>
/// Each block a matrix with orthonormal rows, or orthonormal columns where it is taller than wide, so that a recurrence neither grows nor
/// shrinks what it carries at the start (Saxe, McClelland and Ganguli 2014, arXiv:1312.6120). The rows of a normal matrix are made
/// orthonormal by modified Gram-Schmidt.
/// </summary>
/// <param name="Blocks">How many blocks are stacked along the first dimension.</param>
public sealed record Orthogonal(int Blocks = 1) : Initializer
{
    /// <inheritdoc/>
    public override Initializer InBlocks(int blocks) => this with { Blocks = blocks };

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        int rows = shape[0] / Blocks;
        int columns = values.Length / shape[0];
        bool isTall = rows > columns;
        int vectors = Math.Min(rows, columns);
        int width = Math.Max(rows, columns);
        double[] block = new double[rows * columns];
        for (int start = 0; start < values.Length; start += block.Length)
        {
            for (int n = 0; n < block.Length; n++)
                block[n] = random.NextNormal();
            Orthonormalize(block, vectors, width);
            for (int n = 0; n < block.Length; n++)
                values[start + n] = T.CreateChecked(block[isTall ? n % columns * width + n / columns : n]);
        }
    }

    private static void Orthonormalize(Span<double> block, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<double> current = block.Slice(row * columns, columns);
            // Twice: the second sweep removes what rounding left of the first.
            for (int sweep = 0; sweep < 2; sweep++)
            {
                for (int earlier = 0; earlier < row; earlier++)
                {
                    ReadOnlySpan<double> other = block.Slice(earlier * columns, columns);
                    double along = Dot(current, other);
                    for (int n = 0; n < columns; n++)
                        current[n] -= along * other[n];
                }
            }

            double norm = Math.Sqrt(Dot(current, current));
            for (int n = 0; n < columns; n++)
                current[n] /= norm;
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int n = 0; n < a.Length; n++)
            sum += a[n] * b[n];
        return sum;
    }
}
