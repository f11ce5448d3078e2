namespace Gatelight.Tasks.Forecasting.Transforms;

/// <summary>The change over a lag: z(t) = y(t) - y(t-lag). With lag 1 it takes a trend away, with the length of a season the season.</summary>
public sealed class DifferenceTransform : ITransform
{
    /// <summary>Creates the transform.</summary>
    /// <param name="lag">How far back is subtracted, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lag is less than 1.</exception>
    public DifferenceTransform(int lag)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        Lag = lag;
    }

    /// <inheritdoc/>
    public int Lag { get; }

    /// <inheritdoc/>
    public TransformSettings Settings => new(TransformKind.Difference, Lag);

    /// <inheritdoc/>
    public double[] Apply(ReadOnlySpan<double> values)
    {
        var differences = new double[Math.Max(0, values.Length - Lag)];
        for (int n = 0; n < differences.Length; n++)
            differences[n] = values[n + Lag] - values[n];
        return differences;
    }

    /// <inheritdoc/>
    public double[] Invert(ReadOnlySpan<double> transformed, ReadOnlySpan<double> history)
    {
        if (history.Length < Lag)
            throw new ArgumentException($"A difference over {Lag} steps is turned back with at least {Lag} values before it; there are {history.Length}.", nameof(history));
        var values = new double[transformed.Length];
        for (int n = 0; n < values.Length; n++)
            values[n] = transformed[n] + (n < Lag ? history[history.Length - Lag + n] : values[n - Lag]);
        return values;
    }
}
