namespace Gatelight.SequenceToSequence;

/// <summary>Falls to the same part of itself every epoch: <c>Gammaᵉᵖᵒᶜʰ</c>.</summary>
/// <param name="Gamma">The ratio of one epoch to the one before, from 0 to 1.</param>
public sealed record ExponentialTeacherForcing(double Gamma) : TeacherForcing
{
    /// <summary>The ratio of one epoch to the one before, from 0 to 1.</summary>
    public double Gamma { get; init => field = Fraction(value, nameof(Gamma)); } = Fraction(Gamma, nameof(Gamma));

    /// <inheritdoc/>
    public override double Probability(int epoch) => Math.Pow(Gamma, epoch);
}
