namespace Gatelight.SequenceToSequence;

/// <summary>Stays near 1 at first, then falls, slowly at the end: <c>k / (k + exp(epoch / k))</c>, one half at <c>epoch = k·ln k</c>.</summary>
/// <param name="K">k, at least 1: the larger, the later the fall.</param>
public sealed record InverseSigmoidTeacherForcing(double K) : TeacherForcing
{
    /// <summary>k, at least 1: the larger, the later the fall.</summary>
    public double K { get; init => field = AtLeastOne(value); } = AtLeastOne(K);

    /// <inheritdoc/>
    public override double Probability(int epoch) => K / (K + Math.Exp(epoch / K));

    private static double AtLeastOne(double value) =>
        value >= 1 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "K must be at least 1 and finite.");
}
