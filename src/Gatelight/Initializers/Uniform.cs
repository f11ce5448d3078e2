namespace Gatelight.Initializers;

/// <summary>Uniform in [low, high).</summary>
/// <param name="Low">The lower end, finite.</param>
/// <param name="High">The upper end, finite.</param>
public sealed record Uniform(double Low = -0.05, double High = 0.05) : Initializer
{
    /// <summary>The lower end.</summary>
    public double Low { get; init => field = Checked(value, nameof(Low)); } = Checked(Low, nameof(Low));

    /// <summary>The upper end.</summary>
    public double High { get; init => field = Checked(value, nameof(High)); } = Checked(High, nameof(High));

    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, ReadOnlySpan<int> shape, SeededRandom random) => FillUniform(values, Low, High, random);
}
