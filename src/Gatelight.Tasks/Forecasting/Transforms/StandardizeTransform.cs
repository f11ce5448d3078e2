namespace Gatelight.Tasks.Forecasting.Transforms;

/// <summary>The distance from the mean in standard deviations: z = (y - mean) / scale.</summary>
public sealed class StandardizeTransform : ITransform
{
    private readonly double _mean;
    private readonly double _scale;

    /// <summary>Creates the transform.</summary>
    /// <param name="mean">What is subtracted.</param>
    /// <param name="scale">What is divided by, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is not finite, or the scale is not above 0.</exception>
    public StandardizeTransform(double mean, double scale)
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean is finite.");
        if (!double.IsFinite(scale) || scale <= 0)
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale is finite and above 0.");
        _mean = mean;
        _scale = scale;
    }

    /// <inheritdoc/>
    public int Lag => 0;

    /// <inheritdoc/>
    public TransformSettings Settings => new(TransformKind.Standardize, Mean: _mean, Scale: _scale);

    /// <summary>Fits mean and standard deviation (divided by n); the scale of values that do not vary is 1.</summary>
    /// <param name="training">The training rows, at least one.</param>
    /// <returns>The transform.</returns>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static StandardizeTransform Fit(ReadOnlySpan<double> training)
    {
        if (training.IsEmpty)
            throw new ArgumentException("Standardizing is fitted on at least one value.", nameof(training));
        double mean = 0, squares = 0;
        foreach (double value in training)
            mean += value / training.Length;
        foreach (double value in training)
            squares += (value - mean) * (value - mean);
        double deviation = Math.Sqrt(squares / training.Length);
        // Rounding leaves a constant series a deviation of a few ulp, which would blow up what follows.
        return new StandardizeTransform(mean, deviation > 1e-12 * Math.Abs(mean) ? deviation : 1);
    }

    /// <inheritdoc/>
    public double[] Apply(ReadOnlySpan<double> values)
    {
        var scaled = new double[values.Length];
        for (int n = 0; n < scaled.Length; n++)
            scaled[n] = (values[n] - _mean) / _scale;
        return scaled;
    }

    /// <inheritdoc/>
    public double[] Invert(ReadOnlySpan<double> transformed, ReadOnlySpan<double> history)
    {
        var values = new double[transformed.Length];
        for (int n = 0; n < values.Length; n++)
            values[n] = transformed[n] * _scale + _mean;
        return values;
    }
}
