namespace Gatelight.Tasks.Classification;

/// <summary>
/// The class of the nearest training series: by Euclidean distance, or by dynamic time warping (Sakoe and Chiba 1978) with all channels warped alike, the method that the
/// archive's own results are held against (Bagnall et al. 2018). Series are taken on the scales of the training channels.
/// </summary>
public static class NearestNeighbor
{
    /// <summary>The answers by Euclidean distance; null where series are not of one length.</summary>
    /// <param name="training">The training series, <c>[T, D]</c> each.</param>
    /// <param name="actual">Their classes.</param>
    /// <param name="asked">The series to answer for.</param>
    public static int[]? Euclidean(IReadOnlyList<float[]> training, IReadOnlyList<int> actual, IReadOnlyList<float[]> asked)
    {
        int length = training[0].Length;
        if (training.Concat(asked).Any(series => series.Length != length))
            return null;
        return [.. asked.Select(series => actual[Nearest(training.Count, n => System.Numerics.Tensors.TensorPrimitives.Distance(training[n], series))])];
    }

    /// <summary>The answers by dynamic time warping.</summary>
    /// <param name="training">The training series, <c>[T, D]</c> each.</param>
    /// <param name="actual">Their classes.</param>
    /// <param name="asked">The series to answer for.</param>
    /// <param name="channels">D.</param>
    /// <param name="threads">The threads to use; the answers are the same with any number.</param>
    /// <param name="cancellation">Checked between series.</param>
    public static int[] Warping(IReadOnlyList<float[]> training, IReadOnlyList<int> actual, IReadOnlyList<float[]> asked, int channels, int threads = 1, CancellationToken cancellation = default)
    {
        int[] answers = new int[asked.Count];
        Parallel.For(0, asked.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, row =>
            answers[row] = actual[Nearest(training.Count, n => Distance(training[n], asked[row], channels))]);
        return answers;
    }

    /// <summary>The cost of the cheapest alignment of two series, the sum of squared distances along it.</summary>
    internal static double Distance(float[] a, float[] b, int channels)
    {
        int rows = a.Length / channels, columns = b.Length / channels;
        double[] above = new double[columns + 1], current = new double[columns + 1];
        Array.Fill(above, double.PositiveInfinity);
        above[0] = 0;
        for (int row = 0; row < rows; row++)
        {
            current[0] = double.PositiveInfinity;
            for (int column = 0; column < columns; column++)
            {
                double cost = 0;
                for (int channel = 0; channel < channels; channel++)
                {
                    double difference = a[row * channels + channel] - b[column * channels + channel];
                    cost += difference * difference;
                }

                current[column + 1] = cost + Math.Min(above[column], Math.Min(above[column + 1], current[column]));
            }

            (above, current) = (current, above);
        }

        return above[columns];
    }

    private static int Nearest(int count, Func<int, double> distance)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int n = 0; n < count; n++)
        {
            double own = distance(n);
            if (own < least)
                (nearest, least) = (n, own);
        }

        return nearest;
    }
}
