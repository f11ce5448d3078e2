namespace Gatelight.SequenceToSequence;

/// <summary>Falls by the same amount every epoch: <c>max(Floor, 1 - Slope·epoch)</c>.</summary>
/// <param name="Slope">The fall of an epoch, from 0 to 1.</param>
/// <param name="Floor">The lowest probability, from 0 to 1.</param>
public sealed record LinearTeacherForcing(double Slope, double Floor = 0) : TeacherForcing
{
    /// <summary>The fall of an epoch, from 0 to 1.</summary>
    public double Slope { get; init => field = Fraction(value, nameof(Slope)); } = Fraction(Slope, nameof(Slope));

    /// <summary>The lowest probability, from 0 to 1.</summary>
    public double Floor { get; init => field = Fraction(value, nameof(Floor)); } = Fraction(Floor, nameof(Floor));

    /// <inheritdoc/>
    public override double Probability(int epoch) => Math.Max(Floor, 1 - Slope * epoch);
}
