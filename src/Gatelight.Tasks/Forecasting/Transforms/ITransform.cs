namespace Gatelight.Tasks.Forecasting.Transforms;

/// <summary>
/// An invertible change of a series, fitted on training rows alone. It keeps no series: what the inverse of a difference
/// needs of the past is given to it.
/// </summary>
public interface ITransform
{
    /// <summary>The values at the start that have no image: the result of <see cref="Apply"/> is shorter by as many. 0 for all but differences.</summary>
    int Lag { get; }

    /// <summary>The settings, from which <see cref="TransformSettings.Create"/> makes the same transform again.</summary>
    TransformSettings Settings { get; }

    /// <summary>Transforms a series.</summary>
    /// <param name="values">The values, n of them, oldest first.</param>
    /// <returns>max(0, n - <see cref="Lag"/>) values: the images of the last ones.</returns>
    double[] Apply(ReadOnlySpan<double> values);

    /// <summary>Turns transformed values that follow a history back, each building on the ones before it.</summary>
    /// <param name="transformed">The values to turn back, as forecasts.</param>
    /// <param name="history">The untransformed values just before them, at least <see cref="Lag"/>.</param>
    /// <returns>As many untransformed values.</returns>
    /// <exception cref="ArgumentException">The history is shorter than <see cref="Lag"/>.</exception>
    double[] Invert(ReadOnlySpan<double> transformed, ReadOnlySpan<double> history);
}
