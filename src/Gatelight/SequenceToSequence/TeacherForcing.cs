namespace Gatelight.SequenceToSequence;

/// <summary>
/// How often, in training, the decoder reads the true step before instead of its own answer (scheduled sampling: Bengio, Vinyals, Jaitly and
/// Shazeer 2015, arXiv:1506.03099; their schedules count batches, these count epochs).
/// </summary>
public abstract record TeacherForcing
{
    /// <summary>The probability of reading the true step, from 0 to 1.</summary>
    /// <param name="epoch">The epochs done before, from 0.</param>
    public abstract double Probability(int epoch);

    private protected static double Fraction(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must lie between 0 and 1.");
}
