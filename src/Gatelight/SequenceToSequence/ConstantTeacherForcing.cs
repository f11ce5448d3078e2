namespace Gatelight.SequenceToSequence;

/// <summary>The same probability in every epoch; 1 is plain teacher forcing, 0 is always the model's own answer.</summary>
/// <param name="Value">The probability, from 0 to 1.</param>
public sealed record ConstantTeacherForcing(double Value = 1) : TeacherForcing
{
    /// <summary>The probability, from 0 to 1.</summary>
    public double Value { get; init => field = Fraction(value, nameof(Value)); } = Fraction(Value, nameof(Value));

    /// <inheritdoc/>
    public override double Probability(int epoch) => Value;
}
