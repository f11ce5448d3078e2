using System.Collections.Immutable;

namespace Gatelight.Tasks.Forecasting.Transforms;

/// <summary>Transforms one after the other, as ln, then the seasonal difference, then standardizing; turned back in reverse.</summary>
public sealed class TransformChain
{
    /// <summary>Creates a chain; an empty one changes nothing.</summary>
    /// <param name="transforms">The transforms, first applied first.</param>
    public TransformChain(IEnumerable<ITransform> transforms) => Transforms = [.. transforms];

    /// <summary>The transforms, first applied first.</summary>
    public ImmutableArray<ITransform> Transforms { get; }

    /// <summary>The values at the start that have no image: the lags together.</summary>
    public int Lag => Transforms.Sum(transform => transform.Lag);

    /// <summary>Transforms a series.</summary>
    /// <param name="values">The values, n of them, oldest first.</param>
    /// <returns>max(0, n - <see cref="Lag"/>) values: the images of the last ones.</returns>
    public double[] Apply(ReadOnlySpan<double> values)
    {
        double[] result = values.ToArray();
        foreach (var transform in Transforms)
            result = transform.Apply(result);
        return result;
    }

    /// <summary>Turns transformed values that follow a history back.</summary>
    /// <param name="transformed">The values to turn back, as forecasts.</param>
    /// <param name="history">The untransformed values just before them, at least <see cref="Lag"/>.</param>
    /// <returns>As many values in the user's units.</returns>
    /// <exception cref="ArgumentException">The history is shorter than <see cref="Lag"/>.</exception>
    public double[] Invert(ReadOnlySpan<double> transformed, ReadOnlySpan<double> history)
    {
        if (history.Length < Lag)
            throw new ArgumentException($"The transforms reach {Lag} values back; the history has {history.Length}.", nameof(history));
        // Each inverse builds on the history as its own transform saw it.
        var seen = new double[Transforms.Length][];
        double[] past = history[^Lag..].ToArray();
        for (int n = 0; n < seen.Length; n++)
        {
            seen[n] = past;
            past = Transforms[n].Apply(past);
        }

        double[] result = transformed.ToArray();
        for (int n = seen.Length - 1; n >= 0; n--)
            result = Transforms[n].Invert(result, seen[n]);
        return result;
    }
}
