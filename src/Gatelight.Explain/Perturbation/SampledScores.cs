namespace Gatelight.Explain;

/// <summary>Running means of scores and their standard errors (Welford 1962).</summary>
/// <param name="players">The number of scores in a sample.</param>
internal sealed class SampledScores(int players)
{
    private readonly double[] _squares = new double[players];

    /// <summary>The samples so far.</summary>
    internal int Samples { get; private set; }

    /// <summary>The mean of each score.</summary>
    internal double[] Means { get; } = new double[players];

    /// <summary>The standard error of each mean; of a single sample there is none, and 0 is said.</summary>
    internal double[] Errors => [.. _squares.Select(square => Samples < 2 ? 0 : Math.Sqrt(square / (Samples - 1) / Samples))];

    internal void Add(ReadOnlySpan<double> sample)
    {
        Samples++;
        for (int n = 0; n < sample.Length; n++)
        {
            double before = sample[n] - Means[n];
            Means[n] += before / Samples;
            _squares[n] += before * (sample[n] - Means[n]);
        }
    }
}
