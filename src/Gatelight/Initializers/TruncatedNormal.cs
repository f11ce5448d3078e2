namespace Gatelight.Initializers;

/// <summary>
/// Normal, but a draw further than two standard deviations from the mean is drawn again, so that no unit starts far from the others; the
/// values' own deviation is 0.88 of the one given. As TruncatedNormal of Keras.
/// </summary>
/// <param name="Mean">The mean, finite.</param>
/// <param name="Deviation">The standard deviation, finite and at least 0.</param>
public sealed record TruncatedNormal(double Mean = 0, double Deviation = 0.05) : Initializer
{
    /// <summary>The mean.</summary>
    public double Mean { get; init => field = Checked(value, nameof(Mean)); } = Checked(Mean, nameof(Mean));

    /// <summary>The standard deviation.</summary>
    public double Deviation { get; init => field = Checked(value, nameof(Deviation), least: 0); } = Checked(Deviation, nameof(Deviation), least: 0);

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random)
    {
        for (int n = 0; n < values.Length; n++)
        {
            double draw = random.NextNormal();
            while (Math.Abs(draw) > 2)
                draw = random.NextNormal();
            values[n] = T.CreateChecked(Mean + Deviation * draw);
        }
    }
}
