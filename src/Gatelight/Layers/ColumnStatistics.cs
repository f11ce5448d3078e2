using System.Numerics;

namespace Gatelight.Layers;

/// <summary>Mean and variance of each column of a batch, in two passes and summed in double.</summary>
/// <param name="width">The number of columns.</param>
internal sealed class ColumnStatistics<T>(int width)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _mean = new T[width];
    private readonly T[] _variance = new T[width];
    private readonly double[] _sums = new double[width];

    internal ReadOnlySpan<T> Mean => _mean;

    internal ReadOnlySpan<T> Variance => _variance;

    /// <summary>Measures <c>x [rows, width]</c> with at least one row.</summary>
    internal void Measure(ReadOnlySpan<T> x, int rows)
    {
        Array.Clear(_sums);
        for (int n = 0; n < rows * width; n++)
            _sums[n % width] += double.CreateTruncating(x[n]);
        for (int n = 0; n < width; n++)
            _mean[n] = T.CreateTruncating(_sums[n] / rows);
        Array.Clear(_sums);
        for (int n = 0; n < rows * width; n++)
        {
            double away = double.CreateTruncating(x[n] - _mean[n % width]);
            _sums[n % width] += away * away;
        }

        for (int n = 0; n < width; n++)
            _variance[n] = T.CreateTruncating(_sums[n] / rows);
    }

    /// <summary>Moves averages towards what was measured (85); a batch with NaN in it leaves those columns alone.</summary>
    internal void MoveAverages(Span<T> mean, Span<T> variance, int rows, double momentum)
    {
        T kept = T.CreateChecked(momentum);
        T sample = T.CreateChecked((double)rows / Math.Max(1, rows - 1));
        for (int n = 0; n < width; n++)
        {
            if (!T.IsFinite(_mean[n]) || !T.IsFinite(_variance[n]))
                continue;
            mean[n] = kept * mean[n] + (T.One - kept) * _mean[n];
            variance[n] = kept * variance[n] + (T.One - kept) * sample * _variance[n];
        }
    }
}
