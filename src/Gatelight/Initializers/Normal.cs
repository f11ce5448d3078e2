namespace Gatelight.Initializers;

/// <summary>Normal with a mean and a standard deviation.</summary>
/// <param name="Mean">The mean, finite.</param>
/// <param name="Deviation">The standard deviation, finite and at least 0.</param>
public sealed record Normal(double Mean = 0, double Deviation = 0.05) : Initializer
{
    /// <summary>The mean.</summary>
    public double Mean { get; init => field = Checked(value, nameof(Mean)); } = Checked(Mean, nameof(Mean));

    /// <summary>The standard deviation.</summary>
    public double Deviation { get; init => field = Checked(value, nameof(Deviation), least: 0); } = Checked(Deviation, nameof(Deviation), least: 0);

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random) => FillNormal(values, Mean, Deviation, random);
}
